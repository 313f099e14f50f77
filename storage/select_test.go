package storage_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cards/srs"
	"cards/storage"
	"cards/storage/storagetest"
)

// TestSelectFindsWords looks for words in texts that write them otherwise: with other letters,
// accents of their own, or in scripts that are put together.
func TestSelectFindsWords(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"a.md": "" +
			"Q: CAFE\u0301?\n#año\nA: coffee\n\n" +
			"Q: Sisyphus?\nA: ΣΊΣΥΦΟΣ\n\n" +
			"Q: \ufb01ne stra\u00dfe?\nA: 1\n\n" +
			"Q: \u1112\u1161\u11ab?\nA: Han\n\n" +
			"Q: a  long\n  line?\nA: 2\n",
	})
	for query, want := range map[string]string{
		"text:cafe": "CAFE\u0301?", "text:café": "CAFE\u0301?", "tag:ano": "CAFE\u0301?",
		"tag:AÑO":      "CAFE\u0301?",
		"text:σίσυφος": "Sisyphus?", "text:strasse": "\ufb01ne stra\u00dfe?",
		"text:fine": "\ufb01ne stra\u00dfe?",
		"text:한":    "\u1112\u1161\u11ab?", `"a long line"`: "a  long\n  line?", "text:tea": "",
		"text:coffee text:line": "",
	} {
		var found strings.Builder
		for _, card := range selected(t, c, query) {
			found.WriteString(card.Front)
		}
		if found.String() != want {
			t.Errorf("%s: found %q, want %q", query, found.String(), want)
		}
	}
}

// TestFilterLosesNothing looks for words twice: so that notes are filtered before they are taken
// apart, and so that each is.
func TestFilterLosesNothing(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"a.md": "" +
			"---\ntags: [Über Uns, grammar/verbs]\n---\n\n" +
			"C: The ca[pa]city of [Paris] is\n  large, or IS it\n\n" +
			"Q: Which? K İstanbul\nA:\n- [x] OPTIONS count\n- [ ] Nächste\nA (more): Notes too\n#VERB\n\n" +
			"T: 한\nD: the Han, a long definition of ASCII, then été, then ASCII again\n\n" +
			"Q: plain?\nA: answer\n",
	})
	found := 0
	for _, word := range []string{
		"capacity", "pari", "paris", "city of paris", "is large", "\"large, or is\"", "k",
		"istanbul", "options", "nachste",
		"notes", "definition", "ete", "again", "한", "plain", "answer", "[…]", "verb", "zzz", "q", "of",
	} {
		for _, key := range []string{"text:", "in:answer text:", "in:question text:", "tag:", "tag:grammar text:"} {
			query := key + word
			if strings.Contains(word, " ") && word[0] != '"' {
				query = key + `"` + word + `"`
			}
			quick, slow := selected(t, c, query), selected(t, c, "("+query+") or is:draft")
			if len(quick) != len(slow) {
				t.Errorf("%s: %d cards, %d without a filter", query, len(quick), len(slow))
			}
			found += len(slow)
		}
	}
	if found < 50 {
		t.Errorf("%d cards were found: this tests little", found)
	}
	for _, query := range []string{`tag:"über uns"`, "tag:grammar", "tag:VERB", `"capacity of paris is large"`} {
		if len(selected(t, c, query)) == 0 {
			t.Errorf("%s: nothing", query)
		}
	}
}

// TestSelectByState tries every state on cards that are in it.
func TestSelectByState(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: new?\nA: 1\n\nQ: known?\nA: 2\n\nQ: gone?\nA: 3\n"})
	c.Rate("known?", srs.Easy)
	c.Rate("gone?", srs.Again)
	c.Write("a.md", "Q: new?\nA: 1\n\nQ: known?\nA: 2\n")
	c.Compile()
	for query, want := range map[string][]string{
		"is:new": {"new?"}, "is:review": {"known?"}, "is:young": {"known?"}, "is:mature": nil,
		"is:orphan": {"gone?"},
		"rated:1":   {"known?"}, "rated:1:1": nil, "is:orphan or is:new": {"new?", "gone?"},
		"-is:new": {"known?"},
		"is:due":  nil, "prop:reviews=1": {"known?"}, "due:>today": {"known?"},
	} {
		var found []string
		for _, card := range selected(t, c, query) {
			found = append(found, card.Front)
		}
		if !slices.Equal(found, want) {
			t.Errorf("%s: found %q, want %q", query, found, want)
		}
	}
}

func selected(t *testing.T, c *storagetest.Collection, query string) (cards []*storage.Card) {
	t.Helper()
	scope, err := c.Select([]string{query}, storage.Here{
		Dir: c.Root(), Calendar: srs.Calendar{Zone: time.UTC, Rollover: srs.DefaultRollover}, Now: c.Now,
	})
	if err == nil {
		err = c.Cards(scope, func(card *storage.Card) bool {
			cards = append(cards, card)
			return true
		})
	}
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return cards
}
