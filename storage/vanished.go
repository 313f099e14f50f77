package storage

import (
	"cmp"
	"slices"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/wire"
)

// Vanished is a deck file that is still there while answered cards that stood in it have no text
// any more: a person took them out, or something in the file swallows them, such as a code fence
// that lost its end.
type Vanished struct {
	Path  string // as in [Card.Path]
	Cards int    // that have no text, and are no [Proposal] either
}

// Vanished returns the deck files in the scope that it has to be said of at now, by path: until the
// end of the study day after that of the compile which found it; where more than a third of the
// answered cards of a file were gone at once, until [Collection.SawOrphans]. All other cards
// without a text are among the [Collection.Orphans] alone.
func (c *linkOwner) Vanished(scope Scope, cal srs.Calendar, now time.Time) ([]Vanished, error) {
	var list []Vanished
	err := c.view(func(t *txn) error {
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		list, err = t.vanishedIn(chosen, func(v vanished) bool {
			return v.many || cal.Day(now) <= cal.Day(v.at)+1
		})
		return err
	})
	return list, err
}

func (t *matchTx) vanishedIn(chosen *choice, isNews func(vanished) bool) ([]Vanished, error) {
	list := slices.DeleteFunc(t.notedVanished(), func(v vanished) bool {
		return !isNews(v) || !chosen.hasFile(v.path)
	})
	if len(list) == 0 {
		return nil, nil
	}
	whole, err := t.choose(Scope{})
	if err != nil {
		return nil, err
	}
	proposals, err := t.proposals(whole)
	if err != nil {
		return nil, err
	}
	counted := make(map[deck.Key]bool) // names
	for _, p := range proposals {
		counted[t.name(p.Old.Key)] = true
	}
	cards := make(map[string]int)
	for _, v := range list {
		name := t.name(v.key)
		if !counted[name] && t.Get(bucketOrphans, name[:]) != nil {
			counted[name] = true
			cards[v.path]++
		}
	}
	var files []Vanished
	for path, n := range cards {
		files = append(files, Vanished{Path: path, Cards: n})
	}
	slices.SortFunc(files, func(a, b Vanished) int { return cmp.Compare(a.Path, b.Path) })
	return files, nil
}

// hasFile says whether a path is that of a file in the scope that is there.
func (ch *choice) hasFile(path string) bool {
	return slices.ContainsFunc(ch.files, func(f *deckFile) bool { return f.path == path })
}

// SawOrphans says that a person has looked at the orphans: nothing needs to be said of those any
// more that are many.
func (c *linkOwner) SawOrphans() error {
	isMany := func(v vanished) bool { return v.many }
	many := false
	err := c.view(func(t *txn) error {
		many = slices.ContainsFunc(t.notedVanished(), isMany)
		return nil
	})
	if err != nil || !many {
		return err
	}
	return c.update(func(t *txn) error {
		return t.putVanished(slices.DeleteFunc(t.notedVanished(), isMany))
	})
}

// vanished is a text that a compile did not find in its file any more.
type vanished struct {
	key  deck.Key
	path string
	at   time.Time // of the compile
	many bool      // with more than a third of the answered cards of the file
}

// vanishing gathers what a compile takes out of files that are still there.
type vanishing struct {
	texts  []vanished
	before map[string]int // answered cards by the path of their file, before the compile
}

// vanish notes that a key has no places any more, if it had one in a file that is still there.
func (p *placing) vanish(k deck.Key, was, next []place) error {
	if len(next) > 0 {
		return nil
	}
	for _, at := range was {
		f := p.files[at.file]
		if f == nil {
			continue
		}
		v := &p.txn.vanished
		if _, ok := v.before[f.path]; !ok {
			n, err := p.countsIn(f.id)
			if err != nil {
				return err
			}
			if v.before == nil {
				v.before = make(map[string]int)
			}
			v.before[f.path] = n.learning + n.review + n.suspended
		}
		v.texts = append(v.texts, vanished{key: k, path: f.path})
		return nil
	}
	return nil
}

// longest is how long it may be at most until a text that vanished is no news any more, whatever
// the zones.
const longest = 4 * 24 * time.Hour

// noteVanished notes, after edits were recognised, what this transaction took out of files that are
// still there and that was answered.
func (t *matchTx) noteVanished(now time.Time) error {
	var lost []vanished
	inFile, anew := make(map[string]int), make(map[deck.Key]bool)
	for _, v := range t.vanished.texts {
		s, err := t.state(t.name(v.key))
		if err != nil {
			return err
		}
		if s.Settled() && !slices.ContainsFunc(s.keys, t.isLive) {
			lost = append(lost, v)
			inFile[v.path]++
			anew[v.key] = true
		}
	}
	if len(lost) == 0 {
		return nil
	}
	for i := range lost {
		v := &lost[i]
		v.at, v.many = now, 3*inFile[v.path] > t.vanished.before[v.path]
	}
	for _, v := range t.notedVanished() {
		if !anew[v.key] && (v.many || now.Sub(v.at).Abs() < longest) {
			lost = append(lost, v)
		}
	}
	return t.putVanished(lost)
}

func (t *matchTx) putVanished(list []vanished) error {
	if len(list) == 0 {
		return t.Delete(bucketMeta, []byte(metaVanished))
	}
	var e wire.Encoder
	e.Uint(uint64(len(list)))
	for _, v := range list {
		e.Bytes(v.key[:])
		e.String(v.path)
		e.Int(v.at.UnixMilli())
		e.Bool(v.many)
	}
	return t.Put(bucketMeta, []byte(metaVanished), e.Value())
}

// notedVanished returns what compiles noted; some of it may have come back by now. A note that
// cannot be read is as good as none.
func (t *matchTx) notedVanished() []vanished {
	value := t.Get(bucketMeta, []byte(metaVanished))
	if value == nil {
		return nil
	}
	d := wire.NewDecoder(value)
	list := make([]vanished, d.Count())
	for i := range list {
		v := vanished{key: d.ID(), path: d.String()}
		v.at, v.many = time.UnixMilli(d.Int()).UTC(), d.Bool()
		list[i] = v
	}
	if d.End() != nil {
		return nil
	}
	return list
}
