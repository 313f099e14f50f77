package storage

import (
	"cards/deck"
	"cards/storage/folders"
)

// deckFile is what is known of one deck file, but for its text.
type deckFile struct {
	id          fileID
	path        string // as in [Card.Path]
	name        string // as in [folders.File.Name]
	deck        string // name of the deck
	description string
	stamp       folders.Stamp
	hash        [16]byte // of the content: the first bytes of its SHA-256
	young       bool     // it changed so shortly before it was read that the stamp may hide a later change
	problem     string   // why it could not be read when last tried: what is stored is older
	errors      int      // diagnostics of that severity
	parser      uint64   // version of the rules by which its text was compiled
}

// parserRules is the version of what the stored text of deck files is compiled by. Files that were compiled by others are
// read again.
const parserRules = 2

func encodeDeckFile(f *deckFile) []byte {
	e := &encoder{buf: make([]byte, 0, 160)}
	e.uint(f.parser)
	e.string(f.path)
	e.string(f.name)
	e.string(f.deck)
	e.string(f.description)
	e.int(f.stamp.Size)
	e.int(f.stamp.ModTime)
	e.uint(f.stamp.Inode)
	e.int(f.stamp.Change)
	e.bytes(f.hash[:])
	e.bool(f.young)
	e.string(f.problem)
	e.uint(uint64(f.errors))
	return seal(f.id.bytes(), e.buf)
}

func decodeDeckFile(id fileID, value []byte) (*deckFile, error) {
	payload, err := unseal(id.bytes(), value)
	d := &decoder{buf: payload, err: err}
	f := &deckFile{
		id: id, parser: d.uint(), path: d.string(), name: d.string(), deck: d.string(), description: d.string(),
		stamp: folders.Stamp{Size: d.int(), ModTime: d.int(), Inode: d.uint(), Change: d.int()},
		hash:  d.id(), young: d.bool(), problem: d.string(), errors: int(d.uint()),
	}
	if err := d.end(); err != nil {
		return nil, &CorruptError{Bucket: bucketFiles, Key: id.bytes(), Err: err}
	}
	return f, nil
}

// deckFiles returns what is known of all deck files, by number.
func (t *txn) deckFiles() (map[fileID]*deckFile, error) {
	files := make(map[fileID]*deckFile)
	err := t.bucket(bucketFiles).ForEach(func(key, value []byte) error {
		if len(key) != len(fileID(0).bytes()) {
			return &CorruptError{Bucket: bucketFiles, Key: key, Err: errShort}
		}
		f, err := decodeDeckFile(fileIDOf(key), value)
		if err == nil {
			files[f.id] = f
		}
		return err
	})
	return files, err
}

// content is the compiled text of one deck file.
type content struct {
	notes       []deck.Note // tags with those of the file, sorted
	broken      []deck.Key  // cards of notes that are left out
	diagnostics []deck.Diagnostic
}

// encodeContent writes the notes so that each can be read alone: their number, where each begins, the notes, the rest.
func encodeContent(id fileID, c *content) []byte {
	n := len(c.notes)
	head := 4 * (n + 2)
	e := &encoder{buf: make([]byte, head, head+256*n)}
	putFixed32(e.buf, 0, n)
	for i := range c.notes {
		putFixed32(e.buf, i+1, len(e.buf))
		encodeNote(e, &c.notes[i])
	}
	putFixed32(e.buf, n+1, len(e.buf))
	e.uint(uint64(len(c.broken)))
	for _, k := range c.broken {
		e.bytes(k[:])
	}
	e.uint(uint64(len(c.diagnostics)))
	for _, d := range c.diagnostics {
		encodeDiagnostic(e, d)
	}
	return seal(id.bytes(), e.buf)
}

func encodeDiagnostic(e *encoder, d deck.Diagnostic) {
	e.uint(uint64(d.Pos.Line))
	e.uint(uint64(d.Pos.Col))
	e.byte(byte(d.Severity))
	e.string(d.Text)
	e.string(d.Hint)
}

func encodeNote(e *encoder, n *deck.Note) {
	e.byte(byte(n.Label))
	e.uint(uint64(n.Pos.Line))
	e.uint(uint64(n.Pos.Col))
	e.uint(uint64(n.End))
	e.string(n.ID)
	e.string(n.More)
	e.bool(n.Typed)
	e.bool(n.Draft)
	e.strings(n.Tags)
	e.strings(n.Section)
	e.uint(uint64(len(n.Options)))
	for _, o := range n.Options {
		e.string(o.Text)
		e.bool(o.Right)
	}
	e.uint(uint64(len(n.Cards)))
	for i := range n.Cards {
		encodeCard(e, &n.Cards[i])
	}
}

func encodeCard(e *encoder, c *deck.Card) {
	e.bytes(c.Key[:])
	e.byte(byte(c.Kind))
	e.string(c.Front)
	e.string(c.Back)
	t := c.Text
	e.stringUnless(t.Prompt, c.Front)
	e.stringUnless(t.Answer, c.Back)
	e.stringUnless(t.Cloze, c.Back)
	e.string(t.ID)
	e.bool(t.Back)
	e.uint(uint64(t.Earlier))
}

// stringUnless writes a text that often equals one before it.
func (e *encoder) stringUnless(s, known string) {
	e.bool(s == known)
	if s != known {
		e.string(s)
	}
}

func (d *decoder) stringUnless(known string) string {
	if d.bool() {
		return known
	}
	return d.string()
}

// compiled is the stored text of a file, not yet taken apart. It belongs to the transaction.
type compiled struct {
	payload []byte
	n       int
}

// compiledText returns the text of a file, which must be stored.
func (t *txn) compiledText(id fileID) (compiled, error) {
	payload, err := unseal(id.bytes(), t.get(bucketNotes, id.bytes()))
	c := compiled{payload: payload}
	if err == nil && len(payload) >= 8 {
		c.n = fixed32(payload, 0)
	}
	if err == nil && (len(payload) < 8 || c.n < 0 || 4*(c.n+2) > len(payload)) {
		err = errShort
	}
	if err != nil {
		return c, &CorruptError{Bucket: bucketNotes, Key: id.bytes(), Err: err}
	}
	return c, nil
}

// at returns a decoder of part i: a note, or behind them the rest.
func (c compiled) at(i int) *decoder {
	from, to := fixed32(c.payload, i+1), len(c.payload)
	if i < c.n {
		to = fixed32(c.payload, i+2)
	}
	if from > to || to > len(c.payload) {
		return &decoder{err: errShort}
	}
	return &decoder{buf: c.payload[from:to]}
}

// note reads one note.
func (c compiled) note(i int) (*deck.Note, error) {
	if i >= c.n {
		return nil, errShort
	}
	d := c.at(i)
	n := &deck.Note{
		Label: deck.Label(d.byte()), Pos: deck.Pos{Line: int(d.uint()), Col: int(d.uint())}, End: int(d.uint()),
		ID: d.string(), More: d.string(), Typed: d.bool(), Draft: d.bool(), Tags: d.strings(), Section: d.strings(),
	}
	for range d.count() {
		n.Options = append(n.Options, deck.Option{Text: d.string(), Right: d.bool()})
	}
	n.Cards = make([]deck.Card, d.count())
	for i := range n.Cards {
		n.Cards[i] = decodeCard(d)
	}
	return n, d.end()
}

func decodeCard(d *decoder) deck.Card {
	c := deck.Card{Key: d.id(), Kind: deck.Kind(d.byte()), Front: d.string(), Back: d.string()}
	c.Text = deck.Text{
		Prompt: d.stringUnless(c.Front), Answer: d.stringUnless(c.Back), Cloze: d.stringUnless(c.Back),
		ID: d.string(), Back: d.bool(), Earlier: int(d.uint()),
	}
	return c
}

// rest reads what is stored beside the notes; diagnostics are given the path.
func (c compiled) rest(path string) (broken []deck.Key, diagnostics []deck.Diagnostic, err error) {
	d := c.at(c.n)
	for range d.count() {
		broken = append(broken, d.id())
	}
	for range d.count() {
		diagnostics = append(diagnostics, deck.Diagnostic{
			Path: path, Pos: deck.Pos{Line: int(d.uint()), Col: int(d.uint())}, Severity: deck.Severity(d.byte()),
			Text: d.string(), Hint: d.string(),
		})
	}
	return broken, diagnostics, d.end()
}
