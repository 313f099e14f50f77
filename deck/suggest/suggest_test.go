package suggest_test

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cards/deck/from/studypage"
	"cards/deck/suggest"
)

// page is a study page with the truth: for each question the lines that answer it, none if the
// notes do not.
type page struct {
	questions []string
	answers   [][]int
	facts     []suggest.Fact
}

func readPage(t testing.TB, name string) page {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	truth, err := os.ReadFile(filepath.Join("testdata", name+".truth"))
	if err != nil {
		t.Fatal(err)
	}
	read := studypage.Read(string(text))
	p := page{facts: read.Facts()}
	for line := range strings.Lines(string(truth)) {
		lines, question, _ := strings.Cut(strings.TrimSpace(line), "\t")
		var answers []int
		for n := range strings.SplitSeq(lines, ",") {
			if k, err := strconv.Atoi(n); err == nil {
				answers = append(answers, k)
			}
		}
		p.questions, p.answers = append(p.questions, question), append(p.answers, answers)
	}
	if len(read.Questions) != len(p.questions) {
		t.Fatalf("%s: %d questions, want %d", name, len(read.Questions), len(p.questions))
	}
	return p
}

// figures are how often suggestions are right.
type figures struct {
	answered     int // questions that the notes answer
	first, three int // of these, right in the first place, or in one of three
	open, wrong  int // questions that the notes do not answer, and those with a suggestion
}

func (f *figures) add(p page, suggested [][]suggest.Suggestion) {
	for i, list := range suggested {
		if len(p.answers[i]) == 0 {
			f.open++
			f.wrong += min(len(list), 1)
			continue
		}
		f.answered++
		at := slices.IndexFunc(list, func(s suggest.Suggestion) bool {
			return slices.Contains(p.answers[i], p.facts[s.Fact].Line)
		})
		if at == 0 {
			f.first++
		}
		if at >= 0 {
			f.three++
		}
	}
}

func share(n, of int) float64 { return float64(n) / float64(of) }

// TestSuggestionsAreRight measures pages on different subjects. The numbers of the package were
// chosen by the first five; the other two were first looked at when they stood, with 24 and 25 of
// 33 right, and 4 of 4 open questions without a suggestion. The last three came later still: 31 and
// 33 of 47 were right then and 2 of 9 open questions had a suggestion, which showed that a question
// for a number was answered without one and that words such as "being" and "tell" counted. Bees and
// migration, whose questions put nearly everything in other words, came last: 13 and 14 of 27, and
// none of 4; by them the shares were set that a fact keeps beside a better one.
func TestSuggestionsAreRight(t *testing.T) {
	t.Parallel()
	var all, plain figures
	for _, name := range []string{
		"schema", "revolution", "photosynthesis", "networking", "outage", "economics", "hypertension",
		"tectonics", "contracts", "complaint", "bees", "migration",
	} {
		p := readPage(t, name)
		var f figures
		f.add(p, suggest.Rank(p.questions, p.facts))
		all.add(p, suggest.Rank(p.questions, p.facts))
		plain.add(p, bm25(p))
		t.Logf("%s: %+v", name, f)
	}
	t.Logf("all: %+v, first %.2f, three %.2f", all, share(all.first, all.answered), share(all.three, all.answered))
	t.Logf("BM25: first %.2f, three %.2f", share(plain.first, plain.answered), share(plain.three, plain.answered))
	if got := share(all.first, all.answered); got < 0.65 || got < share(plain.first, plain.answered)+0.1 {
		t.Errorf("%.2f are right in the first place, and %.2f by BM25", got, share(plain.first, plain.answered))
	}
	if got := share(all.three, all.answered); got < 0.78 {
		t.Errorf("%.2f are right in one of three places", got)
	}
	if got := share(all.wrong, all.open); got > 0.16 {
		t.Errorf("%.2f of the questions that nothing answers have a suggestion", got)
	}
}

// TestSuggestionsDoNotDependOnOtherOrders shuffles what is given.
func TestSuggestionsAreTheSameInAnyOrder(t *testing.T) {
	t.Parallel()
	p := readPage(t, "outage")
	want := suggest.Rank(p.questions, p.facts)
	turned := slices.Clone(p.questions)
	slices.Reverse(turned)
	got := suggest.Rank(turned, p.facts)
	slices.Reverse(got)
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%s: %v, want %v", p.questions[i], got[i], want[i])
		}
	}
}

func TestNothingIsSuggestedFromNothing(t *testing.T) {
	t.Parallel()
	for _, q := range []string{"", "?", "What is it?", "Why?"} {
		got := suggest.Rank([]string{q}, []suggest.Fact{{Text: "It is what it is."}, {Label: "What"}, {}})
		if len(got) != 1 || len(got[0]) > 0 {
			t.Errorf("%q: %v", q, got)
		}
	}
	if got := suggest.Rank([]string{"What is a cell?"}, nil); len(got) != 1 || len(got[0]) != 0 {
		t.Errorf("without facts: %v", got)
	}
}

func FuzzRank(f *testing.F) {
	f.Add("What is a cell?", "Cell", "the smallest unit of life")
	f.Fuzz(func(t *testing.T, question, label, text string) {
		facts := []suggest.Fact{{Label: label, Text: text}, {Headings: []string{label}, Text: question}}
		for _, s := range suggest.Rank([]string{question, text}, facts)[0] {
			if s.Fact < 0 || s.Fact > 1 || !(s.Score >= 0 && s.Score <= 1) {
				t.Errorf("suggested %+v", s)
			}
		}
	})
}

func BenchmarkRank(b *testing.B) {
	p := readPage(b, "schema")
	for b.Loop() {
		suggest.Rank(p.questions, p.facts)
	}
}

// bm25 ranks facts with their headings by Okapi BM25, k1 = 1.2 and b = 0.75, as a measure.
func bm25(p page) [][]suggest.Suggestion {
	docs, held, mean := make([][]string, len(p.facts)), make(map[string]int), 0.0
	for i, f := range p.facts {
		docs[i] = plainWords(strings.Join(append(f.Headings[max(0, len(f.Headings)-1):], f.Label, f.Text), " "))
		mean += float64(len(docs[i])) / float64(len(p.facts))
		seen := slices.Clone(docs[i])
		slices.Sort(seen)
		for _, w := range slices.Compact(seen) {
			held[w]++
		}
	}
	all := make([][]suggest.Suggestion, len(p.questions))
	for i, q := range p.questions {
		for j, d := range docs {
			score := 0.0
			for _, w := range plainWords(q) {
				tf, n := 0.0, float64(held[w])
				for _, v := range d {
					if v == w {
						tf++
					}
				}
				idf := math.Log(1 + (float64(len(docs))-n+0.5)/(n+0.5))
				score += idf * tf * 2.2 / (tf + 1.2*(0.25+0.75*float64(len(d))/mean))
			}
			all[i] = append(all[i], suggest.Suggestion{Fact: j, Score: score})
		}
		slices.SortStableFunc(all[i], func(a, b suggest.Suggestion) int {
			return int(math.Copysign(1, b.Score-a.Score)) * map[bool]int{true: 0, false: 1}[a.Score == b.Score]
		})
		all[i] = all[i][:min(3, len(all[i]))]
	}
	return all
}

func plainWords(text string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) {
		for _, end := range []string{"ing", "ed", "es", "s"} {
			if rest := strings.TrimSuffix(w, end); rest != w && len(rest) > 3 {
				w = rest
				break
			}
		}
		words = append(words, w)
	}
	return words
}
