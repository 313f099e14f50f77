//go:build unix

package term

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// waits says whether something comes to be read within a time.
func waits(f *os.File, within time.Duration) bool {
	polled := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}}
	n, err := unix.Poll(polled, int(within.Milliseconds()))
	return err == nil && n > 0 && polled[0].Revents&unix.POLLIN != 0
}
