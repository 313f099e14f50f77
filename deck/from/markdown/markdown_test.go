package markdown_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/decktest"
	"cards/deck/from/markdown"
)

func TestRead(t *testing.T) {
	t.Parallel()
	two := []markdown.Note{{Line: 1, End: 2, Front: "What?", Back: "That."}, {Line: 4, End: 5, Front: "Who?", Back: "He."}}
	for name, tt := range map[string]struct {
		text string
		want []markdown.Note
	}{
		"bold labels":      {"**Q:** What?\n**A:** That.\n\n**Q:** Who?\n**A:** He.\n", two},
		"all in bold":      {"**Q: What?**\nA: That.\n\n**Q: Who?**\nA: He.\n", two},
		"spelled out":      {"Question: What?\nAnswer: That.\n\nQuestion 2: Who?\nAnswer 2: He.\n", two},
		"in lists":         {"- Q: What?\n  - A: That.\n\n- Q: Who?\n  - A: He.\n", two},
		"numbered":         {"1. Q: What?\n   A: That.\n\n2. Q: Who?\n   A: He.\n", two},
		"numbered in bold": {"1. **Question:** What?\n   **Answer:** That.\n\n2. **Question:** Who?\n   **Answer:** He.\n", two},
		"in quotes":        {"> Q: What?\n> A: That.\n\n> Q: Who?\n> A: He.\n", two},
		"with dots":        {"Q1. What?\nA1. That.\n\nQ2. Who?\nA2. He.\n", two},
		"on one line":      {"**Q:** What? **A:** That.\n- Q: Who? A: He.\n", []markdown.Note{{Line: 1, End: 1, Front: "What?", Back: "That."}, {Line: 2, End: 2, Front: "Who?", Back: "He."}}},
		"text behind it":   {"Sure:\n\n**Q:** What?\n**A:** That.\n\nLet me know.\n", []markdown.Note{{Line: 3, End: 4, Front: "What?", Back: "That."}}},
		"answers with lists": {"**Q:** What?\n**A:**\n- a\n- b\n\n```go\nx\n\ny\n```\n\n**Q:** Who?\n**A:** He\nwas.\n", []markdown.Note{
			{Line: 1, End: 10, Front: "What?", Back: "- a\n- b\n\n```go\nx\n\ny\n```"}, {Line: 12, End: 14, Front: "Who?", Back: "He\nwas."},
		}},
		"terms": {"**Term:** RAM\n**Definition:** memory\n", []markdown.Note{{Line: 1, End: 2, Kind: markdown.Term, Front: "RAM", Back: "memory"}}},
		"headings that ask": {"# Topic\n### What?\nThat.\n\nAnd more.\n### No question\nText\n### Who?\n### Why?\n\nSo.\n", []markdown.Note{
			{Line: 2, End: 5, Shape: markdown.Title, Front: "What?", Back: "That.\n\nAnd more.", Section: []string{"Topic"}},
			{Line: 9, End: 11, Shape: markdown.Title, Front: "Why?", Back: "So.", Section: []string{"Topic"}},
		}},
		"bold lines that ask": {"**What?**\nThat.\n\n1. **Who?**\n   He.\n\n2. Where?\n   There.\n", []markdown.Note{
			{Line: 1, End: 2, Shape: markdown.Title, Front: "What?", Back: "That."},
			{Line: 4, End: 5, Shape: markdown.Title, Front: "Who?", Back: "He."},
			{Line: 7, End: 8, Shape: markdown.Title, Front: "Where?", Back: "There."},
		}},
		"toggles": {"<details>\n<summary>What?</summary>\n\nThat.\n\n</details>\n<details><summary><b>Q:</b> Who?</summary>A: He.</details>\n", []markdown.Note{
			{Line: 1, End: 6, Shape: markdown.Toggle, Front: "What?", Back: "That."},
			{Line: 7, End: 7, Shape: markdown.Toggle, Front: "Who?", Back: "He."},
		}},
		"headings with labels below": {"# Topic\n## 1. What?\n\n**Answer:**\nThat.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Question 2: Say who\n\n**Answer:** He.\n\n**Notes:** more\n\n---\n\n### Q3. **Why?**\nSo.\n", []markdown.Note{
			{Line: 2, End: 9, Shape: markdown.Title, Front: "What?", Back: "That.\n\n| a | b |\n|---|---|\n| 1 | 2 |", Section: []string{"Topic"}},
			{Line: 11, End: 15, Front: "Say who", Back: "He.\n\n**Notes:** more", Section: []string{"Topic"}},
			{Line: 19, End: 20, Shape: markdown.Title, Front: "Why?", Back: "So.", Section: []string{"Topic"}},
		}},
		"headings with options below": {"## Question 1\n**What?**\n\n### Options:\n- A) this\n- B) that\n\n### Answer:\n**B) that**\n\n### Why\nx\n\n---\n## Question 2\nWho?\n### Answer\nHe.\n## Which?\n- A. a\n- B. b\n", []markdown.Note{
			{Line: 1, End: 12, Front: "**What?**\n\n- A) this\n- B) that", Back: "**B) that**\n\n### Why\nx"},
			{Line: 15, End: 18, Front: "Who?", Back: "He."},
			{Line: 19, End: 21, Shape: markdown.Title, Front: "Which?", Back: "- A. a\n- B. b"},
		}},
		"headings in items": {"1. ### What?\n\n    That.\n\n    ```js\n    x\n    ```\n\n**[Up](#top)**\n\n2. ### Who?\n\n    He.\n    ```\n\n3. ### Why?\n\n    So.\n", []markdown.Note{
			{Line: 1, End: 7, Shape: markdown.Title, Front: "What?", Back: "That.\n\n```js\nx\n```"},
			{Line: 11, End: 14, Shape: markdown.Title, Front: "Who?", Back: "He.\n```"},
			{Line: 16, End: 18, Shape: markdown.Title, Front: "Why?", Back: "So."},
		}},
		"headings in answers": {"## What?\nThat.\n### Example\nx\n## Who?\nHe.\n# How?\nSo.\n## Part\ny\n", []markdown.Note{
			{Line: 1, End: 4, Shape: markdown.Title, Front: "What?", Back: "That.\n### Example\nx"},
			{Line: 5, End: 6, Shape: markdown.Title, Front: "Who?", Back: "He."},
			{Line: 7, End: 8, Shape: markdown.Title, Front: "How?", Back: "So."},
		}},
		"toggles that hide an answer": {"# Test\n\n**1. Sky.** Which is it?\n\n- A. red\n- B. blue\n\n<details><summary>Answer and rationale</summary>\n\n**B.** Look.\n\n</details>\n\n## Which?\n```\nx\n```\n<details>\n<summary><b>Show solution</b></summary>\ny\n</details>\n\n## Say why\n<details><summary>Réponse</summary>z</details>\n\n## How?\nSo.\n<details><summary>See a longer answer</summary>More.</details>\n", []markdown.Note{
			{Line: 3, End: 12, Shape: markdown.Toggle, Front: "**1. Sky.** Which is it?\n\n- A. red\n- B. blue", Back: "**B.** Look.", Section: []string{"Test"}},
			{Line: 14, End: 21, Shape: markdown.Toggle, Front: "Which?\n\n```\nx\n```", Back: "y", Section: []string{"Test"}},
			{Line: 23, End: 24, Shape: markdown.Toggle, Front: "Say why", Back: "z", Section: []string{"Test", "Say why"}},
			{Line: 26, End: 28, Shape: markdown.Title, Front: "How?", Back: "So.\n<details><summary>See a longer answer</summary>More.</details>", Section: []string{"Test"}},
		}},
		"tables": {"| No | Question | Answer |\n|---|---|---|\n| 1 | What? | a \\| b |\n| 2 | Who? | `x|y` |\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\nTerm | Definition\n--- | ---\nRAM | memory\n", []markdown.Note{
			{Line: 3, End: 3, Shape: markdown.Row, Front: "What?", Back: "a | b"},
			{Line: 4, End: 4, Shape: markdown.Row, Front: "Who?", Back: "`x|y`"},
			{Line: 12, End: 12, Kind: markdown.Term, Shape: markdown.Row, Front: "RAM", Back: "memory"},
		}},
		"callouts": {"> [!question]- What?\n> That.\n>\n> More.\n\n> [!faq]\n> Who?\n>\n> He.\n\n> [!quiz|left] Why?\n>> [!success]- Answer\n>> So.\n> [!note] No\n> question\n\n> [!question] Open?\n", []markdown.Note{
			{Line: 1, End: 4, Shape: markdown.Callout, Front: "What?", Back: "That.\n\nMore."},
			{Line: 6, End: 9, Shape: markdown.Callout, Front: "Who?", Back: "He."},
			{Line: 11, End: 13, Shape: markdown.Callout, Front: "Why?", Back: "So."},
		}},
		"callouts in others": {"> [!question]- All\n>\n> > [!question] One?\n> > - [x] a\n> > - [ ] b\n>\n> > [!question] Two?\n> > c\n", []markdown.Note{
			{Line: 3, End: 5, Shape: markdown.Callout, Front: "One?", Back: "- [x] a\n- [ ] b"},
			{Line: 7, End: 8, Shape: markdown.Callout, Front: "Two?", Back: "c"},
		}},
		"not in code": {"```\n**Q:** What?\n**A:** That.\n```\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, markdown.Read(tt.text).Notes); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestReadKeys: questions with options have the answers of a key.
func TestReadKeys(t *testing.T) {
	t.Parallel()
	const a, b = "What?\n\nA) this\nB) that", "Who?\n- a. he\n- b. she"
	for name, tt := range map[string]struct {
		text string
		want [][2]string
	}{
		"headings":           {"### 1. What?\n\nA) this\nB) that\n\n### 2. Who?\n- a. he\n- b. she\n\n## Answers\n1. **B**\n2. a\n", [][2]string{{a, "B"}, {b, "a"}}},
		"bold":               {"**1. What?**\n\nA) this\nB) that\n\n**2.** Who?\n- a. he\n- b. she\n\n**Answer Key:**\n\n1-B, 2-a\n", [][2]string{{a, "B"}, {b, "a"}}},
		"a key with reasons": {"1) What?\n\nA) this\nB) that\n\n2) Who?\n- a. he\n- b. she\n\n## Solutions\n\n1) B) that\n   as it is\n2) a: he\n", [][2]string{{a, "B) that\nas it is"}, {b, "a: he"}}},
		"two parts":          {"## I\n1. What?\n\nA) this\nB) that\n\n### Answer key\n1. B\n\n## II\n1. Who?\n- a. he\n- b. she\n\n### Answer key\n1. a\n", [][2]string{{a, "B"}, {b, "a"}}},
		"code":               {"1. What?\n```go\nx\n```\nA) this\nB) that\n\n2. Who?\n- a. he\n- b. she\n# Answer Key\n| 1. B | 2. a |\n", [][2]string{{"What?\n```go\nx\n```\nA) this\nB) that", "B"}, {b, "a"}}},
		"one unanswered":     {"1. What?\n\nA) this\nB) that\n\n2. Who?\n- a. he\n- b. she\n\n3. Why?\n- A. x\n- B. y\n\n## Key\n1. B\n2. a\n", [][2]string{{a, "B"}, {b, "a"}}},
		"texts for answers":  {"1. What\n- A. this\n- B. that\n\n2. Who\n- A. he\n- B. she\n\n## Answers\n1. A thing is this.\n2. Be it so.\n", nil},
		"no key":             {"1. What\n- A. this\n- B. that\n\n2. Who\n- A. he\n- B. she\n", nil},
		"a list of steps":    {"## 1. Introduction\nx\n## 2. Create a file\ny\n## 3. What next?\nz\n## 4. Run\nw\n", [][2]string{{"What next?", "z"}}},
		"numbered questions": {"## 1. Explain this\nx\n## 2. Difference between a and b\ny\n## Aside\nv\n## 3. Closures\nz\n", [][2]string{{"Explain this", "x"}, {"Difference between a and b", "y"}, {"Closures", "z"}}},
		"questions with Q":   {"### Q1. Explain this\nx\n### Q2: What is it\ny\n### Q3 - Closures\nz\n```\n### 4. Step\n```\n", [][2]string{{"Explain this", "x"}, {"What is it", "y"}, {"Closures", "z\n```\n### 4. Step\n```"}}},
		"other numbers":      {"## Uses\n### 1. Logs\nx\n### 2. Keys\ny\n## Questions\n### 1. What is it\nz\n### 2. Why so\nw\n### 3. Scope\nv\n", [][2]string{{"What is it", "z"}, {"Why so", "w"}, {"Scope", "v"}}},
		"two are a few":      {"## 1. Explain this\nx\n## 2. Describe that\ny\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got [][2]string
			for _, n := range markdown.Read(tt.text).Notes {
				got = append(got, [2]string{n.Front, n.Back})
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzRead: notes stand on lines of their own, and have two sides unless they are clozes.
func FuzzRead(f *testing.F) {
	f.Add("**Q:** a\n**A:** b\n> Q: c\n> A: d\n### e?\nf\n<details><summary>g</summary>h</details>\n")
	f.Add("> [!question] a\n>> [!success] b\n>> c\n> [!faq]-\n> d\n>\n> e\n")
	f.Add("1. a\n- A. b\n- B. c\n2. d\nA) e\nB) f\n# Answers\n1. A\n2. B\n")
	f.Add("| Term | Definition |\n|--|--|\n| a | b |\n1. c?\n   d\n")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, n := range markdown.Read(text).Notes {
			if n.Line <= last || n.End < n.Line {
				t.Fatalf("%q: lines %d to %d after %d", text, n.Line, n.End, last)
			}
			if n.Front == "" || n.Back == "" && n.Kind != markdown.Cloze {
				t.Fatalf("%q: half a note %+v", text, n)
			}
			last = n.End
		}
	})
}

// TestReadLongAnswerOfKey: what follows in a key takes time that is linear in its length. It does not
// run in parallel, see [decktest.CPU].
func TestReadLongAnswerOfKey(t *testing.T) {
	const asked = "1. a\n- A. b\n- B. c\n2. d\n- A. e\n- B. f\n# Answers\n1. A. b\n2. B. f\n"
	isLinear := decktest.IsLinear(3_000, func(n int) {
		f := markdown.Read(asked + strings.Repeat("and so on, and so forth, and so on, and so forth\n", n))
		if len(f.Notes) != 2 {
			t.Errorf("%d notes", len(f.Notes))
		}
	})
	if !isLinear {
		t.Error("the time of an answer grows faster than its length")
	}
}
