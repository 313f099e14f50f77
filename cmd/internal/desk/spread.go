package desk

import (
	"cmp"
	"slices"

	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// Settled says of notes which card of theirs was answered today or is in a learning step today; the
// zero card stands for several. Its siblings wait until tomorrow where reviews are put off.
type Settled map[srs.NoteID]srs.CardID

// Settled returns what puts off reviews today besides the reviews that are due.
func (p *Plan) Settled() Settled {
	s := make(Settled)
	for _, a := range p.answered {
		s.add(a.Note, a.Card)
	}
	for _, e := range p.Queue.Steps() {
		s.add(e.Note, e.Card)
	}
	for e := range p.Queue.Chosen(p.now) {
		if e.Phase == srs.Learning || e.Phase == srs.Relearning {
			s.add(e.Note, e.Card)
		}
	}
	return s
}

func (s Settled) add(note srs.NoteID, card srs.CardID) {
	if other, ok := s[note]; ok && other != card {
		card = srs.CardID{}
	}
	s[note] = card
}

// putsOff says whether a sibling of a card is asked today instead of it.
func (s Settled) putsOff(c *storage.Card) bool {
	card, ok := s[c.Note]
	return ok && card != srs.CardID(c.Key)
}

// Spread moves reviews that are due by today to the days from today on, so that all these days have
// as equal numbers of reviews as can be. Cards that are due on the later days stay there. Those
// come first that lose most by waiting, for the time that they take; see [srs.Schedule.Saving].
// Where siblings put reviews off, cards of one note go to different days if there is room; what is
// buried or put off today comes later. Before and after are the reviews that are asked on each of
// the days if all those before were.
func Spread(
	cards []*storage.Card, settled Settled, bury srs.Bury, today srs.Day, days int,
) (ch Change, before, after []int) {
	s := spreading{
		settled: settled, bury: bury, today: today, load: make([]int, days),
		notes: make(map[noteDay]bool),
	}
	var waiting []*storage.Card
	for _, c := range cards {
		day := s.earliest(c)
		switch {
		case !isAsked(c) || day >= today+srs.Day(days):
			continue
		case c.Schedule.Due.Day <= today:
			waiting = append(waiting, c)
		default:
			s.put(c, int(day-today))
		}
		s.entries = append(s.entries, srs.Entry{
			Card: srs.CardID(c.Key), Note: c.Note, Phase: srs.InReview, Due: srs.Due{Day: day},
		})
	}
	before = s.asked()
	sortBySaving(waiting, today)
	moved := make(map[srs.CardID]srs.Day, len(waiting))
	for i, day := range s.days(waiting) {
		c := waiting[i]
		moved[srs.CardID(c.Key)] = day
		if day == today {
			ch.Left = append(ch.Left, c)
			continue
		}
		ch.Cards = append(ch.Cards, c)
		ch.Bodies = append(ch.Bodies, journal.DueSet{Key: c.Key, Due: srs.Due{Day: day}})
	}
	for i := range s.entries {
		if day, ok := moved[s.entries[i].Card]; ok {
			s.entries[i].Due.Day = day
		}
	}
	return ch, before, s.asked()
}

// isAsked says whether a card is one that reviews ask on its due day.
func isAsked(c *storage.Card) bool {
	return c.Schedule.Phase == srs.InReview && !c.Suspended && !c.Draft
}

// sortBySaving puts those first that lose most by waiting, for the time that they take.
func sortBySaving(cards []*storage.Card, today srs.Day) {
	var all srs.Pace
	for _, c := range cards {
		all = all.Plus(c.Pace)
	}
	saving := func(c *storage.Card) float64 { return c.Schedule.Saving(c.Model, today, c.Pace, all) }
	slices.SortStableFunc(cards, func(a, b *storage.Card) int {
		return cmp.Or(
			cmp.Compare(saving(b), saving(a)), cmp.Compare(a.Schedule.Due.Day, b.Schedule.Due.Day))
	})
}

// spreading is how reviews are spread over days, which are counted from today on.
type spreading struct {
	settled Settled
	bury    srs.Bury
	today   srs.Day
	entries []srs.Entry // all cards that are due by the last of the days
	load    []int       // cards by day
	notes   map[noteDay]bool
}

type noteDay struct {
	note srs.NoteID
	day  int
}

// put notes that a card is due on a day.
func (s *spreading) put(c *storage.Card, day int) {
	s.load[day]++
	s.notes[noteDay{c.Note, day}] = true
}

// earliest returns the first day from today on on which a card can be asked.
func (s *spreading) earliest(c *storage.Card) srs.Day {
	day := max(c.Schedule.Due.Day, s.today, c.Buried)
	if day == s.today && s.bury.Review && s.settled.putsOff(c) {
		day++
	}
	return day
}

// days returns the days of cards, the earliest first of those that have room, one a note if it can
// be.
func (s *spreading) days(cards []*storage.Card) []srs.Day {
	room := level(s.load, len(cards))
	due := make([]srs.Day, len(cards))
	for i, c := range cards {
		day := s.dayFor(c, room)
		room[day]--
		s.put(c, day)
		due[i] = s.today + srs.Day(day)
	}
	return due
}

// dayFor returns the first day with room that a card can be asked on, if there is one without a
// sibling of it where that would put it off.
func (s *spreading) dayFor(c *storage.Card, room []int) int {
	from := int(s.earliest(c) - s.today)
	for day := from; day < len(room); day++ {
		if room[day] > 0 && !(s.bury.Review && s.notes[noteDay{c.Note, day}]) {
			return day
		}
	}
	for day := from; day < len(room); day++ {
		if room[day] > 0 {
			return day
		}
	}
	return from
}

// asked returns how many cards are asked on each day.
func (s *spreading) asked() []int {
	unlimited := srs.Allowance{New: srs.Unlimited, Reviews: srs.Unlimited}
	limits := srs.Limits{All: unlimited, Bury: s.bury}
	return srs.Forecast(s.entries, nil, srs.Calendar{}, s.today-1, limits, len(s.load))
}

// level returns how many of n cards go to each day, on top of those that it has, so that the
// days are as equal as can be: each goes to the day with the fewest, the earliest of such days.
func level(has []int, n int) []int {
	sums, room := slices.Clone(has), make([]int, len(has))
	for range n {
		least := slices.Index(sums, slices.Min(sums))
		sums[least]++
		room[least]++
	}
	return room
}
