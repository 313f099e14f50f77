//go:build !linux

package beside

import (
	"errors"
	"os"
)

func deviceOf(os.FileInfo) uint64 { return 0 }

func syncAll(*os.File) error { return errors.ErrUnsupported }
