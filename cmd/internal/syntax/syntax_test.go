package syntax_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/syntax"

	"github.com/google/go-cmp/cmp"
)

func TestTokens(t *testing.T) {
	t.Parallel()
	const plain, keyword, text, number, comment = syntax.Plain, syntax.Keyword, syntax.Text,
		syntax.Number, syntax.Comment
	for language, c := range map[string]struct {
		code string
		want []syntax.Token
	}{
		"Go": {
			"func f(n int) string { return \"a\\\"b\" + `c` + 'd' + 0x1f // e\n}",
			[]syntax.Token{
				{"func", keyword},
				{" f(n ", plain},
				{"int", keyword},
				{") ", plain},
				{"string", keyword},
				{" { ", plain},
				{"return", keyword},
				{" ", plain},
				{`"a\"b"`, text},
				{" + ", plain},
				{"`c`", text},
				{" + ", plain},
				{"'d'", text},
				{" + ", plain},
				{"0x1f", number},
				{" ", plain},
				{"// e", comment},
				{"\n}", plain},
			},
		},
		"py": {
			"for x in y: # z\n  s = 'a'", []syntax.Token{
				{"for", keyword},
				{" x ", plain},
				{"in", keyword},
				{" y: ", plain},
				{"# z", comment},
				{"\n  s = ", plain},
				{"'a'", text},
			},
		},
		"sql": {"SELECT 1", []syntax.Token{{"SELECT", keyword}, {" ", plain}, {"1", number}}},
		"c++": {"return 1;", []syntax.Token{
			{"return", keyword},
			{" ", plain},
			{"1", number},
			{";", plain},
		}},
		"":    {"return 1;", nil},
		"zzz": {"return 1;", nil},
	} {
		if diff := cmp.Diff(c.want, syntax.Tokens(language, c.code)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", language, diff)
		}
	}
}

// TestEveryLexer reads code by each of them, and code that is none.
func TestEveryLexer(t *testing.T) {
	t.Parallel()
	files, err := os.ReadDir("lexers")
	if err != nil {
		t.Fatal(err)
	}
	const code = "if x == 1 { return \"a\" } // b\n<a href='c'>d</a>\n# e\nRUN [\"f\"]\nall:\n\tg\n"
	for _, f := range files {
		name, ok := strings.CutSuffix(f.Name(), ".xml")
		if !ok {
			continue
		}
		for _, src := range []string{code, "", "\x00\xff\u202e", strings.Repeat("{[(\"'`<", 60), strings.Repeat("\\", 500)} {
			begun := time.Now()
			tokens := syntax.Tokens(name, src)
			var all strings.Builder
			for _, token := range tokens {
				all.WriteString(token.Text)
			}
			if all.String() != src && tokens != nil {
				t.Errorf("%s makes %q of %q", name, all.String(), src)
			}
			if src == code && tokens == nil {
				t.Errorf("%s is not known", name)
			}
			if took := time.Since(begun); took > time.Minute {
				t.Errorf("%s took %v for %q", name, took, src)
			}
		}
	}
}

func BenchmarkTokens(b *testing.B) {
	code := strings.Repeat("func f(n int) string { return \"a\" } // e\n", 20)
	for b.Loop() {
		syntax.Tokens("go", code)
	}
}
