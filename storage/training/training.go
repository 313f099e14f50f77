// Package training reads from the log of a collection what parameters are fitted to and future work
// is foreseen from.
package training

import (
	"cmp"
	"context"
	"slices"

	"cards/deck"
	"cards/srs"
	"cards/srs/fit"
	"cards/srs/model"
	"cards/srs/sim"
	"cards/storage"
	"cards/storage/journal"
)

// Past is what a person answered, in the order of the log: what is in force and counts.
type Past struct {
	// Reviews are for fitting: of each card those since it was last made new again, if they begin
	// with its first. Their time is that of the log, so that the order of a card's reviews is that
	// of its replay even if a clock was set back.
	Reviews []fit.Review

	Answers []sim.Answer // all of them
}

// Read reads the log of a collection. If the context ends before, the error is that of it.
func Read(ctx context.Context, c *storage.Collection) (*Past, error) {
	past := &Past{}
	lives := make(map[deck.Key]life) // by card: the last, if it is not the first
	err := c.Events(func(e journal.Event, undone bool, name deck.Key) bool {
		switch b := e.Body.(type) {
		case journal.Reset:
			if !undone {
				lives[name] = life{from: len(past.Reviews), whole: true}
			}
		case journal.Started:
			if !undone {
				lives[name] = life{from: len(past.Reviews)}
			}
		case journal.Reviewed:
			if !undone && b.Counts() {
				past.add(e.ID, b.Review, name)
			}
		}
		return ctx.Err() == nil
	})
	if err = cmp.Or(err, ctx.Err()); err != nil {
		return nil, err
	}
	past.keepTrained(lives)
	return past, nil
}

// Only returns what was answered of some cards, by their names.
func (p *Past) Only(of func(name deck.Key) bool) *Past {
	part := &Past{}
	for _, r := range p.Reviews {
		if of(r.Card) {
			part.Reviews = append(part.Reviews, r)
		}
	}
	for _, a := range p.Answers {
		if of(a.Card) {
			part.Answers = append(part.Answers, a)
		}
	}
	return part
}

// Until returns how many of the reviews there were up to a time, in milliseconds since 1970.
func (p *Past) Until(time int64) int {
	n, _ := slices.BinarySearchFunc(p.Reviews, time, func(r fit.Review, time int64) int {
		if r.Time > time {
			return 1
		}
		return -1
	})
	return n
}

func (p *Past) add(id journal.ID, r srs.Review, name deck.Key) {
	p.Reviews = append(p.Reviews, fit.Review{
		Card: name, Time: id.Time().UnixMilli(), Day: int32(r.Day), Rating: uint8(r.Rating),
	})
	p.Answers = append(p.Answers, sim.Answer{
		Card: name, Day: int32(r.Day), Stage: stage(r.Before), Rating: uint8(r.Rating),
		Took: r.Duration(),
	})
}

// life is what a card went through since it was last made new again, or begun in the middle.
type life struct {
	from  int  // where its reviews begin
	whole bool // they begin with its first
}

// keepTrained leaves out the reviews of earlier lives, and of cards whose first answer is not in
// the log.
func (p *Past) keepTrained(lives map[deck.Key]life) {
	whole := make(map[deck.Key]bool)
	kept := p.Reviews[:0]
	for i, r := range slices.Clone(p.Reviews) {
		l, again := lives[r.Card]
		if i < l.from || again && !l.whole {
			continue
		}
		begun, known := whole[r.Card]
		if !known {
			begun = p.Answers[i].Stage == sim.Learning
			whole[r.Card] = begun
		}
		if begun {
			kept = append(kept, r)
		}
	}
	p.Reviews = kept
}

func stage(p srs.Phase) sim.Stage {
	switch p {
	case srs.InReview:
		return sim.Review
	case srs.Relearning:
		return sim.Relearning
	}
	return sim.Learning
}

// Memories returns what a model knows of each card after its reviews. Cards that are not among
// Reviews are missing.
func (p *Past) Memories(m model.Kernel) map[deck.Key]model.Memory {
	type seen struct {
		memory model.Memory
		last   fit.Review
	}
	cards := make(map[deck.Key]seen)
	for _, r := range p.Reviews {
		after := m.First(int(r.Rating))
		if before, ok := cards[r.Card]; ok {
			after = m.Next(before.memory, elapsed(m, before.last, r), int(r.Rating))
		}
		cards[r.Card] = seen{after, r}
	}
	memories := make(map[deck.Key]model.Memory, len(cards))
	for name, s := range cards {
		memories[name] = s.memory
	}
	return memories
}

// elapsed returns the days between two reviews of a card as a schedule gives them to a model: study
// days, and to FSRS-7 on one study day the fraction of a day that passed.
func elapsed(m model.Kernel, before, after fit.Review) float64 {
	days := float64(after.Day) - float64(before.Day)
	if days <= 0 && m.Version() == 7 {
		return max(float64(after.Time)-float64(before.Time), 0) / (24 * 60 * 60 * 1000)
	}
	return days
}
