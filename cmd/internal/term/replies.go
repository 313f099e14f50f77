package term

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

// replies keeps together what the terminal says of itself: a reply that comes in pieces would be
// taken for keys. It begins with an escape, as some keys do; how it goes on tells them apart.
type replies struct {
	due    *regexp.Regexp // how the last reply reads that is waited for; nil once it has come
	pause  time.Duration  // how long the rest of a reply may take behind an escape before that is a key
	kept   []byte         // a reply that has begun
	alone  bool           // kept is an escape behind which nothing came for longer than a key takes
	orphan bool           // its escape was taken for a key: the rest did not come for long
}

const (
	escape       = '\x1b'
	escapeKey    = "\x1b[27u" // the same as a key, whatever comes behind it
	longestReply = 64         // bytes
	replyPause   = 500 * time.Millisecond
	keyPause     = 50 * time.Millisecond // what comes later is no part of the same key
)

// How the replies read that the terminal is asked for: its background, whether it draws clusters as
// one, and what it can do.
const (
	backgroundReply = `\x1b\]11;`
	clusterReply    = `\x1b\[\?2027;`
	attributesReply = `\x1b\[\?[\d;]*c`
)

// join returns what was read from a terminal, behind what was kept of it, without a reply at its
// end that is not complete.
func (r *replies) join(f *os.File, read []byte) []byte {
	data := slices.Concat(r.kept, read)
	if r.alone && isKeyBehind(data) {
		data = slices.Concat([]byte(escapeKey), read)
	}
	r.alone = false
	if r.orphan && r.kept == nil {
		data = slices.Concat([]byte{escape}, read)
	}
	r.kept = nil
	if r.orphan {
		if data = r.adopt(data); r.orphan {
			return nil
		}
	}
	if r.due != nil && r.due.Match(data) {
		r.due = nil
	}
	at := lastStart(data)
	if at < 0 {
		return data
	}
	began := time.Now()
	if len(data)-at <= len("\x1b[") && (r.due == nil || !waits(f, r.pause)) {
		r.orphan = r.due != nil && len(data)-at == 1
		return data
	}
	r.kept = slices.Clone(data[at:])
	r.alone = len(r.kept) == 1 && time.Since(began) > keyPause
	return data[:at]
}

// isKeyBehind says whether what follows an escape is a key of its own: neither a reply nor what the
// names of other keys go on with.
func isKeyBehind(data []byte) bool {
	size, begun := reply(data)
	return size == 0 && !begun && data[1] != '[' && data[1] != 'O'
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
	case s[1] == 'P': // the name of a terminal
		return named(s)
	case s[1] == '[' && len(s) == 2:
		return 0, true
	case s[1] == '[' && '0' <= s[2] && s[2] <= '9':
		body, ends = "0123456789;", "t"
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

// named is [reply] for what a terminal says of its name and version: text behind two signs.
func named(s []byte) (size int, begun bool) {
	for i := 2; i < min(len(s), longestReply); i++ {
		switch {
		case i < 4 && s[i] != ">|"[i-2], s[i] < ' ' && s[i] != escape:
			return 0, false
		case s[i] == escape && i+1 == len(s):
			return 0, true
		case s[i] == escape:
			return i + len(`\`) + 1, false
		}
	}
	return 0, len(s) < longestReply
}
