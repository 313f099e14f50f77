package storage

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"cards/deck"
	"cards/storage/beside"
	"cards/storage/journal"
)

// pasts are the events about many cards. They are read from the log in its order, into a file
// beside that of the collection, and from there in shares: what cards that are asked for one after
// another have. To look for each event where it stands in the log takes several times as long.
type pasts struct {
	version uint64 // of the collection that they were read from
	share   map[deck.Key]uint16
	undone  map[journal.ID]bool // steps that are taken back

	file    *os.File
	release func()
	size    int64
	pieces  [][]piece // by share
	room    [][]byte  // what comes to the file next, by share

	loaded int // the share that is in memory; less than zero for none
	keyed
}

// piece is some events of a share in the file.
type piece struct{ from, size int64 }

const (
	cardsPerShare = 1000
	pieceSize     = 1 << 15 // bytes
	mostShares    = 500

	// fewCards are so few that looking for the events of each takes less time.
	fewCards = 6000
)

// gatherPasts returns the events of the cards of a scope; nil if they are few.
func (c *cardOwner) gatherPasts(scope Scope) (*pasts, error) {
	if scope.Cards != nil {
		return nil, nil
	}
	p := &pasts{loaded: -1}
	enough := false
	err := c.view(func(t *txn) (err error) {
		enough, err = p.begin(t, scope)
		return err
	})
	if err != nil || !enough {
		return nil, err
	}
	p.release = beside.Hold(filepath.Dir(c.file.Path()))
	if p.file, err = beside.Create(c.file.Path()); err != nil {
		p.release()
		return nil, nil //nolint:nilerr // the folder is not to be written: it goes without
	}
	whole, err := p.fill(c.room)
	if err != nil || !whole {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

// begin divides the cards of a scope into shares, by the order in which they are asked for. It says
// whether they are many.
func (p *pasts) begin(t *txn, scope Scope) (bool, error) {
	chosen, err := t.choose(scope)
	if err != nil {
		return false, err
	}
	p.version = t.Version()
	order := make(map[fileID]uint64, len(chosen.files))
	for i, f := range chosen.files {
		order[f.id] = uint64(i)
	}
	type placed struct {
		name deck.Key
		at   uint64
	}
	var cards []placed
	err = t.Bucket(bucketPlaces).ForEach(func(key, value []byte) error {
		first := spotOf(value)
		if file, ok := order[first.file]; ok {
			cards = append(cards, placed{t.name(deck.Key(key)), file<<32 | uint64(first.note)})
		}
		return nil
	})
	if err != nil || len(cards) < fewCards {
		return false, err
	}
	slices.SortFunc(cards, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	n := min((len(cards)+cardsPerShare-1)/cardsPerShare, mostShares)
	p.pieces, p.room = make([][]piece, n), make([][]byte, n)
	p.share = make(map[deck.Key]uint16, 2*len(cards))
	for i, c := range cards {
		p.share[c.name] = uint16(i * n / len(cards))
	}
	return true, p.beginKeys(t)
}

// beginKeys notes the shares of the other keys of cards, and what decides of events.
func (p *pasts) beginKeys(t *txn) error {
	err := t.Bucket(bucketNames).ForEach(func(key, name []byte) error {
		if share, ok := p.share[deck.Key(name)]; ok {
			p.share[deck.Key(key)] = share
		}
		return nil
	})
	if err == nil {
		p.undone, err = t.undone()
	}
	return err
}

// fill reads the log; false if others write meanwhile, or if something in it cannot be read.
func (p *pasts) fill(c *room) (whole bool, err error) {
	for next, more := (journal.ID{}), true; more; {
		whole = false
		start := next
		err := c.viewOnce(func(t *txn) (err error) {
			if whole = t.Version() == p.version; whole {
				next, err = p.read(t, start)
			}
			return err
		})
		if isDamage(err) { // it is mended when it is looked for
			return false, nil
		}
		if err := cmp.Or(err, c.attending().Err()); err != nil || !whole {
			return false, err
		}
		more = !next.IsZero()
	}
	return true, p.flushAll()
}

// read reads some events of the log from an id on, and returns where to go on; zero at the end.
func (p *pasts) read(t *txn, from journal.ID) (next journal.ID, err error) {
	cursor, n := t.Bucket(bucketLog).Cursor(), 0
	key, value := cursor.Seek(from[:])
	for ; key != nil && n < pastAtOnce; key, value = cursor.Next() {
		n++
		if err := p.add(journal.ID(key), value); err != nil {
			return next, err
		}
	}
	if key == nil {
		return next, nil
	}
	return journal.ID(key), nil
}

// add adds an event to the shares of the cards that it is about.
func (p *pasts) add(id journal.ID, value []byte) error {
	keys, n := journal.KeysIn(value)
	last := -1
	for _, k := range keys[:n] {
		share, ok := p.share[k]
		if !ok || int(share) == last {
			continue
		}
		last = int(share)
		room := journal.AppendValue(p.room[share], id, value)
		p.room[share] = room
		if len(room) >= pieceSize {
			if err := p.flush(last); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush moves what is in memory of a share to the end of the file.
func (p *pasts) flush(share int) error {
	room := p.room[share]
	if len(room) == 0 {
		return nil
	}
	n, err := p.file.WriteAt(room, p.size)
	p.pieces[share] = append(p.pieces[share], piece{p.size, int64(n)})
	p.size += int64(n)
	p.room[share] = room[:0]
	return err
}

func (p *pasts) flushAll() error {
	for share := range p.room {
		if err := p.flush(share); err != nil {
			return err
		}
	}
	p.room = nil
	return nil
}

// load reads a share.
func (p *pasts) load(share int) error {
	size := int64(0)
	for _, piece := range p.pieces[share] {
		size += piece.size
	}
	data := make([]byte, size) // not that of the share before: its events may still be read
	at := int64(0)
	for _, piece := range p.pieces[share] {
		if _, err := p.file.ReadAt(data[at:at+piece.size], piece.from); err != nil {
			return err
		}
		at += piece.size
	}
	p.loaded = -1
	if err := p.divide(data); err != nil {
		return err
	}
	p.loaded = share
	return nil
}

// of returns the past of a card by its keys; false if these cards were not asked for.
func (p *pasts) of(t *fileTx, keys []deck.Key) (past Past, ok bool, err error) {
	share, ok := p.share[keys[0]]
	if !ok || t.Version() != p.version {
		return past, false, nil
	}
	if int(share) != p.loaded {
		if err := p.load(int(share)); err != nil {
			return past, false, err
		}
	}
	past = Past{lists: make([][]record, len(keys)), undone: p.undone}
	for i, k := range keys {
		past.lists[i] = p.about(k)
	}
	return past, true, nil
}

// close removes the file.
func (p *pasts) close() error {
	if p == nil {
		return nil
	}
	defer p.release()
	return errors.Join(p.file.Close(), beside.Remove(p.file.Name()))
}
