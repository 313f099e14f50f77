package apkg

import (
	"runtime"
	"sync"

	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// replays replay the histories of cards while others are read and written, and hand the cards over
// in their order.
type replays struct {
	calendar srs.Calendar
	take     func(*learned) error

	next  *replay
	under []*replay // in their order
	work  sync.WaitGroup
}

// replay is some cards at a time.
type replay struct {
	cards []*learned
	pasts []storage.Past
	done  chan error
}

// cardsPerReplay are so many that handing them over takes no time.
const cardsPerReplay = 256

// add begins to replay a card.
func (r *replays) add(l *learned, past storage.Past) error {
	if r.next == nil {
		r.next = &replay{done: make(chan error, 1)}
	}
	r.next.cards, r.next.pasts = append(r.next.cards, l), append(r.next.pasts, past)
	if len(r.next.cards) < cardsPerReplay {
		return nil
	}
	r.start()
	if len(r.under) <= runtime.GOMAXPROCS(0) {
		return nil
	}
	return r.finish()
}

func (r *replays) start() {
	if p := r.next; p != nil {
		r.work.Go(func() { p.done <- p.run(r.calendar) })
		r.under, r.next = append(r.under, p), nil
	}
}

func (p *replay) run(cal srs.Calendar) (err error) {
	var past []journal.Event
	for i, l := range p.cards {
		if past, err = p.pasts[i].Append(past[:0]); err != nil {
			return err
		}
		l.replay(cal, past)
	}
	return nil
}

// finish hands over the first of those that are replayed.
func (r *replays) finish() error {
	p := r.under[0]
	r.under = r.under[1:]
	if err := <-p.done; err != nil {
		return err
	}
	for _, l := range p.cards {
		if err := r.take(l); err != nil {
			return err
		}
	}
	return nil
}

// end hands over all that are left.
func (r *replays) end() error {
	r.start()
	for len(r.under) > 0 {
		if err := r.finish(); err != nil {
			return err
		}
	}
	return nil
}
