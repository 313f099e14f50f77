package apkg

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cards/deck"
	"cards/deck/from/anki"
	"cards/storage/journal"
)

// note is a note that is written.
type note struct {
	guid   string
	id     int64
	source *sourceNote // nil for one of ours
	cards  []int       // ordinals of those that are written
	ords   []int       // of one of ours: of its cards, in their order
	deck   *deckOf     // of its first card; nil without one
}

// write writes the cards of one note of ours.
func (e *exporter) write(siblings []*learned) error {
	own, err := e.joined(siblings)
	if err != nil {
		return err
	}
	for _, l := range siblings {
		for i := range l.sources {
			s := &l.sources[i]
			n := e.notes[s.note]
			if n == nil {
				if n, err = e.addNote(s.note, siblings); err != nil {
					return err
				}
			}
			if err := e.addCard(n, s.ord, l, s.rows); err != nil {
				return err
			}
		}
		if len(l.sources) > 0 {
			continue
		}
		if own == nil {
			if own, err = e.addOwn("", siblings); err != nil || own == nil {
				return err
			}
		}
		if err := e.addCard(own, e.ord(own, l), l, l.rows); err != nil {
			return err
		}
	}
	return nil
}

// joined returns the note of Anki that new cards beside others of it belong to: where those are
// gaps of one text, or it is one of ours. It is nil if there is none.
func (e *exporter) joined(siblings []*learned) (*note, error) {
	for _, l := range siblings {
		for _, s := range l.sources {
			source := e.sources.notes[s.note]
			t := e.sources.typeOf(source)
			if t != nil && !t.IsCloze() && !anki.IsOwn(t.ID) {
				continue
			}
			if n := e.notes[s.note]; n != nil {
				return n, nil
			}
			return e.addNote(s.note, siblings)
		}
	}
	return nil, nil
}

// addNote writes a note that came from Anki before, and that the import named by its guid or, where
// that names no note alone, by its id.
func (e *exporter) addNote(guid string, siblings []*learned) (*note, error) {
	source := e.sources.notes[guid]
	t := e.sources.typeOf(source)
	if t == nil || anki.IsOwn(t.ID) {
		return e.addOwn(guid, siblings)
	}
	sourced, err := e.sourced(source, siblings)
	if err != nil || sourced == nil {
		return nil, cmp.Or(err, fmt.Errorf("note %q: the log does not have it", guid))
	}
	row := &anki.Note{ID: source.id, GUID: guid, Type: t.ID, Mod: source.changed, Tags: sourced.Tags}
	for _, f := range sourced.Fields {
		if !strings.HasPrefix(f.Name, ":") {
			row.Fields = append(row.Fields, f.Value)
		}
	}
	for len(row.Fields) < len(t.Fields) {
		row.Fields = append(row.Fields, "")
	}
	n := e.added(guid)
	n.source, n.id = source, source.id
	if len(siblings) > 0 {
		e.edit(n, row, t, siblings)
	}
	for _, field := range row.Fields {
		e.media.refer(field)
	}
	e.use(t)
	e.Notes++
	e.sources.goesBack(row, guid)
	return n, e.book.Note(row, t.Sort)
}

// use notes that a type of note is one that is written.
func (e *exporter) use(t *anki.Notetype) {
	if e.types[t.ID] != nil {
		return
	}
	e.types[t.ID] = t
	e.media.refer(t.Style)
	for _, m := range t.Templates {
		e.media.refer(m.Front + m.Back)
	}
}

// added notes a new note.
func (e *exporter) added(guid string) *note {
	n := &note{guid: guid}
	e.notes[guid] = n
	return n
}

// sourced returns what the log keeps of a note that came from Anki.
func (e *exporter) sourced(source *sourceNote, siblings []*learned) (*journal.Sourced, error) {
	for _, l := range siblings {
		for i := range l.sourced {
			if l.sourced[i].ID == source.event {
				b, _ := l.sourced[i].Body.(journal.Sourced)
				return &b, nil
			}
		}
	}
	past, err := e.c.Past(source.holder)
	for _, ev := range past {
		if b, ok := ev.Body.(journal.Sourced); ok && ev.ID == source.event {
			return &b, nil
		}
	}
	return nil, err
}

// edit takes what was changed here into a note that came from Anki: its tags, and its text where
// the type of note shows no more than fields.
func (e *exporter) edit(n *note, row *anki.Note, t *anki.Notetype, siblings []*learned) {
	tags := n.source.tags(row.Tags, siblings)
	if !slices.Equal(tags, row.Tags) {
		row.Tags, row.Mod = tags, row.Mod+1
	}
	changed := int64(0)
	for _, l := range siblings {
		if !l.arrived {
			changed = max(changed, l.edited.Unix(), n.source.changed+1)
		}
	}
	if changed == 0 {
		return
	}
	text, err := e.text(siblings[0])
	if err != nil || text == nil || !e.fill(n, row, t, text, siblings) {
		e.Kept++
		return
	}
	row.Mod = max(row.Mod, changed)
}

// addOwn writes a note as one of a type of ours; under a new guid if none is given. It is nil if
// its text is not in its file any more.
func (e *exporter) addOwn(guid string, siblings []*learned) (*note, error) {
	text, err := e.text(siblings[0])
	if err != nil || text == nil {
		return nil, err
	}
	if guid == "" {
		guid = e.newGUID(siblings)
	}
	n := e.added(guid)
	n.id = e.free(e.taken, "note", guid)
	n.ords = ords(text.note, guid, siblings)
	own, fields := e.fields(n, text)
	row := &anki.Note{ID: n.id, GUID: guid, Type: int64(own), Mod: n.id / 1000, Fields: fields}
	for _, l := range siblings {
		row.Mod = max(row.Mod, l.edited.Unix())
	}
	for _, tag := range siblings[0].Tags {
		row.Tags = append(row.Tags, ankiTag(tag))
	}
	if e.types[int64(own)] == nil {
		e.types[int64(own)] = own.Type()
	}
	e.Notes++
	e.sources.goesBack(row, guid)
	return n, e.book.Note(row, 0)
}

// newGUID returns the guid of a note of ours. It follows from the text that was learned first,
// whichever of its cards that was, so that an edit changes it as little as a review does.
func (e *exporter) newGUID(siblings []*learned) string {
	text := siblings[0].Text
	var first journal.ID
	for _, l := range siblings {
		if l.first != nil && (first.IsZero() || l.firstID.Compare(first) < 0) {
			text, first = l.first.Text, l.firstID
		}
	}
	sum := sha256.Sum256([]byte("note\x00" + essence(text)))
	guid := base64.RawURLEncoding.EncodeToString(sum[:9])
	for n, base := 2, guid; e.notes[guid] != nil || e.sources.notes[guid] != nil; n++ {
		guid = base + "~" + strconv.Itoa(n)
	}
	return guid
}

// essence returns what the texts of all cards of a note have in common.
func essence(t deck.Text) string {
	switch {
	case t.ID != "":
		return "id\x00" + t.ID
	case t.IsCloze():
		return "cloze\x00" +
			strings.NewReplacer(string(deck.GapOpen), "", string(deck.GapClose), "").Replace(t.Cloze)
	}
	return "basic\x00" + min(t.Prompt, t.Answer) + "\x00" + max(t.Prompt, t.Answer)
}

// free returns an id that follows from a name and that nothing else has.
func (e *exporter) free(taken map[int64]bool, kind, name string) int64 {
	id := hashID(kind, name)
	for taken[id] {
		id++
	}
	taken[id] = true
	return id
}

// ords returns the ordinals that the cards of a note of ours have: those by which Anki knows them,
// and for others what is free.
func ords(n *deck.Note, guid string, siblings []*learned) []int {
	list, taken := make([]int, len(n.Cards)), make(map[int]bool)
	for i := range list {
		list[i] = -1
	}
	for _, l := range siblings {
		for _, s := range l.sources {
			if i := indexOf(n, l.Key); i >= 0 && s.note == guid && !taken[s.ord] {
				list[i], taken[s.ord] = s.ord, true
			}
		}
	}
	for i := range list {
		if list[i] >= 0 {
			continue
		}
		list[i] = i
		for taken[list[i]] {
			list[i]++
		}
		taken[list[i]] = true
	}
	return list
}

func indexOf(n *deck.Note, key deck.Key) int {
	return slices.IndexFunc(n.Cards, func(c deck.Card) bool { return c.Key == key })
}

// ord returns the ordinal of a new card of a note.
func (e *exporter) ord(n *note, l *learned) int {
	text, err := e.text(l)
	if err != nil || text == nil || n.ords == nil {
		ord := 0
		for slices.Contains(n.cards, ord) {
			ord++
		}
		return ord
	}
	return n.ords[max(indexOf(text.note, l.Key), 0)]
}

// addCard writes a card of a note, once.
func (e *exporter) addCard(n *note, ord int, l *learned, rows []anki.Row) error {
	if n == nil || slices.Contains(n.cards, ord) {
		return nil
	}
	if len(n.cards) == 0 {
		n.deck = l.deck
	}
	n.cards = append(n.cards, ord)
	slices.SortStableFunc(rows, func(a, b anki.Row) int { return cmp.Compare(a.ID, b.ID) })
	c := e.card(l, rows)
	c.Note, c.Ord = n.id, ord
	if n.source != nil {
		c.ID = n.source.card(ord)
	}
	if c.ID == 0 {
		c.ID = e.free(e.takenC, "card", fmt.Sprintf("%s:%d", n.guid, ord))
	}
	for i := range rows {
		rows[i].Card = c.ID
	}
	e.Cards++
	e.Reviews += len(rows)
	return e.book.Card(&c, rows)
}
