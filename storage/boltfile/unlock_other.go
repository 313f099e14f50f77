//go:build !unix || solaris || aix

package boltfile

import "os"

// unlock does nothing: closing the file gives up its lock.
func unlock(*os.File) error { return nil }
