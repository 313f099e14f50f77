// A review: cards are asked here, whether or not the server can be reached, and every answer is kept
// before the next card shows.

import { api, h, html, isOffline, Problem, say, send, show, tellSent } from "/app.js";
import * as store from "/store.js";

const names = ["Again", "Hard", "Good", "Easy"];

let sitting = null; // what the server said
let queue = []; // cards that are left
let done = []; // what was done here today: {answer, card}, or {step} of what the server did, with its card if it has one
let card = null; // that is asked
let isShown = false; // its answer is
let shownAt = 0;
let suggested = 0; // rating by what was typed or chosen
let chosen = new Set();
let revealedAt = 0;
let timer;
let running; // says whether the review is what is on the page
let skew = 0; // of the server's clock, in milliseconds

const now = () => Math.round(Date.now() + skew);

// review begins a review of a scope, or goes on with it.
export async function review(scope, isHere) {
  try {
    await load(scope);
  } catch (error) {
    if (!isOffline(error) || !(await restore(scope))) throw error;
    say("The program does not answer; these are the cards that were loaded before.");
  }
  if (!isHere()) return;
  running = isHere;
  document.addEventListener("keydown", onKey);
  next();
}

export function stopReview() {
  document.removeEventListener("keydown", onKey);
  clearTimeout(timer);
}

async function load(scope) {
  const asked = Date.now();
  await send(); // first, so that the server knows what was answered
  const fresh = await api("/api/session?n=10&scope=" + encodeURIComponent(scope));
  done = await doneBefore(fresh.day);
  sitting = fresh;
  skew = sitting.now - (asked + Date.now()) / 2;
  sitting.wanted = scope;
  sitting.beyond = beyond(fresh);
  queue = sitting.cards;
  await save();
  loadRest(scope); // while the first card is read
}

// doneBefore is what was done on this page on a day: it can be undone from any of its views.
async function doneBefore(day) {
  const kept = sitting ? { sitting, done } : await store.kept("sitting").catch(() => null);
  return kept?.sitting.day === day ? kept.done : [];
}

// changed notes an edit, or a card that was added, and offers to take it back.
export async function changed(said, step) {
  const kept = sitting ? { sitting, queue, done, skew } : await store.kept("sitting").catch(() => null);
  if (kept) {
    ({ sitting, queue, done, skew } = kept);
    done.push({ step });
    await save();
  }
  say(said, "Undo", async () => {
    if (await unmade({ step })) {
      done = done.filter((one) => one.step !== step);
      if (sitting) await save();
      window.dispatchEvent(new Event("hashchange"));
    }
  });
}

// unmade has the server take a step of its own back, and says how that went; false if it did not.
async function unmade({ step }) {
  try {
    const { undone } = await api("/api/undo", { id: step });
    say(undone ? "Taken back." : "That has already been taken back.");
    return true;
  } catch (error) {
    say(isOffline(error) ? "Only the program can undo that, and it does not answer." : error.message);
    return false;
  }
}

// loadRest loads the other cards of the sitting, so that it can go on without a network.
async function loadRest(scope) {
  const mine = sitting;
  try {
    const all = await api("/api/session?scope=" + encodeURIComponent(scope));
    if (sitting !== mine) return;
    const known = new Set([...queue, ...answers().map((one) => one.card)].map((one) => one.id));
    queue.push(...all.cards.filter((one) => !known.has(one.id)));
    sitting.beyond = beyond(all);
    await save();
    await embedPictures(queue);
  } catch {
    // the first ones are there, and the end of the sitting looks for more
  }
}

// restore takes up the sitting that was kept; false if there is none of today.
async function restore(scope) {
  const kept = await store.kept("sitting");
  if (!kept || kept.sitting.wanted !== scope || now() >= kept.sitting.ends) return false;
  ({ sitting, queue, done, skew } = kept);
  return true;
}

const save = () => store.keep("sitting", { sitting, queue, done, skew });

// embedPictures fetches pictures while there is a network.
async function embedPictures(cards) {
  const data = new Map();
  for (const one of cards) {
    for (const field of ["front", "filled", "back", "explain"]) {
      for (const [, address] of one[field].matchAll(/<img src="(\/media\/[0-9a-f]+)"/g)) {
        if (!data.has(address)) data.set(address, await dataOf(address).catch(() => null));
        if (data.get(address)) one[field] = one[field].replaceAll(`src="${address}"`, `src="${data.get(address)}"`);
      }
    }
  }
  if (data.size > 0) await save();
}

async function dataOf(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Problem(response.status, address);
  const blob = await response.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

// updateCards takes over what the server says of cards that come again today.
export function updateCards(cards) {
  for (const fresh of cards) {
    const i = queue.findIndex((one) => one.id === fresh.id);
    if (i < 0) continue;
    queue[i] = { ...fresh, from: queue[i].from };
    if (card?.id === fresh.id && !isShown) card = queue[i];
  }
}

// --- what comes next

// choose returns the card to be asked: one whose step is over, else the next in order, else one whose
// step is nearly over.
function choose() {
  const over = queue.filter((one) => one.from > 0 && one.from <= now()).sort((a, b) => a.from - b.from);
  const ready = queue.filter((one) => one.from === 0);
  const soon = queue.filter((one) => one.from > 0 && one.from <= now() + sitting.learnAhead * 1000)
    .sort((a, b) => a.from - b.from);
  return over[0] ?? ready[0] ?? soon[0] ?? null;
}

function next() {
  clearTimeout(timer);
  if (!running()) return;
  if (now() >= sitting.ends) return again("A new day has begun.");
  card = choose();
  isShown = false;
  suggested = 0;
  chosen = new Set();
  if (card) {
    shownAt = now();
    draw();
  } else if (queue.length > 0) waitFor();
  else finish();
}

function again(said) {
  say(said);
  return review(sitting.wanted, running).catch(() => say("The program does not answer."));
}

// waitFor shows when the next step is over.
function waitFor() {
  const first = Math.min(...queue.map((one) => one.from));
  const minutes = Math.max(Math.ceil((first - now()) / 60000), 1);
  show(h("h1", {}, "In a moment"),
    h("p", {}, `${cards(queue.length)} in the learning steps, the first in ${minutes} min.`), totals(),
    h("button", { class: "main", onclick: () => { queue.forEach((one) => (one.from = Math.min(one.from, now()))); next(); } }, "Go on now"));
  timer = setTimeout(next, Math.min(first - now(), 60000));
}

// answers are those that were given here.
const answers = () => done.filter(({ answer }) => answer);

const cards = (n) => (n === 1 ? "1 card" : `${n} cards`);

function totals() {
  const given = answers();
  if (given.length === 0) return null;
  const spent = given.reduce((sum, { answer }) => sum + Math.min(answer.answered - answer.shown, 60000), 0);
  const known = given.filter(({ answer }) => answer.rating > 1).length;
  const many = given.length === 1 ? "1 answer" : `${given.length} answers`;
  return h("p", { class: "quiet" },
    `${many} · ${Math.max(Math.round(spent / 60000), 1)} min · ${Math.round((100 * known) / given.length)} %`);
}

async function finish() {
  const view = h("p", {}, sitting.next ? "Next: " + sitting.next + "." : "Nothing is due.");
  show(h("h1", {}, "Done for now"), totals(), view,
    h("div", { class: "row" },
      h("button", { onclick: () => again("Looked for more.") }, "Look for more"),
      done.length > 0 && h("button", { onclick: undo }, "Undo"),
      sitting.once && h("button", { class: "main", onclick: end }, "End")));
  try {
    await send();
    const fresh = await api("/api/session?scope=" + encodeURIComponent(sitting.wanted));
    if (card || queue.length > 0 || !view.isConnected) return;
    if (fresh.cards.length > 0) {
      const kept = done;
      sitting = { ...fresh, wanted: sitting.wanted, beyond: beyond(fresh) };
      queue = fresh.cards;
      done = kept;
      next();
    } else view.textContent = fresh.next ? "Next: " + fresh.next + "." : "Nothing more is due.";
  } catch {
    // what was said before holds
  }
}

async function end() {
  await send();
  await api("/api/end", {});
  show(h("h1", {}, "Done"), totals(), h("p", {}, "You can close this page."));
}

// count counts cards by kind.
function count(list) {
  const n = { new: 0, learning: 0, review: 0 };
  for (const one of list) n[one.phase === "new" || one.phase === "review" ? one.phase : "learning"]++;
  return n;
}

// beyond is how many cards a sitting has, by kind, that are not on the page.
function beyond({ counts, cards }) {
  const n = count(cards);
  for (const kind in n) n[kind] = Math.max(counts[kind] - n[kind], 0);
  return n;
}

// --- the card

function draw() {
  if (!running()) return;
  const left = count(queue);
  for (const kind in left) left[kind] += sitting.beyond?.[kind] ?? 0; // an older page kept none
  const place = [card.deck, ...card.section].join(" › ");
  show(
    h("div", { class: "place" },
      h("span", {}, place, card.flag > 0 && h("b", {}, ` ⚑${card.flag}`), card.leech && " · leech"),
      h("span", { class: "counts", "aria-label": `left: ${left.new} new, ${left.learning} learning, ${left.review} reviews` },
        `${left.new} · ${left.learning} · ${left.review}`)),
    h("progress", { max: String(answers().length + left.new + left.learning + left.review), value: String(answers().length), "aria-label": "Progress" }),
    h("article", { class: "card" },
      html("div", { class: "front" }, isShown && card.filled ? card.filled : card.front),
      card.options.length > 0 && options(),
      isShown && answer()),
    foot());
  if (isShown) document.querySelector(".answer")?.focus({ preventScroll: true });
  else document.querySelector(".typing input")?.focus();
}

// options are those of a choice, to be chosen or, once revealed, marked.
function options() {
  const list = card.options.map((option, i) => {
    const right = isShown && option.right;
    const wrong = isShown && chosen.has(i) && !option.right;
    const sign = right ? "✓ " : wrong ? "✗ " : chosen.has(i) ? "● " : "";
    const words = [right && "right", wrong && "wrong", chosen.has(i) && "chosen"].filter(Boolean).join(", ");
    return h("li", {},
      h("button", {
        class: "option" + (right ? " right" : wrong ? " wrong" : ""), disabled: isShown,
        "aria-pressed": chosen.has(i) ? "true" : "false", onclick: () => pick(i),
      }, h("span", { class: "digit" }, String(i + 1)), h("span", { class: "sign" }, sign),
      html("span", {}, option.html), words && h("span", { class: "hidden" }, " (" + words + ")")));
  });
  return h("ol", { class: "options" }, ...list);
}

function pick(i) {
  if (isShown || i >= card.options.length) return;
  if (!card.several) chosen = new Set();
  if (!chosen.delete(i)) chosen.add(i);
  if (card.several) return draw();
  grade();
}

// grade grades what was chosen: as in the terminal, right are all that are right and no other.
function grade() {
  const right = card.options.flatMap((option, i) => (option.right ? [i] : []));
  const wrong = [...chosen].some((i) => !card.options[i].right);
  const got = right.filter((i) => chosen.has(i)).length;
  const verdict = wrong || got === 0 ? "wrong" : got < right.length ? "partial" : "right";
  reveal({ verdict, rating: { wrong: 1, partial: 2, right: 3 }[verdict] });
}

function answer() {
  return h("section", { class: "answer", tabindex: "-1", "aria-live": "polite", "aria-label": "Answer" },
    card.verdict && verdict(card.verdict),
    card.back && html("div", {}, card.back),
    card.explain && html("div", { class: "explain" }, card.explain));
}

// verdict says what a typed or chosen answer is worth, with what differs.
function verdict(v) {
  const signs = { right: "✓ right", typo: "✓ right, but for a typing error", partial: "◐ partly right", wrong: "✗ wrong", compare: "compare" };
  const runs = (list) => list.map((run) => (run.differs ? h("u", {}, run.text) : run.text));
  return h("div", { class: "verdict " + v.verdict },
    h("p", {}, h("strong", {}, signs[v.verdict]), v.missing ? ` · missing: ${v.missing}` : ""),
    v.typed && h("p", {}, "typed: ", ...runs(v.typed)),
    v.typed && v.verdict !== "right" && h("p", {}, "right: ", ...runs(v.right)));
}

function foot() {
  if (!isShown) {
    const typed = card.kind === "typed" ? typing() : null;
    const choice = card.options.length > 0;
    return h("footer", {}, typed ?? (choice && !card.several
      ? h("p", { class: "quiet" }, "Choose one.")
      : h("button", { class: "main", onclick: () => (choice ? grade() : reveal()) }, choice ? "Check" : "Show answer")), more());
  }
  const preferred = suggested || 3;
  return h("footer", {},
    h("div", { class: "ratings" }, ...names.map((name, i) =>
      h("button", { class: i + 1 === preferred ? "main" : "", onclick: () => rate(i + 1) },
        h("span", {}, name), h("small", {}, label(i))))),
    more());
}

const label = (i) => (card.preview[i]?.label ?? "");

function typing() {
  const field = h("input", { "aria-label": "Your answer", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    onkeydown: (event) => event.key === "Escape" && field.blur() }); // then keys are commands
  return h("form", { class: "typing", onsubmit: (event) => { event.preventDefault(); type(field.value); } },
    field, h("button", { class: "main" }, "Check"));
}

// type has the server grade what was typed; without it the person compares.
async function type(text) {
  if (text.trim() === "") return reveal();
  const asked = card;
  const plain = (s) => s.trim().replace(/\s+/g, " ").toLowerCase().normalize("NFC");
  let graded;
  try {
    graded = await api("/api/grade", { card: card.key, typed: text });
  } catch (error) {
    if (!isOffline(error)) throw error;
    const same = plain(text) === plain(card.right);
    graded = {
      verdict: same ? "right" : "compare", rating: same ? 3 : 0, missing: "",
      typed: [{ text, differs: false }], right: [{ text: card.right, differs: false }],
    };
  }
  if (card === asked && !isShown) reveal(graded);
}

function reveal(graded) {
  card.verdict = graded ?? null;
  suggested = graded?.rating ?? 0;
  isShown = true;
  revealedAt = performance.now();
  draw();
}

// more is what can be done beside answering.
function more() {
  const item = (text, act) => h("button", { onclick: act }, text);
  return h("details", { class: "more" }, h("summary", {}, "More"),
    h("div", { class: "row" },
      done.length > 0 && item("Undo", undo), item("Edit", () => (location.hash = "#/edit/" + card.key)),
      item("Suspend", () => putAway("suspend", "suspended")), item("Bury until tomorrow", () => putAway("bury", "buried")),
      item(card.flag > 0 ? "Unflag" : "Flag", flag), item("Why?", why),
      h("a", { href: "#/notes/" + encodeURIComponent(card.deck) }, "Notes")));
}

// --- answers

function newID(at) {
  const random = crypto.getRandomValues(new Uint8Array(10));
  return at.toString(16).padStart(12, "0") + Array.from(random, (b) => b.toString(16).padStart(2, "0")).join("");
}

async function rate(rating) {
  if (!card || !isShown || performance.now() - revealedAt < 250) return; // a tap that was meant for the button before
  const asked = card;
  const at = Math.max(now(), shownAt);
  const given = {
    id: newID(at), key: asked.key, newest: asked.newest, rating, shown: shownAt, answered: at,
    offset: -new Date().getTimezoneOffset(),
  };
  card = null; // a second press finds nothing to rate
  try {
    await store.wait(given);
  } catch (error) {
    card = asked;
    say("The browser cannot keep the answer: " + error.message);
    return;
  }
  const place = queue.indexOf(asked);
  queue.splice(place, 1);
  const preview = asked.preview[rating - 1];
  done.push({ answer: given, card: asked, place });
  if (preview?.today) {
    const step = Math.max(preview.due - sitting.now, 0);
    queue.push({ ...asked, newest: given.id, phase: "learning", verdict: null, from: now() + step });
  }
  save();
  tellSent();
  send();
  next();
}

async function undo() {
  const last = done.pop();
  if (!last) return say("There is nothing to undo.");
  if (last.step) {
    if (!(await unmade(last))) return done.push(last);
    if (!last.card) return again("Taken back.");
  } else {
    await store.wait({ undo: last.answer.id });
  }
  queue = queue.filter((one) => one.id !== last.card.id);
  queue.unshift({ ...last.card, verdict: null, from: 0 });
  save();
  send();
  say("Taken back.");
  next();
}

// putAway keeps the card from being asked, which only the server can.
async function putAway(how, said) {
  const asked = card;
  try {
    const { step } = await api("/api/" + how, { card: asked.key });
    queue = queue.filter((one) => one !== asked);
    if (step) done.push({ step, card: asked });
    say("The card is " + said + ".");
    save();
    next();
  } catch (error) {
    say(isOffline(error) ? "That needs the program, which does not answer." : error.message);
  }
}

async function flag() {
  const to = card.flag > 0 ? 0 : 1;
  try {
    const { step } = await api("/api/flag", { card: card.key, flag: to });
    if (step) done.push({ step, card: { ...card } }); // as it was
    card.flag = to;
    save();
    draw();
  } catch (error) {
    say(isOffline(error) ? "That needs the program, which does not answer." : error.message);
  }
}

async function why() {
  try {
    const { lines } = await api("/api/why?card=" + card.key);
    const box = h("dialog", { class: "why" }, h("pre", { tabindex: "0" }, lines.join("\n")),
      h("form", { method: "dialog" }, h("button", { class: "main" }, "Close")));
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  } catch (error) {
    say(isOffline(error) ? "That needs the program, which does not answer." : error.message);
  }
}

function onKey(event) {
  const act = actOf(event);
  if (!act) return;
  event.preventDefault(); // it would be typed into the field of the card that comes
  act();
}

// actOf is what a key does; nothing where it is text.
function actOf(event) {
  const field = event.target.closest?.("input, textarea, select, dialog");
  if (field || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (!card) return event.key === "u" ? undo : undefined;
  const digit = "123456789".indexOf(event.key);
  if (digit >= 0 && !isShown && card.options.length > 0) return () => pick(digit);
  if (digit >= 0 && digit < 4 && isShown) return () => rate(digit + 1);
  if (event.key === " " || event.key === "Enter") {
    if (event.target.closest?.("button, a, summary") && event.key === "Enter") return undefined;
    if (isShown) return () => rate(suggested || 3);
    return card.options.length > 0 ? () => chosen.size > 0 && grade() : () => reveal();
  }
  return {
    u: undo, e: () => (location.hash = "#/edit/" + card.key), s: () => putAway("suspend", "suspended"),
    b: () => putAway("bury", "buried"), f: flag, i: why,
    "?": () => say("space shows and rates good · 1–4 rate · u undo · e edit · s suspend · b bury · f flag · i why · esc leaves a field"),
  }[event.key];
}
