package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestManualPages holds the pages in docs/man, and docs/commands.md for the web, to the commands.
// With UPDATE_SCRIPTS set they are written.
func TestManualPages(t *testing.T) {
	t.Parallel()
	kept := filepath.Join("..", "..", "docs", "man")
	fresh := t.TempDir()
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		if err := os.RemoveAll(kept); err != nil {
			t.Fatal(err)
		}
		fresh = kept
	}
	abs, err := filepath.Abs(fresh)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("cards", "man", abs).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	web := filepath.Join("..", "..", "docs", "commands.md")
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		if err := os.Rename(filepath.Join(kept, "commands.md"), web); err != nil {
			t.Fatal(err)
		}
	}
	want, got := pagesIn(t, kept), pagesIn(t, fresh)
	if os.Getenv("UPDATE_SCRIPTS") == "" {
		text, err := os.ReadFile(web)
		if err != nil {
			t.Fatal(err)
		}
		want["commands.md"] = string(text)
	}
	if len(got) < 50 {
		t.Errorf("%d pages", len(got))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("docs/man is not what the commands say; UPDATE_SCRIPTS=1 writes it (-kept +fresh):\n%s", diff)
	}
}

func pagesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	pages := make(map[string]string)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pages[filepath.Base(file)] = string(text)
	}
	return pages
}
