package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/edit"
	"cards/deck/front"
	"cards/deck/printer"
	"cards/deck/settings"
)

// maxDeck is how large a deck file grows by an import, in bytes; what is beyond goes into a further
// file.
const maxDeck = 16 << 20

// place plans what the file makes of deck files, and brings the media.
func (t *taking) place() error {
	if t.content.whole != nil {
		done, err := t.placeWhole()
		if done || err != nil {
			return err
		}
	}
	t.home = t.report.File
	if err := t.update(); err != nil {
		return err
	}
	decks := t.decks()
	for _, name := range decks {
		place := t.placeDeck
		if t.joins(name) {
			place = t.join
		}
		if err := place(name); err != nil {
			return err
		}
	}
	if len(decks) == 0 {
		return t.placeNothing()
	}
	return nil
}

// placeNothing names the deck that the notes of the source stand in when none of them is new; of a
// source that names decks itself the one with most of them, or none.
func (t *taking) placeNothing() error {
	if t.joins("") {
		return t.join("")
	}
	file, err := t.fileOf("")
	if err != nil {
		return err
	}
	if (t.content.Rooted || t.content.Shared) && t.options.Deck == "" {
		switch stands, ok := mostOf(t.stand, t.alike); {
		case ok:
			file = stands
		case t.content.Rooted:
			return nil
		}
	}
	t.report.File = file
	t.report.Deck, err = t.deckIn(file)
	return err
}

// deckIn returns the name of the deck of a file, which may not be there yet.
func (t *taking) deckIn(file string) (string, error) {
	text, err := t.plan.read(t.target, file)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return deck.Name(file, deck.Parse("", text).Front), err
}

// decks returns the decks that the source divides its new notes into, in order.
func (t *taking) decks() []string {
	var names []string
	for _, e := range t.entries {
		if e.isNew() && !slices.Contains(names, e.Deck) {
			names = append(names, e.Deck)
		}
	}
	return names
}

// isNew says whether a piece is a note that is to be written.
func (e *entry) isNew() bool { return e.Note != nil && e.status == New }

// placeWhole plans a deck file of the source that comes as it is; false if an earlier run has
// brought it, so that it is to be added to.
func (t *taking) placeWhole() (bool, error) {
	file := t.report.File
	t.report.Deck = deck.Name(file, t.content.front)
	if err := t.target.fits(file); err != nil {
		return true, err
	}
	there, err := t.target.readIn(file)
	known := t.again && t.past.files[file] > 0
	switch {
	case errors.Is(err, fs.ErrNotExist) && !known:
		t.copyMedia(file, string(t.content.whole), 0)
		t.plan.change(file, nil, t.content.whole)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return true, err
	case bytes.Equal(there, t.content.whole):
		t.copyMedia(file, string(t.content.whole), 0)
		t.report.Same = true
		for _, e := range t.entries {
			if e.Note != nil && e.status == Duplicate {
				e.status = Same
			}
		}
	case !known:
		return true, errExists
	default:
		return false, nil
	}
	t.arrive(file)
	return true, nil
}

// arrive notes for the log the texts that are written into a file.
func (t *taking) arrive(file string) {
	for _, e := range t.entries {
		if e.Note != nil && e.status == New {
			t.plan.arrive(e, file)
		}
	}
}

// placeDeck plans the file, or files, that the new notes of one deck of the source go into.
func (t *taking) placeDeck(name string) error {
	file, err := t.fileOf(name)
	if err != nil {
		return err
	}
	var entries []*entry
	came := slices.ContainsFunc(t.entries, func(e *entry) bool { return e.status == Same })
	for _, e := range t.entries {
		if e.Deck == name && (e.isNew() || e.Note == nil && !came) {
			entries = append(entries, e)
		}
	}
	return t.fillAll(name, file, entries)
}

// fillAll plans to write pieces of one deck of the source into a file and, if they are too many for
// it, further ones.
func (t *taking) fillAll(name, file string, entries []*entry) error {
	var further []string
	for next := file; len(entries) > 0; {
		n, err := t.fill(name, next, entries)
		if err != nil {
			return err
		}
		if entries = entries[n:]; len(entries) > 0 {
			next = t.nextFree(file)
			further = append(further, next)
		}
	}
	t.goesOn(file, further)
	return nil
}

// goesOn tells in which files a deck goes on that is too large for one.
func (t *taking) goesOn(file string, further []string) {
	if len(further) > 0 {
		t.content.Remarks = append(t.content.Remarks,
			fmt.Sprintf("%s goes on in %s", file, strings.Join(further, ", ")))
	}
}

// fill plans to write as many pieces into a file as it holds, and returns how many, none if nothing
// can be added to it.
func (t *taking) fill(name, file string, entries []*entry) (int, error) {
	before, err := t.plan.read(t.target, file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	front := ""
	if before == nil {
		front = t.frontOf(name, file)
	}
	n, there := t.appendTo(file, before, front, entries)
	if n == 0 {
		return 0, nil
	}
	if before == nil && t.content.About != nil {
		t.made(name, file, there)
	}
	for _, e := range entries[:n] {
		line := 1
		if e.Note != nil {
			line = e.Note.Line
		}
		t.copyMedia(file, e.text, line)
		e.text = "" // it may be one of many
		t.tell(e)
	}
	t.report.File, t.report.Deck = file, deck.Name(file, there)
	return n, nil
}

// appendTo plans to write as many pieces as a file holds behind what it says before, or if that is
// nil behind the front matter of a new file. It returns how many, none if nothing can be added to
// the file, and the front matter that it has.
func (im *importer) appendTo(
	file string, before []byte, front string, entries []*entry,
) (n int, has front.Matter) {
	var section []string
	if len(before)+len(front) > 0 {
		there := deck.Parse("", append(before[:len(before):len(before)], front...))
		section, has = there.Sections[len(there.Sections)-1].Title, there.Front
	}
	added, n := written(front, section, entries, maxDeck-len(before))
	if before == nil {
		im.plan.change(file, nil, added.Text())
		im.plan.changes[file].read = func() *deck.File { return added.File(file) }
	} else {
		after, err := edit.Append(before, string(added.Text()))
		if err != nil {
			return 0, has // it has no end that could be written behind
		}
		im.plan.change(file, before, after)
	}
	for _, e := range entries[:n] {
		if e.Note != nil {
			im.plan.arrive(e, file)
		}
	}
	return n, has
}

// written puts a front matter, if any, together with pieces that follow a section, as many as room
// holds, and returns how many these are: one at least.
func written(
	front string, section []string, entries []*entry, room int,
) (*printer.Composer, int) {
	c := printer.NewComposer(len(front)+max(0, min(room, lengthOf(entries))), len(entries))
	c.Frame(front)
	for i, e := range entries {
		heads := headings(section, e.Section)
		if i > 0 && len(c.Text())-len(front)+len(heads)+len(e.text) > room {
			return c, i
		}
		if i > 0 {
			c.Blank()
		}
		c.Frame(heads)
		if e.read != nil {
			c.Note(e.read)
			e.read = nil // it may be one of many
		} else {
			c.Add(strings.TrimRight(e.text, "\n") + "\n")
		}
		section = e.Section
	}
	return c, len(entries)
}

// lengthOf returns how many bytes the texts of pieces take, headings left out.
func lengthOf(entries []*entry) int {
	n := 0
	for _, e := range entries {
		n += len(e.text) + len("\n")
	}
	return n
}

// headings returns the headings that lead from one section to another.
func headings(from, to []string) string {
	if slices.Equal(from, to) {
		return ""
	}
	same := 0
	for same < min(len(from), len(to)) && from[same] == to[same] {
		same++
	}
	if same == len(to) {
		same--
	}
	var b strings.Builder
	for i, title := range to[max(same, 0):] {
		level := min(max(same, 0)+i+1, 6)
		b.WriteString("###### "[6-level:] + strings.Join(strings.Fields(title), " ") + "\n\n")
	}
	return b.String()
}

// frontOf returns what the new file of a deck of the source begins with.
func (t *taking) frontOf(name, file string) string {
	about, ok := t.content.About[name]
	if !ok {
		return frontMatter(t.content, file, "", settings.Set{})
	}
	return frontMatter(&Content{Title: about.Name, Description: about.Description}, file,
		t.sharedPreset(name), about.Settings)
}

// frontMatter returns what a new deck file begins with; "" for no preset.
func frontMatter(c *Content, file, preset string, set settings.Set) string {
	var b strings.Builder
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %s\n", key, value)
		}
	}
	title := strings.Join(strings.Fields(strings.ReplaceAll(c.Title, "/", "-")), " ")
	if title != "" && title+".md" != path.Base(file) {
		line("name", tomlString(title))
	}
	line("description", tomlString(c.Description))
	line("source", tomlString(c.Source))
	var tags []string
	for _, tag := range c.Tags {
		tags = append(tags, tomlString(tag))
	}
	if len(tags) > 0 {
		line("tags", "["+strings.Join(tags, ", ")+"]")
	}
	line("preset", tomlString(preset))
	if set != (settings.Set{}) {
		for _, k := range settings.Keys() {
			if value, ok := k.Text(set); ok {
				line(k.Name, value)
			}
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "---\n" + b.String() + "---\n\n"
}
