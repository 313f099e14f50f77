package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMemoryJSON holds the JSON of the commands that fit and foresee to what their help documents.
func TestMemoryJSON(t *testing.T) {
	t.Parallel()
	const (
		metrics = "{auc: number, calibration: [{items: number, predicted: number, recall: " +
			"number}], items: number, " +
			"log_loss: number, predicted: number, recall: number, recency_log_loss: number, " +
			"rmse_bins: number}"
		side = "{all: " + metrics + ", first_intervals: [number], held_out: " + metrics +
			", minutes_per_day: number, model: number, parameters: [number], reviews_per_day: " +
			"number}"
		figure  = "{mean: number, sd: number}"
		figures = "memorised: " + figure + ", minutes: " + figure
		span    = "{days: number, first_day: number, " + figures + ", new: " + figure +
			", recalled: " + figure +
			", reviews: " + figure + "}"
	)
	models := func(heldOut string) string {
		if heldOut == "null" {
			return "[]"
		}
		return "[{fitted: bool, gain: number, gain_error: number, held_out: " + metrics +
			", model: number, name: string, " +
			"same_day: {items: number, log_loss: number}}]"
	}
	evaluation := func(heldOut string) string {
		return "{all: " + metrics + ", cards: number, held_out: " + heldOut +
			", items: number, models: " + models(heldOut) +
			", parameters: [number], reviews: number}"
	}
	compared := "{current: " + metrics + ", fitted: " + metrics +
		", gain: number, gain_error: number, hard_to_predict: bool}"
	w := shortWorld(t)
	log := shortLog(t, joshPath(t))
	tests := []struct {
		args  []string
		shape string
	}{
		{[]string{"optimize", "--json"}, "{cards: number, changed: bool, current: " + side +
			", fitted: " + side +
			", gain: number, gain_error: number, hard_to_predict: bool, items: number, moved: " +
			"number, presets: [], " +
			"reviews: number, verdict: string}"},
		{
			[]string{"optimize", "--json", "--train", log},
			"{model: number, parameters: [number], reason: string, reviews: number}",
		},
		{[]string{"evaluate", "--json"}, evaluation(compared)},
		{[]string{"evaluate", "--json", "--train", log, "--params", fsrs5}, evaluation("null")},
		{
			[]string{"evaluate", "--json", "--train", log, "--by-day"},
			"{auc: number, fits: number, gain: number, " +
				"gain_error: number, items: number, log_loss: number, rmse_bins: number}",
		},
		{[]string{"simulate", "--json"}, "{all: " + span +
			", days: number, each_day: [{memorised: number, minutes: number, " +
			"new: number, reviews: number}], retention: number, runs: number, spans: [" + span +
			"]}"},
		{[]string{"retention", "--json"}, "{days: number, points: [{" + figures + ", recalled: " +
			figure + ", retention: number, " +
			"reviews: " + figure + ", seconds_per_card: null}], present: number, runs: number}"},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.shape, shape(t, w.cards("", tt.args...))); diff != "" {
			t.Errorf("cards %q (-documented +printed):\n%s", tt.args, diff)
		}
	}
}

// fsrs5 are the default parameters of the model before.
const fsrs5 = "0.40255,1.18385,3.173,15.69105,7.1949,0.5345,1.4604,0.0046,1.54575,0.1192,1.01925,1.9395,0.11,0.29605," +
	"2.2698,0.2315,2.9898,0.51655,0.6621"

func joshPath(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs(joshLog)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// shortLog returns the beginning of a log.
func shortLog(t *testing.T, path string) string {
	t.Helper()
	all, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(all), "\n")
	short := filepath.Join(t.TempDir(), "short.csv")
	if err := os.WriteFile(short, []byte(strings.Join(lines[:1500], "")), 0o600); err != nil {
		t.Fatal(err)
	}
	return short
}

// TestFittedIsParameters: what "optimize --train --json" prints is what "evaluate --params" takes.
func TestFittedIsParameters(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	fitted := w.cards("", "optimize", "--train", joshPath(t), "--day-start", "10", "--json")
	var found struct {
		Model, Reviews int
		Parameters     []float64
		Reason         string
	}
	if err := json.Unmarshal([]byte(fitted), &found); err != nil || len(found.Parameters) != 34 {
		t.Fatalf("%s: %d numbers, %v", fitted, len(found.Parameters), err)
	}
	if found.Model != 7 || found.Reviews != 12_580 ||
		!strings.HasPrefix(found.Reason, "FSRS-7: on 4,779 later answers") {
		t.Errorf("model %d, %d reviews, %q", found.Model, found.Reviews, found.Reason)
	}
	out := w.cards("", "evaluate", "--train", joshPath(t), "--day-start", "10", "--json",
		"--params", fitted)
	var evaluation struct {
		Parameters []float64
		All        struct {
			Loss float64 `json:"log_loss"`
		}
	}
	if err := json.Unmarshal([]byte(out), &evaluation); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(found.Parameters, evaluation.Parameters); diff != "" {
		t.Errorf("parameters (-printed +measured):\n%s", diff)
	}
	if evaluation.All.Loss > .4400 {
		t.Errorf("log loss %v on all items; that of the defaults is .4652", evaluation.All.Loss)
	}
}

// TestPages has the figures that help to decide about parameters; those of the defaults are known
// from elsewhere.
func TestPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	const first = `12,580 reviews of 1,205 cards, 6,372 of them on a later day than the answer before; only those are predicted\n`
	tests := []struct {
		command string
		lines   []string
	}{
		{"optimize", []string{
			first,
			`\tdefaults\tfitted\t\n`,
			`log loss, held out\t0\.4417\t0\.42[0-9]{2}\tof 5,310 later answers; lower is better\n`,
			`RMSE, held out\t0\.0625\t0\.0[0-9]{3}\tlower is better\n`,
			`AUC, held out\t0\.6753\t0\.[67][0-9]{3}\thigher is better\n`,
			`log loss, all\t0\.4652\t0\.43[0-9]{2}\t\n`,
			`first interval after again\t0\.2 d\t[^\t]+ d\tlikely .* to .*\n`,
			`first interval after easy\t8\.3 d\t[^\t]+ d\tlikely .* to .*\n`,
			`reviews a day\t[0-9.]+\t[0-9.]+\tin a year with 20 new cards a day, simulated\n`,
			`minutes a day\t[0-9.]+\t[0-9.]+\t\n`,
			`Recommended: use the fitted parameters\.`,
			`The model that predicts this log better is FSRS-7: on 4,779 later answers, .* lower than that of FSRS-6; `,
		}},
		{"evaluate", []string{
			first,
			`all answers\t6,372\t78\.0 %\t[0-9.]+ %\t0\.4652\t0\.[0-9]{4}\t0\.[0-9]{4}\t\n`,
			`held out: in use\t5,310\t[0-9.]+ %\t[0-9.]+ %\t0\.4417\t0\.0625\t0\.6753\t\n`,
			`held out: FSRS-7, defaults\t5,310\t.*\t-0\.00[0-9]{2} ± 0\.00[0-9]{2}\n`,
			`held out: FSRS-6, fitted\t5,310\t[0-9.]+ %\t[0-9.]+ %\t0\.43[0-9]{2}\t.*\t\+0\.00[0-9]{2} ± 0\.00[0-9]{2}\n`,
			`held out: the better one, fitted\t5,310\t[0-9.]+ %\t[0-9.]+ %\t0\.42[0-9]{2}\t`,
			`predicted\trecalled\tanswers\n`,
		}},
	}
	for _, tt := range tests {
		out := w.cards("", tt.command, "--train", joshPath(t), "--day-start", "10")
		for _, line := range tt.lines {
			if !regexp.MustCompile(`(?m)^` + line).MatchString(out) {
				t.Errorf("cards %s does not print %q:\n%s", tt.command, line, out)
			}
		}
	}
}
