package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"cards/cmd/internal/out"
	"cards/deck"
	"cards/deck/diff"
	"cards/deck/match"
	"cards/storage"
	"cards/storage/journal"
)

// Edited is what an edit of a deck file did to its cards.
type Edited struct {
	Became map[deck.Key]deck.Key // what cards whose text changed ask now, by place
	Gone   []deck.Card           // that nothing took the place of
	New    []deck.Card           // that took the place of nothing
	Drafts int                   // by how many notes more are drafts, which nobody asks
	Wrong  []deck.Diagnostic     // errors that were not in the file before
}

// CompareEdit says what an edit did to the cards of a file: a note is what stands in its place
// between notes that are as they were. If there are more or fewer notes between these, the edit
// does not say which one is which.
func CompareEdit(path string, before, after []byte) Edited {
	old, now := deck.Parse(path, before), deck.Parse(path, after)
	e := Edited{Became: make(map[deck.Key]deck.Key), Wrong: freshErrors(old, now)}
	e.Drafts = max(0, drafts(now.Notes)-drafts(old.Notes))
	e.pairNotes(old.Notes, now.Notes)
	has := make(map[deck.Key]bool)
	for _, c := range slices.Concat(cardsOf(now.Notes), now.Broken) {
		has[c.Key] = true
	}
	for _, c := range cardsOf(old.Notes) {
		if _, became := e.Became[c.Key]; has[c.Key] {
			delete(e.Became, c.Key)
		} else if !became {
			e.Gone = append(e.Gone, c)
		}
		delete(has, c.Key)
	}
	for _, c := range e.Became {
		delete(has, c)
	}
	for _, c := range cardsOf(now.Notes) {
		if has[c.Key] {
			e.New = append(e.New, c)
		}
	}
	return e
}

func drafts(notes []deck.Note) int {
	n := 0
	for _, note := range notes {
		if note.Draft {
			n++
		}
	}
	return n
}

func cardsOf(notes []deck.Note) []deck.Card {
	var cards []deck.Card
	for _, n := range notes {
		cards = append(cards, n.Cards...)
	}
	return cards
}

// freshErrors returns the errors of a file that it did not have before.
func freshErrors(old, now *deck.File) []deck.Diagnostic {
	known := make(map[string]int)
	for _, d := range old.Diagnostics {
		known[d.Text]++
	}
	var fresh []deck.Diagnostic
	for _, d := range now.Diagnostics {
		if known[d.Text]--; d.Severity == deck.Error && known[d.Text] < 0 {
			fresh = append(fresh, d)
		}
	}
	return fresh
}

// pairNotes pairs the notes that changed with those that stand in their places.
func (e *Edited) pairNotes(old, now []deck.Note) {
	first := func(n deck.Note) deck.Key { return n.Cards[0].Key }
	keys := func(notes []deck.Note) []deck.Key {
		list := make([]deck.Key, len(notes))
		for i, n := range notes {
			list[i] = first(n)
		}
		return list
	}
	i, j := 0, 0 // of what is not paired yet
	pair := func(i2, j2 int) {
		if i2-i == j2-j {
			for k := range i2 - i {
				e.pairCards(old[i+k], now[j+k])
			}
		}
	}
	for at, same := range diff.Common(keys(old), keys(now)) {
		if same >= 0 {
			pair(at, same)
			e.pairCards(old[at], now[same])
			i, j = at+1, same+1
		}
	}
	pair(len(old), len(now))
}

// pairCards pairs the cards of a note with those that it has now: by what matching says of the two
// alone, and the others by their order, if there are as many.
func (e *Edited) pairCards(old, now deck.Note) {
	if old.Label != now.Label {
		if len(old.Cards) > 0 && len(now.Cards) > 0 &&
			old.Label != deck.Cloze && now.Label != deck.Cloze {
			e.Became[old.Cards[0].Key] = now.Cards[0].Key // a question and a term ask the same
		}
		return
	}
	var known []match.Known
	for _, c := range old.Cards {
		known = append(known, match.Known{{Key: c.Key, Kind: c.Kind, Text: c.Text}})
	}
	var live []match.Live
	for _, c := range now.Cards {
		live = append(live, match.Live{Seen: match.Seen{Key: c.Key, Kind: c.Kind, Text: c.Text}})
	}
	taken := make(map[deck.Key]bool)
	for _, l := range match.Match(known, live, nil).Links {
		e.Became[l.Old] = l.New
		taken[l.New] = true
	}
	if len(old.Cards) != len(now.Cards) {
		return
	}
	for i, c := range old.Cards {
		if to := now.Cards[i].Key; !taken[to] {
			if _, ok := e.Became[c.Key]; !ok {
				e.Became[c.Key] = to
			}
		}
	}
}

// KeepEdit brings a collection up to date with an edit that a person made of one of its files, as
// one step that one undo takes back. Cards keep their progress by place. It returns the step, zero
// if it is nothing but text.
func KeepEdit(
	ctx context.Context, store *storage.Collection, now time.Time, file storage.FileChange, e Edited,
) (journal.ID, error) {
	bodies, err := joined(store, e.Became, deck.Parse(file.Path, file.After), file.Path)
	if err != nil {
		return journal.ID{}, err
	}
	id, err := store.Change(now, []storage.FileChange{file}, bodies...)
	if err != nil {
		return id, err
	}
	_, err = store.Compile(ctx, now)
	return id, err
}

// joined returns the links that let cards keep their progress, each with the text that the card has
// from now on in the file at path. A card that nothing is known of needs none, and one whose new
// text another card has already cannot get it.
func joined(
	store *storage.Collection, became map[deck.Key]deck.Key, f *deck.File, path string,
) ([]journal.Body, error) {
	texts := make(map[deck.Key]deck.Card)
	for _, c := range cardsOf(f.Notes) {
		texts[c.Key] = c
	}
	var bodies []journal.Body
	for _, old := range cardsIn(became) {
		to := became[old]
		card, err := store.Card(old)
		if errors.Is(err, storage.ErrNotFound) ||
			err == nil && (slices.Contains(card.Keys, to) || !isKnown(card)) {
			continue // there is nothing to keep, or nothing to do for it
		}
		_, taken := store.Card(to)
		switch {
		case err != nil:
			return nil, err
		case taken == nil:
			continue
		case !errors.Is(taken, storage.ErrNotFound):
			return nil, taken
		}
		p, text := journal.NewPair(card.Key, to), texts[to]
		bodies = append(bodies, journal.Linked{A: p.A, B: p.B, Manual: true, Reason: "edited in place"},
			journal.TextSeen{Key: to, Kind: text.Kind, Text: text.Text, Path: path})
	}
	return bodies, nil
}

// cardsIn returns the keys of a map in order.
func cardsIn(became map[deck.Key]deck.Key) []deck.Key {
	var keys []deck.Key
	for k := range became {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, deck.Key.Compare)
	return keys
}

// isKnown says whether anything was ever said of a card.
func isKnown(c *storage.Card) bool {
	return !c.Newest.IsZero() || c.Suspended || c.Flag != 0 || c.Buried != 0
}

// Words says what an edit did to cards.
func (e Edited) Words() string {
	var parts []string
	if n := len(e.Became); n > 0 {
		parts = append(parts, out.Plural(n, "card")+" edited")
	}
	if e.Drafts > 0 {
		parts = append(parts, out.Plural(e.Drafts, "new draft")+", not asked")
	}
	if n := len(e.New); n > 0 {
		parts = append(parts, out.Plural(n, "new card"))
	}
	if n := len(e.Gone); n > 0 {
		what := " removed"
		if len(e.Wrong) > 0 {
			what = " left out until it is fixed"
		}
		whose := ", their history is kept"
		if n == 1 {
			whose = ", its history is kept"
		}
		parts = append(parts, out.Plural(n, "card")+what+whose)
	}
	if len(parts) == 0 {
		return "no card has changed"
	}
	return strings.Join(parts, "; ")
}
