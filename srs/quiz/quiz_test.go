package quiz_test

import (
	"encoding/csv"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"cards/srs/fit"
	"cards/srs/model"
	"cards/srs/quiz"
)

// person draws the recall of cards as a model predicts it, and whether the person really knows
// them: subjects and cards are better or worse known than predicted.
func person(n, fresh int, random *rand.Rand) (cards []quiz.Card, truth []float64) {
	shift := random.NormFloat64() * .4
	for i := range n {
		r := 1 / (1 + math.Exp(-(1.5 + random.NormFloat64())))
		c := quiz.Card{
			Recall: r, ID: [16]byte{byte(i), byte(i >> 8)},
			Note: [16]byte{byte(i), byte(i >> 8)},
		}
		p := 1 / (1 + math.Exp(-(math.Log(r/(1-r)) + shift + random.NormFloat64()*.7)))
		if i < fresh {
			c.Recall, c.New, p = 0, true, .05
		}
		cards, truth = append(cards, c), append(truth, p)
	}
	return cards, truth
}

// measured gives the test to a person and returns what it says beside what is true.
func measured(n, options int, cards []quiz.Card, truth []float64, random *rand.Rand) (quiz.Score, float64) {
	var answers []quiz.Answer
	for _, i := range quiz.Draw(cards, n, random) {
		a := quiz.Answer{Recall: cards[i].Recall, New: cards[i].New, Options: options}
		guess := options > 1 && random.IntN(max(options, 1)) == 0
		if random.Float64() < truth[i] || guess {
			a.Points = 1
		}
		answers = append(answers, a)
	}
	sum := 0.0
	for _, p := range truth {
		sum += p
	}
	return quiz.Estimate(cards, answers, quiz.Common), sum / float64(len(truth))
}

// TestEstimateIsNear simulates tests of people whose true recall is off what the model says.
func TestEstimateIsNear(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("large")
	}
	const people = 2000
	tests := []struct {
		n, options, fresh int
		most, bias        float64 // of the error: root mean square, and mean
	}{
		{10, 0, 0, .06, .02},
		{30, 0, 0, .05, .02},
		{30, 4, 0, .055, .02},
		{30, 0, 120, .05, .02},
	}
	for _, tt := range tests {
		random := rand.New(rand.NewPCG(1, uint64(tt.n)))
		square, mean, inside := 0.0, 0.0, 0
		for range people {
			cards, truth := person(400, tt.fresh, random)
			s, want := measured(tt.n, tt.options, cards, truth, random)
			square += (s.Score - want) * (s.Score - want) / people
			mean += (s.Score - want) / people
			if s.Low <= want && want <= s.High {
				inside++
			}
		}
		t.Logf("%+v: error %.3f, bias %.3f, inside %.3f", tt, math.Sqrt(square), mean,
			float64(inside)/people)
		if math.Sqrt(square) > tt.most || math.Abs(mean) > tt.bias || inside < people*85/100 {
			t.Errorf("%+v: error %.3f, bias %.3f, %d of %d inside", tt, math.Sqrt(square), mean,
				inside, people)
		}
	}
}

// TestChoicesAreCorrectedForGuessing gives papers of choices to a person who is as the model says.
func TestChoicesAreCorrectedForGuessing(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	mean := 0.0
	const papers = 4000
	for range papers {
		cards, _ := person(200, 0, random)
		truth := make([]float64, len(cards))
		for i, c := range cards {
			truth[i] = c.Recall
		}
		s, want := measured(20, 4, cards, truth, random)
		mean += (s.Score - want) / papers
	}
	if math.Abs(mean) > .01 {
		t.Errorf("bias %.4f", mean)
	}
}

// josh returns what FSRS-6 with its defaults predicts of a real log, and what happened.
func josh(t *testing.T) []quiz.Outcome {
	t.Helper()
	paths, err := filepath.Glob("../fit/testdata/josh/*.csv")
	if err != nil || len(paths) != 1 {
		t.Fatal(paths, err)
	}
	f, err := os.Open(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var reviews []fit.Review
	for _, row := range rows[1:] {
		at, err := time.Parse(time.RFC3339, row[2])
		if err != nil {
			t.Fatal(err)
		}
		rating, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(err)
		}
		r := fit.Review{
			Time: at.UnixMilli(), Rating: uint8(rating),
			Day: int32((at.UnixMilli() - 10*3_600_000) / 86_400_000),
		}
		copy(r.Card[:], row[0])
		reviews = append(reviews, r)
	}
	log, err := fit.NewLog(reviews)
	if err != nil {
		t.Fatal(err)
	}
	var outcomes []quiz.Outcome
	for _, p := range log.Predictions(model.New(model.Defaults())) {
		outcomes = append(outcomes, quiz.Outcome{Recall: p.Recall, Recalled: p.Recalled})
	}
	return outcomes
}

// TestIntervalHoldsRealAnswers takes blocks of one person's answers for decks that were asked
// whole: nine of ten intervals hold what they scored.
func TestIntervalHoldsRealAnswers(t *testing.T) {
	t.Parallel()
	outcomes := josh(t)
	for _, size := range []int{20, 30, 50, 100} {
		blocks, inside, bias := 0, 0, 0.0
		for rest := outcomes; len(rest) >= size; rest = rest[size:] {
			var cards []quiz.Card
			score := 0.0
			for _, o := range rest[:size] {
				cards = append(cards, quiz.Card{Recall: o.Recall})
				if o.Recalled {
					score += 1 / float64(size)
				}
			}
			s := quiz.Estimate(cards, nil, quiz.Common)
			blocks++
			bias += score - s.Score
			if s.Low <= score && score <= s.High {
				inside++
			}
		}
		share := float64(inside) / float64(blocks)
		t.Logf("%d: %.3f of %d inside, bias %.4f", size, share, blocks, bias/float64(blocks))
		if share < .85 || share > .95 || math.Abs(bias/float64(blocks)) > .005 {
			t.Errorf("blocks of %d: %.3f inside, bias %.4f", size, share, bias/float64(blocks))
		}
	}
	if tau := quiz.Spread(outcomes); math.Abs(tau-quiz.Common) > .01 {
		t.Errorf("the spread is %.3f", tau)
	}
	if tau := quiz.Spread(outcomes[:499]); tau != quiz.Common {
		t.Errorf("the spread of few answers is %.3f", tau)
	}
}

func TestNewCardsCountApart(t *testing.T) {
	t.Parallel()
	cards := []quiz.Card{{Recall: .9}, {Recall: .7}, {New: true}, {New: true}}
	s := quiz.Estimate(cards, nil, quiz.Common)
	if math.Abs(s.Score-.4) > 1e-12 || math.Abs(s.Studied-.8) > 1e-12 || s.Unasked != 2 {
		t.Errorf("with none drawn: %+v", s)
	}
	s = quiz.Estimate(cards, []quiz.Answer{{New: true, Points: 1}}, quiz.Common)
	if want := (2*.8 + 2*1.5/3.5) / 4; math.Abs(s.Score-want) > 1e-12 || s.Unasked != 0 {
		t.Errorf("with one drawn that was known: %+v, want %.4f", s, want)
	}
	if s := quiz.Estimate(nil, nil, quiz.Common); s.Score != 0 || s.Low != 0 || s.High != 0 {
		t.Errorf("of nothing: %+v", s)
	}
}

func TestDraw(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 1))
	var cards []quiz.Card
	for i := range 40 {
		cards = append(cards, quiz.Card{
			ID: [16]byte{byte(i)}, Recall: float64(i) / 40,
			Note: [16]byte{byte(i / 2)},
		})
	}
	for range 200 {
		drawn := quiz.Draw(cards, 10, random)
		notes := make(map[byte]bool)
		strata := make(map[int]bool)
		for _, i := range drawn {
			notes[cards[i].Note[0]], strata[i/4] = true, true
		}
		if len(drawn) != 10 || len(notes) != 10 || len(strata) < 9 {
			t.Fatalf("%v: %d notes, %d strata", drawn, len(notes), len(strata))
		}
	}
	if drawn := quiz.Draw(cards, 30, random); len(drawn) != 30 ||
		len(slices.Compact(slices.Sorted(slices.Values(drawn)))) != 30 {
		t.Errorf("of 20 notes: %v", drawn)
	}
	if drawn := quiz.Draw(cards, 99, random); len(drawn) != 40 {
		t.Errorf("%d of 40", len(drawn))
	}
	if drawn := quiz.Draw(nil, 5, random); len(drawn) != 0 {
		t.Errorf("of nothing: %v", drawn)
	}
	same := func(seed uint64) []int { return quiz.Draw(cards, 10, rand.New(rand.NewPCG(seed, 0))) }
	if !slices.Equal(same(5), same(5)) || slices.Equal(same(5), same(6)) {
		t.Error("a seed does not decide")
	}
}

// TestDrawFollowsFromCards draws from cards in another order, and from cards of which one has
// become another: at most a few of the others change.
func TestDrawFollowsFromCards(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 7))
	var cards []quiz.Card
	for i := range 200 {
		c := quiz.Card{
			ID: [16]byte{byte(i), 1}, Note: [16]byte{byte(i)}, Recall: float64(i%9) / 10,
			New: i%9 == 0,
		}
		cards = append(cards, c)
	}
	ids := func(cards []quiz.Card) (list [][16]byte) {
		for _, i := range quiz.Draw(cards, 30, rand.New(rand.NewPCG(5, 0))) {
			list = append(list, cards[i].ID)
		}
		return list
	}
	want := ids(cards)
	turned := slices.Clone(cards)
	random.Shuffle(len(turned), func(i, j int) { turned[i], turned[j] = turned[j], turned[i] })
	if got := ids(turned); !slices.Equal(got, want) {
		t.Errorf("in another order: %v\nwant %v", got, want)
	}
	for i := range cards {
		edited := slices.Clone(cards)
		edited[i].ID = [16]byte{byte(i), 2}
		gone := 0
		for _, id := range want {
			if !slices.Contains(ids(edited), id) {
				gone++
			}
		}
		if gone > 1 {
			t.Errorf("with card %d edited %d others are not drawn", i, gone)
		}
	}
}

// TestFreshKeepsSiblingsApart takes new cards in their order, and of a note one between others.
func TestFreshKeepsSiblingsApart(t *testing.T) {
	t.Parallel()
	for notes, want := range map[string][]int{
		"aabbc": {0, 2, 1, 3, 4}, "abc": {0, 1, 2}, "aaab": {0, 3, 1, 2}, "aa": {0, 1}, "": nil,
		"xaab": {1, 3, 2}, // x is studied
	} {
		var cards []quiz.Card
		for _, note := range []byte(notes) {
			cards = append(cards, quiz.Card{New: note != 'x', Note: [16]byte{note}})
		}
		if got := quiz.Fresh(cards, 5, -1); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", notes, got, want)
		}
	}
	sibling := []quiz.Card{{Note: [16]byte{1}}, {New: true, Note: [16]byte{1}}, {New: true}}
	if got := quiz.Fresh(sibling, 2, 0); !slices.Equal(got, []int{2, 1}) {
		t.Errorf("after a sibling: %v", got)
	}
	if got := quiz.Fresh(sibling, 1, -1); !slices.Equal(got, []int{1}) {
		t.Errorf("one of two: %v", got)
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	a := [16]byte{1}
	cards := []quiz.Card{
		{Recall: .9, Place: "x"},
		{Recall: .2, Place: "x", Note: a},
		{Recall: .3, Place: "y", Note: a},
		{Recall: .95, Missed: true, Place: "x", Note: [16]byte{2}},
		{Recall: .9, Lapsed: true, Place: "z", Note: [16]byte{3}},
		{Recall: .8, Leech: true, Place: "x", Note: [16]byte{4}},
		{New: true},
	}
	if got, want := quiz.Choose(cards, 4), []int{3, 4, 5, 2}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := quiz.Choose(cards, 99); len(got) != 6 || slices.Contains(got, 6) {
		t.Errorf("all: %v", got)
	}
	if got := quiz.Choose(cards[1:3], 2); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("siblings alone: %v", got)
	}
}
