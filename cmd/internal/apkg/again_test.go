package apkg_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/srs"
	"cards/storage"
)

// TestEditsKeepWhatCameBack answers notes of our own elsewhere only, brings the answers here, and
// edits the texts then: the cards keep their progress, though nobody ever answered them here.
func TestEditsKeepWhatCameBack(t *testing.T) {
	t.Parallel()
	const deckText = `Q: The capital of France
A: Paris, on the Seine

T: der Schmetterling
D: the butterfly

C: Water boils at [100 degrees] at the [level] of the sea.

Q (typed): The longest river of Africa
A: Nile
`
	root := newRoot(t, map[string]string{"a.md": deckText})
	elsewhere := newRoot(t, nil)
	bring(t, elsewhere, packed(t, root))
	answer(t, elsewhere, srs.Good, now.Add(-100*time.Hour))
	bring(t, root, packed(t, elsewhere))
	edited := strings.NewReplacer("capital", "captial", "butterfly", "buterfly", "boils", "biols", "longest", "longset")
	if err := os.WriteFile(filepath.Join(root, "a.md"), []byte(edited.Replace(deckText)), 0o600); err != nil {
		t.Fatal(err)
	}
	n := 0
	err := open(t, root).Cards(storage.Scope{}, func(card *storage.Card) bool {
		if n++; card.Schedule.Reviews != 1 {
			t.Errorf("%q has %d answers, want 1", card.Question(), card.Schedule.Reviews)
		}
		return true
	})
	if err != nil || n != 6 {
		t.Errorf("%d cards: %v", n, err)
	}
}
