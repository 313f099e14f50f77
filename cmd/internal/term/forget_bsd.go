//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package term

import (
	"os"

	"golang.org/x/sys/unix"
)

// forget drops what was typed into a terminal and not read yet.
func forget(f *os.File) error {
	const read = 1 // FREAD of sys/fcntl.h
	return unix.IoctlSetPointerInt(int(f.Fd()), unix.TIOCFLUSH, read)
}
