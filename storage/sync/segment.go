package sync

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"cards/storage"
	"cards/storage/journal"
)

// The bounds of a segment.
const (
	maxEvents = 10_000
	maxPlain  = 4 << 20  // bytes of events that are put into one segment
	maxOpened = 16 << 20 // bytes that are read of one, opened
	maxSealed = 20 << 20 // bytes of one as it lies in the store
	maxEvent  = 12 << 20 // bytes of one event; one that is larger stays where it is
)

// root is what the names of all that is put into a store begin with.
const root = "cards1/"

// lostSuffix ends the name of a complaint: somebody has found the segment wrong.
const lostSuffix = ".lost"

// magic begins every segment, opened. A later format begins with another number.
const (
	magic      = "cards1\n"
	magicStart = "cards"
)

// Sealer hides what is put into a store, and names it by its content.
type Sealer interface {
	// Name returns 32 hexadecimal digits that nobody else can know of these bytes, if there is a key.
	Name(events []byte) string
	// Sum returns by what a header is known to be of somebody with the key; "" without one.
	Sum(header []byte) string
	Seal(plain []byte) ([]byte, error)
	// Open undoes Seal; what has more than so many bytes is an error.
	Open(sealed []byte, most int) ([]byte, error)
}

// Header is what a segment says of the device that put it there.
type Header struct {
	Device string    `json:"device"`
	Made   time.Time `json:"made"`
	Knew   Knew      `json:"knew"`
	Config string    `json:"config,omitempty"` // hash of its configuration
}

// Knew is what log a device had: how many events, and the exclusive or of their ids.
type Knew struct {
	Events int    `json:"n"`
	IDs    string `json:"xor"`
}

// Errors of a segment that is read.
var (
	errNewer = errors.New("a newer version of cards wrote it")
	errWrong = errors.New("it is not what was put there")
)

// opened is a segment that was read and is right.
type opened struct {
	storage.Segment
	header     Header
	sealed     []byte
	plain      int  // bytes of its events
	complained bool // somebody has found it wrong
}

// seal makes a segment of events in log order, which are given as they travel too.
func (s *Syncer) seal(name string, events []byte, h Header) ([]byte, error) {
	line, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	if sum := s.Sealer.Sum(summed(line, name)); sum != "" {
		line = append(line[:len(line)-1], macKey+sum+`"}`...)
	}
	plain := make([]byte, 0, len(magic)+len(line)+1+len(events))
	plain = append(append(append(plain, magic...), line...), '\n')
	return s.Sealer.Seal(append(plain, events...))
}

// macKey is how the last member of a header begins.
const macKey = `,"mac":"`

// summed is what the sum of a header is of: the header without it, and the name of the segment.
func summed(line []byte, name string) []byte {
	return append(append(bytes.Clone(line), '\n'), name...)
}

// isOurs says whether somebody with the key wrote a header for the segment of that name. What later
// versions put into it counts too.
func (s *Syncer) isOurs(line []byte, name string) bool {
	sum := ""
	if at := bytes.LastIndex(line, []byte(macKey)); at >= 0 {
		sum = strings.TrimSuffix(string(line[at+len(macKey):]), `"}`)
		line = append(bytes.Clone(line[:at]), '}')
	}
	return s.Sealer.Sum(summed(line, name)) == sum
}

// open reads a segment, and holds it to its name.
func (s *Syncer) open(path string, sealed []byte) (opened, error) {
	o := opened{sealed: sealed}
	o.Store, o.Name, o.Size = s.ID, nameOf(path), int64(len(sealed))
	line, events, err := s.unpack(sealed)
	if err != nil {
		return o, err
	}
	if s.Sealer.Name(events) != o.Name || !s.isOurs(line, o.Name) ||
		json.Unmarshal(line, &o.header) != nil {
		return o, errWrong
	}
	o.header.Device, o.plain = plainName(o.header.Device), len(events)
	for len(events) > 0 {
		ev, rest, err := journal.ReadEvent(events)
		if err != nil || o.Number > 0 && ev.ID.Compare(o.Last) <= 0 || o.Number == maxEvents {
			return o, errWrong
		}
		if o.Number == 0 {
			o.First = ev.ID
		}
		o.Last, events = ev.ID, rest
		o.Number++
	}
	if o.Number == 0 || pathOf(o.Name, o.First) != path {
		return o, errWrong
	}
	return o, nil
}

// unpack returns the header of a segment and its events as they travel.
func (s *Syncer) unpack(sealed []byte) (line, events []byte, err error) {
	plain, err := s.Sealer.Open(sealed, maxOpened)
	if err != nil {
		return nil, nil, errWrong
	}
	rest, ok := bytes.CutPrefix(plain, []byte(magic))
	if !ok && bytes.HasPrefix(plain, []byte(magicStart)) {
		return nil, nil, errNewer
	}
	line, events, found := bytes.Cut(rest, []byte("\n"))
	if !ok || !found {
		return nil, nil, errWrong
	}
	return line, events, nil
}

// plainName shortens the name of a device to what is shown of it.
func plainName(name string) string {
	const longest = 40
	letters := []rune(name)
	return string(letters[:min(len(letters), longest)])
}

// pathOf returns where a segment lies: by the year of its first event, so that everybody who puts
// these events puts them there.
func pathOf(name string, first journal.ID) string {
	return fmt.Sprintf("%ss/%04d/%s", root, first.Time().Year(), name)
}

// isSegment says whether an object is a segment or a complaint: all others are those of whatever
// carries the store.
func isSegment(path string) bool {
	const digits, year, name = "0123456789", len("2026"), 32
	rest, ok := strings.CutPrefix(strings.TrimSuffix(path, lostSuffix), root+"s/")
	return ok && len(rest) == year+1+name && rest[year] == '/' &&
		strings.Trim(rest[:year], digits) == "" &&
		strings.Trim(rest[year+1:], digits+"abcdef") == ""
}

// nameOf returns the name of the segment at a path, which is one.
func nameOf(path string) string {
	path = strings.TrimSuffix(path, lostSuffix)
	return path[strings.LastIndexByte(path, '/')+1:]
}

func hexOf(id journal.ID) string { return hex.EncodeToString(id[:]) }
