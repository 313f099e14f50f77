package srs_test

import (
	"cmp"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"cards/srs"
)

// TestQueueAgreesWithPlainRules compares whole sessions with random settings with a list that is
// gone through anew for every card: what is asked, what is left of each kind, and that no allowance
// is exceeded or left unused.
func TestQueueAgreesWithPlainRules(t *testing.T) {
	t.Parallel()
	lists := uint64(2000)
	if os.Getenv("CARDS_LONG") != "" {
		lists = 100_000
	}
	for seed := range lists {
		rng := rand.New(rand.NewPCG(seed, 13))
		l := randomList(rng)
		q := srs.NewQueue(l.entries, utc, noon, l.limits)
		l.limits.Groups = slices.Clone(l.limits.Groups)
		for now, answers := noon, 0; ; now = now.Add(time.Duration(rng.IntN(90)) * time.Second) {
			want := l.plan(now)
			if got := q.Counts(now); got != want.counts {
				t.Fatalf("seed %d, answer %d: %+v are left, want %+v", seed, answers, got, want.counts)
			}
			e, ok := q.Next(now)
			if ok != (len(want.asked) > 0) {
				t.Fatalf("seed %d, answer %d: asks %v, %v, want one of %d", seed, answers, e, ok,
					len(want.asked))
			}
			if ok && l.limits.Mix != srs.NewMixed && e.Card != want.asked[0].Card {
				t.Fatalf("seed %d, answer %d: asks %v, want %v", seed, answers, e, want.asked[0])
			}
			if ok && !slices.ContainsFunc(want.asked, func(o srs.Entry) bool { return o.Card == e.Card }) {
				t.Fatalf("seed %d, answer %d: asks %v, which is none of %v", seed, answers, e, want.asked)
			}
			if !ok {
				if e, ok = q.Early(now, now.Add(time.Hour)); !ok {
					break
				}
			}
			switch rng.IntN(12) {
			case 0:
				q.Remove(e)
				l.remove(e)
				continue
			case 1, 2, 3:
				r := repeat(e, now, 1+rng.IntN(10))
				q.Answer(e, r)
				l.answer(e, r)
			default:
				r := graduate(e)
				q.Answer(e, r)
				l.answer(e, r)
			}
			answers++
		}
	}
}

// list is a queue as its documentation has it, slow.
type list struct {
	entries  []srs.Entry
	limits   srs.Limits
	answered map[srs.NoteID]bool
	again    map[srs.CardID]bool // answered today, as none of their siblings was
	last     srs.CardID
}

// randomList has entries of all sorts; their ranks leave no choice among those of one kind.
func randomList(rng *rand.Rand) *list {
	l := &list{answered: make(map[srs.NoteID]bool)}
	allowance := func() srs.Allowance {
		a := srs.Allowance{New: rng.IntN(10), Reviews: rng.IntN(10)}
		if rng.IntN(2) == 0 {
			a.Reviews = srs.Unlimited
		}
		return a
	}
	l.limits = srs.Limits{
		All: allowance(), Groups: []srs.Allowance{allowance(), allowance()},
		Bury: srs.Bury{New: rng.IntN(3) > 0, Review: rng.IntN(3) > 0, Interday: rng.IntN(2) > 0},
		Mix:  srs.Mix(rng.IntN(3)),
	}
	n := rng.IntN(60)
	for i, rank := range rng.Perm(n) {
		name := byte(i + 1)
		day := inStep(name, 0)
		day.Due = srs.Due{Day: utc.Day(noon) + 1 - srs.Day(rng.IntN(3))}
		e := []srs.Entry{
			newCard(name), dueFor(name, rng.IntN(4)-1), inStep(name, rng.IntN(30)-15),
			day,
		}[rng.IntN(4)]
		e.Note, e.Group, e.Rank = noteOf(byte(i/3)), rng.Int32N(3), float64(rank)
		l.entries = append(l.entries, e)
	}
	for range rng.IntN(6) {
		name := byte(rng.IntN(60) + 1)
		a := srs.Answered{Card: card(name), Note: noteOf((name - 1) / 3)}
		if !slices.Contains(l.limits.Answered, a) {
			l.limits.Answered = append(l.limits.Answered, a)
		}
		l.answered[a.Note] = true
	}
	l.again = make(map[srs.CardID]bool)
	for _, a := range l.limits.Answered {
		l.again[a.Card] = !slices.ContainsFunc(l.limits.Answered,
			func(o srs.Answered) bool { return o.Note == a.Note && o != a })
	}
	return l
}

// planned is what is asked at one instant, in order.
type planned struct {
	asked  []srs.Entry
	counts srs.Counts
}

// plan chooses what is asked as a person would: one kind after the other, card by card.
func (l *list) plan(now time.Time) planned {
	var p planned
	today := utc.Day(now)
	taken := make(map[srs.NoteID]bool)
	all, groups := l.limits.All, slices.Clone(l.limits.Groups)
	ready := l.pick(func(e srs.Entry) bool {
		return e.Phase == srs.Learning && !e.Due.At.IsZero() && !e.Due.At.After(now)
	})
	slices.SortFunc(ready, func(a, b srs.Entry) int {
		return cmp.Or(a.Due.At.Compare(b.Due.At), slices.Compare(a.Card[:], b.Card[:]))
	})
	for _, e := range ready {
		taken[e.Note] = true
	}
	p.counts.Learning = len(ready)
	free := func(e srs.Entry, bury bool) bool {
		return !bury || l.again[e.Card] || !taken[e.Note] && !l.answered[e.Note]
	}
	allowed := func(e srs.Entry, of func(*srs.Allowance) *int) bool {
		mine := []*int{of(&all)}
		if e.Group > 0 {
			mine = append(mine, of(&groups[e.Group-1]))
		}
		for _, n := range mine {
			if *n <= 0 {
				return false
			}
		}
		for _, n := range mine {
			*n--
		}
		return true
	}
	var reviews, news []srs.Entry
	chooseNew := func() {
		for _, e := range l.byRank(func(e srs.Entry) bool { return e.Phase == srs.New }) {
			if free(e, l.limits.Bury.New || l.limits.Mix == srs.NewMixed) &&
				allowed(e, func(a *srs.Allowance) *int { return &a.New }) {
				taken[e.Note] = true
				p.counts.New++
				news = append(news, e)
			}
		}
	}
	if l.limits.Mix == srs.NewBefore {
		chooseNew()
	}
	for _, e := range l.byRank(func(e srs.Entry) bool {
		return e.Phase == srs.Learning && e.Due.At.IsZero() && e.Due.Day <= today
	}) {
		if free(e, l.limits.Bury.Interday) {
			taken[e.Note] = true
			p.counts.Learning++
			reviews = append(reviews, e)
		}
	}
	for _, e := range l.byRank(func(e srs.Entry) bool { return e.Phase == srs.InReview && e.Due.Day <= today }) {
		if free(e, l.limits.Bury.Review) &&
			allowed(e, func(a *srs.Allowance) *int { return &a.Reviews }) {
			taken[e.Note] = true
			p.counts.Review++
			reviews = append(reviews, e)
		}
	}
	rest := slices.Concat(news, reviews)
	if l.limits.Mix != srs.NewBefore {
		chooseNew()
		rest = slices.Concat(reviews, news)
	}
	p.asked = slices.Concat(ready, rest)
	if len(p.asked) > 1 && p.asked[0].Card == l.last {
		p.asked = p.asked[1:]
	}
	return p
}

func (l *list) pick(wanted func(srs.Entry) bool) []srs.Entry {
	var found []srs.Entry
	for _, e := range l.entries {
		if wanted(e) {
			found = append(found, e)
		}
	}
	return found
}

func (l *list) byRank(wanted func(srs.Entry) bool) []srs.Entry {
	found := l.pick(wanted)
	slices.SortFunc(found, func(a, b srs.Entry) int { return cmp.Compare(a.Rank, b.Rank) })
	return found
}

func (l *list) remove(e srs.Entry) {
	l.entries = slices.DeleteFunc(slices.Clone(l.entries),
		func(o srs.Entry) bool { return o.Card == e.Card })
}

func (l *list) answer(e srs.Entry, r srs.Review) {
	l.last, l.answered[e.Note] = e.Card, true
	l.remove(e)
	for _, a := range []*srs.Allowance{&l.limits.All, l.group(e)} {
		switch {
		case a == nil:
		case e.Phase == srs.New:
			a.New--
		case e.Phase == srs.InReview:
			a.Reviews--
		}
	}
	if r.After == srs.Learning {
		e.Phase, e.Due = r.After, r.Due
		l.entries = append(l.entries, e)
	}
}

func (l *list) group(e srs.Entry) *srs.Allowance {
	if e.Group == 0 {
		return nil
	}
	return &l.limits.Groups[e.Group-1]
}
