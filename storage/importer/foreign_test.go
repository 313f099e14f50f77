package importer_test

import (
	"archive/zip"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"cards/storage/importer"
)

func zipped(t *testing.T, names ...string) string {
	t.Helper()
	var b strings.Builder
	w := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestForeignFormatsAreNamed(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"other.zip", zipped(t, "a.md"), ""},
		{"broken.zip", "PK\x03\x04 nothing", ""},
		{"other.zip", zipped(t, "my-data.json"), ""},
		{"other.db", "SQLite format 3\x00 … CREATE TABLE cards (id)", ""},
		{"a.txt", "#+title: Words\n* Hund\n", "Org file in which no heading is a card"},
		{"a.org", "", "Org file in which no heading is a card"},
		{"prose.txt", "Some words, and more.\nNothing else?\nNothing else?\n", ""},
		{"empty", "", ""},
		{"blank.txt", " \n\n", ""},
	}
	for _, tt := range tests {
		root, source := collection(t, nil, files{tt.name: tt.text})
		_, err := imports(t, root, filepath.Join(source, tt.name), importer.Options{})
		var unsupported *importer.UnsupportedError
		if !errors.As(err, &unsupported) || unsupported.Format != tt.want {
			t.Errorf("%s %.20q: error %v, want the format %q", tt.name, tt.text, err, tt.want)
		}
		if names := sortedNames(read(t, root)); len(names) != 0 {
			t.Errorf("%s: collection holds %q", tt.name, names)
		}
	}
}
