package folders_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/settings"
	"cards/storage/folders"
)

func TestReadPresets(t *testing.T) {
	t.Parallel()
	const text = "retention = 0.9\npreset.plain.max_interval = 9\n\n[preset.languages]\ndecks = ['spanish/*', '/latin/']\n" +
		"new_per_day = 5\nsteps = ['2d']\n[preset.\"with blank\"]\ndeck = 1\nlearn_ahead = '1m'\n"
	got, err := folders.ReadConfig(configured(t, text))
	if err != nil {
		t.Fatal(err)
	}
	day2 := got.Presets[0].Settings.Steps
	want := folders.Config{
		Own: settings.Set{Retention: new(0.9)},
		Presets: []folders.Preset{
			{
				Name: "languages", Decks: []string{"spanish/*", "latin"},
				Settings: settings.Set{NewPerDay: new(5), Steps: day2},
			},
			{Name: "plain", Settings: settings.Set{MaxInterval: new(9)}},
			{Name: "with blank"},
		},
	}
	for i, key := range []string{"deck", "learn_ahead"} {
		want.Warnings = append(want.Warnings, deck.Diagnostic{
			Path: ".cards/config.toml", Pos: deck.Pos{Line: 9 + i, Col: 1}, Severity: deck.Warning,
			Text: `unknown key "preset.with blank.` + key + `"`,
			Hint: "known keys: decks, new_per_day, reviews_per_day, retention, steps, relearning_steps, max_interval, new_order",
		})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadPresetErrors(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"preset = 1":                           "1:10: error: preset: must be tables such as [preset.languages]",
		"[preset]\nx = 2":                      "2:5: error: preset.x: must be a table such as [preset.languages]",
		"[[preset]]\nx = 2":                    "1:3: error: preset: must be tables such as [preset.languages]",
		"[preset.a]\nretention = 2":            "2:13: error: preset.a.retention: must be a number between 0 and 1, such as 0.9",
		"preset = { a = { new_per_day = -1} }": "1:10: error: preset.a.new_per_day: must be a whole number from 0 to 1000000",
		"[preset.a]\ndecks = ['x', '[']":       `2:15: error: preset.a.decks: "[": malformed pattern`,
		"[preset.a]\ndecks = ['']":             "2:10: error: preset.a.decks: must be names of decks or patterns in quotes",
		"[preset.a]\nsteps = [1, 0]\n[preset.b]\nnew_order = 'x'": `2:13: error: preset.a.steps: ` +
			badStep +
			"\n.cards/config.toml:4:13: error: preset.b.new_order: must be \"file\", \"added\" or \"random\"",
	} {
		_, err := folders.ReadConfig(configured(t, text))
		if typed, ok := errors.AsType[*folders.ConfigError](err); !ok ||
			typed.Error() != ".cards/config.toml:"+want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestPrecedence: front matter, then the most exact preset, the collection, the person, the
// default; each key by itself.
func TestPrecedence(t *testing.T) {
	t.Parallel()
	root := configured(t, `max_interval = 300
new_per_day = 30
[preset.all]
decks = ["*"]
new_per_day = 1
[preset.below]
decks = ["spanish/*"]
new_per_day = 2
[preset.short]
decks = ["spanish/v*"]
new_per_day = 3
[preset.exact]
decks = ["other", "spanish/verbs"]
new_per_day = 4
[preset.named]
new_per_day = 5
reviews_per_day = 50
`)
	c, err := folders.ReadConfig(root)
	if err != nil {
		t.Fatal(err)
	}
	user := filepath.Join(t.TempDir(), "config.toml")
	if err := c.ReadUser(user); err != nil {
		t.Fatalf("a file that is not there: %v", err)
	}
	if err := os.WriteFile(user, []byte("max_interval = 200\nretention = 0.8\nfolders = ['x']\n[preset.x]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := c.ReadUser(user); err != nil {
		t.Fatal(err)
	}
	if len(c.Warnings) != 2 || c.Warnings[0].Path != user {
		t.Errorf("a person's folders and presets: %v", c.Warnings)
	}
	for _, tt := range []struct {
		deck folders.Deck
		want int // new cards a day
	}{
		{folders.Deck{Name: "go"}, 1},
		{folders.Deck{Name: "go/deep/er"}, 1},
		{folders.Deck{Name: "spanish"}, 1},
		{folders.Deck{Name: "spanish/nouns"}, 2},
		{folders.Deck{Name: "spanish/nouns/old"}, 2},
		{folders.Deck{Name: "spanish/vowels"}, 3},
		{folders.Deck{Name: "spanish/verbs"}, 4},
		{folders.Deck{Name: "spanish/verbs/irregular"}, 4},
		{folders.Deck{Name: "spanish/verbs", Preset: "named"}, 5},
		{folders.Deck{Name: "spanish/verbs", Preset: "unknown"}, 4},
		{folders.Deck{
			Name: "spanish/verbs", Preset: "named",
			Settings: settings.Set{NewPerDay: new(0)},
		}, 0},
	} {
		got := c.Of(tt.deck)
		if *got.NewPerDay != tt.want || *got.MaxInterval != 300 || *got.Retention != 0.8 ||
			*got.NewOrder != "file" {
			t.Errorf("%+v: %d new cards a day, want %d; %+v", tt.deck, *got.NewPerDay, tt.want, got)
		}
		if named := tt.deck.Preset == "named"; named != (got.ReviewsPerDay != nil) {
			t.Errorf("%+v: reviews a day %v", tt.deck, got.ReviewsPerDay)
		}
	}
}

func TestUserConfig(t *testing.T) {
	t.Parallel()
	env := map[string]string{"HOME": "/home/x"}
	getenv := func(name string) string { return env[name] }
	if got, want := folders.UserConfig(getenv, "linux"),
		filepath.FromSlash("/home/x/.config/cards/config.toml"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	env["XDG_CONFIG_HOME"] = "relative"
	if got, want := folders.UserConfig(getenv, "linux"),
		filepath.FromSlash("/home/x/.config/cards/config.toml"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	env["XDG_CONFIG_HOME"] = "/c"
	if got, want := folders.UserConfig(getenv, "linux"),
		filepath.FromSlash("/c/cards/config.toml"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := folders.UserConfig(func(string) string { return "" }, "linux"); got != "" {
		t.Errorf("without a home: %q", got)
	}
}

// TestPatternsMatchAsPathMatchDoes tries short patterns on short names: a pattern matches a deck if
// [path.Match] says so of the deck or of one that it is below.
func TestPatternsMatchAsPathMatchDoes(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	text := func(letters string, most int) string {
		b := make([]byte, random.IntN(most)+1)
		for i := range b {
			b[i] = letters[random.IntN(len(letters))]
		}
		return string(b)
	}
	matched := 0
	for range 200_000 {
		pattern, name := text("ab**/?", 6), text("ab/", 6)
		want := pattern == name
		for end := range len(name) + 1 {
			if end == len(name) || name[end] == '/' {
				ok, _ := path.Match(pattern, name[:end])
				want = want || ok
			}
		}
		c := folders.Config{Presets: []folders.Preset{{Decks: []string{pattern}}}}
		if got := c.Preset(folders.Deck{Name: name}) == 0; got != want {
			t.Fatalf("%q matches %q: %v, want %v", pattern, name, got, want)
		}
		if want {
			matched++
		}
	}
	if matched < 1000 {
		t.Errorf("only %d matched", matched)
	}
}
