package term

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"time"
)

// replies keeps together what the terminal says of itself: a reply that comes in pieces would be
// taken for keys. It begins with an escape, as some keys do; how it goes on tells them apart.
type replies struct {
	due    string        // how the last reply that is waited for begins; empty once it has come
	pause  time.Duration // how long the rest of a reply may take behind an escape before that is a key
	kept   []byte        // a reply that has begun
	orphan bool          // its escape was taken for a key: the rest did not come for long
}

const (
	escape       = '\x1b'
	longestReply = 64 // bytes
	replyPause   = 500 * time.Millisecond
)

// How the replies begin that the terminal is asked for: its background, and whether it draws
// clusters as one.
const (
	backgroundReply = "\x1b]11;"
	clusterReply    = "\x1b[?2027;"
)

// join returns what was read from a terminal, behind what was kept of it, without a reply at its end
// that is not complete.
func (r *replies) join(f *os.File, read []byte) []byte {
	data := slices.Concat(r.kept, read)
	if r.orphan && r.kept == nil {
		data = slices.Concat([]byte{escape}, read)
	}
	r.kept = nil
	if r.orphan {
		if data = r.adopt(data); r.orphan {
			return nil
		}
	}
	if r.due != "" && bytes.Contains(data, []byte(r.due)) {
		r.due = ""
	}
	at := lastStart(data)
	if at < 0 {
		return data
	}
	if len(data)-at <= len("\x1b[") && (r.due == "" || !waits(f, r.pause)) {
		r.orphan = r.due != "" && len(data)-at == 1
		return data
	}
	r.kept = slices.Clone(data[at:])
	return data[:at]
}

// adopt returns what there is besides a reply whose escape was handed on before; it stays an orphan
// while it is not complete.
func (r *replies) adopt(data []byte) []byte {
	size, begun := reply(data)
	switch {
	case size > 0:
		r.orphan = false
		return data[size:]
	case begun:
		r.kept = data
		return nil
	}
	r.orphan = false
	return data[1:]
}

// lastStart returns where a reply begins that is not complete, -1 if none does.
func lastStart(data []byte) int {
	for at := max(len(data)-longestReply, 0); at < len(data); at++ {
		if data[at] != escape {
			continue
		}
		size, begun := reply(data[at:])
		if begun {
			return at
		}
		at += max(size-1, 0)
	}
	return -1
}

// reply returns the length of the reply that bytes begin with, which begin with an escape, and
// whether they may be the beginning of one.
func reply(s []byte) (size int, begun bool) {
	if len(s) < 2 {
		return 0, true
	}
	body, ends := "", ""
	start := 2
	switch {
	case s[1] == ']':
		body, ends = "0123456789abcdefABCDEF;:/rg", "\a\x1b"
	case s[1] == '[' && len(s) == 2:
		return 0, true
	case s[1] == '[' && s[2] == '?':
		body, ends, start = "0123456789;$", "yucn", 3
	default:
		return 0, false
	}
	for i := start; i < min(len(s), longestReply); i++ {
		switch c := s[i]; {
		case strings.IndexByte(ends, c) < 0 && strings.IndexByte(body, c) < 0:
			return 0, false
		case strings.IndexByte(ends, c) < 0:
		case c != escape:
			return i + 1, false
		case i+1 == len(s):
			return 0, true
		default:
			return i + len(`\`) + 1, false
		}
	}
	return 0, len(s) < longestReply
}
