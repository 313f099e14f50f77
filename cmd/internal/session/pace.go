package session

import (
	"time"

	"cards/srs"
	"cards/storage"
)

// pace estimates how long cards take, by the answers of this session and of the days before.
type pace struct {
	answers int
	time    time.Duration
}

// Answers of the last paceDays count for the estimate, and fewer than paceLeast tell nothing.
const (
	paceDays  = 30
	paceLeast = 10
)

// learn takes in the answers of the days up to today.
func (p *pace) learn(store *storage.Collection, today srs.Day) error {
	days, err := store.Totals(today-paceDays, today)
	for _, d := range days {
		for _, n := range d.Ratings {
			p.answers += n
		}
		p.time += d.Time
	}
	return err
}

func (p *pace) add(d time.Duration) {
	p.answers++
	p.time += d
}

// estimate returns how long so many answers take; zero if nothing is known.
func (p *pace) estimate(answers int) time.Duration {
	if p.answers < paceLeast {
		return 0
	}
	return p.time / time.Duration(p.answers) * time.Duration(answers)
}

func (p *pace) remove(d time.Duration) {
	p.answers--
	p.time -= d
}
