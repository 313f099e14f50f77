package fit_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"cards/srs/fit"
	"cards/srs/model"

	"github.com/google/go-cmp/cmp"
)

// outcome is everything that a log leads to.
type outcome struct {
	Recommendation *fit.Recommendation // of FSRS-6
	Six, Fit       *fit.Result         // Fit is of the better model
}

// numbers lets models be compared.
var numbers = cmp.Transformer("numbers", func(m model.Kernel) []float64 { return m.Numbers() })

func outcomeOf(tb testing.TB, reviews []fit.Review) outcome {
	tb.Helper()
	l := newLog(tb, reviews)
	r, err := l.Recommend(tb.Context(), model.New(model.Defaults()), fit.Options{Version: 6})
	if err != nil {
		tb.Fatal(err)
	}
	o := outcome{Recommendation: r, Six: r.Fit}
	if o.Fit, err = l.Fit(tb.Context(), fit.Options{}); err != nil {
		tb.Fatal(err)
	}
	return o
}

// Not parallel: it changes the number of processors.
func TestSameForAnyNumberOfProcessors(t *testing.T) {
	reviews := seededPerson(3).log(1_500, 400)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := outcomeOf(t, reviews)
	for _, n := range []int{2, 8} {
		runtime.GOMAXPROCS(n)
		if diff := cmp.Diff(want, outcomeOf(t, reviews), numbers); diff != "" {
			t.Errorf("GOMAXPROCS %d (-1 +%d):\n%s", n, n, diff)
		}
	}
}

func TestSameForAnyOrderOfCards(t *testing.T) {
	t.Parallel()
	inTime := seededPerson(4).log(1_500, 400)
	for i := range inTime {
		inTime[i].Time = inTime[i].Time / 60_000 * 60_000 // many at the same time
	}
	want := outcomeOf(t, inTime)
	rng := rand.New(rand.NewPCG(1, 1))
	cards := make(map[[16]byte]int)
	for _, r := range inTime {
		if _, ok := cards[r.Card]; !ok {
			cards[r.Card] = rng.Int()
		}
	}
	cardByCard := slices.Clone(inTime)
	slices.SortStableFunc(cardByCard,
		func(a, b fit.Review) int { return cards[a.Card] - cards[b.Card] })
	renamed := slices.Clone(inTime)
	for i := range renamed {
		binary.BigEndian.PutUint64(renamed[i].Card[:], uint64(cards[renamed[i].Card]))
	}
	backwards := slices.Clone(inTime)
	for i := range backwards {
		backwards[i].Time += int64(i % 7) // apart, so that their order says nothing
	}
	want2 := outcomeOf(t, backwards)
	slices.Reverse(backwards)
	for _, tt := range []struct {
		name    string
		reviews []fit.Review
		want    outcome
	}{
		{"card by card", cardByCard, want},
		{"other names", renamed, want},
		{"newest first", backwards, want2},
	} {
		if diff := cmp.Diff(tt.want, outcomeOf(t, tt.reviews), numbers); diff != "" {
			t.Errorf("%s (-in time order +other):\n%s", tt.name, diff)
		}
	}
}

func TestNewLogLeavesReviewsAlone(t *testing.T) {
	t.Parallel()
	reviews := seededPerson(5).log(300, 100)
	slices.Reverse(reviews)
	before := slices.Clone(reviews)
	newLog(t, reviews)
	if diff := cmp.Diff(before, reviews); diff != "" {
		t.Errorf("changed (-before +after):\n%s", diff)
	}
}

func TestNewLogRefusesRatings(t *testing.T) {
	t.Parallel()
	for _, rating := range []uint8{0, 5, 255} {
		if _, err := fit.NewLog([]fit.Review{{Rating: 3}, {Time: 7, Rating: rating}}); err == nil {
			t.Errorf("rating %d is accepted", rating)
		}
	}
}

// hostile are logs that nobody should have, but somebody will.
func hostile() map[string][]fit.Review {
	const day = 86_400_000
	at := func(card, day int, ms int64, rating uint8) fit.Review {
		r := fit.Review{Time: int64(day)*86_400_000 + ms, Day: int32(day), Rating: rating}
		binary.BigEndian.PutUint64(r.Card[:], uint64(card))
		return r
	}
	logs := map[string][]fit.Review{
		"empty":      nil,
		"one review": {at(1, 1, 0, 3)},
		"one item":   {at(1, 1, 0, 3), at(1, 2, 0, 1)},
		"50 years":   {at(1, 0, 0, 3), at(1, 18_262, 0, 3), at(2, 0, 0, 1), at(2, 18_262, 0, 1)},
		"days going back": {
			at(1, 9, 0, 3),
			{Card: [16]byte{7: 1}, Time: 10 * day, Day: 5, Rating: 3},
			at(1, 11, 0, 1),
		},
		"ends of time": {
			{Time: math.MinInt64, Day: math.MinInt32, Rating: 1},
			{Time: math.MaxInt64, Day: math.MaxInt32, Rating: 4},
		},
	}
	add := func(name string, r fit.Review) { logs[name] = append(logs[name], r) }
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 64 {
		add("64 items", at(i, 0, int64(i), 3))
		add("64 items", at(i, 1+i%5, int64(i), uint8(1+i%4)))
	}
	for i := range 1000 {
		for k := range 4 {
			add("only again", at(i, 3*k, int64(i), 1))
			add("only easy", at(i, 300*k, int64(i), 4))
			add("again, then easy", at(i, k*k, int64(i), uint8(1+3*min(k, 1))))
			add("easy, then again", at(i, k*k, int64(i), uint8(4-3*min(k, 1))))
			add("time going backwards", at(i, 4000-i-100*k, int64(k), uint8(1+(i+k)%4)))
		}
	}
	for i := range 100_000 {
		add("100,000 on one day", at(i%500, 7, int64(i), uint8(1+rng.IntN(4))))
		add("one card, 100,000 on two days", at(1, i/99_000, int64(i), uint8(1+rng.IntN(4))))
	}
	for i := range 5_000 {
		add("one card, 5,000 reviews", at(1, i, 0, uint8(1+rng.IntN(4))))
		add("one card, chance", at(1, i/2, int64(i%2), uint8(1+rng.IntN(4))))
	}
	each := 200 // in the full form 1,000
	if os.Getenv("CARDS_LONG") != "" {
		each = 1000
	}
	for i := range 30 * each {
		add("30 cards, many reviews each", at(i%30, i/30, int64(i%30), uint8(1+rng.IntN(4))))
	}
	return logs
}

// checkSane wants numbers everywhere, and parameters inside their bounds.
func checkSane(tb testing.TB, o outcome) {
	tb.Helper()
	for _, m := range []model.Kernel{o.Six.Model, o.Fit.Model, o.Recommendation.Fit.Model} {
		checkBounds(tb, m)
	}
	if w19 := o.Six.Model.Numbers()[19]; w19 < 0.01 {
		tb.Errorf("w19 = %v", w19)
	}
	checkFinite(tb, reflect.ValueOf(o))
}

// checkBounds wants parameters inside their bounds and intervals that a card can have.
func checkBounds(tb testing.TB, m model.Kernel) {
	tb.Helper()
	var err error
	if m.Version() == 7 {
		p := model.Parameters7(m.Numbers())
		err = p.Validate()
	} else {
		p := model.Parameters(m.Numbers())
		err = p.Validate()
	}
	if err != nil {
		tb.Error(err)
	}
	memory := m.First(3)
	for range 20 {
		days := m.Interval(memory, .9)
		if !(days >= 0 && days <= model.MaxStability) {
			tb.Errorf("FSRS-%d: an interval of %v days", m.Version(), days)
		}
		memory = m.Next(memory, days, 3)
	}
}

func checkFinite(tb testing.TB, v reflect.Value) {
	tb.Helper()
	switch v.Kind() {
	case reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			tb.Error("a number is", f)
		}
	case reflect.Pointer, reflect.Interface:
		checkFinite(tb, v.Elem())
	case reflect.Struct:
		for _, field := range v.Fields() {
			checkFinite(tb, field)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			checkFinite(tb, v.Index(i))
		}
	default:
	}
}

// Not parallel: it counts what is allocated.
func TestHostileLogs(t *testing.T) {
	if testing.Short() {
		t.Skip("large")
	}
	for name, reviews := range hostile() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := fit.Fit(t.Context(), reviews, fit.Options{}); err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			// All that is ever allocated, so more than is used at any time.
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used >= 200 {
				t.Errorf("%d MB", used)
			}
			o := outcomeOf(t, reviews)
			checkSane(t, o)
			if o.Recommendation.HeldOut.Gain < 0 && o.Recommendation.Verdict == fit.UseFit {
				t.Error("recommends what is worse")
			}
		})
	}
}

func FuzzFit(f *testing.F) {
	f.Add([]byte("any bytes are a log, three for each review"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var reviews []fit.Review
		day := 0
		for len(data) >= 3 && len(reviews) < 3000 {
			r := fit.Review{Rating: 1 + data[0]&3}
			r.Card[0] = data[1] % 40
			day += int(data[0]>>2) - 8 // mostly forwards
			if data[2] == 255 {
				day += 18_000
			}
			r.Day, r.Time = int32(day), int64(day)*86_400_000+int64(data[2])
			reviews, data = append(reviews, r), data[3:]
		}
		checkSane(t, outcomeOf(t, reviews))
		seven, err := newLog(t, reviews).Fit(t.Context(), fit.Options{Version: 7})
		if err != nil {
			t.Fatal(err)
		}
		checkBounds(t, seven.Model)
		checkFinite(t, reflect.ValueOf(seven))
	})
}
