package cli

import (
	"errors"
	"os/exec"

	"cards/storage/sync"
)

// syncAfter starts a process that syncs, if the person has asked for that after sittings and a
// store is set up. Nobody waits for it: what it cannot do the next one does, and `cards sync
// --status` shows what is not sent.
func syncAfter(a *app, c *collection) {
	if !c.config.Sync.AfterReview || !c.Wrote() || a.Program == nil {
		return
	}
	if _, _, err := sync.ReadState(storageFolder(c.Root())); errors.Is(err, sync.ErrNoStore) {
		return
	}
	program, err := a.Program()
	if err != nil {
		return
	}
	cmd := exec.Command(program, "--home", c.Root(), "sync")
	cmd.Dir, cmd.Env = c.Root(), a.Vars
	apart(cmd)
	a.ends = append(a.ends, func() {
		if cmd.Start() == nil {
			_ = cmd.Process.Release() // it is on its own
		}
	})
}
