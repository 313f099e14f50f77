// Package session is a sitting of review as a state machine: which card is asked, what each rating
// would do, what was answered, undone and is still to come. It knows no terminal and no HTTP; every
// front end drives it by the same calls and shows what [Session.Screen] says. An answer is in the
// log when [Session.Rate] returns.
//
// [Settling] is the same for a round in which a person decides which new cards are edits of ones
// that they know.
package session

import (
	"errors"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs"
	"cards/storage"
)

// State is what a session waits for.
type State uint8

// The states of a session.
const (
	Asking   State = iota // the question is shown: Reveal comes next
	Revealed              // the answer is shown too: Rate comes next
	Waiting               // cards are left, but their learning step is not over: time or Early comes next
	Finished              // nothing is left
)

// Screen is what a front end shows.
type Screen struct {
	Kind    Kind
	State   State
	Card    *storage.Card // asked; nil while waiting and at the end
	Preview [4]srs.Review // what each rating would record, when revealed in a review; index 0 is again
	Left    srs.Counts    // cards that are asked now and after, this one included; waiting ones are not
	Waiting int           // cards whose step is not over
	Until   time.Time     // when the first of them can be asked; zero if none waits
	Done    int           // answers given in this session and in force, or cards that were passed
	Time    time.Duration // estimate of what is left; zero if there is nothing to estimate it from
	Leech   bool          // the card is one, of [desk.Leeches]
}

// Config is what a session is about.
type Config struct {
	Kind       Kind
	Cards      []srs.Entry // that are not chosen by what is due: of other kinds than Review
	Times      int         // that each must be known, of Cram
	Scope      storage.Scope
	Rules      desk.Rules    // of which Extra is for this session, with Before left to it
	LearnAhead time.Duration // how early a step may be ended when nothing else is left
	Time       time.Duration // after which no further card is asked; 0 for any time
	Leeches    desk.Leeches
	Now        func() time.Time
	Schedulers *desk.Schedulers
}

// Session is a sitting. It is not safe for concurrent use.
type Session struct {
	record
	config Config
	begun  time.Time

	queue queue
	plan  *desk.Plan // what a review goes by
	round *srs.Round // what practice goes by
	day   srs.Day    // of the plan

	state   State
	card    *storage.Card
	entry   srs.Entry
	by      *srs.Scheduler // of its deck
	shown   time.Time
	preview [4]srs.Review
	next    *storage.Card // to be asked before all others, because its answer was taken back
	early   bool          // a waiting card is to be asked

	extra *int // new cards that were asked for at the beginning, as [desk.Rules.Extra]

	passed []srs.Entry // cards that were looked at

	beside neighbours // what the cards of a file answer
}

// New begins a session on the cards that are due now.
func New(store *storage.Collection, c Config) (*Session, error) {
	s := &Session{
		record: record{store: store, now: c.Now}, config: c, begun: c.Now(), extra: c.Rules.Extra,
		beside: neighbours{},
	}
	var err error
	if s.pace, err = desk.Pace(store, c.Schedulers.Calendar().Day(s.begun)); err != nil {
		return nil, err
	}
	return s, s.load()
}

// load plans anew from what is stored.
func (s *Session) load() error {
	now := s.config.Now()
	calendar := s.config.Schedulers.Calendar()
	if s.config.Kind != Review {
		s.day = calendar.Day(now)
		s.practise()
		return nil
	}
	if today := calendar.Day(now); s.plan == nil || today != s.day {
		asked, err := s.store.AskedOn(today)
		if err != nil {
			return err
		}
		s.day, s.config.Rules.Before, s.config.Rules.Extra = today, asked.New, s.extra
	}
	plan, err := desk.NewPlan(s.store, s.config.Scope, calendar, s.config.Rules, now)
	if err == nil {
		s.plan, s.queue = plan, plan.Queue
	}
	return err
}

// Screen returns what is to be shown now. It looks at the clock: a wait may have ended, a new study
// day may have begun.
func (s *Session) Screen() (Screen, error) {
	now := s.config.Now()
	if s.card == nil {
		if err := s.advance(now); err != nil {
			return Screen{}, err
		}
	}
	until, waiting := s.queue.Waiting(now)
	screen := Screen{
		Kind: s.config.Kind, State: s.state, Card: s.card, Left: s.queue.Counts(now),
		Waiting: waiting, Until: until, Done: s.answered + len(s.passed),
	}
	screen.Leech = s.card != nil && s.config.Leeches.Has(s.card)
	if s.state == Revealed && s.config.Kind == Review {
		screen.Preview = s.preview
	}
	if s.config.Kind != Look {
		screen.Time = s.pace.Estimate(screen.Left.Total() + waiting)
	}
	if s.config.Time > 0 {
		screen.Time = min(screen.Time, max(s.config.Time-now.Sub(s.begun), 0))
	}
	return screen, nil
}

// Plan is what a review goes by until the next answer, nil in other sessions.
func (s *Session) Plan() *desk.Plan { return s.plan }

// Left is [Screen.Left] and [Screen.Time] of the screen that comes next, without looking at a card.
func (s *Session) Left() (srs.Counts, time.Duration) {
	now := s.config.Now()
	left := s.queue.Counts(now)
	_, waiting := s.queue.Waiting(now)
	return left, s.pace.Estimate(left.Total() + waiting)
}

// advance finds the card to be asked now and the state that follows.
func (s *Session) advance(now time.Time) error {
	if s.config.Schedulers.Calendar().Day(now) != s.day {
		if err := s.load(); err != nil {
			return err
		}
	}
	for s.card == nil {
		entry, ok := s.choose(now)
		if ok = ok && !s.isOver(now); !ok {
			s.state = Finished
			if _, n := s.queue.Waiting(now); n > 0 && !s.isOver(now) {
				s.state = Waiting
			}
			return nil
		}
		card, err := s.store.Card(deck.Key(entry.Card))
		switch {
		case errors.Is(err, storage.ErrNotFound) || err == nil && !s.mayAsk(card):
			s.queue.Remove(entry) // another process compiled or changed it meanwhile
		case err != nil:
			return err
		case s.config.Kind == Review && isStale(entry, card.Schedule):
			if err := s.load(); err != nil {
				return err
			}
		default:
			if s.by, err = s.config.Schedulers.Of(card.Scheduled); err != nil {
				return err
			}
			s.card, s.entry, s.shown, s.state = card, entry, now, Asking
		}
	}
	s.next, s.early = nil, false
	return nil
}

// isOver says whether the time that there was for the session has passed.
func (s *Session) isOver(now time.Time) bool {
	return s.config.Time > 0 && now.Sub(s.begun) >= s.config.Time
}

// mayAsk says whether nobody has kept a card from being asked.
func (s *Session) mayAsk(c *storage.Card) bool {
	return !c.Draft && !c.Suspended && !desk.IsBuried(c, s.day)
}

// isStale says that another process has answered the card since its entry came into the queue, or
// taken an answer back.
func isStale(e srs.Entry, s srs.Schedule) bool {
	return e.Phase != s.Phase || e.Phase != srs.New && e.Due != s.Due
}

// choose returns the entry to be asked at now.
func (s *Session) choose(now time.Time) (srs.Entry, bool) {
	if c := s.next; c != nil {
		s.next = nil
		if e, ok := s.queue.Find(srs.CardID(c.ID)); ok {
			return e, true
		}
		if s.config.Kind != Review {
			return s.queue.Next(now)
		}
		return srs.Entry{
			Card: srs.CardID(c.ID), Note: c.Note, Phase: c.Schedule.Phase,
			Due: c.Schedule.Due,
		}, true
	}
	if e, ok := s.queue.Next(now); ok {
		return e, ok
	}
	if e, ok := s.queue.Early(now, now.Add(s.config.LearnAhead)); ok || !s.early {
		return e, ok
	}
	until, _ := s.queue.Waiting(now)
	return s.queue.Early(now, until)
}
