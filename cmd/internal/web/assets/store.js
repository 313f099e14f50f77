// What the browser keeps: answers until they are known to be in the log, and the sitting, so that a reload
// without the server goes on with it.

let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("cards", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("waiting", { autoIncrement: true });
      request.result.createObjectStore("kept");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

// run does something in one transaction, which is on disk when the promise resolves.
async function run(name, mode, act) {
  const db = await open();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(name, mode, { durability: "strict" });
    const request = act(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

// wait keeps an answer, or an undo, behind those that wait already.
export const wait = (entry) => run("waiting", "readwrite", (store) => store.add(entry));

// waiting returns what waits, the oldest first, each with its place.
export async function waiting() {
  const places = await run("waiting", "readonly", (store) => store.getAllKeys());
  const entries = await run("waiting", "readonly", (store) => store.getAll());
  return entries.map((entry, i) => ({ place: places[i], entry }));
}

// sent drops what arrived.
export const sent = (places) =>
  run("waiting", "readwrite", (store) => {
    for (const place of places) store.delete(place);
  });

export const keep = (name, value) => run("kept", "readwrite", (store) => store.put(value, name));

export const kept = (name) => run("kept", "readonly", (store) => store.get(name));
