package term

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"time"
)

// keyboard is a terminal to read from that takes down what was on the screen when keys came, and
// tells when it is gone: the library that draws waits for ever on one that has ended. What nobody
// can have typed or meant to paste it leaves out: the library takes up every key by itself, and
// would do so for minutes.
type keyboard struct {
	*os.File
	screen *frames
	gone   func(cause error)

	replies
	burst int // bytes that came without a pause, if the last of them were not followed by one
}

// A flood is more than a person types or pastes at once.
const (
	flood      = 1 << 14 // bytes without a pause
	pause      = 2 * time.Millisecond
	longestRun = 1 << 20 // bytes that are left out in one go
)

// endOfPaste ends a paste that may have begun in what is left out; where none has, it says nothing.
const endOfPaste = "\x1b[201~"

// lastQuit is a q behind which nothing comes but what a terminal says of itself: modes and
// attributes, colours, its name.
const lastQuit = `q(?:\x1b\[\?[0-9;]*(?:\$y|c|u)` +
	`|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\)*$`

// Read returns what was typed, without what is left out of long runs and what the terminal says of
// itself.
func (k *keyboard) Read(b []byte) (int, error) {
	n, err := k.File.Read(b[:max(len(b)-longestReply, 1)])
	k.burst += n
	switch {
	case err != nil:
	case !waits(k.File, pause):
		k.burst = 0
	case k.burst > flood:
		n, err = k.skip(b, n)
	}
	if err == nil {
		n = copy(b, k.join(k.File, b[:n]))
	}
	k.screen.look()
	if err != nil {
		k.gone(fmt.Errorf("review screen: the terminal is gone: %w", err))
	}
	return n, err
}

// skip leaves out what has come and what comes until there is a pause, but for Ctrl-C and for a q
// at the end.
func (k *keyboard) skip(b []byte, n int) (int, error) {
	const interrupt = "\x03"
	k.burst = 0
	keys := ""
	for left := 0; ; left += n {
		if bytes.Contains(b[:n], []byte(interrupt)) {
			keys = interrupt
			break
		}
		if left > longestRun || !waits(k.File, 10*pause) {
			if regexp.MustCompile(lastQuit).Match(b[:n]) {
				keys = "q"
			}
			break
		}
		var err error
		if n, err = k.File.Read(b); err != nil {
			return n, err
		}
	}
	return copy(b, endOfPaste+keys), nil
}
