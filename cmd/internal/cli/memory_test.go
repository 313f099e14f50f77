package cli_test

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/cli"
	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
)

// open opens the collection of a world.
func (w *world) open() *storage.Collection {
	w.t.Helper()
	c, err := storage.Open(w.dir, storage.Options{Random: rand.NewChaCha8([32]byte{2})})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// dues returns when every card is due.
func (w *world) dues() map[deck.Key]srs.Due {
	w.t.Helper()
	dues := make(map[deck.Key]srs.Due)
	err := w.open().Cards(storage.Scope{}, func(card *storage.Card) bool {
		dues[card.ID] = card.Schedule.Due
		return true
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return dues
}

func (w *world) parameters() []float64 {
	w.t.Helper()
	models, err := w.open().Models()
	if err != nil {
		w.t.Fatal(err)
	}
	return models.All.Model.Numbers()
}

// defaults are the parameters that are in use before any fit.
func defaults() []float64 { return model.New(model.Defaults()).Numbers() }

// wantParameters reports parameters that are not those wanted.
func (w *world) wantParameters(when string, want []float64) {
	w.t.Helper()
	if got := w.parameters(); !slices.Equal(got, want) {
		w.t.Errorf("parameters %s: %v, want %v", when, got, want)
	}
}

type refitOutput struct {
	Verdict         string
	Changed         bool
	Moved           int
	Current, Fitted struct {
		Model      int
		Parameters []float64
	}
}

func (w *world) refit(args ...string) refitOutput {
	w.t.Helper()
	var r refitOutput
	if err := json.Unmarshal(
		[]byte(w.cards("", append([]string{"optimize", "--json"}, args...)...)), &r); err != nil {
		w.t.Fatal(err)
	}
	return r
}

// TestOptimizeAsks: nothing changes without a yes; what was said yes to is used, and can be taken
// back.
func TestOptimizeAsks(t *testing.T) {
	t.Parallel()
	w := shortWorld(t)
	dues := w.dues()
	for _, try := range []struct {
		input string
		args  []string
	}{
		{"\n", nil},
		{"", nil},
		{"yes please\n", nil},
		{"y\n", []string{"--dry-run"}},
		{"y\n", []string{"--json"}},
	} {
		out := w.cards(try.input, append([]string{"optimize"}, try.args...)...)
		if !strings.Contains(out, "use the fitted parameters") &&
			!strings.Contains(out, `"verdict":"use"`) {
			t.Errorf("optimize %v does not recommend the fit:\n%s", try.args, out)
		}
		w.wantParameters(fmt.Sprintf("after the answer %q", try.input), defaults())
	}
	_, said, _ := w.run("y\n", "optimize")
	if !strings.Contains(said, "the fitted parameters are in use") {
		t.Errorf("optimize says %q", said)
	}
	fitted := w.parameters()
	if slices.Equal(fitted, defaults()) {
		t.Fatal("the parameters are still the defaults")
	}
	if diff := cmp.Diff(dues, w.dues()); diff != "" {
		t.Errorf("due dates moved (-before +after):\n%s", diff)
	}
	w.wantStabilities()
	again := w.refit("--yes")
	if again.Verdict == "use" || again.Changed || !slices.Equal(again.Current.Parameters, fitted) {
		t.Errorf("a second refit on the same log: verdict %q, changed %v", again.Verdict,
			again.Changed)
	}
	if out := w.cards("", "undo"); out != "took back: new parameters\n" {
		t.Errorf("undo says %q", out)
	}
	w.wantParameters("after undo", defaults())
}

// wantStabilities wants that FSRS-7 is in use, and that cards are still listed with the days until
// their recall has fallen to .9.
func (w *world) wantStabilities() {
	w.t.Helper()
	models, err := w.open().Models()
	m := models.All.Model
	if err != nil || m.Version() != 7 {
		w.t.Fatalf("the model in use is %v: %v", m, err)
	}
	var cards []struct {
		Phase     string
		Stability *float64
	}
	if err := json.Unmarshal([]byte(w.cards("", "list", "--json")), &cards); err != nil {
		w.t.Fatal(err)
	}
	stabilities := make(map[deck.Key]float64)
	err = w.open().Cards(storage.Scope{}, func(card *storage.Card) bool {
		stabilities[card.ID] = m.Interval(card.Schedule.Memory, .9)
		return true
	})
	if err != nil {
		w.t.Fatal(err)
	}
	sum, listed := 0.0, 0.0
	for _, s := range stabilities {
		sum += s
	}
	for _, c := range cards {
		if c.Stability != nil {
			listed += *c.Stability
		}
	}
	if sum < 1 || listed < .999*sum || listed > 1.001*sum {
		w.t.Errorf("stabilities listed are %v days in all, want %v", listed, sum)
	}
}

// TestOptimizeReschedules: parameters and due dates are one step; a second run finds nothing to
// move.
func TestOptimizeReschedules(t *testing.T) {
	t.Parallel()
	w := shortWorld(t)
	before := w.dues()
	r := w.refit("--yes", "--reschedule")
	after := w.dues()
	moved := 0
	for card, due := range after {
		if due != before[card] {
			moved++
		}
	}
	if !r.Changed || moved == 0 || moved != r.Moved {
		t.Errorf("changed %v, says that %d due dates moved; %d did", r.Changed, r.Moved, moved)
	}
	w.wantParameters("after --yes", r.Fitted.Parameters)
	if again := w.refit("--yes", "--reschedule"); again.Moved != 0 {
		t.Errorf("a second run moves %d due dates", again.Moved)
	}
	w.cards("", "undo")
	w.wantParameters("after undo", defaults())
	if diff := cmp.Diff(before, w.dues()); diff != "" {
		t.Errorf("due dates after undo (-before +after):\n%s", diff)
	}
}

// TestReviewUsesParameters: the first "easy" puts a card off for w3 days.
func TestReviewUsesParameters(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string]string{"a.md": "Q: One?\nA: 1\n"})
	p := model.Defaults()
	p[3] = 90
	if _, err := w.open().Append(w.now, journal.Set6(p)); err != nil {
		t.Fatal(err)
	}
	w.cards("show\neasy\n", "review", "--plain")
	for _, due := range w.dues() {
		today := srs.Calendar{Zone: time.UTC, Rollover: srs.DefaultRollover}.Day(w.now)
		if days := due.Day - today; days < 80 || days > 100 {
			t.Errorf("due in %d days, want about 90", days)
		}
	}
}

// TestTrainMatchesCollection: the same log is predicted alike, in a collection or as a file.
func TestTrainMatchesCollection(t *testing.T) {
	t.Parallel()
	w := worldOf(t, readJosh(t)[:1499])
	log, err := filepath.Abs(joshLog)
	if err != nil {
		t.Fatal(err)
	}
	file := w.cards("", "evaluate", "--train", shortLog(t, log), "--day-start", "10", "--json")
	if diff := cmp.Diff(file, w.cards("", "evaluate", "--json")); diff != "" {
		t.Errorf("evaluation (-file +collection):\n%s", diff)
	}
}

// TestReminder: the log was never fitted to; the first day with reviews of a month is the one to
// say it on.
func TestReminder(t *testing.T) {
	t.Parallel()
	w := worldOf(t, readJosh(t)[:5000])
	const reminder = "`cards optimize` may predict better now"
	reminds := func(want bool, args ...string) {
		t.Helper()
		_, said, code := w.run("quit\n", args...)
		if code != 0 || strings.Contains(said, reminder) != want {
			t.Errorf("cards %v: exit code %d, says %q; reminder wanted: %v", args, code, said, want)
		}
	}
	reminds(false, "stats") // there were reviews this month
	w.now = w.now.AddDate(0, 1, 0)
	reminds(true, "stats")
	reminds(false, "stats", "--json")
	reminds(true, "review", "--plain")
	w.cards("", "optimize", "--yes")
	reminds(false, "stats")
}

// BenchmarkOptimizeTrain is the whole command, from 12,580 rows of CSV to parameters.
func BenchmarkOptimizeTrain(b *testing.B) {
	dir, err := filepath.Abs(filepath.Dir(joshLog))
	if err != nil {
		b.Fatal(err)
	}
	env := cli.Env{
		Dir: dir, Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: io.Discard,
		Now: time.Now, Zone: time.UTC,
	}
	for _, bench := range []struct {
		name string
		args []string
	}{{"parameters", []string{"--json"}}, {"compared", nil}} {
		b.Run(bench.name, func(b *testing.B) {
			args := append([]string{
				"optimize", "--train", filepath.Base(joshLog), "--day-start",
				"10",
			}, bench.args...)
			for b.Loop() {
				if code := cli.Main(b.Context(), env, args); code != 0 {
					b.Fatalf("exit code %d", code)
				}
			}
		})
	}
}
