package cli_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/cli"
)

// world is a person's home with a collection, in which commands run in this process.
type world struct {
	t   *testing.T
	dir string // of the collection, and the working directory
	now time.Time
}

// newWorld makes a collection with the given deck files.
func newWorld(t *testing.T, files map[string]string) *world {
	t.Helper()
	w := &world{
		t: t, dir: filepath.Join(t.TempDir(), "notes"),
		now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC),
	}
	for name, text := range files {
		path := filepath.Join(w.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(w.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	w.cards("", "init")
	return w
}

// run runs a command and returns its output and exit code.
func (w *world) run(input string, args ...string) (stdout, stderr string, code int) {
	return w.runUntil(w.t.Context(), input, args...)
}

// runUntil is [world.run] of a command that ends with a context.
func (w *world) runUntil(
	ctx context.Context, input string, args ...string,
) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	seed := [32]byte{1}
	env := cli.Env{
		Dir: w.dir, Vars: []string{"HOME=" + filepath.Dir(w.dir)},
		Stdin: strings.NewReader(input), Stdout: &out, Stderr: &errs,
		Now: func() time.Time { return w.now }, Zone: time.UTC, Random: rand.NewChaCha8(seed),
		PID: 1, Host: func() (string, error) { return "machine.lan", nil },
		Spare: time.Minute, // so that no test depends on the speed of a machine
	}
	code = cli.Main(ctx, env, args)
	return out.String(), errs.String(), code
}

// cards runs a command that must succeed and returns its output.
func (w *world) cards(input string, args ...string) string {
	w.t.Helper()
	out, errs, code := w.run(input, args...)
	if code != 0 {
		w.t.Fatalf("cards %q: exit code %d\n%s%s", args, code, out, errs)
	}
	return out
}
