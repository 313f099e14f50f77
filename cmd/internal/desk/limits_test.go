package desk_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/deck/settings"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// world is a collection whose decks have random limits, known to the test beside the texts that say
// them.
type world struct {
	*storagetest.Collection
	t       *testing.T
	rng     *rand.Rand
	config  folders.Config
	own     map[string]settings.Set // by path, of front matter
	presets map[string]int          // by path: place in the configuration; missing if in none
}

func newWorld(t *testing.T, seed uint64) *world {
	t.Helper()
	w := &world{
		t: t, rng: rand.New(rand.NewPCG(seed, 77)),
		own: make(map[string]settings.Set), presets: make(map[string]int),
	}
	w.config.Own = w.limits()
	w.config.Own.ReviewOrder = new([]settings.ReviewOrder{
		settings.ByDue, settings.ByOverdue, settings.ByRetrievability, settings.ByEase, settings.Shuffled,
	}[w.rng.IntN(5)])
	w.config.Own.NewOrder = w.order()
	w.config.Own.NewMix = new([]settings.Mix{
		settings.After, settings.Before,
		settings.Mixed,
	}[w.rng.IntN(3)])
	w.config.Own.Bury = &[]settings.Kind{}
	for _, k := range []settings.Kind{settings.New, settings.Review, settings.Interday} {
		if w.rng.IntN(3) > 0 {
			*w.config.Own.Bury = append(*w.config.Own.Bury, k)
		}
	}
	for i, decks := range []string{"x/*", "y"} {
		p := folders.Preset{Name: fmt.Sprint("p", i), Decks: []string{decks}, Settings: w.limits()}
		p.Settings.NewOrder = w.order()
		w.config.Presets = append(w.config.Presets, p)
	}
	texts := make(map[string]string)
	for path, preset := range map[string]int{"x/a.md": 0, "x/b.md": 0, "y.md": 1, "z.md": -1} {
		if preset >= 0 {
			w.presets[path] = preset
		}
		var front strings.Builder
		if w.rng.IntN(3) == 0 {
			s := w.limits()
			w.own[path] = s
			for _, k := range settings.Keys() {
				if text, ok := k.Text(s); ok {
					front.WriteString(k.Name + " = " + text + "\n")
				}
			}
		}
		texts[path] = "---\n" + front.String() + "---\n" + randomDeck(w.rng) + randomDeck(w.rng)
	}
	w.Collection = storagetest.New(t, texts)
	return w
}

func (w *world) limits() (s settings.Set) {
	if w.rng.IntN(2) == 0 {
		s.NewPerDay = new(w.rng.IntN(5))
	}
	if w.rng.IntN(2) == 0 {
		s.ReviewsPerDay = new(w.rng.IntN(4))
	}
	return s
}

func (w *world) order() *settings.Order {
	return []*settings.Order{
		nil, new(settings.ByFile), new(settings.ByAge),
		new(settings.AtRandom),
	}[w.rng.IntN(4)]
}

func (w *world) buries(k settings.Kind) bool {
	return slices.Contains(*w.config.Own.Bury, k)
}

// groupOf names whose limit holds for a file beside the collection's, and what it is.
func (w *world) groupOf(path string, of func(settings.Set) *int) (name string, limit int) {
	if n := of(w.own[path]); n != nil {
		return path, *n
	}
	if i, ok := w.presets[path]; ok {
		if n := of(w.config.Presets[i].Settings); n != nil {
			return w.config.Presets[i].Name, *n
		}
	}
	return "", 1 << 30
}

func newLimit(s settings.Set) *int    { return s.NewPerDay }
func reviewLimit(s settings.Set) *int { return s.ReviewsPerDay }

// spent counts by file what the log says was asked on a study day: cards that were new, and those
// in review phase, each once.
func (w *world) spent(day srs.Day) (news, reviews map[string]int) {
	w.t.Helper()
	news, reviews = make(map[string]int), make(map[string]int)
	seen := make(map[string]bool)
	type answer struct {
		r    srs.Review
		name deck.Key
	}
	var answers []answer
	err := w.Events(func(e journal.Event, undone bool, name deck.Key) bool {
		if r, ok := e.Body.(journal.Reviewed); ok && !undone && r.Day == day {
			answers = append(answers, answer{r.Review, name})
		}
		return true
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, a := range answers {
		card, err := w.Card(a.name)
		if err != nil {
			w.t.Fatal(err)
		}
		into := map[srs.Phase]map[string]int{srs.New: news, srs.InReview: reviews}[a.r.Before]
		if id := fmt.Sprint(a.name, a.r.Before); into != nil && !seen[id] {
			seen[id] = true
			into[card.Path]++
		}
	}
	return news, reviews
}

// most is how many of some cards, counted by file, the limits leave after what was spent.
func (w *world) most(found, spent map[string]int, of func(settings.Set) *int, whole int) int {
	groups, limits := make(map[string]int), make(map[string]int)
	for path, n := range spent {
		whole -= n
		name, _ := w.groupOf(path, of)
		limits[name] -= n
	}
	for path, n := range found {
		name, _ := w.groupOf(path, of)
		groups[name] += n
	}
	total := 0
	for path := range found {
		name, limit := w.groupOf(path, of)
		total += min(groups[name], max(limit+limits[name], 0))
		groups[name] = 0
	}
	return min(total, max(whole, 0))
}

// countsNow is how many cards are to be asked, and how many reviews more without limits, by the
// rules as they are written. Which reviews are asked where not all are is taken from the plan.
func (w *world) countsNow(plan *desk.Plan) (counts srs.Counts, held int) {
	w.t.Helper()
	today := w.Scheduler.Calendar().Day(w.Now)
	taken := make(map[srs.NoteID]bool)
	var all []*storage.Card
	err := w.Cards(storage.Scope{}, func(c *storage.Card) bool {
		if !c.Suspended && c.Buried <= today {
			all = append(all, c)
		}
		if c.Schedule.Reviews > 0 && c.Schedule.LastDay == today {
			taken[c.Note] = true
		}
		return true
	})
	if err != nil {
		w.t.Fatal(err)
	}
	isStep := func(c *storage.Card) bool {
		return c.Schedule.Phase == srs.Learning || c.Schedule.Phase == srs.Relearning
	}
	for _, c := range all {
		if at := c.Schedule.Due.At; isStep(c) && !at.IsZero() && !at.After(w.Now) {
			counts.Learning++
			taken[c.Note] = true
		}
	}
	news, reviews := w.spent(today)
	whole := func(n *int, otherwise int) int {
		if n == nil {
			return otherwise
		}
		return *n
	}
	takeChosen := func(p srs.Phase) {
		for e := range plan.Queue.Chosen(w.Now) {
			if e.Phase == p {
				taken[e.Note] = true
			}
		}
	}
	met := make(map[srs.NoteID]bool)
	mix := *w.config.Own.NewMix
	countNew := func() {
		fresh := make(map[string]int)
		clear(met)
		for _, c := range all {
			bury := w.buries(settings.New) || mix == settings.Mixed
			if c.Schedule.Phase == srs.New && !(bury && (taken[c.Note] || met[c.Note])) {
				fresh[c.Path]++
				met[c.Note] = true
			}
		}
		counts.New = w.most(fresh, news, newLimit, whole(w.config.Own.NewPerDay, srs.DefaultNew))
	}
	if mix == settings.Before {
		countNew()
		takeChosen(srs.New)
	}
	for _, c := range all {
		due := isStep(c) && c.Schedule.Due.At.IsZero() && c.Schedule.Due.Day <= today
		if due && !(w.buries(settings.Interday) && taken[c.Note]) {
			counts.Learning++
			taken[c.Note] = true
		}
	}
	due := make(map[string]int)
	clear(met)
	for _, c := range all {
		is := c.Schedule.Phase == srs.InReview && c.Schedule.Due.Day <= today
		if is && !(w.buries(settings.Review) && (taken[c.Note] || met[c.Note])) {
			due[c.Path]++
			held++
			met[c.Note] = true
		}
	}
	counts.Review = w.most(due, reviews, reviewLimit, whole(w.config.Own.ReviewsPerDay, 1<<30))
	takeChosen(srs.InReview)
	if mix != settings.Before {
		countNew()
	}
	return counts, held - counts.Review
}

// TestLimitsAreKeptAndUsedUp lives through random days in collections with random limits of decks,
// presets and the whole: at any time as many cards are to be asked as the rules leave, and as many
// then are.
func TestLimitsAreKeptAndUsedUp(t *testing.T) {
	t.Parallel()
	useUpLimits(t, 213) // more new cards than those that come first, which put a review off
	for seed := range seeds(0, 12) {
		useUpLimits(t, seed)
	}
}

// useUpLimits is [TestLimitsAreKeptAndUsedUp] in one collection.
func useUpLimits(t *testing.T, seed uint64) {
	t.Helper()
	w := newWorld(t, seed)
	by := w.schedulers()
	for day := range 6 {
		p := plan(t, w.Collection, desk.RulesOf(w.config))
		for n := w.rng.IntN(30); n >= 0; n-- {
			want, behind := w.countsNow(p)
			if got := p.Queue.Counts(w.Now); got != want {
				t.Fatalf("seed %d, day %d: %+v are to be asked, want %+v", seed, day, got, want)
			}
			if held, err := p.Held(w.Now); err != nil || held.Reviews != behind {
				t.Fatalf("seed %d, day %d: %d reviews are held back, %v; want %d", seed, day,
					held.Reviews, err, behind)
			}
			e, ok := p.Queue.Next(w.Now)
			if !ok {
				break
			}
			p.Queue.Answer(e, w.answer(by, e))
			if w.rng.IntN(4) == 0 {
				p = plan(t, w.Collection, desk.RulesOf(w.config))
			}
		}
		w.Sleep(1 + w.rng.IntN(3))
		w.changeSome()
	}
}

// answer rates a card at random, by the scheduler of its deck.
func (w *world) answer(by *desk.Schedulers, e srs.Entry) srs.Review {
	w.t.Helper()
	card, err := w.Card(deck.Key(e.Card))
	if err != nil {
		w.t.Fatal(err)
	}
	s, err := by.Of(card.Scheduled)
	if err != nil {
		w.t.Fatal(err)
	}
	w.Scheduler = s
	return w.AnswerEntry(e, srs.Rating(1+w.rng.IntN(4)))
}
