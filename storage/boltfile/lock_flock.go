//go:build unix && !solaris && !aix

package boltfile

import (
	"os"
	"syscall"
)

// unlock gives up the lock of a file. Closing it does not while its content is mapped, and what
// panicked within bbolt leaves it so.
func unlock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// lock takes the lock of a file, if nobody has it.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
