package importer_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPagesOfLogseq: what is below a marked block answers it, whatever line of it has the mark and
// whatever else the page holds; earlier versions of pages are no cards again.
func TestPagesOfLogseq(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{
		"g/pages/tea.md":         "# Tea\n\t- **Which leaf?**#card\n\t\t- The bud\n\t- It says\n\t  more #card\n\t\t- yes\n",
		"g/logseq/bak/tea/1.md":  "- Old? #card\n\t- yes\n",
		"g/pages/book.md":        "- Highlights\n\t- Questions\n\t\t- Why is it so?\n- Notes\n\t- Is it? #flashcard\n\t\t- Yes\n",
		"g/pages/highlights.md":  "- ---\n- x #flashcard\n- How: long? #flashcard\n\t- A day\n- y #flashcard\n- ---\n",
		"g/pages/one.md":         "### Who came first? #flashcard\nThe hen.\n<!--ID: 1610000000000-->\n",
		"g/pages/unfinished.md":  "Who came first? #flashcard\nThe hen.\n",
		"g/pages/with-dashes.md": "- Who? #flashcard\n\t- It says --- so.\n\t- ---\n\t- too\n",
	})
	want := []string{
		"g/logseq/bak/tea/1.md: cards , 0 notes, media []",
		"  left out 0: an earlier version of a page, which Logseq keeps",
		"g/pages/book.md: cardtag g/pages/book, 1 notes, media []", `  5 basic new "Is it?" = "Yes"`,
		"  left out 1: text that is not a card",
		"g/pages/highlights.md: cardtag g/pages/highlights, 1 notes, media []",
		`  3 basic new "How: long?" = "A day"`, "  left out 1: text that is not a card",
		"  left out 6: text that is not a card",
		"  refused 2: a question without an answer", "  refused 5: a question without an answer",
		"g/pages/one.md: cardtag g/pages/one, 1 notes, media []", `  1 basic new "Who came first?" = "The hen."`,
		"g/pages/tea.md: cardtag g/pages/tea, 2 notes, media []",
		`  2 basic new "**Which leaf?**" = "The bud"`, `  4 basic new "It says\nmore" = "yes"`,
		"g/pages/unfinished.md: cards g/pages/unfinished, 0 notes, media []",
		"  left out 0: no cards found in it: it was copied as a note",
		"g/pages/with-dashes.md: cardtag g/pages/with-dashes, 1 notes, media []",
		`  1 basic new "Who?" = "- It says --- so.\n- ---\n- too"`,
	}
	if diff := cmp.Diff(want, describe(run(t, root, filepath.Join(source, "g")))); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}

// TestPropertiesOfLogseq: they are no cards, in a graph or beside what only Logseq writes.
func TestPropertiesOfLogseq(t *testing.T) {
	t.Parallel()
	for name, list := range map[string]files{
		"graph": {"g/logseq/config.edn": "{}", "g/pages/book.md": "type:: book\npublished:: 2004\n- A line\n"},
		"marks": {"g/pdf.md": "- Words\n  ls-type:: annotation\n  hl-page:: 62\n- More\n  hl-page:: 63\n"},
		"ids":   {"g/cpp.md": "- [[Actor::Begin]] or std::move\n  id:: 663dcee1-b1c0-4be5-8e5d-115f6eb5fef7\n- [[Pawn::End]]\n"},
		"page":  {"g/pods.md": "- # Pods\n\tcollapsed:: true\n\t- ## Questions\n\t\t- What is a pod\n\t\t  id:: 6345458a-eaac-46d8-bbd4-75c3e9de690b\n\t\t- ## Notes\n\t\t\t- One: two\n"},
		"maths": {"g/sum.md": "- $V{=}U{\\oplus}W$, and $x^{~}$\n- $$\n  U\n  $$\n"},
	} {
		root, source := collection(t, nil, list)
		for _, r := range run(t, root, filepath.Join(source, "g")) {
			if r.Notes > 0 {
				t.Errorf("%s: %+v", name, r)
			}
		}
	}
}
