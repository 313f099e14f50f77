package studypage_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/decktest"
	"cards/deck/from/studypage"
)

// TestLongPagesAreReadInLinearTime: ten times the lines take no more than some twenty times as long.
// It does not run in parallel, see [decktest.CPU].
func TestLongPagesAreReadInLinearTime(t *testing.T) {
	for _, lines := range []string{
		"Some Title\n- x\n", "Answer: x\nx\n", "A. x\nAnswer: A\n", "Video\nAudio\n", "True\nFalse\n", "1. A\n1. b\n",
	} {
		for _, head := range []string{"Quiz\nWhat?\n", "Description\nx.\n"} {
			read := func(n int) { studypage.Read(head + strings.Repeat(lines, n)).Facts() }
			if !decktest.IsLinear(500, read) {
				t.Errorf("%q %q: the time grows faster than the page", head, lines)
			}
		}
	}
}

// TestNumbersThatBeginAgain nests what is counted by itself below what it follows.
func TestNumbersThatBeginAgain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1. Roots\n1. Songs and hymns met.\n2. Ragtime: piano\n2. Swing\n1. Bands: many\n2. Rhythm: long\n3. Bebop\n1. Small groups.\n2. Fast.\n4. End": "0 1 1 0 1 1 0 1 1 0",
		"1) A\n1) B\n1) c.\n2) d.\n2) E\n1) f.\n2) B2\n1) g.":                                                   "0 1 2 2 1 2 0 1",
		"1. This is a whole sentence with a full stop.\n2. So is this one here.\n1. Another list.\n2. Its end.": "0 0 0 0",
		"1. a\n2. b\n3. c":             "0 0 0",
		"3. a\n4. b\n1. c\n2. d\n5. e": "0 0 1 1 0",
	} {
		p := studypage.Read("Quiz\nWhat?\nThat.\nStudy Notes\nA title\n" + text + "\n")
		var got []string
		for _, n := range p.Notes {
			got = append(got, strconv.Itoa(n.Depth))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: depths %v, want %s", text, got, want)
		}
	}
}

// TestPagesAreReadWhole reads whole pages of all the kinds that there are: what is asked, with the
// options and answers that they show, and what their notes say, with its place in the outline.
func TestPagesAreReadWhole(t *testing.T) {
	t.Parallel()
	outlines, err := filepath.Glob("../../suggest/testdata/*.outline")
	if err != nil || len(outlines) == 0 {
		t.Fatal(err, outlines)
	}
	for _, name := range outlines {
		text, err := os.ReadFile(strings.TrimSuffix(name, "outline") + "txt")
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p := studypage.Read(string(text))
		var b strings.Builder
		for _, q := range p.Questions {
			fmt.Fprintf(&b, "? %s", q.Text)
			for _, o := range q.Options {
				fmt.Fprintf(&b, " / %s%s", map[bool]string{true: "*"}[o.Right], o.Text)
			}
			if q.Answer != "" {
				fmt.Fprintf(&b, " = %s", q.Answer)
			}
			b.WriteString("\n")
		}
		for _, f := range p.Facts() {
			fmt.Fprintf(&b, "%d %s | %s | %s\n", f.Line, strings.Join(f.Headings, " > "), f.Label, f.Text)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if p.Title == "" || p.Description == "" {
			t.Errorf("%s: title %q, description %q", name, p.Title, p.Description)
		}
	}
}
