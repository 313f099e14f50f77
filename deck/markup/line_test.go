package markup_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cards/deck/decktest"
	"cards/deck/markup"
)

// TestHiddenEnd states where style sheets and scripts end; one that another begins in is none.
func TestHiddenEnd(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]int{
		"<style>\na\n</style>\nb":          {3, 1, 2, 3},
		" <SCRIPT src=x></script>\nb":      {1, 1},
		"<styled>\n</styled>":              {0, 1},
		"<style>\na":                       {0, 1},
		"<style\n<style>\n</style>":        {0, 3, 2},
		"<style>\n<script>\n</style>\nb\n": {3, 1, 2, 3, 4},
	} {
		lines := strings.Split(text, "\n")
		var got []int
		for at := range lines {
			got = append(got, markup.HiddenEnd(lines, at))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, not %v", text, got, want)
		}
	}
}

// TestHiddenEndIsFastOnHostileText: lines of which each begins what nothing ends are passed over
// one by one.
func TestHiddenEndIsFastOnHostileText(t *testing.T) {
	lines := slices.Repeat([]string{"<style>"}, 100_000)
	took := decktest.CPU(func() {
		for at := range lines {
			markup.HiddenEnd(lines, at)
		}
	})
	if took > 5*time.Second {
		t.Errorf("100,000 lines took %v", took)
	}
}
