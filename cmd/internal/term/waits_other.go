//go:build !unix

package term

import (
	"image"
	"os"
	"time"
)

// waits says whether something comes to be read within a time: nobody can tell here.
func waits(*os.File, time.Duration) bool { return false }

// cellOf returns how many pixels a cell of a terminal has, zero where that is not known.
func cellOf(*os.File) image.Point { return image.Point{} }
