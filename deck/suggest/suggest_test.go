package suggest_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

// pages are all pages with truth, in lots. The numbers of the package were fitted to nearly all of
// them, so that what they do for pages yet to come is told by how each lot fared when it was first
// seen. An earlier way to rank, by hand, fitted the first lot with 129 in the first place and 152 in
// three of 190, and 2 of 26 questions without an answer had one.
var pages = [][]string{
	{
		"schema", "revolution", "photosynthesis", "networking", "outage", "economics", "hypertension",
		"tectonics", "contracts", "complaint", "bees", "migration",
	},
	{"bookkeeping", "immune", "stoics", "tcp"}, // worked with
	// First seen: 48 and 56 of 69, 3 of 12 wrong; the earlier way: 31, 39 and 3.
	{"launch", "pharma", "romanlaw", "sonata"},
	// First seen: 45 and 52 of 69, 4 of 12 wrong; the earlier way: 46, 51 and 4. Their questions are
	// in little order. They showed that a name that the notes do not have tells that nothing answers.
	{"cuba", "heart", "macbeth", "oop"},
	// First seen: 48 and 55 of 72, 1 of 12 wrong; the earlier way: 36, 43 and 1. Two are in no order.
	{"buddhism", "clinic", "supply", "trees"},
	// First seen: 5 of 24 wrong. How much, how old, how long and how many of what is asked for was no
	// sign until then.
	{"exposure", "deadline", "sauces", "membrane", "greatwar", "segments"},
	// First seen with that: 34 and 36 of 46, 6 of 11 wrong, where a fact named what the question is
	// about and answered another one of the page: that it does weighs more since.
	{"indexes", "conflict", "renaissance"},
	// First seen: 93 and 96 of 101, 3 of 24 wrong; in no order 92, 92 and 5. What is suggested from is
	// higher since, which the last three, kept out of sight, took with 48 and 49 of 52, 1 of 12 wrong.
	{"dns", "negligence", "meiji", "batteries", "sourdough", "asthma"},
	// First seen: 34 and 40 of 67, 3 of 21 wrong; with the thesaurus, which came after them,
	// 38 and 44, 4 wrong. One is in French, of which only 3 of 15 are found.
	{"gdpr", "plates", "terraform", "impressionnisme"},
	// First seen, without the thesaurus: 50 and 58 of 103, 1 of 24 wrong; BM25: 41 and 60. One is German,
	// where capitals are no sign of names since. That who asks for a name, that initials are names, and
	// what stands beside in a list were no signs until then: 55 and 66, 2 wrong, with all that is here.
	{"kreislauf", "employment", "firstaid", "hanse", "kubernetes", "leaves"},
}

// TestSuggestionsAreRight measures pages on different subjects: with those questions that their notes
// do not answer anywhere among the others, and with all in no order. BM25 is what they are compared
// with.
func TestSuggestionsAreRight(t *testing.T) {
	t.Parallel()
	var all, mixed, plain figures
	for seed, name := range slices.Concat(pages...) {
		p := readPage(t, name)
		p.scatter(uint64(seed))
		var f figures
		ranked := suggest.Rank(p.questions, p.facts)
		f.add(p, ranked)
		t.Logf("%s: %+v", name, f)
		all.add(p, ranked)
		plain.add(p, bm25(p))
		p.mix(uint64(seed))
		mixed.add(p, suggest.Rank(p.questions, p.facts))
	}
	t.Logf("all: %s", all)
	t.Logf("mixed: %s", mixed)
	t.Logf("BM25: %s", plain)
	for _, tt := range []struct {
		name                string
		got                 figures
		first, three, wrong float64
	}{
		{"in order", all, 0.7, 0.81, 0.15},
		{"in no order", mixed, 0.6, 0.72, 0.15},
	} {
		first, three := share(tt.got.first, tt.got.answered), share(tt.got.three, tt.got.answered)
		if first < tt.first || first < share(plain.first, plain.answered)+0.15 || three < tt.three ||
			share(tt.got.wrong, tt.got.open) > tt.wrong {
			t.Errorf("%s: %s; want %.2f, %.2f, %.2f; BM25: %s", tt.name, tt.got, tt.first, tt.three, tt.wrong, plain)
		}
	}
}

func (f figures) String() string {
	return fmt.Sprintf("%.2f first, %.2f in three, %.2f wrong", share(f.first, f.answered),
		share(f.three, f.answered), share(f.wrong, f.open))
}

// scatter puts the questions without an answer at any places, in which the pages that were written
// here have them at the end.
func (p *page) scatter(seed uint64) {
	r := rand.New(rand.NewPCG(seed, 2))
	for i := range p.questions {
		if len(p.answers[i]) > 0 {
			continue
		}
		q, at := p.questions[i], r.IntN(len(p.questions))
		p.questions = slices.Insert(slices.Delete(p.questions, i, i+1), at, q)
		p.answers = slices.Insert(slices.Delete(p.answers, i, i+1), at, nil)
	}
}

// mix puts the questions of a page in no order.
func (p *page) mix(seed uint64) {
	rand.New(rand.NewPCG(seed, 1)).Shuffle(len(p.questions), func(i, j int) {
		p.questions[i], p.questions[j] = p.questions[j], p.questions[i]
		p.answers[i], p.answers[j] = p.answers[j], p.answers[i]
	})
}

// TestOrderIsUsedWhereThereIsOne: of facts with the same words those are suggested that stand where
// the question does, if the others follow the notes.
func TestOrderIsUsedWhereThereIsOne(t *testing.T) {
	t.Parallel()
	var facts []suggest.Fact
	var questions []string
	for i, word := range strings.Fields("oak elm ash fir larch oak yew ash gum birch") {
		facts = append(facts, suggest.Fact{Line: i + 1, Text: "The " + word + " grows."})
		questions = append(questions, strings.Repeat("Now ", i)+"what does the "+word+" do?")
	}
	for i, list := range suggest.Rank(questions, facts) {
		if len(list) == 0 || list[0].Fact != i {
			t.Errorf("%s: %v, want fact %d", questions[i], list, i)
		}
	}
}

// TestWordsThatAreNear order facts, and make no fact the answer that shares no word at all.
func TestWordsThatAreNear(t *testing.T) {
	t.Parallel()
	facts := []suggest.Fact{
		{Line: 1, Label: "Captain", Text: "Signs the licence of the harbour."},
		{Line: 2, Label: "Attorney", Text: "Signs the licence of the harbour."},
		{Line: 3, Label: "Cook", Text: "Signs the licence of the harbour."},
		{Line: 4, Text: "Fish is sold every morning."},
		{Line: 5, Text: "Bread comes from the mainland."},
		{Line: 6, Text: "Winters are mild."},
	}
	got := suggest.Rank([]string{"Which lawyer signs the licence of the harbour?"}, facts)[0]
	if len(got) == 0 || got[0].Fact != 1 {
		t.Errorf("suggested %v, want fact 1 first", got)
	}
	if got := suggest.Rank([]string{"Lawyer?"}, facts)[0]; len(got) > 0 {
		t.Errorf("suggested %v of nothing but a near word", got)
	}
}

// TestQuestionsThatAreAskedTwice have the same suggestions as if they were asked once.
func TestQuestionsThatAreAskedTwice(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"schema", "oop", "clinic"} {
		p := readPage(t, name)
		want := suggest.Rank(p.questions, p.facts)
		got := suggest.Rank(slices.Concat(p.questions, p.questions), p.facts)
		if diff := cmp.Diff(slices.Concat(want, want), got); diff != "" {
			t.Errorf("%s (-once +twice):\n%s", name, diff)
		}
	}
}

// TestNamesAreKnown by their initials, and who asks for one.
func TestNamesAreKnown(t *testing.T) {
	t.Parallel()
	facts := []suggest.Fact{
		{Line: 1, Text: "Dial 112 from any phone in the EU."},
		{Line: 2, Text: "The National Health Service pays for the treatment."},
		{Line: 3, Text: "The fleet was led into the battle at dawn."},
		{Line: 4, Text: "At dawn the battle was won, and the fleet led home, by Horatio Nelson."},
		{Line: 5, Text: "The harvest was poor in all of these years."},
	}
	for question, want := range map[string]int{
		"Which number is dialled in the European Union?": 1,
		"What does the NHS pay for?":                     2,
		"Who led the fleet in the battle?":               4,
	} {
		list := suggest.Rank([]string{question, "What was poor?", "Who is the king of Spain?"}, facts)
		if len(list[0]) == 0 || facts[list[0][0].Fact].Line != want {
			t.Errorf("%s: %v, want line %d", question, list[0], want)
		}
		if len(list[2]) > 0 {
			t.Errorf("%v is the king of Spain", list[2])
		}
	}
}

// TestCapitalsOfNouns are no sign of names that the notes lack.
func TestCapitalsOfNouns(t *testing.T) {
	t.Parallel()
	facts := []suggest.Fact{{Text: "Der Sinusknoten gibt den Takt vor."}, {Text: "Die Lunge nimmt Sauerstoff auf."}}
	questions := []string{"Welcher Knoten gibt dem Herzen den Takt vor?", "Was nimmt die Lunge beim Atmen auf?"}
	for i, list := range suggest.Rank(questions, facts) {
		if len(list) == 0 || list[0].Fact != i {
			t.Errorf("%s: %v", questions[i], list)
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
