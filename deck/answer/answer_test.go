package answer_test

import (
	"strings"
	"testing"

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
	if v.Kind.String() != g.want || g.of > 0 && (v.Got != g.got || v.Of != g.of || v.Missing != g.missing) {
		t.Errorf("%q for %q: %s %d of %d, missing %q; want %s %d of %d, missing %q", g.typed, g.answer,
			v.Kind, v.Got, v.Of, v.Missing, g.want, g.got, g.of, g.missing)
	}
}

func TestGrade(t *testing.T) {
	const team, test, dba = "Which team found the fault?", "Which environments are there?", "With whom was it agreed?"
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
		{prompt: test, answer: "Test, QA and Production.", typed: "test and qa", want: "partial", got: 2, of: 3, missing: "Production"},
		{prompt: dba, answer: "With the on-call DBA.", typed: "on call dba", want: "right"},
		{prompt: dba, answer: "With the on-call DBA.", typed: "the dba", want: "partial", got: 1, of: 2, missing: "call"},
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
	for _, g := range []graded{} {
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
		q := answer.Question{Prompt: prompt, Answer: right, Others: answer.NewKnown([]string{right, prompt})}
		if v := answer.Grade(right, q); strings.TrimSpace(right) != "" && v.Kind != answer.Right {
			t.Errorf("%q is %s for itself", right, v.Kind)
		}
		if v := answer.Grade(typed, q); v.Got < 0 || v.Got > v.Of {
			t.Errorf("%q for %q: %d of %d", typed, right, v.Got, v.Of)
		}
	})
}

func BenchmarkGrade(b *testing.B) {
	q := answer.Question{
		Prompt: "Which environments does a change pass before it reaches customers?",
		Answer: "Test, staging, quality assurance and production.",
		Others: answer.NewKnown([]string{"development", "staging"}),
	}
	for b.Loop() {
		answer.Grade("prodution, quality assurance, test and the staging one", q)
	}
}
