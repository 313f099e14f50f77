package term_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/out"
	"cards/cmd/internal/term"

	"github.com/google/go-cmp/cmp"
)

func TestTables(t *testing.T) {
	t.Parallel()
	states := "|State|What happens to the request|\n|-|-|\n|Permanently moved|The client asks at the new address from now on|\n|Gone|Nothing|"
	for _, c := range []struct {
		name  string
		width int
		src   string
		want  []string
	}{
		{
			"cells break at words", 64, states,
			[]string{
				"State              What happens to the request",
				"─────────────────  " + strings.Repeat("─", 45),
				"Permanently moved  The client asks at the new address from now",
				"                   on", "Gone               Nothing",
			},
		},
		{
			"columns are no narrower than their words", 42, states,
			[]string{
				"State              What happens to the", "                   request",
				"─────────────────  " + strings.Repeat("─", 23),
				"Permanently moved  The client asks at the",
				"                   new address from now on", "Gone               Nothing",
			},
		},
		{
			"rows that get high are told cell by cell", 28, states,
			[]string{
				"State: Permanently moved", "What happens to the request:",
				"The client asks at the new", "address from now on", "",
				"State: Gone", "What happens to the request:", "Nothing",
			},
		},
		{
			"right to left stands alone", 40, "|word|שפה|\n|-|-|\n|peace|שלום|",
			[]string{"word: peace", "שפה:", "שלום"},
		},
		{"a head alone", 4, "|aaaa|bbbb|\n|-|-|", []string{"aaaa", "bbbb"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, markdown(c.src, "", c.width, out.Bare)); diff != "" {
				t.Errorf("at width %d (-want +got):\n%s", c.width, diff)
			}
		})
	}
}

// TestPicturesInTables: a picture cannot stand beside other cells, so each row is told one cell
// after the other.
func TestPicturesInTables(t *testing.T) {
	t.Parallel()
	look := term.Look{Pictures: func(dest string, width int) []string {
		if dest == "gone.png" {
			return nil
		}
		return []string{dest, strings.Repeat("#", min(width, 30))}
	}}
	src := "|flag|of|\n|-|-|\n|![France](fr.png)|France|\n|![Italy](gone.png)|Italy|"
	got := term.Document(out.Document(src, ""), 40, look)
	want := []string{
		"flag:", "fr.png", strings.Repeat("#", 30), "of: France", "",
		"flag: picture: Italy (gone.png)", "of: Italy",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	src = "|flag|of|\n|-|-|\n|![Italy](gone.png)|Italy|"
	got = term.Document(out.Document(src, ""), 40, look)
	want = []string{
		"flag                       of",
		strings.Repeat("─", 25) + "  " + strings.Repeat("─", 5), "picture: Italy (gone.png)  Italy",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
