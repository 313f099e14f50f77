package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// BenchmarkDue measures whole processes on a collection of 10,000 cards in 100 files in which
// nothing has changed: to start (version), to tell what is due, and to show statistics. The budget
// of due is version and three times walk, which looks at every file once.
func BenchmarkDue(b *testing.B) {
	dir := b.TempDir()
	program := filepath.Join(dir, "cards")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	notes := filepath.Join(dir, "notes")
	for i := range 100 {
		path := filepath.Join(notes, fmt.Sprint(i%10), fmt.Sprintf("deck%d.md", i))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(cardsFile(fmt.Sprint("file ", i), 100)), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	run := func(b *testing.B, args ...string) {
		cmd := exec.Command(program, args...)
		cmd.Env = []string{"CARDS_HOME=" + notes, "HOME=" + dir}
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("cards %q: %v\n%s", args, err, out)
		}
	}
	run(b, "init", notes)
	b.Run("walk", func(b *testing.B) {
		for b.Loop() {
			walk(b, notes)
		}
	})
	for _, command := range []string{"version", "due", "stats"} {
		b.Run(command, func(b *testing.B) {
			for b.Loop() {
				run(b, command)
			}
		})
	}
}

// walk looks at every file below a folder.
func walk(b *testing.B, dir string) {
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			_, err = e.Info()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}
