// The page: which view is shown, what goes to the server and comes from it, and how that stands.

import * as store from "/store.js";
import { review, stopReview, updateCards } from "/study.js";
import { quiz, stopQuiz } from "/quiz.js";
import { addCard, editCard, find, notes } from "/text.js";

const page = document.getElementById("page");
const sentLine = document.getElementById("sent");
const saidLine = document.getElementById("said");

// Problem is an answer of the server that is none.
export class Problem extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

// h makes an element. Texts are texts: only the server's own HTML is set as such, by html().
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// html is an element around HTML that the server has made of a text, with its formulas drawn.
export function html(tag, attributes, markup) {
  const element = h(tag, attributes);
  element.innerHTML = markup;
  drawFormulas(element);
  return element;
}

let temml; // loaded when the first formula is

async function drawFormulas(element) {
  const formulas = element.querySelectorAll("[data-tex]");
  if (formulas.length === 0) return;
  temml ??= new Promise((resolve, reject) => {
    document.head.append(h("link", { rel: "stylesheet", href: "/temml.css" }));
    document.head.append(h("script", { src: "/temml.js", onload: () => resolve(window.temml), onerror: reject }));
  });
  try {
    const draw = await temml;
    for (const formula of formulas) {
      const drawn = h("span");
      draw.render(formula.dataset.tex, drawn, { displayMode: formula.tagName === "DIV", throwOnError: true });
      formula.replaceChildren(...drawn.childNodes);
    }
  } catch {
    temml = undefined; // the formula stays in the characters of Unicode
  }
}

// show puts a view on the page and the focus on it.
export function show(...children) {
  page.replaceChildren(...children.filter(Boolean));
  page.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

// say tells something in passing, with a button for what can be done about it if there is an act.
export function say(text, name, act) {
  saidLine.replaceChildren(text);
  if (act) saidLine.append(" ", h("button", { onclick: () => { saidLine.replaceChildren(); act(); } }, name));
  clearTimeout(say.timer);
  say.timer = setTimeout(() => saidLine.replaceChildren(), act ? 15000 : 6000);
}

// api asks the server: a GET, or a POST of a body. Without a network the error is a TypeError.
export async function api(path, body) {
  const options = { signal: AbortSignal.timeout(20000), credentials: "same-origin" };
  if (body !== undefined) {
    Object.assign(options, {
      method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" },
    });
  }
  const response = await fetch(path, options);
  if (response.status === 204) return null;
  if (!response.ok) {
    const said = await response.json().catch(() => ({}));
    throw new Problem(response.status, said.error ?? response.statusText);
  }
  return response.json();
}

// isOffline says whether an error is no answer of the server.
export const isOffline = (error) => !(error instanceof Problem);

// --- what waits to be sent

let sending = false;
let pause = 1000; // until the next try, in milliseconds

// send sends what waits, in order. What arrived more than once is in the log once.
export async function send() {
  if (sending) return;
  sending = true;
  try {
    for (let batch = await firstBatch(); batch.length > 0; batch = await firstBatch()) {
      await sendBatch(batch);
    }
    pause = 1000;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) say("This browser is no longer paired.");
    setTimeout(send, pause);
    pause = Math.min(pause * 2, 30000);
  } finally {
    sending = false;
    await tellSent();
  }
}

// firstBatch returns the answers that wait in front, or one undo.
async function firstBatch() {
  const all = await store.waiting();
  const undo = all.findIndex(({ entry }) => entry.undo);
  if (undo === 0) return all.slice(0, 1);
  return all.slice(0, undo < 0 ? 100 : Math.min(undo, 100));
}

async function sendBatch(batch) {
  const places = batch.map(({ place }) => place);
  if (batch[0].entry.undo) {
    await api("/api/undo", { id: batch[0].entry.undo });
  } else {
    const taken = await api("/api/answers", batch.map(({ entry }) => entry));
    for (const { why } of taken.refused) say("An answer was refused: " + why);
    updateCards(taken.cards);
  }
  await store.sent(places);
}

// tellSent says how many answers wait, and since when.
export async function tellSent() {
  const all = (await store.waiting()).filter(({ entry }) => !entry.undo);
  if (all.length === 0) {
    sentLine.textContent = "";
    sentLine.className = "";
    return;
  }
  const since = new Date(all[0].entry.answered).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const many = all.length === 1 ? "1 answer waits" : `${all.length} answers wait`;
  sentLine.textContent = `○ offline: ${many} since ${since}`;
  sentLine.className = "waits";
}

// --- views

const views = { "": review, quiz, decks, stats, find, add: addCard, edit: editCard, notes };

let turn = 0; // of the views: one that comes too late is not shown

async function route() {
  stopReview();
  stopQuiz();
  const mine = ++turn;
  const isHere = () => mine === turn;
  const [name, ...rest] = location.hash.replace(/^#\/?/, "").split("/");
  const argument = decodeURIComponent(rest.join("/"));
  for (const link of document.querySelectorAll("nav a")) {
    const current = link.getAttribute("href") === "#/" + name;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  try {
    await (views[name] ?? review)(argument, isHere);
  } catch (error) {
    if (!isHere()) return;
    if (error instanceof Problem && error.status === 401) askForCode();
    else if (isOffline(error)) {
      show(h("h1", {}, "Not reachable"), h("p", {}, "The program does not answer. Is cards serve running?"),
        h("button", { onclick: route }, "Try again"));
    } else show(h("h1", {}, "That did not work"), h("p", { class: "wrong" }, error.message));
  }
}

async function decks(_, isHere) {
  const list = await api("/api/decks");
  if (!isHere()) return;
  const rows = list.map((deck) =>
    h("tr", {},
      h("th", { scope: "row" }, h("a", { href: "#//" + encodeURIComponent(deck.deck) }, deck.deck)),
      ...[deck.new, deck.learning, deck.due].map((n) => h("td", { class: "n" }, String(n))),
      h("td", {}, h("a", { href: "#/notes/" + encodeURIComponent(deck.deck), "aria-label": "Notes of " + deck.deck }, "notes")),
      h("td", {}, h("a", { href: "#/quiz/" + encodeURIComponent(deck.deck), "aria-label": "Quiz of " + deck.deck }, "quiz"))));
  show(h("h1", {}, "Decks"),
    h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Decks" },
      h("table", {},
        h("thead", {}, h("tr", {}, ...["deck", "new", "learning", "reviews"].map((name, i) =>
          h("th", { scope: "col", class: i > 0 ? "n" : null }, name)), h("td"), h("td"))),
        h("tbody", {}, ...rows))));
}

const subjects = [
  "overview", "retention", "forecast", "load", "time", "hours", "intervals", "stability", "difficulty",
  "cards", "memorised", "hardest", "calibration", "leeches", "quiz",
];

async function stats(subject, isHere) {
  if (!document.querySelector('link[href="/stats.css"]')) {
    const own = document.querySelector('link[href="/app.css"]'); // whose rules win, as they come after
    own.before(h("link", { rel: "stylesheet", href: "/stats.css" }));
  }
  const choose = h("select", { id: "subject", onchange: () => (location.hash = "#/stats/" + choose.value) },
    ...subjects.map((name) => h("option", { value: name, selected: name === (subject || "overview") }, name)));
  const response = await fetch("/api/stats.html?subject=" + encodeURIComponent(subject));
  if (!response.ok) throw new Problem(response.status, response.statusText);
  const figures = html("div", { class: "figures" }, await response.text());
  if (!isHere()) return;
  show(h("p", {}, h("label", { for: "subject" }, "Subject "), choose), figures);
}

function askForCode() {
  const code = h("input", { id: "code", name: "code", autocomplete: "off", autocapitalize: "none", required: true });
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); pair(code.value); } },
    h("p", {}, h("label", { for: "code" }, "Pairing code, as in k7d2-9wqx-t4mb"), code),
    h("button", { class: "main" }, "Pair this browser"));
  show(h("h1", {}, "Not paired"),
    h("p", {}, "cards serve shows a link with a code that lets one browser in, once and within five minutes. " +
      "Open that link, or type the code."), form);
}

// pair has the server trust this browser. One that it trusts already may well have kept the link.
async function pair(code) {
  try {
    await api("/api/pair", { code, name: deviceName() });
  } catch (error) {
    if (await isPaired()) return enter();
    say(isOffline(error) ? "The program does not answer." : error.message);
    return askForCode();
  }
  await enter();
}

const isPaired = () => api("/api/decks").then(() => true, () => false);

// enter shows the first view in place of the link.
async function enter() {
  history.replaceState(null, "", "/");
  await route();
  send();
}

function deviceName() {
  const agent = navigator.userAgent;
  const system = [["iPhone", "phone"], ["iPad", "tablet"], ["Android", "phone"], ["Mac", "Mac"], ["Windows", "Windows"], ["Linux", "Linux"]];
  return (system.find(([sign]) => agent.includes(sign)) ?? ["", "browser"])[1];
}

async function start() {
  window.addEventListener("hashchange", route);
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  if ("serviceWorker" in navigator && window.isSecureContext) {
    navigator.serviceWorker.register("/sw.js").catch(() => {}); // it works without, but for a reload offline
  }
  navigator.storage?.persist?.();
  await tellSent();
  if (location.pathname === "/p" && location.hash.length > 1) return pair(location.hash.slice(1));
  await route();
  send();
}

start();
