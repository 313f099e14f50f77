package storage

import (
	"slices"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/markup"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage/journal"
	"cards/storage/query"
)

// meant is a card that a query is asked about.
type meant struct {
	*selection
	file  *deckFile
	note  *deck.Note
	card  *deck.Card
	state *state
	err   error
}

// asked is the card without how it stands.
func (m *meant) asked() query.Card {
	return query.Card{
		Named: m.named, Deck: m.file.deck, File: m.file.path, Kind: m.card.Kind.String(),
		Tags:  m.note.Tags,
		Texts: m.texts, Memory: m.memory, Added: m.added, Rated: m.rated, Today: m.today,
	}
}

// by says whether the query means the card, and whether it is asked from this place.
func (m *meant) by(at spot) (bool, error) {
	c := m.asked()
	if !m.stateless.Means(&c) {
		return false, nil
	}
	if m.query.AsksState() {
		places, err := m.t.places(m.card.Key)
		if err != nil || len(places) == 0 || places[0].spot != at || places[0].held {
			return false, err
		}
		if m.state, err = m.t.state(m.t.name(m.card.Key)); err != nil {
			return false, err
		}
		_, c.Draft, _ = asked(places)
		m.describe(&c)
	}
	if !m.query.Means(&c) || m.err != nil {
		return false, m.err
	}
	if m.state != nil {
		return true, nil
	}
	places, err := m.t.places(m.card.Key)
	return err == nil && len(places) > 0 && places[0].spot == at && !places[0].held, err
}

// describe says how the card stands.
func (m *meant) describe(c *query.Card) {
	s := m.state
	schedule := s.Schedule
	c.Phase, c.Suspended, c.Flag = schedule.Phase, s.Suspended, s.Flag
	c.Buried = s.Buried != 0 && s.Buried > m.today
	c.Reviews, c.Lapses, c.Interval = schedule.Reviews, schedule.Lapses, schedule.Interval()
	c.Mature = stats.Mature(schedule)
	c.Leech = srs.IsLeech(schedule.Lapses, m.here.LeechLapses)
	c.Due = schedule.Due.Day
	c.DueNow = !c.Draft && !c.Suspended && !c.Buried && schedule.Phase != srs.New
	if at := schedule.Due.At; !at.IsZero() {
		c.Due = m.here.Calendar.Day(at)
		c.DueNow = c.DueNow && !at.After(m.here.Now)
	} else {
		c.DueNow = c.DueNow && c.Due <= m.today
	}
}

func (m *meant) named(word string) bool {
	scope := m.names[word]
	for k := range scope.Cards {
		if m.t.name(k) == m.t.name(m.card.Key) {
			return true
		}
	}
	ch := choice{decks: scope.Decks, paths: pathSet(scope.Paths)}
	return !ch.isAll() && ch.wants(m.file)
}

func (m *meant) texts() query.Texts {
	var question strings.Builder
	question.WriteString(m.card.Question())
	for _, o := range m.note.Options {
		question.WriteString("\n" + o.Text)
	}
	texts := query.Texts{
		Question: query.Fold(question.String()), Answer: query.Fold(m.card.Answer()),
		Notes: query.Fold(m.note.More),
	}
	if m.card.Kind == deck.KindCloze {
		gapless := strings.NewReplacer(string(deck.GapOpen), "", string(deck.GapClose), "")
		texts.Whole = query.Fold(gapless.Replace(markup.WithoutFlow(m.card.Back)))
	}
	return texts
}

func (m *meant) memory() (query.Memory, bool) {
	if m.state.Schedule.Phase == srs.New {
		return query.Memory{}, false
	}
	if err := m.t.remember(m.state); err != nil {
		m.err = err
		return query.Memory{}, false
	}
	kernel, err := m.t.modelOf(m.state.params)
	if err != nil {
		m.err = err
		return query.Memory{}, false
	}
	schedule := m.state.Schedule
	elapsed := float64(schedule.Elapsed(m.today))
	return query.Memory{
		Stability: schedule.Stability(kernel), Difficulty: schedule.Memory.Difficulty,
		Retrievability: kernel.Recall(schedule.Memory, elapsed),
	}, true
}

// added returns the study day on which the log first knew the card, or for a card that it does not
// know the day of the last change of its file.
func (m *meant) added() srs.Day {
	first := time.Unix(0, m.file.stamp.ModTime)
	for _, k := range m.state.keys {
		if id := m.t.firstSeen(k); id != (journal.ID{}) && id.Time().Before(first) {
			first = id.Time()
		}
	}
	return m.here.Calendar.Day(first)
}

// rated returns the ratings that the card got on the last study days, the newest first.
func (m *meant) rated(days int) []srs.Rating {
	from := m.today - srs.Day(days) + 1
	if m.state.Schedule.Reviews == 0 || m.state.Schedule.LastDay < from {
		return nil
	}
	var ratings []srs.Rating
	for _, id := range slices.Backward(m.t.joinedHistory(m.state.keys)) {
		ev, err := m.t.event(id)
		if err != nil {
			m.err = err
			return nil
		}
		r, ok := ev.Body.(journal.Reviewed)
		if ok && r.Counts() && r.Day >= from && m.t.inForce(ev.Step) {
			ratings = append(ratings, r.Rating)
		}
	}
	return ratings
}
