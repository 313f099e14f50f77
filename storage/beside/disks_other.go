//go:build !linux

package beside

import (
	"errors"
	"os"
)

// CanSync says whether file systems can be put on disk as wholes.
func CanSync() bool { return false }

func deviceOf(os.FileInfo) uint64 { return 0 }

func syncAll(*os.File) error { return errors.ErrUnsupported }
