//go:build unix

package term

import (
	"image"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// waits says whether something comes to be read within a time.
func waits(f *os.File, within time.Duration) bool {
	polled := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}}
	n, err := unix.Poll(polled, int(within.Milliseconds()))
	return err == nil && n > 0 && polled[0].Revents&unix.POLLIN != 0
}

// cellOf returns how many pixels a cell of a terminal has, zero where that is not known.
func cellOf(f *os.File) image.Point {
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil || size.Col == 0 || size.Row == 0 || size.Xpixel < size.Col ||
		size.Ypixel < size.Row {
		return image.Point{}
	}
	return image.Pt(int(size.Xpixel/size.Col), int(size.Ypixel/size.Row))
}
