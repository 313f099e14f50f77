// Notes, and cards that are found, added and edited: the program writes the text.

import { api, h, html, say, show } from "/app.js";
import { changed } from "/study.js";

export async function notes(deck, isHere) {
  const list = await api("/api/notes?scope=" + encodeURIComponent(deck));
  if (!isHere()) return;
  show(h("h1", {}, deck || "Notes"), list.length === 0 && h("p", {}, "There are no notes here."),
    ...list.flatMap((one) => [
      list.length > 1 && h("h2", {}, one.deck), one.description && h("p", { class: "quiet" }, one.description),
      ...one.sections.flatMap((section) => [
        section.title.length > 0 && h("h3", {}, section.title.join(" › ")), html("div", { class: "notes" }, section.html),
      ]),
    ]));
}

export async function find(words) {
  const field = h("input", { type: "search", id: "words", value: words, autocomplete: "off" });
  const list = h("ul", { class: "found" });
  const count = h("p", { class: "quiet", role: "status" });
  let asked = 0;
  const look = async () => {
    const turn = ++asked;
    const found = field.value.trim() === "" ? [] : await api("/api/find?words=" + encodeURIComponent(field.value));
    if (turn !== asked) return; // something else was typed meanwhile
    count.textContent = field.value.trim() === "" ? "" : `${found.length} found`;
    list.replaceChildren(...found.map((card) => h("li", {},
      h("a", { href: "#/edit/" + card.id }, card.question), h("p", { class: "quiet" }, `${card.answer} · ${card.deck}:${card.line}`))));
  };
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => look().catch((error) => say(error.message)), 150);
  });
  show(h("h1", {}, "Find"), h("p", {}, h("label", { for: "words" }, "Words; typing errors are allowed"), field), count, list);
  field.focus();
  await look();
}

export async function editCard(key, isHere) {
  const source = await api("/api/text?card=" + key);
  if (!isHere()) return;
  const field = h("textarea", { id: "text", rows: String(Math.max(source.text.split("\n").length + 2, 6)), spellcheck: "true" });
  field.value = source.text;
  const wrong = h("pre", { class: "wrong", role: "alert" });
  const save = async (event) => {
    event.preventDefault();
    try {
      const { said, step } = await api("/api/edit", { card: key, seen: source.text, text: field.value });
      await changed(said, step);
      history.back();
    } catch (error) {
      wrong.textContent = error.message;
    }
  };
  show(h("h1", {}, "Edit"),
    h("form", { onsubmit: save },
      h("p", {}, h("label", { for: "text" }, `${source.file}, line ${source.line}`), field), wrong,
      h("div", { class: "row" }, h("button", { class: "main" }, "Save"),
        h("button", { type: "button", onclick: () => history.back() }, "Leave it as it was"))));
  field.focus();
}

export async function addCard(_, isHere) {
  const decks = (await api("/api/decks")).map((deck) => deck.deck);
  if (!isHere()) return;
  const field = (id, label, element) => [h("p", {}, h("label", { for: id }, label), element)];
  const question = h("textarea", { id: "question", rows: "3", required: true });
  const answer = h("textarea", { id: "answer", rows: "3" });
  const deck = h("input", { id: "deck", list: "decks", autocomplete: "off" });
  const tags = h("input", { id: "tags", autocomplete: "off", autocapitalize: "none" });
  const typed = h("input", { id: "typed", type: "checkbox" });
  const wrong = h("p", { class: "wrong", role: "alert" });
  const twice = h("button", { type: "button", hidden: true, onclick: () => add(true) }, "Add it anyway");
  const add = async (evenTwice) => {
    try {
      const added = await api("/api/add", {
        question: question.value, answer: answer.value, deck: deck.value, typed: typed.checked,
        tags: tags.value.split(/[\s,]+/).map((tag) => tag.replace(/^#/, "")).filter(Boolean), twice: evenTwice,
      });
      await changed(`Added to ${added.file}.`, added.step);
      question.value = answer.value = wrong.textContent = "";
      twice.hidden = true;
      question.focus();
    } catch (error) {
      wrong.textContent = error.message;
      twice.hidden = error.status !== 409;
    }
  };
  show(h("h1", {}, "Add a card"),
    h("form", { onsubmit: (event) => { event.preventDefault(); add(false); } },
      ...field("question", "Question, or a sentence with a [gap]", question), ...field("answer", "Answer", answer),
      ...field("deck", "Deck; empty for the inbox", deck), h("datalist", { id: "decks" }, ...decks.map((name) => h("option", { value: name }))),
      ...field("tags", "Tags", tags), h("p", {}, typed, " ", h("label", { for: "typed" }, "The answer is typed")), wrong,
      h("div", { class: "row" }, h("button", { class: "main" }, "Add"), twice)));
  question.focus();
}
