package cli_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cards/cmd/internal/desk"
	"cards/srs/model"
	"cards/storage/folders"
	"cards/storage/journal"
)

// fitLine is how the line begins that says what a fit after a sitting has changed.
const fitLine = "New FSRS-"

// sit answers one card and returns what the sitting says.
func (w *world) sit() string {
	w.t.Helper()
	return w.cards("\n3\nquit\n", "review", "--plain", "--new", "1")
}

// TestAutoFit: after the first sitting with enough reviews, parameters are fitted; undo does not
// take them back, `optimize --undo` does; and then not again before the log has grown by a fifth.
func TestAutoFit(t *testing.T) {
	t.Parallel()
	w := worldOf(t, readJosh(t)[:2000])
	due := w.dues()
	if said := w.sit(); strings.Count(said, fitLine+"6") != 1 {
		t.Fatalf("the sitting says %q", said)
	}
	fitted := w.parameters()
	if slices.Equal(fitted, defaults()) {
		t.Error("the defaults are in use still")
	}
	changed := 0
	for id, d := range w.dues() {
		if due[id] != d {
			changed++
		}
	}
	if changed > 1 {
		t.Errorf("%d due dates have moved", changed)
	}
	if said := w.sit(); strings.Contains(said, fitLine) {
		t.Errorf("the next sitting fits again: %q", said)
	}
	for range 2 {
		if said := w.cards("", "undo"); !strings.Contains(said, "good") {
			t.Errorf("undo says %q", said)
		}
	}
	w.wantParameters("after two undos", fitted)
	if _, said, code := w.run("", "undo"); code == 0 {
		t.Errorf("a third undo takes back %q", said)
	}
	if said := w.cards("", "undo", "--any"); !strings.HasPrefix(said, "took back: ") ||
		strings.Contains(said, "parameters") {
		t.Errorf("undo --any says %q", said)
	}
	w.wantParameters("after undo --any", fitted)
	if said := w.cards("", "optimize", "--undo"); !strings.Contains(said, "new parameters") {
		t.Errorf("optimize --undo says %q", said)
	}
	w.wantParameters("after optimize --undo", defaults())
	if _, _, code := w.run("", "optimize", "--undo"); code != 1 {
		t.Errorf("nothing to undo: exit code %d", code)
	}
	if found := w.open().Check(); found != nil {
		t.Errorf("check: %v", found)
	}
}

// TestAutoFitIsASetting: with auto_optimize = false nothing is fitted.
func TestAutoFitIsASetting(t *testing.T) {
	t.Parallel()
	w := worldOf(t, readJosh(t)[:2000])
	w.configure("auto_optimize = false\n")
	if said := w.sit(); strings.Contains(said, fitLine) {
		t.Errorf("the sitting says %q", said)
	}
	w.wantParameters("after the sitting", defaults())
}

// TestAutoFitNeedsReviews: below 400 nothing is fitted.
func TestAutoFitNeedsReviews(t *testing.T) {
	t.Parallel()
	w := worldOf(t, readJosh(t)[:390])
	for range 5 {
		if said := w.sit(); strings.Contains(said, fitLine) {
			t.Errorf("the sitting says %q", said)
		}
	}
	w.wantParameters("after the sittings", defaults())
}

// TestAutoFitStaysInItsModel: a fit of FSRS-7 is followed by fits of FSRS-7.
func TestAutoFitStaysInItsModel(t *testing.T) {
	t.Parallel()
	w := joshWorld(t)
	c := w.open()
	seven := journal.ParamsSet{Version: 7, Numbers: model.New7(model.Defaults7()).Numbers()}
	if _, err := c.Append(w.now, seven); err != nil {
		t.Fatal(err)
	}
	w.now = w.now.AddDate(1, 0, 0)
	w.sit()
	models, err := w.open().Models()
	if err != nil || models.All.Model.Version() != 7 {
		t.Errorf("FSRS-%d is in use: %v", models.All.Model.Version(), err)
	}
}

// TestAutoFitWithoutTime: what there is no time for is late, changes nothing, and is not tried
// again before the log has grown.
func TestAutoFitWithoutTime(t *testing.T) {
	t.Parallel()
	w := worldOf(t, readJosh(t)[:2000])
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for i := range 2 {
		fits, late, err := desk.FitDue(ctx, w.open(), folders.Config{}, w.now)
		if len(fits) > 0 || err != nil || late != (i == 0) {
			t.Errorf("call %d: %+v, late %v, %v", i, fits, late, err)
		}
	}
	w.wantParameters("after it", defaults())
}

// configure adds to the configuration of a world.
func (w *world) configure(text string) {
	w.t.Helper()
	path := filepath.Join(w.dir, ".cards", "config.toml")
	before, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, append(before, text...), 0o600)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}
