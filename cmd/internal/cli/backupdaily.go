package cli

import (
	"context"
	"errors"
	"fmt"

	"cards/cmd/internal/out"
	"cards/storage"
	"cards/storage/boltfile"
)

// backUpDaily makes the backup of the study day, if this run has written to the log and there is
// none yet. What goes wrong with it is said, and spoils nothing.
func backUpDaily(ctx context.Context, a *app) {
	c := a.wrote
	if c == nil || !c.Wrote() {
		return
	}
	cal := a.calendar(c)
	made, err := c.BackupOfDay(cal.Day, a.Now())
	if made || err != nil {
		return
	}
	ctx.Done() // signals to stop are heeded from now on, and leave no half of a backup
	if _, err = c.Backup(context.WithoutCancel(ctx), a.Now()); err == nil {
		err = thinBackups(a, c)
	}
	_, busy := errors.AsType[*boltfile.BusyError](err)
	_, lost := errors.AsType[*storage.LostError](err)
	switch {
	case err == nil, busy:
	case lost, errors.Is(err, storage.ErrNoCollection):
		a.say("today's backup failed: %s", out.Sanitize(err.Error()))
	default:
		a.say("your answers are kept, but today's backup failed: %s",
			out.Sanitize(err.Error()))
	}
}

// backUpBefore makes a backup before much of the log is changed, and names it.
func backUpBefore(ctx context.Context, a *app, c *collection) error {
	info, err := c.Backup(ctx, a.Now())
	if err != nil {
		return fmt.Errorf("back up the log first: %w", err)
	}
	a.say("the log as it was is backed up as %s", info.Name)
	return thinBackups(a, c)
}
