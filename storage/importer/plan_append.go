package importer

import (
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/edit"
	"cards/deck/front"
	"cards/deck/printer"
)

// maxDeck is how large a deck file grows by an import, in bytes; what is beyond goes into a further
// file.
const maxDeck = 16 << 20

// appendTo plans to write as many pieces as a file holds behind what it says before, or if that is
// nil behind the front matter of a new file. It returns how many, none if nothing can be added to
// the file, and the front matter that it has.
func (p *plan) appendTo(
	file string, before []byte, front string, entries []*entry,
) (n int, has front.Matter) {
	var section []string
	if len(before)+len(front) > 0 {
		there := deck.Parse("", append(before[:len(before):len(before)], front...))
		section, has = there.Sections[len(there.Sections)-1].Title, there.Front
	}
	added, n := written(front, section, entries, maxDeck-len(before))
	if before == nil {
		p.change(file, nil, added.Text())
		p.changes[file].read = func() *deck.File { return added.File(file) }
	} else {
		after, err := edit.Append(before, string(added.Text()))
		if err != nil {
			return 0, has // it has no end that could be written behind
		}
		p.change(file, before, after)
	}
	for _, e := range entries[:n] {
		if e.Note != nil {
			p.arrive(e, file)
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
