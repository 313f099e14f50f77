package ankifile

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"slices"
	"sync"
	"time"

	"cards/deck/from/anki"
)

// rowLog are the rows of a review log by their cards. There may be millions, which come by time:
// they are divided into shares, and these by cards, in files of the folder of what is unpacked.
type rowLog struct {
	folder string
	place  map[int64]int32 // of cards, by their ids
	shares []rowShare
	apart  *os.File // the shares, in pieces
	size   int64    // of it
	file   *os.File // the rows, those of a card together
	ends   []uint32 // of the rows of cards in it, by their places
	firsts []int64  // instants of their first rows, in milliseconds
	n      int

	windows sync.Pool // of [rowWindow]: cards are mostly asked for one after another
}

// rowWindow is a part of the file of rows that is in memory.
type rowWindow struct {
	fileWindow
	rows []anki.Row // of one card
}

// rowShare are the rows of some cards.
type rowShare struct {
	room   []byte  // what comes to the file next
	pieces []int64 // where it stands in it, each [rowPiece] long but the last
	last   int
}

const (
	rowSize       = 8 + 4 + 4 + 2 + 1 + 1
	placedSize    = 4 + rowSize // with the place of its card
	rowPiece      = placedSize << 10
	cardsPerShare = 2048
	mostShares    = 256
)

// mostRows is how many rows of a review log are read at most.
const mostRows = 1<<31 - 1

var errRows = errors.New("the review log has more rows than can be read")

// newRowLog returns the rows of some cards, of which there are none yet. Its files are made in a
// folder, and removed with it.
func newRowLog(folder string, cards []anki.Card) (_ *rowLog, err error) {
	a := &rowLog{
		folder: folder, place: make(map[int64]int32, len(cards)), ends: make([]uint32, len(cards)),
		firsts: make([]int64, len(cards)),
		shares: make([]rowShare, min(1+len(cards)/cardsPerShare, mostShares)),
	}
	for i := range cards {
		a.place[cards[i].ID] = int32(i)
	}
	a.apart, err = os.CreateTemp(folder, "rows-")
	return a, err
}

// add adds the next row of the card of a place. Of the interval before it no more is kept than its
// sign: whether it was of days, of seconds or none.
func (a *rowLog) add(place int32, r *anki.Row) error {
	if a.n == mostRows {
		return errRows
	}
	a.n++
	number := int(place) * len(a.shares) / len(a.ends)
	s := &a.shares[number]
	if len(s.room) == rowPiece {
		if err := a.flush(s); err != nil {
			return err
		}
	}
	factor := min(r.Factor, math.MaxUint16) // Anki has no greater ones
	if r.Factor < 0 {
		factor = 1
	}
	b := binary.LittleEndian.AppendUint32(s.room, uint32(place))
	b = binary.LittleEndian.AppendUint64(b, uint64(r.ID))
	b = binary.LittleEndian.AppendUint32(b, uint32(r.Took))
	b = binary.LittleEndian.AppendUint32(b, uint32(r.Interval))
	b = binary.LittleEndian.AppendUint16(b, uint16(factor))
	s.room = append(b, byte(r.Type), byte(r.Ease)|byte(1+cmp.Compare(r.Last, 0))<<3)
	return nil
}

// rowAt returns the row of a card from what it is kept as.
func rowAt(b []byte, card int64) anki.Row {
	return anki.Row{
		ID: int64(binary.LittleEndian.Uint64(b)), Card: card,
		Took:     int32(binary.LittleEndian.Uint32(b[8:])),
		Interval: int32(binary.LittleEndian.Uint32(b[12:])),
		Factor:   int32(binary.LittleEndian.Uint16(b[16:])), Type: anki.RowType(b[18]),
		Ease: int8(b[19] & 7), Last: int32(b[19]>>3) - 1,
	}
}

func (a *rowLog) flush(s *rowShare) error {
	n, err := a.apart.WriteAt(s.room, a.size)
	s.pieces, s.last = append(s.pieces, a.size), n
	a.size += int64(n)
	s.room = s.room[:0]
	return err
}

// end puts the rows of each card together. It comes behind the last row.
func (a *rowLog) end() (err error) {
	for i := range a.shares {
		s := &a.shares[i]
		if err = a.flush(s); err != nil {
			return err
		}
		s.room = nil
	}
	if a.file, err = os.CreateTemp(a.folder, "rows-"); err != nil {
		return err
	}
	var rows, together []byte
	done := uint32(0)
	for i := range a.shares {
		if rows, err = a.read(rows[:0], &a.shares[i]); err != nil {
			return err
		}
		from := (i*len(a.ends) + len(a.shares) - 1) / len(a.shares)
		to := ((i+1)*len(a.ends) + len(a.shares) - 1) / len(a.shares)
		together = a.divide(together, rows, from, to, done)
		if _, err := a.file.WriteAt(together, int64(done)*rowSize); err != nil {
			return err
		}
		done += uint32(len(together) / rowSize)
	}
	err = a.apart.Close()
	a.shares, a.apart = nil, nil
	return err
}

// read returns the rows of a share.
func (a *rowLog) read(room []byte, s *rowShare) ([]byte, error) {
	for i, at := range s.pieces {
		size := rowPiece
		if i == len(s.pieces)-1 {
			size = s.last
		}
		from := len(room)
		room = slices.Grow(room, size)[:from+size]
		if _, err := a.apart.ReadAt(room[from:], at); err != nil {
			return nil, err
		}
	}
	return room, nil
}

// divide returns rows of cards of some places in the order of these, and notes where they end,
// behind so many of others.
func (a *rowLog) divide(room, rows []byte, from, to int, before uint32) []byte {
	counts := a.ends[from:to]
	for b := rows; len(b) > 0; b = b[placedSize:] {
		counts[int(binary.LittleEndian.Uint32(b))-from]++
	}
	next := make([]uint32, len(counts))
	sum := uint32(0)
	for i, n := range counts {
		next[i] = sum
		sum += n
		counts[i] = before + sum
	}
	n := int(sum) * rowSize
	room = slices.Grow(room[:0], n)[:n]
	for b := rows; len(b) > 0; b = b[placedSize:] {
		i := int(binary.LittleEndian.Uint32(b)) - from
		row := b[4:placedSize]
		if before+next[i] == a.startOf(from+i) {
			a.firsts[from+i] = int64(binary.LittleEndian.Uint64(row))
		}
		copy(room[int(next[i])*rowSize:], row)
		next[i]++
	}
	return room
}

// startOf returns where the rows of the card of a place begin.
func (a *rowLog) startOf(place int) uint32 {
	if place == 0 {
		return 0
	}
	return a.ends[place-1]
}

// of calls do with the rows of a card by time, which are there until it returns. Several may ask at
// once.
func (a *rowLog) of(card int64, do func([]anki.Row)) error {
	place, ok := a.place[card]
	if !ok {
		do(nil)
		return nil
	}
	w, ok := a.windows.Get().(*rowWindow)
	if !ok {
		w = new(rowWindow)
	}
	defer a.windows.Put(w)
	from, to := a.startOf(int(place)), a.ends[place]
	data, err := w.read(a.file, int64(from)*rowSize, int(to-from)*rowSize)
	if err != nil {
		return err
	}
	w.rows = w.rows[:0]
	for ; len(data) > 0; data = data[rowSize:] {
		w.rows = append(w.rows, rowAt(data, card))
	}
	do(w.rows)
	return nil
}

// first returns when the first row of a card was given; false if it has none.
func (a *rowLog) first(card int64) (time.Time, bool) {
	place, ok := a.place[card]
	if !ok || a.startOf(int(place)) == a.ends[place] {
		return time.Time{}, false
	}
	return time.UnixMilli(a.firsts[place]).UTC(), true
}

// files returns the files that are to be closed.
func (a *rowLog) files() []*os.File {
	var files []*os.File
	if a != nil && a.apart != nil {
		files = append(files, a.apart)
	}
	if a != nil && a.file != nil {
		files = append(files, a.file)
	}
	return files
}
