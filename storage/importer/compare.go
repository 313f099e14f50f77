package importer

import (
	"errors"
	"slices"

	"cards/deck"
	"cards/deck/match"
	"cards/storage"
	"cards/storage/journal"
)

// taking is how the content of one file is taken.
type taking struct {
	*importer
	report  *Report
	name    string // of the file
	home    string // the deck file of a source that has one, and beside which those of its decks are
	content *Content
	entries []*entry
	kept    []*entry                  // that are not written
	gone    []*entry                  // that came before and are not in the decks now
	asks    map[string]int            // how many notes of the file have a prompt; nil without a past
	again   bool                      // an earlier run of the source has brought some of them
	held    map[string]bool           // paths of media that the source holds, once they are asked for
	stand   map[string]map[string]int // by deck of the source: how many of its notes stand in a file now
	alike   map[string]map[string]int // likewise, of notes from elsewhere that say the same
}

var (
	errGone   = errors.New("it was imported before and is gone from the decks: --again brings it back")
	errEdited = errors.New("it has changed in the source, but was edited here: it stays as it is")
)

func (t *taking) run() error {
	if err := t.compare(); err != nil {
		return err
	}
	t.reserve()
	if err := t.place(); err != nil {
		t.report.refuse(0, err)
		t.report.Cards, t.report.Notes = []Card{}, 0
		return nil
	}
	if err := t.planPresets(); err != nil {
		t.report.refuse(0, err)
	}
	t.plan.media = append(t.plan.media, t.content.Media...)
	for _, m := range t.content.Media {
		t.report.Media = append(t.report.Media, m.Path)
	}
	for _, s := range t.content.Sourced {
		t.plan.beside = append(t.plan.beside, saying(s.Origin, s.Body))
	}
	t.report.Remarks = t.content.Remarks
	if err := t.know(t.unwritten()); err != nil {
		return err
	}
	for _, e := range t.entries {
		t.tell(e)
	}
	return nil
}

// unwritten returns the notes that are not written, of which the source may know more than the log.
func (t *taking) unwritten() []*entry {
	list := slices.Concat(t.kept, t.gone)
	for _, e := range t.entries {
		if e.Note != nil && !e.written {
			list = append(list, e)
		}
	}
	return slices.DeleteFunc(list, func(e *entry) bool {
		return !slices.ContainsFunc(e.Note.Cards, func(h CardHistory) bool { return len(h.Sources) > 0 })
	})
}

// past is what earlier runs of a source brought.
type past struct {
	texts map[string][]deck.Key // by prompt
	keys  map[deck.Key]bool
	files map[string]int  // how many texts went into a file
	asked map[string]bool // prompts that stand in those files now
	own   []match.Live    // cards in those files that no run of the source brought
}

// earlier returns what earlier runs of the source brought.
func (im *importer) earlier() (*past, error) {
	if im.past != nil {
		return im.past, nil
	}
	seen, err := im.collection.Brought(im.origin.name)
	if err != nil {
		return nil, err
	}
	p := &past{
		texts: make(map[string][]deck.Key), keys: make(map[deck.Key]bool),
		files: make(map[string]int), asked: make(map[string]bool),
	}
	for _, s := range seen {
		p.keys[s.Key] = true
		if s.IsSource() {
			continue
		}
		p.files[s.Path]++
		if s.Text.Prompt != "" {
			p.texts[s.Text.Prompt] = append(p.texts[s.Text.Prompt], s.Key)
		}
	}
	for path := range p.files {
		data, err := im.target.readIn(path)
		if err != nil {
			continue // the file is gone, or not to be read: nothing in it is asked
		}
		for _, n := range deck.Parse("", data).Notes {
			for _, c := range n.Cards {
				p.asked[c.Text.Prompt] = true
				if !p.keys[c.Key] {
					p.own = append(p.own, match.Live{Seen: seenIn(path, c)})
				}
			}
		}
	}
	im.past = p
	return p, nil
}

// compare gives the notes of the file a status, and leaves out those that came before and are gone.
func (t *taking) compare() error {
	if _, err := t.earlier(); err != nil {
		return err
	}
	t.stand, t.alike = make(map[string]map[string]int), make(map[string]map[string]int)
	if len(t.past.keys) > 0 {
		t.recall()
	}
	for some := range slices.Chunk(t.entries, metAtOnce) {
		if err := t.compareSome(some); err != nil {
			return err
		}
	}
	t.findReworded()
	t.entries = slices.DeleteFunc(t.entries, func(e *entry) bool {
		if e.gone == nil {
			return false
		}
		t.gone = append(t.gone, e)
		t.report.leave(e.Note.Line, e.gone)
		return true
	})
	return nil
}

// recall notes how often the file asks what, and whether an earlier run has brought some of it, or
// of what is left out of it now.
func (t *taking) recall() {
	t.asks = make(map[string]int)
	for _, e := range t.entries {
		if e.Note == nil {
			continue
		}
		t.asks[promptOf(e)]++
		for i, c := range e.cards {
			t.again = t.again || t.past.keys[c.Key] || t.past.keys[t.originOf(e.brought(), i).SourceKey()]
		}
		t.again = t.again || len(t.past.texts[promptOf(e)]) > 0
	}
	for _, identity := range t.content.Others {
		o := journal.Origin{Format: t.report.Format, Identity: identity}
		if t.again = t.again || t.past.keys[o.SourceKey()]; t.again {
			return
		}
	}
}

// compareSome gives some notes a status by one read of the log, or says why they are left out.
func (t *taking) compareSome(some []*entry) error {
	var keys []deck.Key
	for _, e := range some {
		for _, c := range e.cards {
			keys = append(keys, c.Key)
		}
	}
	fates, err := t.fates(keys)
	if err == nil {
		err = t.findBefore(some)
	}
	if err != nil {
		return err
	}
	for _, e := range some {
		if e.Note == nil {
			continue
		}
		e.status, e.gone, err = t.judge(e, fates[:len(e.cards)])
		e.before = nil // it may be one of many
		if fates = fates[len(e.cards):]; err != nil {
			return err
		}
		if e.status != Changed {
			e.Note.Prompt, e.Note.Answer, e.Note.More = "", "", "" // they stand in the cards
		}
	}
	return nil
}

// findBefore finds out what has become of the cards that notes were before, all in one read.
func (t *taking) findBefore(some []*entry) error {
	var keys []deck.Key
	counts := make([]int, len(some))
	for i, e := range some {
		before := t.keysBefore(e)
		keys, counts[i] = append(keys, before...), len(before)
	}
	if len(keys) == 0 {
		return nil
	}
	fates, err := t.fates(keys)
	if err != nil {
		return err
	}
	for i, e := range some {
		n := counts[i]
		e.before, fates = fates[:n:n], fates[n:]
	}
	return nil
}

// standsIn notes that a note of the source stands in a file, or one that says the same.
func (t *taking) standsIn(e *entry, card int, file string) {
	stand := t.stand
	named := t.content.Rooted && e.Note.Identity != ""
	came := t.past.keys[e.cards[card].Key] && !named ||
		len(e.before) > 0 && e.before[0].Arrived || len(e.Note.Was) > 0
	switch {
	case !came && !t.content.Rooted:
		return
	case !came:
		stand = t.alike
	}
	if stand[e.Deck] == nil {
		stand[e.Deck] = make(map[string]int)
	}
	stand[e.Deck][file]++
}

// promptOf returns what a note asks, as texts in the log have it.
func promptOf(e *entry) string {
	if e.cards[0].Text.IsCloze() {
		return ""
	}
	return e.cards[0].Text.Prompt
}

// judge says how a note relates to what is there and what came before; or why it is left out.
func (t *taking) judge(e *entry, fates []storage.Fate) (status Status, gone, err error) {
	live, arrived, twice := 0, false, 0
	for i, f := range fates {
		if f.Live {
			live++
		}
		if f.Live {
			t.standsIn(e, i, f.Path)
		}
		arrived = arrived || f.Arrived
		if t.seen[e.cards[i].Key] {
			twice++
		}
		t.seen[e.cards[i].Key] = true
	}
	switch {
	case twice == len(fates):
		return Duplicate, nil, nil
	case arrived && (live > 0 || t.past.asked[promptOf(e)]):
		return Same, nil, nil
	case arrived && !t.options.Again:
		return "", errGone, nil
	case live == len(fates):
		return Duplicate, nil, nil
	case live > 0 || arrived:
		return New, nil, nil
	}
	return t.judgeUnseen(e)
}

// judgeUnseen is [taking.judge] of a note whose text is nowhere: it may be what has become of one
// that came before.
func (t *taking) judgeUnseen(e *entry) (status Status, gone, err error) {
	old := t.past.texts[promptOf(e)]
	if len(e.Note.Was) > 0 {
		status, gone = t.judgeExported(e)
		return status, gone, nil
	}
	fates := e.before
	if e.Note.Identity == "" {
		if len(old) == 0 || promptOf(e) == "" {
			return New, nil, nil
		}
		if fates, err = t.fates(old); err != nil {
			return New, nil, err
		}
	} else if !fates[0].Arrived {
		return New, nil, nil
	}
	here := t.past.asked[promptOf(e)]
	switch {
	case e.Note.Draft && here:
		return Same, nil, nil
	case e.Note.Identity == "" && (len(old) > 1 || t.asks[promptOf(e)] > 1) && !e.Note.Draft:
		return New, nil, nil
	case fates[0].Live && (e.Note.Identity != "" || fates[0].Key == old[0]):
		e.old = fates[0].Key
		return Changed, nil, nil
	case here:
		return "", errEdited, nil
	case t.options.Again:
		return New, nil, nil
	}
	return "", errGone, nil
}

// judgeExported is [taking.judgeUnseen] of a note that went out from here or from another
// collection, and has another text since.
func (t *taking) judgeExported(e *entry) (status Status, gone error) {
	for _, f := range e.before {
		if f.Live {
			e.old = f.Key
			return Changed, nil
		}
	}
	if e.before[0].Arrived && !t.options.Again {
		return "", errGone
	}
	return New, nil
}
