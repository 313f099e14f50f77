package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/storage"
	"cards/storage/boltfile"
	"cards/storage/journal"
)

// rebuildDerived computes anew what follows from the log.
func rebuildDerived(ctx context.Context, a *app, c *collection, h desk.Health) error {
	if len(h.Damage) > 0 {
		return &hinted{
			fmt.Errorf("nothing was rebuilt: the review log is damaged: %s", h.Damage[0]),
			"`cards doctor --salvage` saves what can be read of it",
		}
	}
	end := a.attend(ctx, c, "recomputing")
	err := c.Rebuild(a.Now())
	end()
	if err != nil {
		return err
	}
	if _, err := c.Compile(ctx, a.Now()); err != nil {
		return err
	}
	if len(h.Derived) == 0 {
		a.print("everything was recomputed; nothing differed")
		return nil
	}
	for _, name := range h.Buckets() {
		a.print("%s of %q differed", entries(h.Derived[name]), name)
	}
	a.print("everything was recomputed")
	return nil
}

// salvageLog makes a damaged file anew.
func salvageLog(
	ctx context.Context, a *app, c *collection, h desk.Health, opts doctorOptions,
) error {
	_, busy := errors.AsType[*boltfile.BusyError](h.Err)
	_, scratch := errors.AsType[*boltfile.ScratchError](h.Err)
	switch {
	case h.Sound():
		a.print("nothing is damaged: there is nothing to salvage")
		return nil
	case busy, scratch, errors.Is(h.Err, storage.ErrNoCollection),
		errors.Is(h.Err, storage.ErrNoFolder), errors.Is(h.Err, fs.ErrPermission):
		return h.Err
	case h.Err == nil && len(h.Damage) == 0:
		return rebuildDerived(ctx, a, c, h)
	}
	if newer, ok := errors.AsType[*storage.NewerError](h.Err); ok {
		return newer
	}
	if lost, ok := errors.AsType[*storage.LostError](h.Err); ok && !lost.Empty {
		return lost
	}
	if !opts.yes && a.converses() {
		agreed, err := a.ask(ctx, "Rebuild collection.db from what can still be read?")
		if err != nil || !agreed {
			return a.unchanged(err)
		}
	}
	done, err := c.Salvage(ctx, a.Now())
	if err != nil {
		return err
	}
	if _, err := c.Compile(ctx, a.Now()); err != nil {
		return err
	}
	return printSalvaged(a, done)
}

func printSalvaged(a *app, s storage.Salvaged) error {
	a.print("saved %s (%s)", out.Plural(s.Reviews, "answer"), out.Plural(s.Events, "event"))
	if s.FromBackup > 0 {
		a.print("%s only in the backup %s", wereFound(s.FromBackup), s.Backup)
	}
	if s.Kept != "" {
		a.print("the damaged file is kept as %s", out.Sanitize(s.Kept))
	}
	if s.Lost == 0 {
		return nil
	}
	a.print("%s missing:", eventsAre(s.Lost))
	const most = 20 // lines that anybody reads
	for _, id := range s.Missing[:min(len(s.Missing), most)] {
		fmt.Fprintf(a.out, "  %s, written %s\n", id, writtenAt(a, id))
	}
	if more := s.Lost - min(len(s.Missing), most); more > 0 {
		fmt.Fprintf(a.out, "  and %s more\n", out.Count(more))
	}
	return ended(exitPartial)
}

// writtenAt says when an event was written, by its id.
func writtenAt(a *app, id journal.ID) string {
	return id.Time().In(a.Zone).Format("2006-01-02 15:04:05")
}

func wereFound(n int) string {
	if n == 1 {
		return "1 event was found"
	}
	return out.Plural(n, "event") + " were found"
}

func eventsAre(n int) string {
	if n == 1 {
		return "1 event is"
	}
	return out.Plural(n, "event") + " are"
}
