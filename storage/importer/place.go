package importer

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/printer"
	"cards/deck/settings"
	"cards/storage/importer/source"
)

// placing plans what becomes of the notes of a file in deck files.
type placing struct {
	*taking
	names   naming
	presets presets
	media   references
	filled  []string // files that new cards went into
}

// goesInto tells into which file cards went last, and into which others.
func (p *placing) goesInto(file string) {
	if !slices.Contains(p.filled, file) {
		p.filled = append(p.filled, file)
	}
	p.report.File, p.report.Further = file, nil
	for _, other := range p.filled {
		if other != file {
			p.report.Further = append(p.report.Further, other)
		}
	}
}

func newPlacing(t *taking, where *whereabouts) *placing {
	return &placing{
		taking: t, names: naming{taking: t, where: where}, presets: presets{t},
		media: references{taking: t},
	}
}

// place plans what the file makes of deck files, and brings the media.
func (p *placing) place() error {
	if p.content.Whole != nil {
		done, err := p.placeWhole()
		if done || err != nil {
			return err
		}
	}
	p.names.home = p.report.File
	if p.options.Update {
		moved, err := revise(p.taking, p.names.where)
		if err = cmp.Or(err, p.settle(moved)); err != nil {
			return err
		}
	}
	decks := p.decks()
	for _, name := range decks {
		place := p.placeDeck
		if p.joins(name) {
			place = p.join
		}
		if err := place(name); err != nil {
			return err
		}
	}
	if len(decks) == 0 {
		return p.placeNothing()
	}
	return nil
}

// placeNothing names the deck that the notes of the source stand in when none of them is new; of a
// source that names decks itself the one with most of them, or none.
func (p *placing) placeNothing() error {
	if p.joins("") {
		return p.join("")
	}
	file, err := p.names.fileOf("")
	if err != nil {
		return err
	}
	if (p.content.Rooted || p.content.Shared) && p.options.Deck == "" {
		switch stands, ok := p.names.where.ofAll(); {
		case ok:
			file = stands
		case p.content.Rooted:
			return nil
		}
	}
	p.report.File = file
	p.report.Deck, err = p.plan.deckIn(file)
	return err
}

// decks returns the decks that the source divides its new notes into, in order.
func (p *placing) decks() []string {
	var names []string
	for _, e := range p.entries {
		if e.isNew() && !slices.Contains(names, e.Deck) {
			names = append(names, e.Deck)
		}
	}
	return names
}

// placeWhole plans a deck file of the source that comes as it is; false if an earlier run has
// brought it, so that it is to be added to.
func (p *placing) placeWhole() (bool, error) {
	file := p.report.File
	p.report.Deck = deck.Name(file, p.content.Front)
	if err := p.plan.target.fits(file); err != nil {
		return true, err
	}
	there, err := p.plan.target.readIn(file)
	known := p.again && p.past.files[file] > 0
	switch {
	case errors.Is(err, fs.ErrNotExist) && !known:
		p.media.copy(file, string(p.content.Whole), 0)
		p.plan.change(file, nil, p.content.Whole)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return true, err
	case bytes.Equal(there, p.content.Whole):
		p.media.copy(file, string(p.content.Whole), 0)
		p.report.Same = true
		for _, e := range p.entries {
			if e.Note != nil && e.status == Duplicate {
				e.status = Same
			}
		}
	case !known:
		return true, errExists
	default:
		return false, nil
	}
	p.arrive(file)
	return true, nil
}

// arrive notes for the log the texts that are written into a file.
func (p *placing) arrive(file string) {
	for _, e := range p.entries {
		if e.Note != nil && e.status == New {
			p.plan.arrive(e, file)
		}
	}
}

// placeDeck plans the file, or files, that the new notes of one deck of the source go into.
func (p *placing) placeDeck(name string) error {
	file, err := p.names.fileOf(name)
	if err != nil {
		return err
	}
	var entries []*entry
	came := slices.ContainsFunc(p.entries, func(e *entry) bool { return e.status == Same })
	for _, e := range p.entries {
		if e.Deck == name && (e.isNew() || e.Note == nil && !came) {
			entries = append(entries, e)
		}
	}
	return p.fillAll(name, file, entries)
}

// fillAll plans to write pieces of one deck of the source into a file and, if they are too many for
// it, further ones.
func (p *placing) fillAll(name, file string, entries []*entry) error {
	var further []string
	for next := file; len(entries) > 0; {
		n, err := p.fill(name, next, entries)
		if err != nil {
			return err
		}
		if entries = entries[n:]; len(entries) > 0 {
			next = p.plan.nextFree(file)
			further = append(further, next)
		}
	}
	p.goesOn(file, further)
	return nil
}

// goesOn tells in which files a deck goes on that is too large for one.
func (p *placing) goesOn(file string, further []string) {
	if len(further) > 0 {
		p.content.Remarks = append(p.content.Remarks,
			fmt.Sprintf("%s goes on in %s", file, strings.Join(further, ", ")))
	}
}

// fill plans to write as many pieces into a file as it holds, and returns how many, none if nothing
// can be added to it.
func (p *placing) fill(name, file string, entries []*entry) (int, error) {
	before, err := p.plan.read(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	front := ""
	if before == nil {
		front = p.frontOf(name, file)
	}
	n, there := p.plan.appendTo(file, before, front, entries)
	if n == 0 {
		return 0, nil
	}
	if before == nil && p.content.About != nil {
		p.plan.make(name, file, there)
	}
	for _, e := range entries[:n] {
		line := 1
		if e.Note != nil {
			line = e.Note.Line
		}
		p.media.copy(file, e.text, line)
		e.text = "" // it may be one of many
		p.tell(e)
	}
	p.goesInto(file)
	p.report.Deck = deck.Name(file, there)
	return n, nil
}

// frontOf returns what the new file of a deck of the source begins with.
func (p *placing) frontOf(name, file string) string {
	about, ok := p.content.About[name]
	if !ok {
		return frontMatter(p.content, file, "", settings.Set{})
	}
	return frontMatter(&source.Content{Title: about.Name, Description: about.Description}, file,
		p.presets.shared(name), about.Settings)
}

// joins says whether the notes of a deck of the file go into a deck with those of other files.
func (p *placing) joins(deck string) bool {
	return !p.origin.single && (p.content.Together || p.content.Shared && deck != "")
}

// join plans that the new notes of a deck of the file go into one with those of others.
func (p *placing) join(deck string) error {
	file := path.Dir(p.names.home) + ".md"
	if p.content.Shared {
		file = p.origin.prefix + deck + ".md"
	}
	g, err := p.togetherIn(file)
	if err != nil {
		return err
	}
	p.report.File, p.report.Deck = g.file, g.deck
	for _, e := range p.entries {
		if e.isNew() && e.Deck == deck {
			if p.content.Shared {
				e.Section = below(p.name, e.Section)
			}
			e.written = true
			g.entries = append(g.entries, e)
			p.media.copy(g.file, e.text, e.Note.Line)
		}
	}
	return nil
}

// below returns the headings above a note in a deck of several files: the name of its own file, and
// those that it had there.
func below(file string, section []string) []string {
	title := printer.Escape(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	if len(section) > 0 && section[0] == title {
		return section
	}
	return append([]string{title}, section...)
}

// togetherIn returns the deck of several files that is to stand in a file, if that is free.
func (p *placing) togetherIn(wanted string) (*together, error) {
	id := wanted
	if p.content.Shared {
		id = strings.ToLower(wanted) // as tags are one in any case
	}
	if g := p.gathered[id]; g != nil {
		return g, nil
	}
	file, err := p.names.togetherFile(wanted)
	if err != nil {
		return nil, err
	}
	g := &together{file: file}
	if g.deck, err = p.plan.deckIn(file); err != nil {
		return nil, err
	}
	p.gathered[id] = g
	return g, nil
}

// settle plans to write notes that were moved into the files of their decks.
func (p *placing) settle(moved []*entry) error {
	byDeck := make(map[string][]*entry)
	var names []string
	for _, e := range moved {
		if byDeck[e.Deck] == nil {
			names = append(names, e.Deck)
		}
		byDeck[e.Deck] = append(byDeck[e.Deck], e)
	}
	for _, name := range names {
		file, err := p.names.fileOf(name)
		if err != nil {
			return err
		}
		if err := p.fillAll(name, file, byDeck[name]); err != nil {
			return err
		}
	}
	return nil
}
