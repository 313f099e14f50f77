package gift_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck/from/gift"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		want []gift.Question
	}{
		"choice": {"// comment\n::Q1:: Who? {\n=Ann#yes\n~Bob#no\n}\n", []gift.Question{{
			Line: 2, End: 5, Title: "Q1", Text: "Who?", Answers: []gift.Answer{
				{Text: "Ann", Right: true, Weight: 100, Feedback: "yes"}, {Text: "Bob", Feedback: "no"},
			},
		}}},
		"several right": {"Which? {~%50%a ~%50%b ~%-100%c}", []gift.Question{{
			Line: 1, End: 1, Text: "Which?", Answers: []gift.Answer{
				{Text: "a", Right: true, Weight: 50}, {Text: "b", Right: true, Weight: 50}, {Text: "c", Weight: -100},
			},
		}}},
		"short": {"Two plus two? {=four =4}", []gift.Question{{
			Line: 1, End: 1, Kind: gift.Short, Text: "Two plus two?",
			Answers: []gift.Answer{{Text: "four", Right: true, Weight: 100}, {Text: "4", Right: true, Weight: 100}},
		}}},
		"gap": {"The {=sun} shines.", []gift.Question{{
			Line: 1, End: 1, Kind: gift.Gap, Text: "The _____ shines.", Answers: []gift.Answer{{Text: "sun", Right: true, Weight: 100}},
		}}},
		"truth": {"$CATEGORY: a/b\n\nIt is.{T}\n\nIt is not.{FALSE#no}", []gift.Question{
			{Line: 3, End: 3, Category: "a/b", Kind: gift.Truth, Text: "It is.", Answers: []gift.Answer{{Text: "True", Right: true, Weight: 100}}},
			{Line: 5, End: 5, Category: "a/b", Kind: gift.Truth, Text: "It is not.", Answers: []gift.Answer{{Text: "False", Right: true, Weight: 100, Feedback: "no"}}},
		}},
		"without blank lines": {"::1:: It is.{T}\n$CATEGORY: a\n$CATEGORY: b\n::2:: The {=sun}\nshines.\n::3:: Is it?{\n=a\n~b\n}\n::no title", []gift.Question{
			{Line: 1, End: 1, Title: "1", Kind: gift.Truth, Text: "It is.", Answers: []gift.Answer{{Text: "True", Right: true, Weight: 100}}},
			{Line: 4, End: 5, Category: "b", Title: "2", Kind: gift.Gap, Text: "The _____ shines.", Answers: []gift.Answer{{Text: "sun", Right: true, Weight: 100}}},
			{Line: 6, End: 9, Category: "b", Title: "3", Text: "Is it?", Answers: []gift.Answer{{Text: "a", Right: true, Weight: 100}, {Text: "b"}}},
			{Line: 10, End: 10, Category: "b", Kind: gift.Text, Text: "::no title"},
		}},
		"pairs": {"Match. {\n=cat -> meow\n=dog -> woof\n}", []gift.Question{{
			Line: 1, End: 4, Kind: gift.Match, Text: "Match.", Pairs: [][2]string{{"cat", "meow"}, {"dog", "woof"}},
		}}},
		"numbers": {"When? {#1822:5}\n\nPi? {#3.141..3.142}\n\nOne? {#\n=1:0\n=%50%1:2\n}", []gift.Question{
			{Line: 1, End: 1, Kind: gift.Number, Text: "When?", Answers: []gift.Answer{{Text: "1822 ± 5", Right: true, Weight: 100}}},
			{Line: 3, End: 3, Kind: gift.Number, Text: "Pi?", Answers: []gift.Answer{{Text: "3.141 to 3.142", Right: true, Weight: 100}}},
			{Line: 5, End: 8, Kind: gift.Number, Text: "One?", Answers: []gift.Answer{
				{Text: "1", Right: true, Weight: 100}, {Text: "1 ± 2", Right: true, Weight: 50},
			}},
		}},
		"essay and description": {"Write. {}\n\nOnly words.", []gift.Question{
			{Line: 1, End: 1, Kind: gift.Essay, Text: "Write."}, {Line: 3, End: 3, Kind: gift.Text, Text: "Only words."},
		}},
		"escapes and feedback": {`::a\:b:: [html]<b>x</b> \{y\} \= 1? {=\~z####All.}`, []gift.Question{{
			Line: 1, End: 1, Title: "a:b", Kind: gift.Short, HTML: true, Text: "<b>x</b> {y} = 1?", Feedback: "All.",
			Answers: []gift.Answer{{Text: "~z", Right: true, Weight: 100}},
		}}},
		"formulas before the answers": {`What is $\frac{1}{2}$ of $\vec{T}$? {=a ~b}`, []gift.Question{{
			Line: 1, End: 1, Text: `What is $\frac{1}{2}$ of $\vec{T}$?`,
			Answers: []gift.Answer{{Text: "a", Right: true, Weight: 100}, {Text: "b"}},
		}}},
		"formulas alone": {"# Energy {#energy}\n$E_{F}$ and {x = y}", []gift.Question{{
			Line: 1, End: 2, Kind: gift.Unknown, Text: "# Energy {#energy}\n$E_{F}$ and {x = y}",
			Problem: "no answer in it begins with = or ~",
		}}},
		"answers with signs of equality": {"Which? {\n= x = 1\n~ y = 2\n~z~\n}", []gift.Question{{
			Line: 1, End: 5, Text: "Which?",
			Answers: []gift.Answer{{Text: "x = 1", Right: true, Weight: 100}, {Text: "y = 2"}, {Text: "z~"}},
		}}},
		"two on a line": {"Which? {\n=right~one\n~x = 2\n}", []gift.Question{{
			Line: 1, End: 4, Text: "Which?",
			Answers: []gift.Answer{{Text: "right", Right: true, Weight: 100}, {Text: "one"}, {Text: "x = 2"}},
		}}},
		"the right one of several marked twice": {"Who? {\n~a\n~=b\n}", []gift.Question{{
			Line: 1, End: 4, Text: "Who?", Answers: []gift.Answer{{Text: "a"}, {Text: "b", Right: true, Weight: 100}},
		}}},
		"answers inside": {"A {1:SA:=dog~=hound} {1:MC:~sings~=barks}.", []gift.Question{{
			Line: 1, End: 1, Kind: gift.Embedded, Text: "A {{c1::dog}} {{c2::barks::sings / barks}}.",
		}}},
		"blank lines in answers": {"Who? {\n\n=a\n\n~b\n}\n\nNext? {=c}", []gift.Question{
			{Line: 1, End: 6, Text: "Who?", Answers: []gift.Answer{{Text: "a", Right: true, Weight: 100}, {Text: "b"}}},
			{Line: 8, End: 8, Kind: gift.Short, Text: "Next?", Answers: []gift.Answer{{Text: "c", Right: true, Weight: 100}}},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, gift.Read(tt.text), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadAiken(t *testing.T) {
	t.Parallel()
	got := gift.ReadAiken("What?\nReally?\nA. one\nB) two\nANSWER: B\n\nWho?\nA. x\n\nWhere?\nA. y\nANSWER: C\n")
	want := []gift.Question{
		{Line: 1, End: 5, Text: "What?\nReally?", Answers: []gift.Answer{{Text: "one"}, {Text: "two", Right: true, Weight: 100}}},
		{Line: 7, End: 8, Kind: gift.Unknown, Text: "Who?", Answers: []gift.Answer{{Text: "x"}}, Problem: "no line ANSWER: says which option is right"},
		{Line: 10, End: 12, Kind: gift.Unknown, Text: "Where?", Answers: []gift.Answer{{Text: "y"}}, Problem: "it has no option C"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzRead: questions stand on lines of their own, in order.
func FuzzRead(f *testing.F) {
	f.Add("::t::[html]a {=b#c ~d####e} f\n\n$CATEGORY: x\n\\{ {#1:2}")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, q := range append(gift.Read(text), gift.Question{Line: 1 << 40, End: 1 << 40}) {
			if q.Line <= last || q.End < q.Line {
				t.Fatalf("%q: lines %d to %d after %d", text, q.Line, q.End, last)
			}
			last = q.End
		}
		gift.ReadAiken(text)
	})
}

// TestReadParts reads answers with formats, weights and without signs of their own.
func TestReadParts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"A colour? {=[plain]red ~[moodle]blue ~[x]y}":           "choice A colour? +red -blue -[x]y",
		"Match {=[html]a -> [plain]b =c -> d}":                  "match Match a>b c>d",
		"Which word is 1? {One}":                                "short Which word is 1? +One",
		"Who?{Somebody else}":                                   "short Who? +Somebody else",
		"The set {a, b} is finite.":                             "unknown The set {a, b} is finite.",
		"The power x^{n}":                                       "unknown The power x^{n}",
		"Essay {####said}":                                      "essay Essay",
		"From {~J ~%25%B =N}":                                   "choice From -J -B +N",
		"Two of {~%50%a ~%50%b ~c}":                             "choice Two of +a +b -c",
		"Typed {=*manually* =%50%*manual* =%0%*}":               "short Typed +manually -manual -*",
		"Half {=%50%a =%25%b}":                                  "short Half +a +b",
		"A gap {=in} it":                                        "gap A gap _____ it +in",
		"Who? {#anchor}":                                        "unknown Who? {#anchor}",
		"About it. {note}":                                      "unknown About it. {note}",
		"Not closed {One":                                       "unknown Not closed {One",
		"Two lines {\nOne\nTwo}":                                "unknown Two lines {\nOne\nTwo}",
		"::t::[markdown]What is `a`? {=[markdown]*b* ~[html]c}": "choice What is `a`? +*b* -c",
	} {
		kinds := map[gift.Kind]string{
			gift.Choice: "choice", gift.Short: "short", gift.Match: "match", gift.Gap: "gap",
			gift.Essay: "essay", gift.Text: "text", gift.Unknown: "unknown",
		}
		list := gift.Read(text)
		if len(list) != 1 {
			t.Errorf("%q: %d questions", text, len(list))
			continue
		}
		var got strings.Builder
		got.WriteString(kinds[list[0].Kind] + " " + list[0].Text)
		for _, a := range list[0].Answers {
			sign := " -"
			if a.Right {
				sign = " +"
			}
			got.WriteString(sign + a.Text)
		}
		for _, p := range list[0].Pairs {
			got.WriteString(" " + p[0] + ">" + p[1])
		}
		if got.String() != want {
			t.Errorf("%q: %q, want %q", text, got.String(), want)
		}
	}
}
