package cli

import (
	"errors"
	"fmt"
	"time"

	"cards/cmd/internal/out"
	"cards/storage"
	"cards/storage/boltfile"
)

// promptWait is how long a prompt waits for another process: a person would notice more.
const promptWait = 10 * time.Millisecond

// runPrompt prints for the prompt of a shell how many cards are due, and nothing if none are, if
// there is no collection, or while another process writes. It looks at no deck file and changes
// nothing.
func runPrompt(a *app, args []string) error {
	due, err := glanceDue(a, args)
	switch {
	case errors.Is(err, storage.ErrNoCollection):
		return nil
	case err != nil:
		if _, busy := errors.AsType[*boltfile.BusyError](err); busy {
			return nil
		}
		return err
	}
	if due.Total > 0 {
		fmt.Fprintf(a.out, "%s due\n", out.Count(due.Total))
	}
	return nil
}

// glanceDue counts what may be asked now as of the last look at the deck files.
func glanceDue(a *app, args []string) (dueNow, error) {
	root, _, err := a.locate()
	if err != nil {
		return dueNow{}, err
	}
	options := a.storageOptions("prompt")
	options.Wait = promptWait
	opened, err := storage.Open(root, options)
	if err != nil {
		return dueNow{}, err
	}
	config, err := a.config(root)
	if err != nil {
		return dueNow{}, err
	}
	c := &collection{Collection: opened, config: config, settings: config.All(), asked: root}
	scope, err := a.selected(c, args)
	if err != nil {
		return dueNow{}, err
	}
	s, err := a.session(c, scope, sitting{})
	if err != nil {
		return dueNow{}, err
	}
	return newDueNow(s.Left()), nil
}
