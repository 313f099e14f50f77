package gift_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"cards/deck"
	"cards/deck/gift"
)

func TestAppend(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		q    gift.Question
		want string
	}{
		"typed": {
			gift.Question{Name: "ab12", Text: "Capital of {Peru}: #1 ~ a=b\\c?", Answer: "Lima: the city"},
			"::ab12::[markdown]Capital of \\{Peru\\}\\: \\#1 \\~ a\\=b\\\\c? {\n=Lima\\: the city\n}\n\n",
		},
		"a number": {
			gift.Question{Name: "k", Text: "How many?", Answer: "100"},
			"::k::[markdown]How many? {#100:0}\n\n",
		},
		"a number with a unit": {
			gift.Question{Name: "k", Text: "How hot?", Answer: "100 °C"},
			"::k::[markdown]How hot? {\n=100 °C\n}\n\n",
		},
		"one of three": {
			gift.Question{
				Name: "k", Text: "Q?",
				Options: []gift.Option{{"a", false}, {"b", true}, {"c", false}},
			},
			"::k::[markdown]Q? {\n~a\n=b\n~c\n}\n\n",
		},
		"two of three": {
			gift.Question{
				Name: "k", Text: "Q?",
				Options: []gift.Option{{"a", true}, {"b", true}, {"c", false}},
			},
			"::k::[markdown]Q? {\n~%50%a\n~%50%b\n~%-100%c\n}\n\n",
		},
		"three right": {
			gift.Question{
				Name: "k", Text: "Q?",
				Options: []gift.Option{{"a", true}, {"b", true}, {"c", true}},
			},
			"::k::[markdown]Q? {\n~%33.33333%a\n~%33.33333%b\n~%33.33333%c\n}\n\n",
		},
		"pairs": {
			gift.Question{
				Name: "k", Text: "Q?",
				Pairs: []gift.Pair{{"1", "a = b"}, {"2", "b\n-> c"}, {"3", "d"}},
			},
			"::k::[markdown]Q? {\n=1 -> a \\= b\n=2 -> b → c\n=3 -> d\n}\n\n",
		},
		"for a person to grade": {gift.Question{
			Name: "k", Text: "Q?", Answer: "- a\n- b",
			Free: true,
		}, "::k::[markdown]Q? {####- a\n- b}\n\n"},
		"code with what looks like a comment": {
			gift.Question{Name: "k", Text: "What?\n    // a\n    b", Answer: "x"},
			"::k::[markdown]What?\\n    // a\n    b {\n=x\n}\n\n",
		},
		"a line of spaces": {
			gift.Question{Name: "k", Text: "a\n  \t\nb", Answer: "x"},
			"::k::[markdown]a\\n\nb {\n=x\n}\n\n",
		},
		"code with an empty line": {
			gift.Question{Name: "k", Text: "What?\n\n\n    a\n\n    b", Answer: "x"},
			"::k::[markdown]What?\\n\\n\n    a\\n\n    b {\n=x\n}\n\n",
		},
	}
	for name, tt := range tests {
		got := string(gift.Append(nil, tt.q))
		if got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, tt.want)
		}
		if strings.Contains(strings.TrimSuffix(got, "\n\n"), "\n\n") {
			t.Errorf("%s: an empty line within", name)
		}
	}
}

// read is a reader of what these tests need: it parts questions at empty lines, as Moodle does,
// drops comments, and takes escapes back.
func read(t *testing.T, text string) (questions []gift.Question) {
	t.Helper()
	plain := func(s string) string {
		s = regexp.MustCompile(`\\([~=#{}:\\n])`).ReplaceAllStringFunc(s, func(e string) string {
			return map[string]string{`\n`: "\n"}[e] + strings.TrimPrefix(strings.TrimPrefix(e, `\n`), `\`)
		})
		return strings.TrimSpace(s)
	}
	for part := range strings.SplitSeq(regexp.MustCompile(`(?m)^\s*//.*$`).ReplaceAllString(text, ""), "\n\n") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		m := regexp.MustCompile(`(?s)^\s*::(\w+)::\[markdown\](.*[^\\]) \{(.*)\}\s*$`).FindStringSubmatch(part)
		if m == nil {
			t.Fatalf("no question: %q", part)
		}
		q := gift.Question{Name: m[1], Text: plain(m[2])}
		body := strings.TrimSpace(m[3])
		if n, ok := strings.CutPrefix(body, "#"); ok {
			q.Answer = strings.TrimSuffix(n, ":0")
		} else {
			q.Answer = plain(strings.TrimPrefix(body, "="))
		}
		questions = append(questions, q)
	}
	return questions
}

// TestShippedDecksAreReadAgain writes the cards of the decks that ship and reads them as they were.
func TestShippedDecksAreReadAgain(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("../../decks/*.md")
	if err != nil || len(paths) < 2 {
		t.Fatal(paths, err)
	}
	var text []byte
	var want []gift.Question
	for _, path := range append(paths, "../choice/testdata/computing.md") {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range deck.Parse(path, src).Notes {
			for _, c := range n.Cards {
				q := gift.Question{Name: c.Key.String(), Text: c.Question(), Answer: c.Answer()}
				text, want = gift.Append(text, q), append(want, q)
			}
		}
	}
	got := read(t, string(text))
	if len(got) != len(want) || len(want) < 150 {
		t.Fatalf("%d of %d questions", len(got), len(want))
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	for i := range want {
		if got[i].Name != want[i].Name || squeeze(got[i].Text) != squeeze(want[i].Text) ||
			squeeze(got[i].Answer) != squeeze(want[i].Answer) {
			t.Errorf("%+v\nwas %+v", got[i], want[i])
		}
	}
}
