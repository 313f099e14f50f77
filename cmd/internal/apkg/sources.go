package apkg

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/anki"
	"cards/srs/model"
	"cards/storage/journal"
)

// sources are what the log keeps of notes that came from Anki, and the newest parameters of FSRS-6.
type sources struct {
	notes      map[string]*sourceNote // by what the import names them by
	unnamed    map[string]int64       // by guid that names no note: when the oldest with it was changed
	types      map[int64]*anki.Notetype
	parameters map[string]*model.Model // by preset; of the collection under ""
	ignored    map[string]time.Time    // by preset: rows before it are no history in Anki

	room []sourceNote // of notes to come: many at a time are less to look after
}

// sourceNote is what is known of a note that came from Anki.
type sourceNote struct {
	id, typ, changed int64
	guid             string // as it is in Anki
	cards            []ordinal
	holder           deck.Key // the source key of the card whose history has the rest
	event            journal.ID
}

// ordinal is a card of a note in Anki.
type ordinal struct {
	ord int
	id  int64
}

// card returns the id of the card of an ordinal; 0 if there is none.
func (n *sourceNote) card(ord int) int64 {
	i := slices.IndexFunc(n.cards, func(o ordinal) bool { return o.ord == ord })
	if i < 0 {
		return 0
	}
	return n.cards[i].id
}

// ankiPrefix begins the explicit ids of cards that came from Anki.
const ankiPrefix = "anki:"

// splitIdentity divides the explicit id of a card that came from Anki into that of its note and the
// ordinal.
func splitIdentity(id string) (note string, ord int, ok bool) {
	rest, isAnkis := strings.CutPrefix(id, ankiPrefix)
	at := strings.LastIndexByte(rest, ':')
	if !isAnkis || at < 0 {
		return "", 0, false
	}
	ord, err := strconv.Atoi(rest[at+1:])
	return rest[:at], ord, err == nil && ord >= 0
}

// readSources reads what the log keeps of sources.
func readSources(c Collection) (*sources, error) {
	s := &sources{
		notes: make(map[string]*sourceNote), unnamed: make(map[string]int64),
		types:      make(map[int64]*anki.Notetype),
		parameters: map[string]*model.Model{"": model.New(model.Defaults())},
		ignored:    make(map[string]time.Time),
	}
	kinds := []journal.Kind{journal.KindSource, journal.KindParams}
	err := c.OfKinds(kinds, func(ev journal.Event) bool {
		switch b := ev.Body.(type) {
		case journal.Sourced:
			s.add(ev.ID, &b)
		case journal.ParamsSet:
			if m, ok := b.Kernel(); ok && b.Version == 6 {
				s.parameters[b.Preset] = m.(*model.Model)
			}
		}
		return true
	})
	for identity, n := range s.notes {
		if oldest, ok := s.unnamed[n.guid]; identity != n.guid && (!ok || n.changed < oldest) {
			s.unnamed[n.guid] = n.changed
		}
	}
	return s, err
}

// goesBack gives a note the guid that it has in Anki, also where that is empty or other notes have
// it too, so that it is found there again. Of such notes Anki takes any for the one that is meant:
// as old as the oldest, none takes the text of another.
func (s *sources) goesBack(n *anki.Note, identity string) {
	source := s.notes[identity]
	if source == nil || source.guid == identity {
		return
	}
	n.GUID, n.Mod = source.guid, min(n.Mod, s.unnamed[source.guid])
}

// The names under which a source event keeps what is no field.
const (
	sourceNoteID  = ":note"
	sourceType    = ":type"
	sourceChanged = ":changed"
	sourceGUID    = ":guid"
	sourceCards   = ":cards"
	sourceJSON    = ":json"
	sourceIgnore  = ":ignore-before" // of a preset
)

func (s *sources) add(id journal.ID, b *journal.Sourced) {
	extra := make(map[string]string)
	for _, f := range b.Fields {
		if strings.HasPrefix(f.Name, ":") {
			extra[f.Name] = f.Value
		}
	}
	number := func(name string) int64 {
		n, _ := strconv.ParseInt(extra[name], 10, 64)
		return n
	}
	if b.Key == (deck.Key{}) {
		if date, err := time.Parse(time.DateOnly, extra[sourceIgnore]); err == nil {
			s.ignored[b.Type] = date
			return
		}
		var t anki.Notetype
		if json.Unmarshal([]byte(extra[sourceJSON]), &t) == nil && t.ID > 0 {
			if old := s.types[t.ID]; old == nil || old.Mod <= t.Mod {
				s.types[t.ID] = &t
			}
		}
		return
	}
	if len(s.room) == 0 {
		s.room = make([]sourceNote, 256)
	}
	n := &s.room[0]
	s.room = s.room[1:]
	*n = sourceNote{
		id: number(sourceNoteID), typ: number(sourceType), changed: number(sourceChanged),
		holder: b.Key, event: id, guid: extra[sourceGUID],
	}
	for pair := range strings.FieldsSeq(extra[sourceCards]) {
		ord, card, _ := strings.Cut(pair, "=")
		o, oerr := strconv.Atoi(ord)
		cid, cerr := strconv.ParseInt(card, 10, 64)
		if oerr == nil && cerr == nil {
			n.cards = append(n.cards, ordinal{o, cid})
		}
	}
	for _, identity := range []string{extra[sourceGUID], "nid=" + extra[sourceNoteID]} {
		for _, o := range n.cards {
			if (deck.Text{ID: ankiPrefix + identity + ":" + strconv.Itoa(o.ord)}).Key() != b.Key {
				continue
			}
			if _, ok := extra[sourceGUID]; !ok {
				n.guid = identity
			}
			if old := s.notes[identity]; old == nil || old.changed <= n.changed {
				s.notes[identity] = n
			}
			return
		}
	}
}

// typeOf returns the type of a note that came from Anki; nil if it is not known.
func (s *sources) typeOf(n *sourceNote) *anki.Notetype {
	if n == nil {
		return nil
	}
	return s.types[n.typ]
}

// identities returns those of the notes, in order.
func (s *sources) identities() []string { return slices.Sorted(maps.Keys(s.notes)) }
