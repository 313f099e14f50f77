package storage

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// TestOutlineIsThatOfTheContent compares what is read of a stored text in passing with what is made
// of all of it.
func TestOutlineIsThatOfTheContent(t *testing.T) {
	const source = "---\ntags = [\"a\", \"b\"]\n---\n# One\n## Two\nQ: a?\nA: b\nA (more): c\n#d\n\n" +
		"T (id x): e\nD: f\n\nC: g [h] and [i]\n\nQ (draft): j?\n\nQ: k?\n- [x] l\n- [ ] m\n\n" +
		"Q (typed): n?\nA: o\n\nQ: p?\nA: q\nA: r\n"
	root, now := t.TempDir(), time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	for _, name := range []string{"a.md", "b.md"} { // in the second the id is another's
		if err := os.WriteFile(filepath.Join(root, name), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Create(root, now, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Compile(context.Background(), now); err != nil {
		t.Fatal(err)
	}
	err = c.view(func(t1 *txn) error {
		for _, id := range []fileID{1, 2} {
			whole, err := t1.content(id)
			if err != nil {
				return err
			}
			passing, err := t1.outline(id)
			if err != nil {
				return err
			}
			if want := outlineOf(whole); !reflect.DeepEqual(passing, want) || len(want.broken) == 0 {
				t.Errorf("file %d: %+v, want %+v", id, passing, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
