package formats

import (
	"strings"
	"testing"
	"time"

	"cards/storage/importer/source"
)

// TestReadersSayWhereATextIsNone reads what is no text as each format of texts.
func TestReadersSayWhereATextIsNone(t *testing.T) {
	t.Parallel()
	for _, f := range formats() {
		for _, data := range []string{"a\nb\x00\n", "a\nb \xff\xfe c\n", "a\n\xed\xa0\x80"} {
			g := readAs(formats(), source.NewSample("a", []byte(data)), f.Name)
			if g.Read == nil || f.Name == xlsxName || f.Name == mochiName { // these are archives
				continue
			}
			in := source.Input{Name: "a", Data: []byte(data), Zone: time.UTC}
			if _, err := g.Read(in); err == nil || !strings.Contains(err.Error(), "line 2") {
				t.Errorf("%q as %s: %v", data, f.Name, err)
			}
		}
	}
}
