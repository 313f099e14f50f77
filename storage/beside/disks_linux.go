package beside

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// deviceOf returns the number of the file system that a folder is on.
func deviceOf(folder os.FileInfo) uint64 {
	if s, ok := folder.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Dev) //nolint:unconvert // it is of another size on some architectures
	}
	return 0
}

// CanSync says whether file systems can be put on disk as wholes: whether there is the call, which
// refuses what is no file then.
func CanSync() bool { return unix.Syncfs(-1) == unix.EBADF } //nolint:errorlint // it comes as it is

// syncAll puts on disk what was written to the file system that a folder is on.
func syncAll(folder *os.File) error { return unix.Syncfs(int(folder.Fd())) }
