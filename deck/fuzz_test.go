package deck_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
)

// seeds are the sources of all tables, and what repeats in hostile files.
func seeds(tb testing.TB) []string {
	var list []string
	for _, c := range slices.Concat(noteCases, clozeCases, diagnosticCases, conflictCases, openingCases,
		numberedCases, bracketCases, lookCases) {
		list = append(list, c.source)
	}
	for _, c := range frontCases() {
		list = append(list, c.source)
	}
	for _, v := range readVectors(tb) {
		list = append(list, v.Source)
	}
	for _, prefix := range prefixes {
		for _, piece := range hostile {
			list = append(list, prefix+piece+piece)
		}
	}
	return list
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		file := deck.Parse("x.md", []byte(src))
		checkDiagnostics(t, src, file)
		for _, n := range file.Notes {
			checkNote(t, src, n)
		}
		if strings.Contains(src, "\r") {
			return
		}
		crlf := deck.Parse("x.md", []byte(strings.ReplaceAll(src, "\n", "\r\n")))
		if diff := cmp.Diff(file, crlf); diff != "" {
			t.Errorf("%q with CRLF (-LF +CRLF):\n%s", src, diff)
		}
		spaced := deck.Parse("x.md", []byte(strings.ReplaceAll(src, "\n", " \t\n")))
		if diff := cmp.Diff(keys(file), keys(spaced)); diff != "" {
			t.Errorf("keys of %q with white space at the ends of lines (-without +with):\n%s", src, diff)
		}
	})
}

func keys(f *deck.File) []string {
	var list []string
	for _, n := range f.Notes {
		for _, c := range n.Cards {
			list = append(list, c.Key.String())
		}
	}
	return list
}

func checkDiagnostics(t *testing.T, src string, f *deck.File) {
	t.Helper()
	if !slices.IsSortedFunc(f.Diagnostics, deck.Diagnostic.Compare) {
		t.Errorf("%q: diagnostics out of order: %v", src, f.Diagnostics)
	}
	lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(src, "\ufeff"), "\r\n", "\n"), "\n")
	for _, d := range f.Diagnostics {
		if d.Pos.Line < 1 || d.Pos.Line > len(lines) ||
			d.Pos.Col < 1 || d.Pos.Col > 1+utf8.RuneCountInString(lines[d.Pos.Line-1]) {
			t.Errorf("%q: not in the file: %v", src, d)
			continue
		}
		if at := string([]rune(lines[d.Pos.Line-1])[d.Pos.Col-1:]); !pointsWell(d.Text, at) {
			t.Errorf("%q: %v, but there is %q", src, d, at)
		}
		if d.Path != "x.md" || d.Text == "" || strings.ContainsFunc(d.Text+d.Hint, unicode.IsControl) {
			t.Errorf("%q: diagnostic %q with hint %q", src, d, d.Hint)
		}
	}
}

// pointsWell says whether what stands at the place of a diagnostic is what its text speaks of.
func pointsWell(text, at string) bool {
	for about, starts := range map[string][]string{
		`"[" that`: {"["}, `"]" that`: {"]"}, `"{{c`: {"{{c"}, "empty gap": {"[", "{{c"},
		"comment that":    {"<!--"},
		"math block that": {"$$"}, "code fence that": {"```", "~~~"}, "character U+0000": {"\x00"},
		"cloze ": {"C"}, "question ": {"Q"}, "term ": {"T"},
		"second ": {"A", "D"}, "line of tags": {"#"}, "heading leaves": {"#"}, "brackets in": {"["},
	} {
		if strings.HasPrefix(text, about) {
			return slices.ContainsFunc(starts, func(s string) bool { return strings.HasPrefix(at, s) })
		}
	}
	return true
}

func checkNote(t *testing.T, src string, n deck.Note) {
	t.Helper()
	if n.End < n.Pos.Line || n.End > 1+strings.Count(src, "\n") || len(n.Cards) == 0 {
		t.Errorf("%q: lines %d to %d, %d cards", src, n.Pos.Line, n.End, len(n.Cards))
	}
	for _, c := range n.Cards {
		if c.Key != c.Text.Key() {
			t.Errorf("%q: key %v, of its text %v", src, c.Key, c.Text.Key())
		}
		if c.Text.IsCloze() != (n.Label == deck.Cloze) {
			t.Errorf("%q: text %+v below %c", src, c.Text, n.Label)
		}
		marks := string(deck.GapOpen) + string(deck.GapClose) + "\x00"
		if strings.ContainsAny(c.Question()+c.Answer(), marks) || !utf8.ValidString(c.Front+c.Back) {
			t.Errorf("%q: question %q, answer %q", src, c.Question(), c.Answer())
		}
		if c.Kind == deck.KindCloze && strings.TrimSpace(c.Answer()) == "" {
			t.Errorf("%q: nothing asked on %q", src, c.Back)
		}
	}
}
