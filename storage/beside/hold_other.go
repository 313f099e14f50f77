//go:build !unix || solaris || aix

package beside

import (
	"errors"
	"os"
)

func share(*os.File) error { return errors.ErrUnsupported }

func seize(*os.File) error { return errors.ErrUnsupported }
