package term

import (
	"os"

	"golang.org/x/sys/unix"
)

// forget drops what was typed into a terminal and not read yet.
func forget(f *os.File) error { return unix.IoctlSetInt(int(f.Fd()), unix.TCFLSH, unix.TCIFLUSH) }
