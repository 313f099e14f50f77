package answer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/deck/answer"
)

// graded is a typed text with what it is worth.
type graded struct {
	prompt, answer, typed, want string
	got, of                     int // where parts count
	missing                     string
}

func (g graded) check(t *testing.T, others ...string) {
	t.Helper()
	q := answer.Question{Prompt: g.prompt, Answer: g.answer, Others: answer.NewKnown(others)}
	v := answer.Grade(g.typed, q)
	if v.Kind.String() != g.want || g.of > 0 &&
		(v.Got != g.got || v.Of != g.of || v.Missing != g.missing) {
		t.Errorf("%q for %q: %s %d of %d, missing %q; want %s %d of %d, missing %q", g.typed, g.answer,
			v.Kind, v.Got, v.Of, v.Missing, g.want, g.got, g.of, g.missing)
	}
}

func TestGrade(t *testing.T) {
	const team, test, dba = "Which team found the fault?", "Which environments are there?",
		"With whom was it agreed?"
	for _, g := range []graded{
		{answer: "Paris", typed: "Pariss", want: "typo"},
		{answer: "Paris", typed: "Lyon", want: "wrong"},
		{answer: "1969", typed: "1968", want: "wrong"},
		{answer: "1969", typed: "in 1969", want: "right"},
		{answer: "100 °C", typed: "100°C", want: "right"},
		{answer: "100 °C", typed: "100 K", want: "wrong"},
		{answer: "100 °C", typed: "100", want: "partial", got: 1, of: 2, missing: "°C"},
		{answer: "9.81 m/s²", typed: "9.81 m/s^2", want: "right"},
		{answer: "299,792,458 m/s", typed: "299792458 m/s", want: "right"},
		{answer: "299,792,458 m/s", typed: "300000000 m/s", want: "wrong"},
		{prompt: team, answer: "The Payments team.", typed: "payments", want: "right"},
		{prompt: team, answer: "The Payments team.", typed: "the database team", want: "wrong"},
		{prompt: test, answer: "Test, QA and Production.", typed: "production, qa, test", want: "right"},
		{
			prompt: test, answer: "Test, QA and Production.", typed: "test and qa", want: "partial",
			got: 2, of: 3, missing: "Production",
		},
		{prompt: dba, answer: "With the on-call DBA.", typed: "on call dba", want: "right"},
		{
			prompt: dba, answer: "With the on-call DBA.", typed: "the dba", want: "partial", got: 1,
			of: 2, missing: "call",
		},
		{answer: "der Hund", typed: "Hund", want: "partial", got: 1, of: 2, missing: "der"},
		{answer: "der Hund", typed: "die Hund", want: "partial", got: 1, of: 2, missing: "der"},
		{answer: "résumé", typed: "resume", want: "typo"},
		{answer: "iron", typed: "ion", want: "wrong"},
		{answer: "Zn", typed: "Sn", want: "wrong"},
		{answer: "Iraq", typed: "Iran", want: "wrong"},
		{answer: "affect", typed: "effect", want: "wrong"},
		{answer: "It does not block.", typed: "it blocks", want: "wrong"},
		{answer: "mitochondrion", typed: "mitocondrion", want: "typo"},
		{answer: "3 to 5", typed: "5 to 3", want: "partial"},
		{answer: "日本", typed: "日木", want: "wrong"},
	} {
		g.check(t)
	}
}

// TestGradeOfKinds tries more of each kind: numbers and units, names and words that are nearly
// another, articles, other scripts, lists, phrases, formulas.
func TestGradeOfKinds(t *testing.T) {
	for _, g := range []graded{
		{answer: "5 km", typed: "5km", want: "right"},
		{answer: "5 km", typed: "5 kilometers", want: "right"},
		{answer: "5 km", typed: "5 kilometres", want: "right"},
		{answer: "5 km", typed: "5000 m", want: "wrong"},
		{answer: "5 km", typed: "5 m", want: "wrong"},
		{answer: "5 km", typed: "6 km", want: "wrong"},
		{answer: "3.5 kg", typed: "3,5 kg", want: "right"},
		{answer: "1,000", typed: "1000", want: "right"},
		{answer: "1 000 000", typed: "1000000", want: "right"},
		{answer: "$5", typed: "5 dollars", want: "right"},
		{answer: "$5", typed: "5 $", want: "right"},
		{answer: "50 %", typed: "50%", want: "right"},
		{answer: "50%", typed: "50 percent", want: "right"},
		{answer: "50%", typed: "50", want: "partial", got: 1, of: 2, missing: "%"},
		{answer: "-40", typed: "−40", want: "right"},
		{answer: "-40", typed: "40", want: "wrong"},
		{answer: "37 °C", typed: "37 degrees celsius", want: "right"},
		{answer: "6.022e23", typed: "6.022 × 10^23", want: "right"},
		{answer: "10 N", typed: "10 newtons", want: "right"},
		{answer: "12 March 1947", typed: "march 12, 1947", want: "right"},
		{answer: "1789", typed: "1798", want: "wrong"},
		{answer: "seven", typed: "7", want: "right"},
		{answer: "red, green and blue", typed: "blue, red, green", want: "right"},
		{answer: "red, green and blue", typed: "red green blue", want: "right"},
		{answer: "red, green and blue", typed: "red; blue & green", want: "right"},
		{
			answer: "red, green and blue", typed: "red and green", want: "partial", got: 2, of: 3,
			missing: "blue",
		},
		{answer: "red, green and blue", typed: "red, green, blue, yellow", want: "right"},
		{
			answer: "red, green and blue", typed: "red, green, bleu", want: "partial", got: 2, of: 3,
			missing: "blue",
		},
		{answer: "la casa", typed: "casa", want: "partial", got: 1, of: 2, missing: "la"},
		{answer: "la casa", typed: "el casa", want: "partial"},
		{answer: "das Mädchen", typed: "das Madchen", want: "typo"},
		{answer: "das Mädchen", typed: "das Maedchen", want: "typo"},
		{answer: "el niño", typed: "el nino", want: "typo"},
		{answer: "the mitochondria", typed: "mitochondria", want: "right"},
		{answer: "a goroutine", typed: "goroutine", want: "right"},
		{answer: "an apple", typed: "the apple", want: "right"},
		{answer: "Straße", typed: "Strasse", want: "right"},
		{answer: "colour", typed: "color", want: "typo"},
		{answer: "Mississippi", typed: "Missisippi", want: "typo"},
		{answer: "Mississippi", typed: "Misisipi", want: "wrong"},
		{answer: "receive", typed: "recieve", want: "typo"},
		{answer: "Elizabeth", typed: "Elisabeth", want: "typo"},
		{answer: "photosynthesis", typed: "fotosynthesis", want: "wrong"},
		{answer: "hypertension", typed: "hypotension", want: "wrong"},
		{answer: "nitrate", typed: "nitrite", want: "wrong"},
		{answer: "mitosis", typed: "meiosis", want: "wrong"},
		{answer: "Austria", typed: "Australia", want: "wrong"},
		{answer: "Niger", typed: "Nigeria", want: "wrong"},
		{answer: "Slovakia", typed: "Slovenia", want: "wrong"},
		{answer: "true", typed: "false", want: "wrong"},
		{answer: "It is not thread-safe.", typed: "it is not thread safe", want: "right"},
		{answer: "It is not thread-safe.", typed: "thread safe", want: "wrong"},
		{answer: "It isn't copied.", typed: "it is not copied", want: "right"},
		{answer: "Москва", typed: "москва", want: "right"},
		{answer: "Москва", typed: "Масква", want: "typo"},
		{answer: "東京", typed: "東京", want: "right"},
		{answer: "東京", typed: "京都", want: "wrong"},
		{answer: "Tokyo (東京)", typed: "tokyo", want: "right"},
		{answer: "café", typed: "cafe", want: "typo"},
		{answer: "naïve", typed: "naive", want: "typo"},
		{answer: "O'Brien", typed: "o’brien", want: "right"},
		{answer: "TCP/IP", typed: "tcp ip", want: "right"},
		{answer: "e-mail", typed: "email", want: "right"},
		{answer: "H₂O", typed: "H2O", want: "right"},
		{answer: "H2O", typed: "H2O2", want: "wrong"},
		{answer: "x²", typed: "x^2", want: "right"},
		{answer: "log n", typed: "n log n", want: "partial"},
		{answer: "O(n log n)", typed: "O(n)", want: "wrong"},
		{answer: "between 5 and 10", typed: "5-10", want: "right"},
		{answer: "5–10", typed: "5-10", want: "right"},
		{answer: "5–10", typed: "10–5", want: "partial"},
		{answer: "to restore service", typed: "restoring service", want: "right"},
		{answer: "World War II", typed: "world war 2", want: "right"},
		{answer: "World War II", typed: "world war 1", want: "wrong"},
		{
			answer: "George Washington", typed: "washington", want: "partial", got: 1, of: 2,
			missing: "George",
		},
		{answer: "Louis XIV", typed: "louis xvi", want: "wrong"},
		{answer: "north", typed: "south", want: "wrong"},
		{answer: "left", typed: "lift", want: "wrong"},
		{answer: "increase", typed: "decrease", want: "wrong"},
		{answer: "Louis XIV", typed: "louis xiv", want: "right"},
		{answer: "Apollo 11", typed: "apollo XI", want: "right"},
		{answer: "Apollo 11", typed: "apollo XII", want: "wrong"},
		{answer: "vi", typed: "vi", want: "right"},
		{answer: "the vi editor", typed: "vi", want: "partial"},
		{answer: "4 July 1776", typed: "July 4th, 1776", want: "right"},
		{answer: "4 July 1776", typed: "7 July 1776", want: "wrong"},
		{answer: "1e-9", typed: "10^-9", want: "partial"},
		{answer: "3e8 m/s", typed: "3*10^8 m/s", want: "right"},
		{answer: "3e8 m/s", typed: "3e9 m/s", want: "wrong"},
		{answer: "-40 degrees Fahrenheit", typed: "-40 °F", want: "right"},
		{answer: "-40 degrees Fahrenheit", typed: "-40 °C", want: "wrong"},
		{answer: "Göteborg", typed: "Goeteborg", want: "typo"},
	} {
		g.check(t)
	}
}

// TestGradeKnowsOtherAnswers: what another card answers is no typing error.
func TestGradeKnowsOtherAnswers(t *testing.T) {
	for _, g := range []graded{
		{answer: "principal", typed: "principle", want: "wrong"},
		{answer: "complement", typed: "compliment", want: "wrong"},
		{answer: "complement", typed: "complament", want: "typo"},
		{answer: "schön", typed: "schon", want: "wrong"},
		{answer: "the compliment slip", typed: "complement slip", want: "wrong"},
		{answer: "5 km", typed: "5", want: "partial"},
	} {
		g.check(t, "principle", "compliment", "complement", "schon", "5")
	}
}

func TestGradeExactly(t *testing.T) {
	for _, test := range []struct {
		answer, typed string
		want          answer.Kind
	}{
		{"go", "og", answer.Wrong},
		{"go", " go ", answer.Right},
		{"GET", "get", answer.Right},
		{"x := 1", "x  := 1", answer.Right},
		{"x := 1", "x = 1", answer.Wrong},
		{"defer", "deffer", answer.Wrong},
		{"a, b", "b, a", answer.Wrong},
		{"don't", "don’t", answer.Wrong},
	} {
		v := answer.Grade(test.typed, answer.Question{Answer: test.answer, Exact: true})
		if v.Kind != test.want {
			t.Errorf("%q for %q: %s, want %s", test.typed, test.answer, v.Kind, test.want)
		}
	}
}

// TestGradeOfShippedDecks has every answer of the decks that ship typed as it stands: it is right,
// whatever other cards answer.
func TestGradeOfShippedDecks(t *testing.T) {
	paths, err := filepath.Glob("../../decks/*.md")
	if err != nil || len(paths) < 2 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var cards []deck.Card
		var answers []string
		for _, n := range deck.Parse(path, src).Notes {
			for _, c := range n.Cards {
				cards, answers = append(cards, c), append(answers, c.Answer())
			}
		}
		known := answer.NewKnown(answers)
		for _, c := range cards {
			v := answer.Grade(c.Answer(), answer.Question{
				Prompt: c.Question(), Answer: c.Answer(),
				Others: known,
			})
			if v.Kind != answer.Right {
				t.Errorf("%s: %q is %s for itself", path, c.Answer(), v.Kind)
			}
		}
		if len(cards) < 10 {
			t.Errorf("%s: %d cards", path, len(cards))
		}
	}
}

func TestGradeNothing(t *testing.T) {
	for _, typed := range []string{"", " ", "\t\n"} {
		if v := answer.Grade(typed, answer.Question{Answer: "go"}); v.Kind != answer.Wrong {
			t.Errorf("%q: %s, want wrong", typed, v.Kind)
		}
	}
}

// FuzzGrade: an answer is right for itself, counts stay in bounds, and nothing is right for
// nothing.
func FuzzGrade(f *testing.F) {
	for _, seed := range [][3]string{
		{"Which?", "Test, QA and Production.", "qa"},
		{"", "9.81 m/s²", "9.81"},
		{"", "$5", "5 $"},
		{"", "l'eau", "eau"},
		{"", "O(n)", "o(n)"},
		{"", "+-.", "1"},
		{"a", "a (b)", "b"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, prompt, right, typed string) {
		q := answer.Question{
			Prompt: prompt, Answer: right,
			Others: answer.NewKnown([]string{right, prompt}),
		}
		if v := answer.Grade(right, q); strings.TrimSpace(right) != "" && v.Kind != answer.Right {
			t.Errorf("%q is %s for itself", right, v.Kind)
		}
		if v := answer.Grade(typed, q); v.Got < 0 || v.Got > v.Of {
			t.Errorf("%q for %q: %d of %d", typed, right, v.Got, v.Of)
		}
	})
}

// longGrade grades a long answer with mistakes in it.
func longGrade() {
	q := answer.Question{
		Prompt: "Which environments does a change pass before it reaches customers?",
		Answer: "Test, staging, quality assurance and production.",
		Others: answer.NewKnown([]string{"development", "staging"}),
	}
	answer.Grade("prodution, quality assurance, test and the staging one", q)
}

// TestGradingIsQuick: an answer takes at most 50 µs; the least of many is compared, as others may
// use the machine at the same time.
func TestGradingIsQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector is slow")
	}
	least := time.Hour
	for range 200 {
		start := time.Now()
		longGrade()
		least = min(least, time.Since(start))
	}
	if least > 50*time.Microsecond {
		t.Errorf("an answer takes %v", least)
	}
}

func BenchmarkGrade(b *testing.B) {
	for b.Loop() {
		longGrade()
	}
}
