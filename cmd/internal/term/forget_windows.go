package term

import (
	"os"

	"golang.org/x/sys/windows"
)

// forget drops what was typed into a terminal and not read yet.
func forget(f *os.File) error { return windows.FlushConsoleInputBuffer(windows.Handle(f.Fd())) }
