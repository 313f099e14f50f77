// Package ankiblock reads notes of Obsidian with the blocks that its plugin Obsidian_to_Anki takes:
// between START and END the name of a note type, its fields, tags and the id that Anki gave; or all
// of that on a line, between STARTI and ENDI. Vaults may lengthen both marks alike: START_CARD goes
// with END_CARD.
//
//	ankiblock.go   blocks and their lines
//	block.go       what stands in one
package ankiblock

import (
	"strings"

	"cards/deck/from/pattern"
	"cards/deck/markup"
)

// Block is a note for Anki.
type Block struct {
	Line, End int // the first and the last line, from 1
	Type      string
	Fields    []string // the first is the one that Anki asks by; none is left out
	Tags      []string
	ID        string // that Anki gave; "" if it has none yet
	Section   []string
}

// Note is what a note of Obsidian holds.
type Note struct {
	Blocks []Block
	Deck   string   // that the note names, with slashes
	Tags   []string // of all its blocks
	Frames []int    // lines that are headings, or say something of all blocks
}

var (
	begin  = pattern.New(`^START([A-Z_]*)$`)
	inline = pattern.New(`\bSTART([A-Z_]+) \[([^\[\]\n]+)\] (.+?) ?\bEND([A-Z_]+)`)
	// ofAll is a line that says something of all blocks, or the line above what it says.
	ofAll = pattern.New(`^(TARGET DECK|FILE TAGS)(?::\s*(.*))?$`)
)

// reader reads a note line by line.
type reader struct {
	lines   []string
	note    Note
	section markup.Section
}

// Read reads a note.
func Read(text string) Note {
	if !strings.Contains(text, "START") {
		return Note{}
	}
	r := reader{lines: strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")}
	for at := 0; at < len(r.lines); {
		at = r.line(at)
	}
	return r.note
}

// line reads what begins on a line, and returns the line behind it.
func (r *reader) line(at int) int {
	plain := strings.TrimSpace(r.lines[at])
	if markup.OpensFence(plain) {
		return min(markup.FenceEnd(r.lines, at)+1, len(r.lines))
	}
	if m := begin().FindStringSubmatch(plain); m != nil {
		if end := r.endOf(at, "END"+m[1]); end > at {
			r.take(blockOf(r.lines[at+1:end]), at, end)
			return end + 1
		}
	}
	if m := inline().FindStringSubmatch(plain); m != nil && m[1] == m[4] {
		r.take(inlineOf(m[2], m[3]), at, at)
		return at + 1
	}
	if m := ofAll().FindStringSubmatch(plain); m != nil {
		return r.ofAll(at, m[1], m[2])
	}
	if level, title := markup.Heading(r.lines[at]); level > 0 {
		r.section.Enter(level, title)
		r.note.Frames = append(r.note.Frames, at+1)
	}
	return at + 1
}

// endOf returns the line that ends a block; 0 if another begins before.
func (r *reader) endOf(at int, mark string) int {
	for end := at + 1; end < len(r.lines); end++ {
		switch plain := strings.TrimSpace(r.lines[end]); {
		case plain == mark:
			return end
		case begin().MatchString(plain):
			return 0
		}
	}
	return 0
}

func (r *reader) take(b Block, from, to int) {
	b.Line, b.End = from+1, to+1
	b.Section = r.section.Titles()
	r.note.Blocks = append(r.note.Blocks, b)
}

// ofAll takes a line that names the deck or the tags of all blocks, or is above the one that does.
func (r *reader) ofAll(at int, what, value string) int {
	r.note.Frames = append(r.note.Frames, at+1)
	next := at + 1
	if value == "" && next < len(r.lines) && strings.TrimSpace(r.lines[next]) != "" {
		value = strings.TrimSpace(r.lines[next])
		next++
		r.note.Frames = append(r.note.Frames, next)
	}
	if what == "TARGET DECK" {
		r.note.Deck = strings.ReplaceAll(value, "::", "/")
	} else {
		r.note.Tags = append(r.note.Tags, tagsOf(value)...)
	}
	return next
}
