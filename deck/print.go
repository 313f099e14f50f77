package deck

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"cards/deck/char"
	"cards/deck/fork"
	"cards/deck/label"
	"cards/deck/markup"
)

// NoteError says why a note cannot be written.
type NoteError struct{ Text, Hint string }

func (e *NoteError) Error() string { return e.Text }

// Print returns a note as a deck holds it, in whole lines and in the canonical layout. Its texts
// are Markdown, perhaps from elsewhere: they are escaped as [Escape] does it, so that [Parse] reads
// them as the same texts. Of the note it takes label, texts, options, tags, id, and whether it is
// typed or a draft. With options the answer is they; without, an answer that is a task list makes a
// choice all the same. The brackets of a cloze are its gaps. The error is a [*NoteError].
func Print(n Note) (string, error) {
	if err := n.checkNames(); err != nil {
		return "", err
	}
	var b strings.Builder
	n.print(&b)
	_, err := n.readPrinted(b.String())
	return b.String(), err
}

// Printed is what [Print] returns of a note, and the note as it is read then.
type Printed struct {
	Text  string
	*Note       // its lines count from 1; an empty one if there is an error
	Err   error // a [*NoteError]

	isAlone bool // nothing else in its file and it may say something of one another
}

// PrintAll is [Print] for many notes, which are read back at once.
func PrintAll(notes []Note) []Printed {
	all := make([]Printed, len(notes))
	var sound, ends []int
	var b strings.Builder
	b.Grow(sizeOf(notes))
	for i := range notes {
		if all[i].Err = notes[i].checkNames(); all[i].Err != nil {
			all[i].Note = new(Note)
			continue
		}
		notes[i].print(&b)
		sound, ends = append(sound, i), append(ends, b.Len())
		b.WriteByte('\n')
	}
	text := b.String()
	f := Parse("", text)
	fits := len(f.Notes) == len(sound) && len(f.Broken) == 0 && f.error() == nil
	from := 0
	for at, i := range sound {
		all[i].Text = text[from:ends[at]]
		from = ends[at] + 1
		fits = fits && f.Notes[at].isLike(notes[i])
	}
	for at, i := range sound {
		if fits {
			all[i].take(f, at)
		} else if by, err := notes[i].readPrinted(all[i].Text); err != nil {
			all[i].Note, all[i].Err = new(Note), err
		} else {
			all[i].take(by, 0)
		}
	}
	return all
}

// take takes a note of a file. Those before it were taken already.
func (p *Printed) take(f *File, at int) {
	p.Note = &f.Notes[at]
	said := 0 // of the note, or of what stands before it
	for said < len(f.Diagnostics) && f.Diagnostics[said].Pos.Line <= p.End {
		said++
	}
	p.isAlone = said == 0 && len(f.Definitions) == 0 && p.ID == "" && !p.Draft &&
		!fork.MayConflict(p.Text) && !p.mayEndEmpty()
	f.Diagnostics = f.Diagnostics[said:]
	p.End, p.Pos.Line = p.End-p.Pos.Line+1, 1
}

// mayEndEmpty says whether a note has perhaps an explanation that shows nothing, of which a heading
// below it would be told.
func (p *Printed) mayEndEmpty() bool {
	return (p.More == "" || strings.HasPrefix(p.More, "<!--")) &&
		strings.Contains(p.Text, "\nA (more):")
}

// sizeOf returns about how many bytes notes take when they are printed.
func sizeOf(notes []Note) int {
	const labels = 16
	size := 0
	for i := range notes {
		size += len(notes[i].Prompt) + len(notes[i].Answer) + len(notes[i].More) + labels
	}
	return size
}

// print writes the text of a note, which may be read as something else.
func (n *Note) print(b *strings.Builder) {
	answer := n.Answer
	if len(n.Options) > 0 {
		answer = optionList(n.Options)
	}
	printPart(b, label.Text(byte(n.Label),
		label.Words{Typed: n.Typed, Exact: n.Exact, Draft: n.Draft, ID: n.ID}), n.Prompt)
	switch n.Label {
	case Question:
		printPart(b, "A:", answer)
	case Term:
		printPart(b, "D:", answer)
	case Cloze:
	}
	if n.More != "" {
		printPart(b, "A (more):", n.More)
	}
	if len(n.Tags) > 0 {
		b.WriteString("#" + strings.Join(n.Tags, " #") + "\n")
	}
}

// checkNames says what is wrong with the id or a tag.
func (n Note) checkNames() error {
	if n.ID != "" && !label.IsID(n.ID) {
		return &NoteError{"bad id " + char.Quote(n.ID), label.IDHint}
	}
	for _, tag := range n.Tags {
		if !label.IsTag(tag) {
			return BadTag(tag)
		}
	}
	return nil
}

// BadTag says that a word cannot be a tag.
func BadTag(word string) *NoteError {
	return &NoteError{
		"bad tag " + char.Quote(word),
		"a tag is a letter, then letters, digits, '_', '-' or '/'",
	}
}

// readPrinted reads what was printed, or says why it is no note.
func (n *Note) readPrinted(text string) (*File, error) {
	f := Parse("", text)
	if err := f.error(); err != nil {
		return nil, err
	}
	if len(f.Notes) != 1 || !f.Notes[0].isLike(*n) {
		return nil, &NoteError{Text: "it would not be read as it is meant"}
	}
	return f, nil
}

// isLike says whether a note that was read is the one that was printed, as far as that tells the
// two apart.
func (n Note) isLike(meant Note) bool {
	return n.Label == meant.Label && slices.Equal(n.Tags, meant.Tags)
}

// error returns the first error in a file; nil if there is none.
func (f *File) error() error {
	for _, d := range f.Diagnostics {
		if d.Severity == Error {
			return &NoteError{d.Text, d.Hint}
		}
	}
	return nil
}

// optionList returns options as the task list that they are.
func optionList(options []Option) string {
	var b strings.Builder
	for _, o := range options {
		box := "- [ ] "
		if o.Right {
			box = "- [x] "
		}
		b.WriteString(box + strings.ReplaceAll(strings.TrimSpace(o.Text), "\n", "\n  ") + "\n")
	}
	return b.String()
}

// printPart writes a label and its text: behind it, unless the text begins with a block that is
// easier to read on lines of its own.
func printPart(b *strings.Builder, label, text string) {
	text = Escape(text)
	b.WriteString(label)
	switch {
	case text == "":
	case strings.Contains(text, "\n") && beginsBlock(text):
		b.WriteString("\n" + text)
	default:
		b.WriteString(" " + strings.TrimLeft(text, " \t"))
	}
	b.WriteByte('\n')
}

// beginsBlock says whether a text begins with a list, a quote, a table, code or a formula.
func beginsBlock(text string) bool {
	block := markup.NewBlocks(text, nil).At(0)
	return block.Kind != markup.BlockText || block.Item || block.Quote > 0 ||
		strings.HasPrefix(text, "|") || strings.HasPrefix(text, "    ")
}

// ErrOpen is returned for a deck in which something has no end, so that what is appended to it
// would be read as a part of that.
var ErrOpen = errors.New("something in it has no end, and would swallow what is appended")

// Append returns the text of a deck file with notes behind it, as [Print] returns them, a blank
// line between. Nothing of the text is changed. The notes are read as they are by themselves, and
// the text as before; otherwise the error is [ErrOpen], with the place of what is open as far as it
// is known, or [ErrConflict].
func Append(src []byte, notes string) ([]byte, error) {
	text := char.Readable(string(src))
	if fork.Read(text).HasConflict() {
		return src, ErrConflict
	}
	lineEnd := "\n"
	if isCRLF(src) {
		lineEnd = "\r\n"
	}
	gap := ""
	switch end := strings.TrimRight(text, blankBytes); {
	case strings.TrimSpace(end) == "", strings.HasSuffix(end, "\n\n"):
	case strings.HasSuffix(end, "\n"):
		gap = lineEnd
	default:
		gap = lineEnd + lineEnd
	}
	out := slices.Concat(src, []byte(gap+strings.ReplaceAll(notes, "\n", lineEnd)))
	before, added, after := Parse("", text), Parse("", notes), Parse("", out)
	if !after.isSum(before, added) {
		return src, openError(before)
	}
	return out, nil
}

// isSum says whether a file has the notes of two others, in order, and all that is wrong with them.
func (f *File) isSum(a, b *File) bool {
	want := slices.Concat(a.Notes, b.Notes)
	if len(f.Notes) != len(want) || len(f.Broken) != len(a.Broken)+len(b.Broken) {
		return false
	}
	for i, n := range f.Notes {
		if n.Prompt != want[i].Prompt || n.Answer != want[i].Answer || n.More != want[i].More ||
			n.Draft != want[i].Draft || !slices.Equal(n.Tags, want[i].Tags) {
			return false
		}
	}
	return true
}

func openError(f *File) error {
	if f.Open == nil {
		return ErrOpen
	}
	return fmt.Errorf("line %d, %s: %w", f.Open.Pos.Line, f.Open.Text, ErrOpen)
}

// Define returns the text of a deck file with definitions of links, one a line, before all but its
// front matter; those that it has stay. The error is [ErrMoved] if its notes would be read
// otherwise or a label has another definition there.
func Define(src []byte, definitions []string) ([]byte, error) {
	s := newSource(src)
	known := make(map[string]string) // by label
	for _, d := range s.file.Definitions {
		known[definedLabel(d.Source)] = d.Source
	}
	var fresh []string
	for _, d := range definitions {
		switch have, ok := known[definedLabel(d)]; {
		case !ok:
			fresh = append(fresh, d)
			known[definedLabel(d)] = d
		case have != d:
			return src, fmt.Errorf("%s is %q there: %w", definedLabel(d), have, ErrMoved)
		}
	}
	if len(fresh) == 0 {
		return src, nil
	}
	out := s.apply([]edit{s.atTop(fresh)})
	if !s.file.hasNotes(Parse("", out)) {
		return src, ErrMoved
	}
	return out, nil
}

// atTop returns the edit that puts lines before all but the front matter.
func (s *source) atTop(lines []string) edit {
	elements := s.layout.elements
	front := len(elements) > 0 && elements[0].kind == frontElement
	if front {
		elements = elements[1:]
	}
	switch {
	case len(elements) > 0:
		at := s.line(elements[0].Start)
		return edit{from: at, to: at, lines: append(lines, "")}
	case front:
		lines = append([]string{""}, lines...)
	}
	return edit{from: len(s.lines), to: len(s.lines), lines: lines}
}

// definedLabel returns the label of a definition, which decides of what links it is.
func definedLabel(line string) string {
	return markup.NewBlocks(line, nil).At(0).Label(line)
}
