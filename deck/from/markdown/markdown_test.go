package markdown_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

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

// FuzzRead: notes stand on lines of their own, and have two sides unless they are clozes.
func FuzzRead(f *testing.F) {
	f.Add("**Q:** a\n**A:** b\n> Q: c\n> A: d\n### e?\nf\n<details><summary>g</summary>h</details>\n")
	f.Add("> [!question] a\n>> [!success] b\n>> c\n> [!faq]-\n> d\n>\n> e\n")
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
