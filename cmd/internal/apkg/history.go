package apkg

import (
	"cmp"
	"math"
	"slices"
	"time"

	"cards/deck"
	"cards/deck/from/anki"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
)

// learned is a card with what its history comes to.
type learned struct {
	*storage.Card
	deck    *deckOf
	state   journal.State
	sources []cardSource // the cards of Anki that it is, by their names
	rows    []anki.Row   // answers and the like, of a card that is none in Anki yet
	newest  time.Time    // of its events
	edited  time.Time    // when its text was last seen to have changed; zero if it never was
	arrived bool         // its text is as an import from Anki brought it
	first   *journal.TextSeen
	firstID journal.ID
	sourced []journal.Event // what it, and its siblings, were in Anki
	ease    int             // permille, of a history that began in the middle; else 0
	begun   bool            // in the middle by an ease, and not answered since

	most int   // rows that there may be
	last int32 // interval of the row before
}

// cardSource is a card of Anki.
type cardSource struct {
	note  string // as the import names it
	ord   int
	key   deck.Key
	rows  []anki.Row
	newer journal.ID // its newest row so far
}

// learned returns a card whose history is still to be replayed.
func (e *exporter) learned(card *storage.Card) *learned {
	return &learned{Card: card, deck: e.decks.of(card.Deck, card.Scheduled)}
}

// replay replays the history of a card by FSRS-6.
func (l *learned) replay(cal srs.Calendar, past []journal.Event) {
	l.findTexts(past)
	l.most = len(past) - 1 // the first is a text
	for i, ev := range past {
		l.state.Apply(ev, l.deck.model)
		l.take(cal, ev, past[i+1:])
	}
}

// startAt returns the beginning of a history that is at an instant, among the events from there on;
// nil if there is none.
func startAt(past []journal.Event, at time.Time) *journal.Started {
	for _, ev := range past {
		if !ev.ID.Time().Equal(at) {
			break
		}
		if s, ok := ev.Body.(journal.Started); ok {
			found := s
			return &found
		}
	}
	return nil
}

// findTexts finds which cards of Anki the card is, and what it asked first.
func (l *learned) findTexts(past []journal.Event) {
	for _, ev := range past {
		switch b := ev.Body.(type) {
		case journal.Sourced:
			l.sourced = append(l.sourced, ev)
		case journal.TextSeen:
			l.findText(ev.ID, b)
		}
	}
	slices.SortFunc(l.sources, func(a, b cardSource) int {
		return cmp.Or(cmp.Compare(a.note, b.note), cmp.Compare(a.ord, b.ord))
	})
	for _, ev := range past {
		link, ok := ev.Body.(journal.Linked)
		switch {
		case !ok:
		case link.Reason != "import":
			l.edited = ev.ID.Time()
		case link.A == l.Key && l.source(link.B) != nil, link.B == l.Key && l.source(link.A) != nil:
			l.arrived = true
		}
	}
}

// findText takes a text that the card has, or had.
func (l *learned) findText(id journal.ID, t journal.TextSeen) {
	isSource := t.IsSource()
	note, ord, isAnkis := splitIdentity(t.Text.ID)
	switch {
	case !isSource && l.first == nil:
		first := t
		l.first, l.firstID = &first, id
	case isSource && isAnkis && l.source(t.Key) == nil:
		l.sources = append(l.sources, cardSource{note: note, ord: ord, key: t.Key})
	}
}

// source returns the card of Anki of a key; nil if it is none's.
func (l *learned) source(key deck.Key) *cardSource {
	i := slices.IndexFunc(l.sources, func(s cardSource) bool { return s.key == key })
	if i < 0 {
		return nil
	}
	return &l.sources[i]
}

// take adds the row of an event that was applied, if it is one; after are the events behind it.
func (l *learned) take(cal srs.Calendar, ev journal.Event, after []journal.Event) {
	switch b := ev.Body.(type) {
	case journal.Reviewed:
		l.review(cal, ev, &b.Review, startAt(after, ev.ID.Time()))
	case journal.DueSet:
		interval := l.deck.until(ev.ID.Time(), cal.Day(ev.ID.Time()), b.Due)
		if l.isRow(ev.ID, b.Key) && interval != nil {
			l.add(ev.ID, b.Key, anki.Row{
				ID: ev.ID.Time().UnixMilli(), Interval: *interval, Factor: l.factor(), Type: anki.RowManual,
			})
		}
	case journal.Reset:
		if l.isRow(ev.ID, b.Key) {
			l.add(ev.ID, b.Key, anki.Row{ID: ev.ID.Time().UnixMilli(), Type: anki.RowManual})
		}
		l.last = 0
	case journal.Started:
		l.ease = l.easeOf(b)
		l.begun = l.ease > 0
		l.last = int32(max(b.Due.Day-b.Day, 0))
	case journal.PropertySet:
	default:
		return // texts and links change no card
	}
	if at := ev.At(); at.After(l.newest) {
		l.newest = at
	}
}

// isRow says whether an event was a row in Anki, or was given here: the import adds further ones
// behind the rows.
func (l *learned) isRow(id journal.ID, key deck.Key) bool {
	return l.source(key) == nil || id[6] == 0 && id[7] == 0
}

// add adds a row: of what was given here to the card of Anki with the newest row before it, else to
// the first.
func (l *learned) add(id journal.ID, key deck.Key, r anki.Row) {
	r.Last = l.last
	if r.Type != anki.RowFiltered || r.Factor != 0 {
		l.last = r.Interval
	}
	s := l.source(key)
	if s == nil && len(l.sources) > 0 {
		s = &l.sources[0]
		for i := range l.sources {
			if l.sources[i].newer.Compare(s.newer) > 0 {
				s = &l.sources[i]
			}
		}
	}
	if s == nil {
		l.rows = append(l.rows, r)
		return
	}
	if s.rows == nil {
		s.rows = make([]anki.Row, 0, l.most)
	}
	s.newer = id
	s.rows = append(s.rows, r)
}

func (l *learned) review(
	cal srs.Calendar, ev journal.Event, r *srs.Review, begins *journal.Started,
) {
	row := anki.Row{
		ID: r.Answered.UnixMilli(), Ease: int8(r.Rating), Type: rowType(r),
		Took: int32(min(r.Duration().Milliseconds(), math.MaxInt32)),
	}
	row.Interval = l.deck.interval(r, cal)
	if r.Counts() {
		l.begun = false
		row.Factor = l.factor()
		if begins != nil {
			row.Factor = int32(cmp.Or(l.easeOf(*begins), int(factorOf(begins.Difficulty))))
		}
		if r.Before == srs.New {
			l.last = 0
		}
	}
	l.add(ev.ID, deck.Key(r.Card), row)
}

func rowType(r *srs.Review) anki.RowType {
	switch {
	case r.Purpose != srs.Sitting:
		return anki.RowFiltered
	case r.Before == srs.InReview:
		return anki.RowReview
	case r.Before == srs.Relearning:
		return anki.RowRelearning
	}
	return anki.RowLearning
}

// factor returns the factor that FSRS writes beside an answer: the difficulty after it. Of a card
// that was not answered yet it is the ease that cards begin with: none would mean that it is new
// again.
func (l *learned) factor() int32 {
	if d := l.state.Schedule.Memory.Difficulty; d > 0 {
		return factorOf(d)
	}
	return firstEase
}

// firstEase is the ease that cards of Anki begin with, in permille.
const firstEase = 2500

func factorOf(difficulty float64) int32 { return int32(math.Round(((difficulty-1)/9 + 0.1) * 1000)) }

// easeOf returns the ease in permille that the memory of a start follows from, by the parameters of
// the deck or by those that an import takes without them; 0 if it follows from none.
func (l *learned) easeOf(s journal.Started) int {
	const past = 0.9
	for _, m := range []*model.Model{l.deck.model, model.New(model.Defaults())} {
		w := m.Parameters()
		growth := math.Exp(w[8]) * math.Pow(s.Stability, -w[9]) * (math.Exp((1-past)*w[10]) - 1)
		permille := math.Round((1 + (11-s.Difficulty)*growth) * 1000)
		again := m.FromSM2(permille/1000, s.Stability, past)
		if permille >= 1300 && permille <= 9999 && math.Abs(again.Difficulty-s.Difficulty) < 1e-6 {
			return int(permille)
		}
	}
	return 0
}
