package storage

import (
	"errors"
	"time"

	"cards/storage/journal"
)

// turning takes back or brings back what find returns.
type turning struct {
	now  time.Time
	back bool
	find func(*txn) (*given, error)
	say  func(journal.ID) journal.Body

	given  *given
	bodies []journal.Body // that take back or bring back its steps
	undone Undone
}

// turn takes back or brings back a step. Deck files are written within the transaction, and what
// they hold before is saved in one before it: whatever stops the program, doing it again ends well.
func (c *wholeLog) turn(u *turning) (Undone, error) {
	large, err := c.beforeTurn(u)
	if err != nil {
		return Undone{}, err
	}
	if large {
		if err := c.backUpFirst(); err != nil {
			return Undone{}, err
		}
	}
	if large && !c.file.InPlace() {
		err = c.turnAll(u)
	} else {
		_, err = c.append(u.now, func(t *txn) ([]journal.Body, error) {
			if err := u.choose(t); err != nil {
				return nil, err
			}
			return u.bodies, u.turnOwn(t)
		})
	}
	if err != nil {
		return Undone{}, err
	}
	return u.undone, nil
}

// beforeTurn saves what deck files hold that are to be written, and says whether so many events are
// concerned that changing what follows from them in place would keep others waiting.
func (c *wholeLog) beforeTurn(u *turning) (large bool, err error) {
	files := false
	err = c.beCurrent()
	if err == nil {
		err = c.view(func(t *txn) error {
			err := u.choose(t)
			files, large = err == nil && len(u.given.files) > 0, u.undone.number() > inPlaceAtOnce
			return err
		})
	}
	if err != nil || !files {
		return large, err
	}
	return large, c.update(func(t *txn) error {
		g, err := u.find(t)
		if err != nil {
			return err
		}
		return t.keepTexts(c.root, g, u.back)
	})
}

// choose finds the step, and what is to be written of it.
func (u *turning) choose(t *txn) (err error) {
	u.bodies = nil
	if u.given, err = u.find(t); err != nil {
		return err
	}
	for _, step := range u.given.steps {
		if t.inForce(step) == u.back {
			u.bodies = append(u.bodies, u.say(step))
		}
	}
	u.undone, err = t.told(u.given)
	return err
}

// turnOwn gives deck files their other text, and notes that the step was taken back or brought
// back.
func (u *turning) turnOwn(t *txn) (err error) {
	u.undone.Files, u.undone.Left, err = t.turnFiles(t.collection.root, u.given, u.back)
	if err != nil || u.given.number == 0 { // it was given elsewhere
		return err
	}
	return t.setMark(u.given, u.back)
}

// turnAll is [Collection.turn] of a step with many events: a new file is derived as if it was taken
// back or brought back already, and what says so is written when that takes the place of the old
// one.
func (c *wholeLog) turnAll(u *turning) error {
	err := c.rewrite(u.now, rewriting{
		fill: func(r *rewriter) error {
			if err := errors.Join(r.read(u.choose), r.copyAll()); err != nil {
				return err
			}
			_, err := r.unite(nothingNew, false, u.turned())
			return err
		},
		end: u.writeTurned,
	})
	c.wrote = c.wrote || err == nil
	return err
}

// turned returns what the bodies decide of steps.
func (u *turning) turned() map[journal.ID]journal.Kind {
	steps := make(map[journal.ID]journal.Kind)
	for _, body := range u.bodies {
		step, kind, _ := journal.Target(body)
		steps[step] = kind
	}
	return steps
}

// stands returns [errChanged] if the step is not what it was when it was chosen. A newer one that
// was given meanwhile is not taken back in its place, but nothing older is brought back after it.
func (u *turning) stands(old *txn) error {
	g, err := u.given, error(nil)
	switch {
	case !u.back:
		g, err = u.find(old)
	case g.number > 0:
		g, err = old.findGiven(func(g *given) bool { return g.number == u.given.number })
	}
	if err != nil || g == nil || !g.equal(u.given) {
		return errors.Join(err, errChanged)
	}
	for step := range u.turned() {
		if old.inForce(step) != u.back {
			return errChanged
		}
	}
	return nil
}

// writeTurned writes what says that the step was taken back or brought back, if it is still what
// was chosen.
func (u *turning) writeTurned(old, fresh *txn) error {
	if err := u.stands(old); err != nil {
		return err
	}
	if err := u.turnOwn(fresh); err != nil {
		return err
	}
	step, err := journal.NewID(fresh.newest(), u.now, fresh.collection.options.Random)
	if err != nil {
		return err
	}
	return fresh.writeTurned(newStep(step, u.bodies))
}
