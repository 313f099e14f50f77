package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/storage"
	"cards/storage/boltfile"
	"cards/storage/training"
)

// patience is how long what is done after a sitting waits for another process: it takes nobody's
// time.
const patience = 100 * time.Millisecond

// afterSitting does what nobody should wait for, once a sitting has ended and has said what it came
// to: it fits parameters anew if that is due, and brings memory up to date with those in force.
// What there is no time for, the next sitting goes on with.
func afterSitting(ctx context.Context, a *app, c *collection) error {
	if err := a.out.Flush(); err != nil {
		return err
	}
	syncAfter(a, c)
	o := a.storageOptions("review")
	o.Wait = patience
	quick, err := storage.Open(c.Root(), o)
	if err != nil {
		return unlessBusy(err)
	}
	quick.CapAnswers(*c.settings.AnswerCap)
	short, cancel := context.WithTimeout(ctx, a.Spare)
	defer cancel()
	late := true
	if *c.settings.Optimize && c.Wrote() {
		var fits []desk.AutoFit
		if fits, late, err = desk.FitDue(short, quick, c.config, a.Now()); err != nil {
			return unlessBusy(err)
		}
		sayFits(a, fits)
	}
	if late {
		err = remindToRefit(a, c, quick)
	}
	return unlessBusy(errors.Join(err, remember(short, quick)))
}

// unlessBusy returns an error, but not that another process holds the collection.
func unlessBusy(err error) error {
	if _, busy := errors.AsType[*boltfile.BusyError](err); busy {
		return nil
	}
	return err
}

// sayFits says in one line what fits have changed.
func sayFits(a *app, fits []desk.AutoFit) {
	if len(fits) == 0 {
		return
	}
	parts := make([]string, len(fits))
	better := 0
	for i, f := range fits {
		parts[i] = fmt.Sprintf("log loss %.4f lower on the newest %s", f.Gain,
			out.Plural(f.Newest, "answer"))
		if f.Preset != "" {
			parts[i] = fmt.Sprintf("preset %s: %s", out.Line(f.Preset), parts[i])
		}
		better = max(better, f.Better)
	}
	line := fmt.Sprintf("New FSRS-%d parameters predict your reviews better (%s); no "+
		"due date moves.",
		fits[0].Version, strings.Join(parts, "; "))
	if better != 0 {
		line += fmt.Sprintf(" FSRS-%d may do better still: `cards optimize`.", better)
	}
	a.print("%s", line)
}

// remindToRefit says, once in a while, that a refit is expected to help.
func remindToRefit(a *app, c *collection, store *storage.Collection) error {
	n, err := training.RefitDue(store, a.calendar(c), a.today(c))
	if err == nil && n > 0 {
		a.say("%s have not been used for fitting yet: `cards optimize` may predict better now",
			out.Plural(n, "review"))
	}
	return err
}
