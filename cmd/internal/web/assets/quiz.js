// A quiz: questions of which the program decides what comes, so it needs the program.

import { api, h, html, say, show } from "/app.js";

let q = null;
let chosen = new Set();

export async function quiz(scope, isHere) {
  try {
    q = await api("/api/quiz", { scope, questions: 10 });
  } catch (error) {
    if (error.status !== 409 || !isHere()) throw error;
    return show(h("h1", {}, "No quiz yet"), h("p", {}, error.message + "."), h("p", {}, h("a", { class: "button", href: "#/" }, "Review")));
  }
  if (!isHere()) return;
  document.addEventListener("keydown", onKey);
  draw();
}

export function stopQuiz() {
  document.removeEventListener("keydown", onKey);
}

// onKey presses the button whose key it is, as the quiz on a terminal has them; space and
// enter the one that goes on. In a field it is text.
function onKey(event) {
  if (event.target.closest?.("input, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") return say("1–9 choose or rate · space goes on · v a guess · x skip · y mine is right too · u undo");
  const goesOn = event.key === " " || event.key === "Enter";
  if (goesOn && event.target.closest?.("button, a")) return; // the browser presses it
  const found = goesOn
    ? document.querySelector("footer .main")
    : [...document.querySelectorAll("main button[aria-keyshortcuts]")].find((one) => one.getAttribute("aria-keyshortcuts") === event.key);
  if (!found || found.disabled) return;
  event.preventDefault(); // it would be typed into the field of the question that comes
  found.click();
}

async function move(what) {
  const number = q.number;
  chosen = what.do === "next" || what.do === "undo" ? new Set() : chosen;
  q = await api("/api/quiz/answer", { number, ...what });
  draw();
}

const act = (what) => () => move(what).catch((error) => show(h("h1", {}, "That did not work"), h("p", { class: "wrong" }, error.message)));

function draw() {
  if (q.state === "finished") return drawEnd();
  show(
    h("div", { class: "place" }, h("span", {}, q.deck), h("span", { class: "counts" }, `${q.number} of ${q.total}`)),
    h("article", { class: "card" }, html("div", { class: "front" }, q.front),
      q.form === "choice" && options(), q.state !== "asking" && answer()),
    foot());
  if (q.state === "asking") document.querySelector(".typing input")?.focus();
  else document.querySelector("footer .main")?.focus();
}

function options() {
  const answered = q.state === "answered";
  return h("ol", { class: "options" }, ...q.options.map((option, i) => {
    const wrong = answered && chosen.has(i) && !option.right;
    const sign = option.right ? "✓ " : wrong ? "✗ " : chosen.has(i) ? "● " : "";
    return h("li", {}, h("button", {
      "aria-keyshortcuts": String(i + 1), class: "option" + (option.right ? " right" : wrong ? " wrong" : ""), disabled: answered,
      "aria-pressed": chosen.has(i) ? "true" : "false",
      onclick: () => {
        if (!q.several) chosen = new Set();
        if (!chosen.delete(i)) chosen.add(i);
        if (q.several) draw();
        else act({ do: "choose", places: [i] })();
      },
    }, h("span", { class: "digit" }, String(i + 1)), h("span", { class: "sign" }, sign), html("span", {}, option.html)));
  }));
}

function answer() {
  const r = q.result;
  const signs = { right: "✓ right", typo: "✓ right, but for a typing error", partial: "◐ partly right", wrong: "✗ wrong" };
  return h("section", { class: "answer", tabindex: "-1", "aria-live": "polite", "aria-label": "Answer" },
    r && h("div", { class: "verdict " + r.verdict }, h("p", {}, h("strong", {}, signs[r.verdict]),
      r.verdict === "right" || q.form === "recall" ? "" : ` · right: ${r.right}`), // what was recalled stands below
    r.given && q.form === "typed" && h("p", {}, "typed: " + r.given),
    r.answers && h("p", {}, "That answers: " + r.answers),
    r.comes && h("p", { class: "quiet" }, "It comes back in this quiz.")),
    q.back && q.form !== "typed" && html("div", {}, q.back),
    q.explain && html("div", { class: "explain" }, q.explain),
    r && r.notes > 0 && h("p", { class: "quiet" }, `notes: ${q.file}, line ${r.notes}`));
}

function foot() {
  const button = (text, what, key, main) =>
    h("button", { class: main ? "main" : "", "aria-keyshortcuts": key, onclick: act(what) }, text);
  const skip = button("Skip", { do: "skip" }, "x");
  if (q.state === "answered") {
    return h("footer", {}, h("div", { class: "row" }, button("Next", { do: "next" }, null, true),
      q.result.verdict !== "right" && button("Mine is right too", { do: "mine" }, "y"), button("Undo", { do: "undo" }, "u")));
  }
  if (q.state === "shown") {
    return h("footer", {}, h("div", { class: "ratings three" },
      button("Not known", { do: "know", how: "wrong" }, "1"), button("Partly", { do: "know", how: "partial" }, "2"),
      button("Known", { do: "know", how: "right" }, "3", true)));
  }
  const guess = h("button", { "aria-keyshortcuts": "v", "aria-pressed": q.guess ? "true" : "false", onclick: act({ do: "guess" }) }, q.guess ? "A guess ✓" : "A guess");
  if (q.form === "typed") {
    const field = h("input", { "aria-label": "Your answer", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
    return h("footer", {}, h("form", { class: "typing", onsubmit: (event) => { event.preventDefault(); act({ do: "type", text: field.value })(); } },
      field, h("button", { class: "main" }, "Check")), h("div", { class: "row" }, guess, skip));
  }
  const main = q.form === "recall" ? button("Show answer", { do: "show" }, null, true)
    : q.several && h("button", { class: "main", onclick: () => act({ do: "choose", places: [...chosen] })() }, "Check");
  return h("footer", {}, main, h("div", { class: "row" }, guess, skip));
}

function drawEnd() {
  const t = q.tally;
  show(h("h1", {}, "The quiz is over"),
    h("p", {}, `${t.first} of ${t.answered} right on the first try, ${t.end} in the end.`),
    t.missed.length > 0 && h("div", {}, h("h2", {}, "Missed"), h("ul", {}, ...t.missed.map((text) => h("li", {}, text)))),
    h("div", { class: "row" },
      t.forward > 0 && h("button", { class: "main", onclick: act({ do: "forward" }) }, `Ask ${t.forward} of them in today's review`),
      h("a", { class: "button", href: "#/" }, "Review")));
}
