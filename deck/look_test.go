package deck_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
)

// lookCases have what people take for labels.
var lookCases = []parseCase{
	{
		name: "bold, within a note", source: "Q: plain?\nA: plain answer\n\n**Q:** bold?\n**A:** bold answer\n",
		cards: []string{"basic plain? | plain answer\n\n**Q:** bold?\n**A:** bold answer"},
		diagnostics: []string{
			`4:1: warning: "**Q:**" is not a label: it is bold`,
		},
	},
	{
		name:   "within a note each is told",
		source: "Q: a\nA: b\n\n**Q:** c\n**A:** d\n\n__Q__: e\n\n__A__: f\n",
		cards:  []string{"basic a | b\n\n**Q:** c\n**A:** d\n\n__Q__: e\n\n__A__: f"},
		diagnostics: []string{
			`4:1: warning: "**Q:**" is not a label: it is bold`,
			`7:1: warning: "__Q__:" is not a label: it is bold`,
		},
	},
	{
		name: "quoted, in a list, numbered; a file without a card",
		source: "> [!question]\n> Q: In a callout?\n> A: in the callout\n\n- Q: In a list?\n  A: in the item\n\n" +
			"1. **Q:** In a numbered list?\n   **A:** in the item\n",
		diagnostics: []string{
			`2:1: advice: "> Q:" is not a label: it is quoted`,
			`5:1: advice: "- Q:" is not a label: it is a list item`,
			`8:1: advice: "1. **Q:**" is not a label: it is numbered`,
		},
	},
	{
		name:   "one of a kind outside notes, with the number of others",
		source: "- Q: a\n  A: b\n- Q: c\n  A: d\n* [ ] Q: e\n\n> Q: f\n---\nQ: g\nA: h\n",
		cards:  []string{"basic g | h"},
		diagnostics: []string{
			`1:1: warning: "- Q:" is not a label: it is a list item; 2 more in this file`,
			`7:1: warning: "> Q:" is not a label: it is quoted`,
		},
	},
	{
		name:   "callouts and bullets of word processors",
		source: "> [!faq]- Q: a\n> A: b\n\n• Q: c\n– Q: d\n\n>> Q: e\n",
		diagnostics: []string{
			`1:1: advice: "> [!faq]- Q:" is not a label: it is quoted; 1 more in this file`,
			`4:1: advice: "• Q:" is not a label: it is a list item; 1 more in this file`,
		},
	},
	{
		name:   "answers of models",
		source: "**Question 1: What is Go?**\n\n**Answer:** a language\n\n**Q2:** And C?\n**A2:** too\n\n### Q: heading\nAnswer: b\n",
		diagnostics: []string{
			`1:1: advice: "**Question 1:" is not a label: it is bold; 1 more in this file`,
			`8:1: advice: "### Q:" is not a label: it is a heading`,
		},
	},
	{
		name:   "answers on the same line",
		source: "**Q:** a **A:** b\n\nQuestion: c? Answer: d\n\n<b>Q:</b> e\n<b>A:</b> f\n",
		diagnostics: []string{
			`1:1: advice: "**Q:**" is not a label: it is bold; 1 more in this file`,
			`3:1: advice: "Question:" is not a label: it is spelled out`,
		},
	},
	{
		name:   "words, numbers and full stops",
		source: "Question: a\nAnswer: b\n\nQ1: c\nA1: d\n\nQ. e\nA. f\n\nFront: g\nBack: h\n",
		diagnostics: []string{
			`1:1: advice: "Question:" is not a label: it is spelled out; 1 more in this file`,
			`4:1: advice: "Q1:" is not a label: it has a number`,
			`7:1: advice: "Q." is not a label: it has no colon`,
		},
	},
	{
		name:        "words of other languages",
		source:      "Frage: a\nAntwort: b\n\n问题：甲\n答案：乙\n\n質問: 丙\n回答: 丁\n\nВопрос: д\nОтвет: е\n",
		diagnostics: []string{`1:1: advice: "Frage:" is not a label: it is spelled out; 3 more in this file`},
	},
	{
		name: "a space before the colon",
		source: "Question : a\nRéponse : b\n\n**Q :** c\n**A\u00a0:** d\n\n- Q : e\n\nQ ： f\n\n" +
			"Term : g\nprose\n",
		diagnostics: []string{
			`1:1: advice: "Question :" is not a label: it is spelled out`,
			`4:1: advice: "**Q :**" is not a label: it is bold`,
			`7:1: advice: "- Q :" is not a label: it is a list item`,
			`9:1: advice: "Q ：" is not a label: its colon is full-width`,
		},
	},
	{
		name:   "words in the letters of other scripts",
		source: "Fråga: a\nSvar: b\nسؤال: d\nجواب: e\n\nप्रश्न: f\nउत्तर: g\n\nSvar: h\n",
		diagnostics: []string{
			`1:1: advice: "Fråga:" is not a label: it is spelled out; 2 more in this file`,
		},
	},
	{
		name:   "italics and highlights",
		source: "*Q:* a\n*A:* b\n\n_Q_: c\n_A_: d\n\n==Q:== e\n==A:== f\n\n<mark>Q:</mark> g\n<i>A:</i> h\n",
		diagnostics: []string{
			`1:1: advice: "*Q:*" is not a label: it is in italics; 1 more in this file`,
			`7:1: advice: "==Q:==" is not a label: it is highlighted; 1 more in this file`,
		},
	},
	{
		name:   "letters that only look like ours",
		source: "Q: a\nА: b\n\nQ: c\nA: d\n\nТ: e\nD: f\n\n---\nС: [h]\nС: i\nА: j\nТ: k\n А: l\n",
		cards:  []string{"basic c | d"},
		diagnostics: []string{
			"1:1: error: question without an answer",
			`2:1: warning: "А:" is not a label: its letter is Cyrillic or Greek`,
			`7:1: warning: "Т:" is not a label: its letter is Cyrillic or Greek`,
			`8:1: error: "D:" out of place without a question or term above`,
			`11:1: warning: "С:" is not a label: its letter is Cyrillic or Greek`,
		},
	},
	{
		name:   "colons that only look like ours",
		source: "Q﹕ a\nA﹕ b\n\nQ∶ c\nA∶ d\n\nТ： e\nD： f\n",
		diagnostics: []string{
			`1:1: advice: "Q﹕" is not a label: its colon only looks like one; 1 more in this file`,
			`7:1: advice: "Т：" is not a label: its colon is full-width`,
		},
	},
	{
		name: "without an answer they are text",
		source: "Question: a\n\nprose\n\n**Q:** b\nprose\n\nQ. Adams wrote.\n\n1. Q: c\n\nQ1: d\n\nprose\n\nAnswer: e\n\nTerm: f\nBack: g\n" +
			"**A:** h\n---\nQ: i\nA: j\n\n**A:** Hi\n**B:** Ho\n- A: blood\n- B: group\nA. option\nC. option\n",
		cards: []string{"basic i | j\n\n**A:** Hi\n**B:** Ho\n- A: blood\n- B: group\nA. option\nC. option"},
	},
	{
		name: "full-width", source: "Q：什么？\nA：是\n\nＱ：全角\nＡ：答\n---\nQ: a\nA: b\nA：c\n",
		cards: []string{"basic a | b\nA：c"},
		diagnostics: []string{
			`1:1: warning: "Q：" is not a label: its colon is full-width`,
			`4:1: warning: "Ｑ：" is not a label: its letter is full-width`,
			`9:1: warning: "A：" is not a label: its colon is full-width`,
		},
	},
	{
		name: "indented", source: "Q: a\nA: b\n\tQ: tab\n  Q: two\n   A: three\n Q: one\n    Q: code\n",
		cards: []string{"basic a | b\n\tQ: tab\n  Q: two\n   A: three\n Q: one\n    Q: code"},
		diagnostics: []string{
			`3:1: warning: "\tQ:" is not a label: it is indented`,
			`4:1: warning: "  Q:" is not a label: it is indented`,
			`5:1: warning: "   A:" is not a label: it is indented`,
		},
	},
	{
		name: "terms and clozes", source: "> T: a\n> D: b\n\n- C: a [gap]\n- C: a language\n- D: another\n- T: nothing follows\n",
		diagnostics: []string{
			`1:1: advice: "> T:" is not a label: it is quoted`,
			`4:1: advice: "- C:" is not a label: it is a list item`,
		},
	},
	{
		name:   "an answer that the open note lacks",
		source: "Q: a\n**A:** b\n\nT: c\nDefinition: d\nQ: which?\nA. x\nB. y\nA: y\n",
		cards:  []string{"basic which?\nA. x\nB. y | y"}, diagnostics: []string{
			"1:1: error: question without an answer", `2:1: warning: "**A:**" is not a label: it is bold`,
			"4:1: error: term without a definition",
			`5:1: warning: "Definition:" is not a label: it is spelled out`,
		},
	},
	{
		name:   "not at the expense of the note above",
		source: "Q: a\nA: b\n\n**Q:** c\nA: d\n\nC: [e]\n\nq: f\nA: g\nT: h\nD: i\n- Q: j\nA: k\n",
		cards:  []string{"basic a | b", "cloze […] | e", "basic h | i", "reversed i | h"},
		diagnostics: []string{
			`4:1: warning: "**Q:**" is not a label: it is bold`,
			`5:1: error: "A:" out of place without a question or term above`,
			`9:1: warning: "q:" is not a label`,
			`10:1: error: "A:" out of place without a question or term above`,
			`13:1: warning: "- Q:" is not a label: it is a list item`,
			`14:1: error: "A:" out of place without a question or term above`,
		},
	},
	{
		name: "blocks and code", source: "```\n**Q:** x\n**A:** y\n```\n<!--\n> Q: x\n-->\n$$\nQ. x\nA. y\n$$\n`Q:` x\n`A:` y\n> ```\n> Q: z\n> ```\n",
	},

	{
		name:   "characters that cannot be seen before a label",
		source: "Q: a\nA: b\n\n\u200bQ: c\nA: d\n\n\u00a0Q: e\n\u00a0A: f\n",
		cards:  []string{"basic a | b", "basic c | d", "basic e | f"}, diagnostics: []string{
			`4:1: warning: invisible U+200B (zero-width space) before "Q:"`,
			`7:1: warning: invisible U+00A0 (no-break space) before "Q:"; 1 more in this file`,
		},
	},
	{
		name:   "and inside",
		source: "Q\u00a0: a\nA\u200e: b\nQ\u00a0(typed): c\nA\u00ad: d\nT (dra\u200bft): e\n\u200fD:f\n\ufeff\ufeffC:\u00a0[g]\n\u3000Q\u2060:h\nA\ufe0f: i\n",
		cards: []string{
			"basic a | b", "typed c | d", "basic e | f", "reversed f | e", "cloze […] | g", "basic h | i",
		}, diagnostics: []string{
			`1:2: warning: invisible U+00A0 (no-break space) inside "Q:"; 1 more in this file`,
			`2:2: warning: invisible U+200E (left-to-right mark) inside "A:"`,
			`4:2: warning: invisible U+00AD (soft hyphen) inside "A:"`,
			`5:7: warning: invisible U+200B (zero-width space) inside "T:"`,
			`6:1: warning: invisible U+200F (right-to-left mark) before "D:"`,
			`7:1: warning: invisible U+FEFF (byte-order mark) before "C:"`,
			`8:1: warning: invisible U+3000 (ideographic space) before "Q:"`,
			`9:2: warning: invisible U+FE0F inside "A:"`,
		},
	},
	{
		name: "errors in their words", source: "Q\u200b (\u200btpyed, id=-): a\nA: b\n",
		diagnostics: []string{
			`1:2: warning: invisible U+200B (zero-width space) inside "Q:"`,
			`1:6: error: unknown word "tpyed" after Q`, `1:13: error: bad id "-"`,
		},
	},
	{
		name:   "text that begins so is not a label",
		source: "Q: a\nA: b\n\u200bQuebec: c\n\u00a0 Q d\n\u3000字: e\nQ\u00a0d: e\n",
		cards:  []string{"basic a | b\n\u200bQuebec: c\n\u00a0 Q d\n\u3000字: e\nQ\u00a0d: e"},
	},
	{
		name:   "characters that control a terminal or a printer",
		source: "\fQ: a\nA\b: b\n\vT: c\nD: d\n",
		cards:  []string{"basic a | b", "basic c | d", "reversed d | c"}, diagnostics: []string{
			`1:1: warning: invisible U+000C (form feed) before "Q:"`,
			`2:2: warning: invisible U+0008 (backspace) inside "A:"`,
			`3:1: warning: invisible U+000B (vertical tab) before "T:"`,
		},
	},
	{
		name: "in what is not quite a label, not at the expense of the note above",
		source: "Q: a\nA: b\n\nQ\u00ad(typed): c\nA: d\n\n&nbsp;Q: e\n\n" +
			"\u200bq: f\n",
		cards: []string{"basic a | b"}, diagnostics: []string{
			`4:1: warning: "Q\u00ad(typed):" is not a label`,
			`5:1: error: "A:" out of place without a question or term above`,
			`7:1: warning: "&nbsp;Q:" is not a label: it is indented`,
			`9:1: warning: "\u200bq:" is not a label`,
		},
	},
	{
		name: "beside what ends a note",
		source: "Q: a\nA: b\n\u200b#c\n\n\u200b---\ntext\n---\u00a0\n#\u00a0Title\n#\u00a0Title\n\ufeff# T\n" +
			"```\n\u200b---\n```\n#\u200bd e\n\u00a0- f\n\u200b----\n#######\u00a0g\n",
		cards: []string{
			"basic a | b\n\u200b#c\n\n\u200b---\ntext\n---\u00a0\n#\u00a0Title\n#\u00a0Title\n\ufeff# T\n" +
				"```\n\u200b---\n```\n#\u200bd e\n\u00a0- f\n\u200b----\n#######\u00a0g",
		},
		diagnostics: []string{
			`3:1: warning: invisible U+200B (zero-width space) beside "#c"`,
			`5:1: warning: invisible U+200B (zero-width space) beside "---"`,
			`7:4: warning: invisible U+00A0 (no-break space) beside "---"`,
			`8:2: warning: invisible U+00A0 (no-break space) beside "#"; 1 more in this file`,
			`10:1: warning: invisible U+FEFF (byte-order mark) beside "#"`,
		},
	},
	{
		name: "several beside what ends a note", source: "Q: a\nA: b\n---\u200b \u200b \n\x7f# T\n---\u200b c\n",
		cards: []string{"basic a | b\n---\u200b \u200b \n\x7f# T\n---\u200b c"}, diagnostics: []string{
			`3:4: warning: invisible U+200B (zero-width space) beside "---"`,
			`4:1: warning: invisible U+007F beside "#"`,
		},
	},
	{
		name: "with other forms", source: "\u200b**Q:** a\n**A:** b\n\n>\u00a0Q: c\n\n \u00a0Q: d\n", diagnostics: []string{
			`1:1: advice: "\u200b**Q:**" is not a label: it is bold`,
			`4:1: advice: ">\u00a0Q:" is not a label: it is quoted`,
			`6:1: advice: " \u00a0Q:" is not a label: it is indented`,
		},
	},
}

func TestLook(t *testing.T) {
	t.Parallel()
	runParseCases(t, lookCases)
	for _, c := range lookCases {
		source := c.source
		if !strings.HasPrefix(source, "\ufeff") {
			source = lines("\ufeff", "\r\n", source)
		}
		f := deck.Parse("x.md", []byte(source))
		if diff := cmp.Diff(c.diagnostics, diagnostics(f)); diff != "" {
			t.Errorf("%s: diagnostics with CRLF (-want +got):\n%s", c.name, diff)
		}
		if diff := cmp.Diff(c.cards, cards(f)); diff != "" {
			t.Errorf("%s: cards with CRLF (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestLookIsFastOnHostileText: time is linear in the length of a line.
func TestLookIsFastOnHostileText(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{
		"> ", "* ", "**", "\u200b", "- [ ] ", "> [!", "1. ", "**Q:** ", "Q: *", " ", "\u00a0",
		"<b>", "Q(", "A ", "Q1",
	} {
		deck.Parse("x.md", []byte("**Q:** "+strings.Repeat(piece, 200_000)))
		deck.Parse("x.md", []byte(strings.Repeat(piece, 200_000)+"Q: a\nA: b"))
	}
}
