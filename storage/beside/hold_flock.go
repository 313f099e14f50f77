//go:build unix && !solaris && !aix

package beside

import (
	"os"
	"syscall"
)

// share takes the lock of a folder together with others who make files there. Who clears it has it
// for a moment only.
func share(d *os.File) error {
	for {
		if err := syscall.Flock(int(d.Fd()), syscall.LOCK_SH); err != syscall.EINTR { //nolint:errorlint // it comes as it is
			return err
		}
	}
}

// seize takes the lock of a folder if nobody has it.
func seize(d *os.File) error { return syscall.Flock(int(d.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
