package match_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"cards/deck"
	"cards/deck/match"
)

// A word that comes, goes or is exchanged may negate in any language: with an equal answer it is
// never a link.
func TestMatchNeverLinksAfterOneWord(t *testing.T) {
	t.Parallel()
	seen, tried := map[string]bool{}, 0
	for _, e := range allEdits(t) {
		for _, s := range e.before {
			if s.Text.IsCloze() || s.Kind == deck.KindReversed || seen[s.Text.Prompt] || strings.ContainsAny(s.Text.Prompt, "`$\n\"«„(") {
				continue
			}
			seen[s.Text.Prompt] = true
			words := strings.Fields(s.Text.Prompt)
			for i := range words {
				if !strings.ContainsFunc(words[i], unicode.IsLetter) || strings.ContainsAny(words[i], "-+^'") {
					continue // several words, or none
				}
				tried++
				checkAsked(t, s, slices.Insert(slices.Clone(words), i, "zorp"))
				a := strings.Fields(s.Text.Answer)
				checkUnlinked(t, s, strings.Join(slices.Insert(slices.Clone(words), i, "zorp"), " "), strings.Join(slices.Insert(a, len(a)/2, "blick"), " "))
				checkAsked(t, s, slices.Replace(slices.Clone(words), i, i+1, "zorp"))
				isArticle := slices.Contains([]string{"the", "a", "an", "teh"}, strings.ToLower(words[i]))
				if len(words) > 1 && !isArticle {
					checkAsked(t, s, slices.Delete(slices.Clone(words), i, i+1))
				}
			}
		}
	}
	if tried < 3000 {
		t.Errorf("%d places tried", tried)
	}
}

func checkAsked(t *testing.T, old match.Seen, words []string) {
	t.Helper()
	checkUnlinked(t, old, strings.Join(words, " "), old.Text.Answer)
}

func checkUnlinked(t *testing.T, old match.Seen, prompt, answer string) {
	t.Helper()
	now := basic(old.Path, prompt, answer)
	got := match.Match([]match.Known{{old}}, []match.Live{{Seen: now}}, nil)
	for _, l := range got.Links {
		t.Errorf("linked (%s):\n\t%s\n\t%s\n\t\t%s", l.Reason, old.Text.Prompt, now.Text.Prompt, old.Text.Answer)
	}
}
