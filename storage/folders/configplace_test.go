package folders_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"cards/deck"
	"cards/storage/folders"
)

func unknown(line, col int, key string) deck.Diagnostic {
	return deck.Diagnostic{
		Path: ".cards/config.toml", Pos: deck.Pos{Line: line, Col: col}, Severity: deck.Warning,
		Text: `unknown key "` + key + `"`,
		Hint: "known keys: folders, ignore, inbox, new_per_day, reviews_per_day, retention, steps, relearning_steps, " +
			"max_interval, new_order, review_order, new_mix, bury_siblings, learn_ahead, answer_cap, rollover, balance, " +
			"easy_days, leech, leech_lapses, auto_optimize, backup_max, autoplay, theme, images",
	}
}

func TestReadConfigPlacesSyntaxErrors(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"steps = [1,\n":                      "1:12: ",
		"# ü\nretention = ü":                 "2:13: ",
		"\"ü\" = 1\n\"ü\" = 2":               "2:1: ",
		"a = 'ü' b":                          "1:9: ",
		"retention = 0.9\nretention = 0.8\n": "2:1: ",
		"a = \"\xff\"":                       "1:6: ",
		"=":                                  "1:1: ",
	} {
		_, err := folders.ReadConfig(configured(t, text))
		var typed *folders.ConfigError
		if !errors.As(err, &typed) || !strings.HasPrefix(err.Error(), ".cards/config.toml:"+want) {
			t.Errorf("%q: error %v, want its place %s", text, err, want)
		}
	}
}

// TestReadConfigPlaces has as many unknown keys as fit, each on a line of its own.
func TestReadConfigPlaces(t *testing.T) {
	t.Parallel()
	const keys = 10_000
	var text strings.Builder
	for i := range keys {
		fmt.Fprintf(&text, "  k%d = 0\n", i)
	}
	c, err := folders.ReadConfig(configured(t, text.String()))
	if err != nil || len(c.Warnings) != keys {
		t.Fatalf("%d warnings, error %v", len(c.Warnings), err)
	}
	for i, w := range c.Warnings {
		if want := (deck.Pos{Line: i + 1, Col: 3}); w.Pos != want {
			t.Fatalf("warning %d at %v, want %v", i, w.Pos, want)
		}
	}
}
