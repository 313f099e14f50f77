package importer_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage/importer"
)

// TestLargeDecksAreDivided: what is beyond 16 MB goes into a further file.
func TestLargeDecksAreDivided(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("34 MB")
	}
	var rows strings.Builder
	for i := range 2100 {
		fmt.Fprintf(&rows, "%d\t%s\n", i, strings.Repeat("y", 16<<10))
	}
	root, source := collection(t, nil, files{"words.tsv": rows.String()})
	reports := run(t, root, filepath.Join(source, "words.tsv"))
	got := read(t, root)
	if len(got) != 3 || len(got["words.md"]) > 16<<20 || len(got["words-2.md"]) == 0 ||
		len(got["words-3.md"]) == 0 || len(reports[0].Cards) != 2100 {
		t.Errorf("files %q, %d cards", slices.Sorted(maps.Keys(got)), len(reports[0].Cards))
	}
	remarks := []string{"words.md goes on in words-2.md, words-3.md"}
	if diff := cmp.Diff(remarks, reports[0].Remarks); diff != "" {
		t.Errorf("remarks (-want +got):\n%s", diff)
	}
	again := run(t, root, filepath.Join(source, "words.tsv"))
	if diff := cmp.Diff(got, read(t, root)); diff != "" || again[0].Cards[2099].Status != importer.Same {
		t.Error("the second import changed something")
	}
}
