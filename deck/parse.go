package deck

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Parse reads the text of one deck file. The path is only for diagnostics. It never fails: what cannot be read is left
// out with a diagnostic, and time and memory are linear in the length of src.
func Parse(path string, src []byte) *File {
	text := string(bytes.TrimPrefix(src, []byte("\ufeff")))
	if strings.Contains(text, "\r\n") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	p := &parser{
		file:   &File{Path: path, Sections: []Section{{}}},
		text:   text,
		line:   1,
		foul:   !utf8.ValidString(text) || strings.ContainsAny(text, foulRunes),
		blocks: newBlocks(text),
		report: reporter{path: path},
		places: locator{text: text, line: 1, column: 1},
		blanks: 1,
		keys:   map[Key]int{},
		ids:    map[string]int{},
	}
	p.frontMatter()
	p.study.line = p.line
	for p.off < len(text) {
		p.readLine()
	}
	p.closeNote(Pos{}, false)
	p.closeSection()
	p.countDrafts()
	p.file.Diagnostics = p.report.result()
	return p.file
}

// foulRunes are the characters that no deck may hold; neither may it hold bytes that are not UTF-8.
const foulRunes = "\x00" + string(GapOpen) + string(GapClose)

// parser reads one file, line by line.
type parser struct {
	file *File
	text string // of the file, lines ending in LF
	foul bool   // there are characters in it that no deck may hold

	blocks blocks
	report reporter
	places locator

	off, line int // of what is read next

	note   openNote
	chunks []chunk // of the open note
	pieces []piece // of its bodies
	study  studyNotes
	titles [6]string // of the headings above, by level; empty for none

	blanks int // how many blank lines were just passed; the start of the file counts as one

	keys     map[Key]int    // where a key was met first: its line
	ids      map[string]int // likewise for explicit ids
	drafts   int            // notes that are drafts for want of an answer
	draftPos Pos            // of the first of them
	pairs    int            // lines outside notes that look like "term :: definition"
	pairPos  Pos
}

// studyNotes are the lines of a section that belong to no note.
type studyNotes struct {
	off, line int // where the section begins
	chunks    []chunk
}

// openNote is the note that is being read.
type openNote struct {
	label     Label // 0 for what follows a label that is out of place
	open      bool
	off, line int
	words     words
	parts     []part
	tags      []string
	bad       bool // an error spoils it
	foul      bool // it cannot even be read
	empty     bool // its answer is
}

// part is what follows one label.
type part struct {
	role     role
	pos      Pos // of its label
	from, to int // its chunks
	tags     Pos // of its first line of tags
}

// role is what a part is to its note.
type role uint8

const (
	prompt role = iota
	answer
	more
	lost // out of place
)

func (p *parser) readLine() {
	line := p.text[p.off:lineEnd(p.text, p.off)]
	if l, ok := readLabel(line); ok {
		p.readLabel(l)
		return
	}
	level, title := readHeading(line)
	switch {
	case isRule(line):
		p.closeNote(Pos{}, false)
		p.skipLine()
	case level > 0:
		p.closeNote(Pos{p.line, 1}, false)
		p.closeSection()
		p.openSection(level, title)
		p.skipLine()
	case p.note.open && readTags(line) != nil:
		p.addTags(readTags(line))
		p.skipLine()
	default:
		p.remark(line)
		p.content(p.off)
	}
}

func (p *parser) readLabel(l labelLine) {
	label := Label(l.letter)
	starts := label == Question || label == Term || label == Cloze
	if starts {
		p.closeNote(Pos{}, true)
		p.note = openNote{label: label, open: true, off: p.off, line: p.line, parts: p.note.parts[:0], tags: nil}
	}
	w, errs := l.read()
	for _, e := range errs {
		p.fail(Pos{p.line, 1 + utf8.RuneCountInString(p.text[p.off:p.off+e.at])}, e.text, e.hint)
	}
	if starts {
		p.note.words = w
		p.openPart(prompt)
	} else {
		p.openPart(p.continueNote(l, w))
	}
	p.blanks = 0
	start := p.off + l.size
	for start < len(p.text) && (p.text[start] == ' ' || p.text[start] == '\t') {
		start++
	}
	p.content(start)
}

// continueNote says what the part of an A or a D is to the open note. Without one, a nameless note takes what follows.
func (p *parser) continueNote(l labelLine, w words) role {
	n := &p.note
	if !n.open {
		*n = openNote{open: true, off: p.off, line: p.line, parts: n.parts[:0]}
	}
	answered := len(n.parts) > 1
	switch {
	case w.more && (answered || n.label == Cloze):
		return more
	case w.more:
		p.fail(Pos{p.line, 1}, "explanation without an answer before it", escapeHint(`"A (more):" stands below an answer`, l))
	case l.letter == 'A' && n.label == Question && !answered, l.letter == 'D' && n.label == Term && !answered:
		return answer
	case l.letter == 'A' && n.label == Question:
		p.fail(Pos{p.line, 1}, "second answer", escapeHint(`write "A (more):" for an explanation`, l))
	case l.letter == 'D' && n.label == Term:
		p.fail(Pos{p.line, 1}, "second definition", escapeHint(`write "A (more):" for an explanation`, l))
	default:
		p.fail(Pos{p.line, 1}, outOfPlace(l, n.label), escapeHint(`"A:" answers "Q:", "D:" defines "T:"`, l))
	}
	return lost
}

func outOfPlace(l labelLine, open Label) string {
	text := "answer"
	if l.letter == 'D' {
		text = "definition"
	}
	switch open {
	case Question:
		return text + " to a question"
	case Term:
		return text + " to a term"
	case Cloze:
		return text + " to a cloze"
	case 0:
	}
	return text + " without a question or term"
}

func escapeHint(hint string, l labelLine) string {
	escaped := l.name()
	if l.words != "" {
		escaped += " (" + l.words + ")"
	}
	return hint + "; if this is text, write " + escaped + `\:`
}

func (p *parser) openPart(r role) {
	p.note.parts = append(p.note.parts, part{role: r, pos: Pos{p.line, 1}, from: len(p.chunks), to: len(p.chunks)})
}

func (p *parser) addTags(tags []string) {
	last := &p.note.parts[len(p.note.parts)-1]
	if last.tags == (Pos{}) {
		last.tags = Pos{p.line, 1}
	}
	p.note.tags = append(p.note.tags, tags...)
}

// fail reports an error that spoils the open note.
func (p *parser) fail(pos Pos, text, hint string) {
	p.note.bad = true
	p.report.add(Error, pos, text, hint)
}

// content reads what begins at start, which is or counts as the start of a line: a block, or the rest of the line.
func (p *parser) content(start int) {
	for {
		kind, end, closed := p.blocks.open(start)
		if !closed {
			p.unclosed(kind, start)
			kind = plain
		}
		p.keep(chunk{start, end, kind})
		p.advance(end)
		if kind != comment || end == len(p.text) || p.text[end-1] == '\n' {
			return
		}
		start = end
	}
}

func (p *parser) unclosed(kind chunkKind, start int) {
	text, hint := "", ""
	switch kind {
	case fence:
		text, hint = "code fence that nothing closes", "close it by a line of as many marks, or put a backslash before it"
	case formula:
		text, hint = "math block that nothing closes", `end it by a line with $$, or write \$$`
	case plain, comment:
		return // comments are looked for when the part is complete, those within lines too
	}
	p.report.add(Warning, p.places.pos(start), text, hint)
}

// keep adds a chunk to the open part, or to the study notes.
func (p *parser) keep(c chunk) {
	if !p.note.open {
		p.study.chunks = appendChunk(p.study.chunks, 0, c)
		return
	}
	last := &p.note.parts[len(p.note.parts)-1]
	p.chunks = appendChunk(p.chunks, last.from, c)
	last.to = len(p.chunks)
}

// appendChunk joins c to the last of the chunks from first on, where it goes on from that.
func appendChunk(chunks []chunk, first int, c chunk) []chunk {
	if n := len(chunks); n > first && chunks[n-1].kind == c.kind && chunks[n-1].end == c.start && c.kind != comment {
		chunks[n-1].end = c.end
		return chunks
	}
	return append(chunks, c)
}

func (p *parser) skipLine() {
	p.advance(min(lineEnd(p.text, p.off)+1, len(p.text)))
	p.blanks = 0
}

// advance goes on behind what was read.
func (p *parser) advance(end int) {
	passed := p.text[p.off:end]
	if p.foul {
		p.reportFoul(passed)
	}
	p.line += strings.Count(passed, "\n")
	p.off = end
}

// reportFoul reports the first character of each line that no deck may hold.
func (p *parser) reportFoul(passed string) {
	off := p.off
	for line := range strings.Lines(passed) {
		if at, text := foulAt(line); at >= 0 {
			p.note.foul = p.note.open
			p.report.add(Error, p.places.pos(off+at), text, "a deck is UTF-8 text without control characters")
		}
		off += len(line)
	}
}

// foulAt returns the place of the first character that no deck may hold, and what it is; the place is -1 for none.
func foulAt(s string) (at int, text string) {
	at = strings.IndexAny(s, foulRunes)
	if at >= 0 {
		text = fmt.Sprintf("character %U", s[at])
	}
	if at < 0 {
		at = len(s)
	}
	if clean := s[:at]; !utf8.ValidString(clean) {
		return invalidAt(clean), "invalid UTF-8"
	}
	if text == "" {
		return -1, ""
	}
	return at, text
}

func invalidAt(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// clean returns the text with what no deck may hold replaced.
func (p *parser) clean(s string) string {
	if !p.foul {
		return s
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(foulRunes, r) {
			return utf8.RuneError
		}
		return r
	}, s)
}

// remark warns of a line that was perhaps meant otherwise.
func (p *parser) remark(line string) {
	if strings.TrimSpace(line) == "" {
		p.blanks++
		return
	}
	blanks := p.blanks
	p.blanks = 0
	if blanks > 1 && p.inAnswer() {
		p.report.add(Advice, Pos{p.line, 1}, "two blank lines inside an answer",
			`if a title begins here, write "# " before it: it ends the note`)
	}
	if letter, ok := looksLikeLabel(line); ok {
		p.remarkLabel(letter, line, blanks > 0)
	}
	if !p.note.open {
		if term, definition, ok := strings.Cut(line, " :: "); ok && term != "" && strings.TrimSpace(definition) != "" {
			if p.pairs++; p.pairs == 1 {
				p.pairPos = Pos{p.line, 1}
			}
		}
	}
}

func (p *parser) remarkLabel(letter byte, line string, afterBlank bool) {
	upper := letter &^ 0x20
	text := quote(line[:min(len(line), 1+strings.IndexAny(line, ":："))]) + " is no label"
	switch {
	case strings.IndexByte("QACTD", upper) >= 0:
		p.report.add(Warning, Pos{p.line, 1}, text, `did you mean "`+string(rune(upper))+`:"?`)
	case letter == upper && afterBlank:
		p.report.add(Warning, Pos{p.line, 1}, text, "the labels are Q, A, T, D and C; a backslash before the colon makes this text")
	}
}

// inAnswer says whether the open part is one that is shown after the question, or a cloze, and has begun.
func (p *parser) inAnswer() bool {
	n := &p.note
	if !n.open || n.label == 0 {
		return false
	}
	last := n.parts[len(n.parts)-1]
	return last.to > last.from && (last.role != prompt || n.label == Cloze)
}
