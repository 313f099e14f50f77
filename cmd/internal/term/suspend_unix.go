//go:build unix

package term

import (
	"os"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// suspend stops the program until a shell continues it. Where no shell waits for it, as in a container, the system does
// not stop it, and the library would wait for ever to be continued: so it is told to go on. A program that is stopped
// cannot do that before it is continued anyway.
func suspend() tea.Msg {
	time.AfterFunc(time.Second, func() { _ = syscall.Kill(os.Getpid(), syscall.SIGCONT) })
	return tea.Suspend()
}
