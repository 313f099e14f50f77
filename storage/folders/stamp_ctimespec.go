//go:build darwin || freebsd || netbsd

package folders

import (
	"io/fs"
	"syscall"
)

// identity returns what tells a file from another that took its place.
func identity(info fs.FileInfo) (inode uint64, change int64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ino, s.Ctimespec.Nano()
	}
	return 0, 0
}
