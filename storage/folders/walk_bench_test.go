//go:build unix

package folders_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cards/storage/folders"
)

// BenchmarkWalk measures a walk beside the least that any program has to do: list the folders and
// stat the files.
func BenchmarkWalk(b *testing.B) {
	for _, n := range []int{100, 1000} {
		root := many(b, n)
		b.Run(fmt.Sprintf("bare-%d", n), func(b *testing.B) {
			for b.Loop() {
				if err := bareWalk(root); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("walk-%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := folders.Walk(root, folders.Config{}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("folders-and-ignore-%d", n), func(b *testing.B) {
			c := folders.Config{
				Folders: []string{"../elsewhere", "000"},
				Ignore:  []string{"README.md", "build", "a/*.md"},
			}
			for b.Loop() {
				if _, err := folders.Walk(root, c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func bareWalk(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		_, err = os.Lstat(path)
		return err
	})
}
