package storage

import (
	"cards/deck"
	"cards/deck/settings"
	"cards/storage/folders"
	"cards/storage/wire"
)

// deckFile is what is known of one deck file, but for its text.
type deckFile struct {
	id          fileID
	path        string // as in [Card.Path]
	name        string // as in [folders.File.Name]
	deck        string // name of the deck
	description string
	preset      string       // that its front matter names
	settings    settings.Set // of its front matter
	stamp       folders.Stamp
	hash        [16]byte // of the content: the first bytes of its SHA-256
	young       bool     // it changed so shortly before it was read that the stamp may hide a later change
	problem     string   // why it could not be read when last tried: what is stored is older
	errors      int      // diagnostics of that severity
	parser      uint64   // version of the rules by which its text was compiled
}

// parserRules is the version of what the stored text of deck files is compiled by. Files that were
// compiled by others are read again.
const parserRules = 7

func encodeDeckFile(f *deckFile) []byte {
	e := wire.NewEncoder(160)
	e.Uint(f.parser)
	e.String(f.path)
	e.String(f.name)
	e.String(f.deck)
	e.String(f.description)
	e.Int(f.stamp.Size)
	e.Int(f.stamp.ModTime)
	e.Uint(f.stamp.Inode)
	e.Int(f.stamp.Change)
	e.Bytes(f.hash[:])
	e.Bool(f.young)
	e.String(f.problem)
	e.Uint(uint64(f.errors))
	e.String(f.preset)
	encodeSettings(e, f.settings)
	return e.Sealed(f.id.bytes())
}

func decodeDeckFile(id fileID, value []byte) (*deckFile, error) {
	d := wire.Open(id.bytes(), value)
	f := &deckFile{
		id: id, parser: d.Uint(), path: d.String(), name: d.String(), deck: d.String(),
		description: d.String(),
		stamp:       folders.Stamp{Size: d.Int(), ModTime: d.Int(), Inode: d.Uint(), Change: d.Int()},
		hash:        d.ID(), young: d.Bool(), problem: d.String(), errors: int(d.Uint()),
	}
	if d.More() { // earlier rules kept no settings
		f.preset, f.settings = d.String(), decodeSettings(d)
	}
	if err := d.End(); err != nil {
		return nil, &wire.CorruptError{Bucket: bucketFiles, Key: id.bytes(), Err: err}
	}
	return f, nil
}

// content is the compiled text of one deck file.
type content struct {
	notes       []deck.Note // tags with those of the file, sorted
	broken      []deck.Key  // cards of notes that are left out
	diagnostics []deck.Diagnostic
}

// encodeContent writes the notes so that each can be read alone: their number, where each begins,
// the notes, the rest. It is to be sealed for the file's number.
func encodeContent(c *content) *wire.Encoder {
	n := len(c.notes)
	e := wire.NewEncoder(4*(n+2) + c.size())
	e.Row(n + 2)
	e.SetRow(0, n)
	for i := range c.notes {
		e.SetRow(i+1, e.Len())
		encodeNote(e, &c.notes[i])
	}
	e.SetRow(n+1, e.Len())
	e.Uint(uint64(len(c.broken)))
	for _, k := range c.broken {
		e.Bytes(k[:])
	}
	e.Uint(uint64(len(c.diagnostics)))
	for _, d := range c.diagnostics {
		encodeDiagnostic(e, d)
	}
	return e
}

// size returns about how many bytes the notes take: room that is not needed is much where a file
// has a million short ones.
func (c *content) size() int {
	const note, card = 40, 24 // besides its text, which a card has again as what it asks and answers
	sum := 0
	for i := range c.notes {
		n := &c.notes[i]
		sum += note + card*len(n.Cards) + 2*(len(n.Prompt)+len(n.Answer)) + len(n.More)
	}
	return sum
}

func encodeDiagnostic(e *wire.Encoder, d deck.Diagnostic) {
	e.Uint(uint64(d.Pos.Line))
	e.Uint(uint64(d.Pos.Col))
	e.Byte(byte(d.Severity))
	e.String(d.Text)
	e.String(d.Hint)
}

// How an answer is typed: not at all, as one likes, or exactly.
const (
	notTyped byte = iota
	typedFreely
	typedExact
)

func typedByte(n *deck.Note) byte {
	switch {
	case n.Exact:
		return typedExact
	case n.Typed:
		return typedFreely
	}
	return notTyped
}

func encodeNote(e *wire.Encoder, n *deck.Note) {
	e.Byte(byte(n.Label))
	e.Uint(uint64(n.Pos.Line))
	e.Uint(uint64(n.Pos.Col))
	e.Uint(uint64(n.End))
	e.String(n.ID)
	e.String(n.More)
	e.Byte(typedByte(n))
	e.Bool(n.Draft)
	e.Strings(n.Tags)
	e.Strings(n.Section)
	e.Uint(uint64(len(n.Options)))
	for _, o := range n.Options {
		e.String(o.Text)
		e.Bool(o.Right)
	}
	e.Uint(uint64(len(n.Cards)))
	for i := range n.Cards {
		encodeCard(e, &n.Cards[i])
	}
	e.Bytes([]byte(n.Definitions))
}

func encodeCard(e *wire.Encoder, c *deck.Card) {
	e.Bytes(c.Key[:])
	e.Byte(byte(c.Kind))
	e.String(c.Front)
	e.String(c.Back)
	t := c.Text
	stringUnless(e, t.Prompt, c.Front)
	stringUnless(e, t.Answer, c.Back)
	stringUnless(e, t.Cloze, c.Back)
	e.String(t.ID)
	e.Bool(t.Back)
	e.Uint(uint64(t.Earlier))
}

// stringUnless writes a text that often equals one before it.
func stringUnless(e *wire.Encoder, s, known string) {
	e.Bool(s == known)
	if s != known {
		e.String(s)
	}
}

func readUnless(d *wire.Decoder, known string) string {
	if d.Bool() {
		return known
	}
	return d.String()
}

// compiled is the stored text of a file, not yet taken apart. It belongs to the transaction.
type compiled struct {
	payload []byte
	n       int
}

// compiledText returns the text of a file, which must be stored.
func (t *textTx) compiledText(id fileID) (compiled, error) {
	payload, err := wire.Unseal(id.bytes(), t.Get(bucketNotes, id.bytes()))
	c := compiled{payload: payload}
	if err == nil && len(payload) >= 8 {
		c.n = wire.RowAt(payload, 0)
	}
	if err == nil && (len(payload) < 8 || c.n < 0 || 4*(c.n+2) > len(payload)) {
		err = wire.ErrShort
	}
	if err != nil {
		return c, &wire.CorruptError{Bucket: bucketNotes, Key: id.bytes(), Err: err}
	}
	return c, nil
}

// at returns a decoder of part i: a note, or behind them the rest.
func (c compiled) at(i int) *wire.Decoder {
	from, to := wire.RowAt(c.payload, i+1), len(c.payload)
	if i < c.n {
		to = wire.RowAt(c.payload, i+2)
	}
	if from > to || to > len(c.payload) {
		short := wire.NewDecoder(nil)
		short.Fail(wire.ErrShort)
		return short
	}
	return wire.NewDecoder(c.payload[from:to])
}

// raw returns a note as it is stored.
func (c compiled) raw(i int) []byte {
	from, to := wire.RowAt(c.payload, i+1), wire.RowAt(c.payload, i+2)
	if from > to || to > len(c.payload) {
		return nil
	}
	return c.payload[from:to]
}

// note reads one note.
func (c compiled) note(i int) (*deck.Note, error) {
	if i >= c.n {
		return nil, wire.ErrShort
	}
	d := c.at(i)
	n := &deck.Note{
		Label: deck.Label(d.Byte()), Pos: deck.Pos{Line: int(d.Uint()), Col: int(d.Uint())},
		End: int(d.Uint()),
		ID:  d.String(), More: d.String(),
	}
	typed := d.Byte()
	n.Typed, n.Exact = typed > 0, typed == typedExact
	n.Draft, n.Tags, n.Section = d.Bool(), d.Strings(), d.Strings()
	for range d.Count() {
		n.Options = append(n.Options, deck.Option{Text: d.String(), Right: d.Bool()})
	}
	n.Cards = make([]deck.Card, d.Count())
	for i := range n.Cards {
		n.Cards[i] = decodeCard(d)
	}
	n.Definitions = string(d.Rest())
	return n, d.Err()
}

// outline appends the keys of a note to others, and returns all of them.
func (c compiled) outline(i int, keys []deck.Key) (noteOutline, []deck.Key, error) {
	d, start := c.at(i), len(keys)
	d.Byte() // label
	for range 3 {
		d.Uint() // where it stands
	}
	o := noteOutline{id: d.String()}
	d.Skip() // explanation
	d.Byte() // how it is typed
	o.draft = d.Bool()
	for range 2 { // tags and section
		for range d.Count() {
			d.Skip()
		}
	}
	for range d.Count() { // options
		d.Skip()
		d.Bool()
	}
	for range d.Count() {
		keys = append(keys, skipCard(d))
	}
	o.keys = keys[start:len(keys):len(keys)]
	return o, keys, d.Err()
}

// skipCard passes a card, and returns its key.
func skipCard(d *wire.Decoder) deck.Key {
	key := deck.Key(d.ID())
	d.Byte()      // kind
	d.Skip()      // front
	d.Skip()      // back
	for range 3 { // prompt, answer and text of a cloze
		if !d.Bool() {
			d.Skip()
		}
	}
	d.Skip() // id
	d.Bool() // back
	d.Uint() // earlier
	return key
}

func decodeCard(d *wire.Decoder) deck.Card {
	c := deck.Card{Key: d.ID(), Kind: deck.Kind(d.Byte()), Front: d.String(), Back: d.String()}
	c.Text = deck.Text{
		Prompt: readUnless(d, c.Front), Answer: readUnless(d, c.Back), Cloze: readUnless(d, c.Back),
		ID: d.String(), Back: d.Bool(), Earlier: int(d.Uint()),
	}
	return c
}

// rest reads what is stored beside the notes; diagnostics are given the path.
func (c compiled) rest(path string) (broken []deck.Key, diagnostics []deck.Diagnostic, err error) {
	d := c.at(c.n)
	for range d.Count() {
		broken = append(broken, d.ID())
	}
	for range d.Count() {
		diagnostics = append(diagnostics, deck.Diagnostic{
			Path: path, Pos: deck.Pos{Line: int(d.Uint()), Col: int(d.Uint())},
			Severity: deck.Severity(d.Byte()),
			Text:     d.String(), Hint: d.String(),
		})
	}
	return broken, diagnostics, d.End()
}
