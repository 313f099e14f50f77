package cli_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cards/srs"
	"cards/storage/journal"
)

// presetWorld is a collection with a log in which half of the cards, those of the deck b, are far
// harder than the others, and a preset for each half, one for nothing, and one with all cards.
func presetWorld(t *testing.T, presets string) *world {
	t.Helper()
	rows := readJosh(t)[:3500]
	index := make(map[string]int)
	for i := range rows {
		row := &rows[i]
		if _, ok := index[row.card]; !ok {
			index[row.card] = len(index)
		}
		if index[row.card]%2 == 1 && i%3 > 0 && row.rating == srs.Good {
			row.rating = srs.Again
		}
	}
	w := worldOf(t, rows)
	w.configure(presets)
	return w
}

const threePresets = "[preset.hard]\ndecks = ['b']\n[preset.easy]\ndecks = " +
	"['a']\n[preset.few]\ndecks = ['c']\n"

// optimized is what `cards optimize --json` says of presets.
type optimized struct {
	Changed bool
	Presets []struct {
		Preset, Verdict, Why string
		Reviews              int
		Own                  bool
		Gain                 float64
		Parameters           []float64
	}
}

func (w *world) optimized(args ...string) (o optimized) {
	w.t.Helper()
	if err := json.Unmarshal(
		[]byte(w.cards("", append([]string{"optimize", "--json"}, args...)...)), &o); err != nil {
		w.t.Fatal(err)
	}
	return o
}

// own returns the parameters in force of a preset; nil if it has none of its own.
func (w *world) own(preset string) []float64 {
	w.t.Helper()
	models, err := w.open().Models()
	if err != nil {
		w.t.Fatal(err)
	}
	if p, ok := models.Presets[preset]; ok {
		return p.Model.Numbers()
	}
	return nil
}

// TestOptimizePresets: presets of cards that differ get parameters of their own, one without
// reviews shares those of the collection; undo takes all back in one, `--undo PRESET` those of one
// preset.
func TestOptimizePresets(t *testing.T) {
	t.Parallel()
	w := presetWorld(t, threePresets)
	before := w.dues()
	found := w.optimized("--yes")
	verdicts := make(map[string]string)
	for _, p := range found.Presets {
		verdicts[p.Preset] = p.Verdict
		if p.Verdict == "use" && !slices.Equal(w.own(p.Preset), p.Parameters) {
			t.Errorf("preset %s has %v, found were %v", p.Preset, w.own(p.Preset), p.Parameters)
		}
	}
	if verdicts["hard"] != "use" || verdicts["few"] != "few" || w.own("few") != nil ||
		!found.Changed {
		t.Fatalf("found %+v", found)
	}
	for id, due := range w.dues() {
		if due != before[id] {
			t.Fatalf("card %s was due %v and is %v", id, before[id], due)
		}
	}
	if said := w.cards("", "optimize", "--dry-run"); !strings.Contains(said, "hard") ||
		!strings.Contains(said, "keeps its own") ||
		!strings.Contains(said, "shares the collection's: 400 reviews are needed") {
		t.Errorf("optimize says:\n%s", said)
	}
	all, hard := w.parameters(), w.own("hard")
	w.cards("", "optimize", "--undo", "hard")
	if w.own("hard") != nil || !slices.Equal(w.parameters(), all) {
		t.Error("--undo of a preset does not take back its parameters alone")
	}
	if _, said, code := w.run("", "optimize", "--undo", "hard"); code != 1 ||
		!strings.Contains(said, "no parameters of its own") {
		t.Errorf("again: exit code %d, %q", code, said)
	}
	w.cards("", "undo")
	if w.own("easy") != nil || !slices.Equal(w.parameters(), defaults()) {
		t.Error("undo does not take back what is left")
	}
	w.cards("", "redo")
	if !slices.Equal(w.own("hard"), hard) || !slices.Equal(w.parameters(), all) {
		t.Error("redo does not bring all back")
	}
	if found := w.open().Check(); found != nil {
		t.Errorf("check: %v", found)
	}
}

// TestOptimizeOnePreset: with its name, a preset alone is fitted to and measured.
func TestOptimizeOnePreset(t *testing.T) {
	t.Parallel()
	w := presetWorld(t, threePresets+"[preset.all]\ndecks = ['*']\n")
	if found := w.optimized("hard", "--yes"); !found.Changed || len(found.Presets) != 0 {
		t.Errorf("found %+v", found)
	}
	if w.own("hard") == nil || !slices.Equal(w.parameters(), defaults()) {
		t.Error("not the preset alone has parameters")
	}
	var half, whole struct{ Cards int }
	for args, to := range map[string]any{"hard": &half, "": &whole} {
		command := strings.Fields("evaluate --json " + args)
		if err := json.Unmarshal([]byte(w.cards("", command...)), to); err != nil {
			t.Fatal(err)
		}
	}
	if half.Cards < whole.Cards/3 || half.Cards > whole.Cards*2/3 {
		t.Errorf("measured on %d of %d cards", half.Cards, whole.Cards)
	}
	for _, command := range []string{"optimize none", "evaluate none", "optimize --undo none"} {
		_, said, code := w.run("", strings.Fields(command)...)
		if code != 1 || !strings.Contains(said, `there is no preset "none"`) ||
			!strings.Contains(said, "hard") {
			t.Errorf("%s: exit code %d, %q", command, code, said)
		}
	}
}

// TestPresetIsScheduled: previews and answers of a card go by the parameters of its preset.
func TestPresetIsScheduled(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string]string{
		"a.md": "Q: One?\nA: 1\n", "b.md": "Q: Two?\nA: 2\n",
		".cards/config.toml": "[preset.own]\ndecks = ['b']\n",
	})
	long := defaults()
	long[3] = 90
	set := journal.ParamsSet{Preset: "own", Version: 6, Numbers: long}
	if _, err := w.open().Append(w.now, set); err != nil {
		t.Fatal(err)
	}
	said := w.cards("\n4\n\n4\n", "review", "--plain")
	if !regexp.MustCompile(`(?s)4 easy \d+d\n.* 4 easy 2\.\d+mo\n`).MatchString(said) {
		t.Errorf("the defaults ask for 8 days, those of the preset for 90: %q", said)
	}
	var cards []struct {
		Deck      string
		Stability float64
	}
	if err := json.Unmarshal([]byte(w.cards("", "list", "--json")), &cards); err != nil {
		t.Fatal(err)
	}
	for _, c := range cards {
		if want := map[string]float64{"a": defaults()[3], "b": 90}[c.Deck]; c.Stability != want {
			t.Errorf("deck %s: a stability of %v, want %v", c.Deck, c.Stability, want)
		}
	}
}
