package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/front"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// plan is what an import is going to write.
type plan struct {
	target  target
	changes map[string]*change  // of deck files, by path
	arrived [][]arrival         // so many at once as are said at once: of many, one list would be copied
	known   []knownEntry        // that are not written
	beside  []sourced           // of the source as a whole
	given   map[journal.ID]bool // events of known notes that the log has from elsewhere
	unset   map[journal.ID]bool // those that give a property of a card back what it is by itself
	media   []source.Packed     // that sources hold themselves
	presets []source.Preset     // with the names that they get
	made    map[string][]string // by deck of the source: the decks that are made, without a preset
}

// change is what becomes of one deck file. Before is nil if there is none.
type change struct {
	before, after []byte
	read          func() *deck.File // returns what after says, if that is known; may be nil
	staged        string            // where after stands meanwhile
}

// arrival is a note that is written into a file.
type arrival struct {
	brought
	file string
}

// brought is what the log is told of a note: of many notes their entries are too much to hold until
// then.
type brought struct {
	format, identity string
	cards            []deck.Card
	known            []source.CardHistory // as in [source.Note]
	was              []deck.Key           // likewise
	origin           func() (journal.Sourced, error)
}

func (e *entry) brought() brought {
	n := e.Note
	return brought{e.format, n.Identity, e.cards, n.Cards, n.Was, n.Origin}
}

// from returns where a card of a note comes from: by what the source names the card by, or by the
// note's identity, or else by the source's own name and the card's text.
func (b *brought) from(name string, card int) journal.Origin {
	if card < len(b.known) && len(b.known[card].Sources) > 0 {
		return b.known[card].Sources[0].Origin(b.format)
	}
	o := journal.Origin{Format: b.format, Identity: b.identity, At: time.UnixMilli(0)}
	switch {
	case o.Identity == "":
		o.Identity = name + "/" + b.cards[card].Key.String()
	case len(b.cards) > 1:
		o.Identity = fmt.Sprintf("%s:%d", o.Identity, card)
	}
	return o
}

// arrive plans that a note is written into a file.
func (p *plan) arrive(e *entry, file string) {
	e.written, e.arrived = true, true
	if n := len(p.arrived); n == 0 || len(p.arrived[n-1]) == saidAtOnce {
		p.arrived = append(p.arrived, make([]arrival, 0, saidAtOnce))
	}
	last := &p.arrived[len(p.arrived)-1]
	*last = append(*last, arrival{e.brought(), file})
}

// change plans a file's text; before is as [plan.read] returned it.
func (p *plan) change(file string, before, after []byte) {
	if p.changes == nil {
		p.changes = make(map[string]*change)
	}
	if c := p.changes[file]; c != nil {
		c.after, c.read = after, nil
		return
	}
	p.changes[file] = &change{before: before, after: after}
}

// read returns the text of a deck file as it is planned so far, or else as it is.
func (p *plan) read(file string) ([]byte, error) {
	if c := p.changes[file]; c != nil {
		return c.after, nil
	}
	return p.target.readIn(file)
}

// isEmpty says that there is nothing to write.
func (p *plan) isEmpty() bool {
	return len(p.changes)+len(p.arrived)+len(p.known)+len(p.beside)+len(p.media) == 0
}

// taken says whether a file of that name is there or planned.
func (p *plan) taken(file string) bool {
	if _, planned := p.changes[file]; planned || p.target.absent[path.Dir(file)] {
		return planned
	}
	_, err := p.target.root.Lstat(file)
	return err == nil
}

// nextFree returns the first name with a number behind it that no file has.
func (p *plan) nextFree(file string) string {
	base := strings.TrimSuffix(file, path.Ext(file))
	for n := 2; ; n++ {
		if next := fmt.Sprintf("%s-%d.md", base, n); !p.taken(next) {
			return next
		}
	}
}

// deckIn returns the name of the deck of a file, which may not be there yet.
func (p *plan) deckIn(file string) (string, error) {
	text, err := p.read(file)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return deck.Name(file, deck.Parse("", text).Front), err
}

// make notes that the import makes the file of a deck of the source, which may be scheduled as that
// says unless the file names a preset.
func (p *plan) make(name, file string, front front.Matter) {
	if front.Preset != "" {
		return
	}
	if p.made == nil {
		p.made = make(map[string][]string)
	}
	p.made[name] = append(p.made[name], deck.Name(file, front))
}
