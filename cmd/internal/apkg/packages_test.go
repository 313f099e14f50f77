package apkg_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cards/deck/from/anki"
	"cards/storage"
)

// made is when the collections were made that [packageOf] takes packages from.
var made = time.Date(2026, 1, 1, 4, 0, 0, 0, time.UTC)

// packageOf writes a package of some types of notes, with files, into a file. Fill gives it its
// notes and cards, and ends the test by check if something fails.
func packageOf(t *testing.T, types []*anki.Notetype, files []anki.Packed,
	fill func(w *anki.Writer, check func(error)),
) string {
	t.Helper()
	w, err := anki.NewWriter(t.Context(), t.TempDir())
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(err)
	fill(w, check)
	check(w.Finish(&anki.Settings{Created: made, Changed: made, Rollover: 4, Types: types}))
	var b bytes.Buffer
	check(w.Pack(t.Context(), &b, files))
	check(w.Close())
	return saved(t, b.Bytes())
}

// packed writes a package of a collection into a file.
func packed(t *testing.T, root string) string {
	t.Helper()
	out, _ := written(t, root, storage.Scope{})
	return saved(t, out)
}

// saved writes a package into a file.
func saved(t *testing.T, pkg []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "out.apkg")
	if err := os.WriteFile(file, pkg, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
