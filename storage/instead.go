package storage

import (
	"cmp"
	"strings"

	"cards/deck"
	"cards/deck/diff"
	"cards/deck/match"
)

// instead is a text that stands where another one stood, between the same notes of its file.
type instead struct{ was, is deck.Key }

// noteInstead notes which cards stand in the places of others. Between two notes that stay, as many
// notes as before, with as many cards, are those that were there.
func (t *matchTx) noteInstead(was *content, is *outline) {
	before, after := make([]deck.Key, len(was.notes)), make([]deck.Key, len(is.notes))
	for i := range was.notes {
		before[i] = firstKey(was.notes[i].Cards)
	}
	for i := range is.notes {
		if keys := is.notes[i].keys; len(keys) > 0 {
			after[i] = keys[0]
		}
	}
	from, to := 0, 0 // behind the note that stayed last
	for i, j := range append(diff.Common(before, after), len(after)) {
		if j < 0 {
			continue
		}
		for n := 0; i-from == j-to && from+n < i; n++ {
			t.noteCards(was.notes[from+n].Cards, is.notes[to+n].keys)
		}
		from, to = i+1, j+1
	}
}

func firstKey(cards []deck.Card) deck.Key {
	if len(cards) == 0 {
		return deck.Key{}
	}
	return cards[0].Key
}

func (t *matchTx) noteCards(was []deck.Card, is []deck.Key) {
	if len(was) != len(is) {
		return
	}
	for i := range was {
		if was[i].Key != is[i] {
			t.insteads = append(t.insteads, instead{was[i].Key, is[i]})
		}
	}
}

// byPlace links imported cards without answers to what stands in their places and has a good part
// of their words, unless either is linked already.
func (t *matchTx) byPlace(found *match.Matching) error {
	taken := make(map[deck.Key]bool)
	for _, l := range found.Links {
		taken[l.Old], taken[l.New] = true, true
	}
	for _, p := range t.insteads {
		if taken[p.was] || taken[p.is] {
			continue
		}
		ok, err := t.isEdit(p)
		if err != nil {
			return err
		}
		if ok {
			found.Links = append(found.Links,
				match.Link{Old: p.was, New: p.is, Reason: "same place", Confidence: 0.5})
		}
	}
	return nil
}

// isEdit says whether a text is what has become of an imported card without answers.
func (t *matchTx) isEdit(p instead) (bool, error) {
	name := t.name(p.was)
	if !t.isAbsent(name) || !t.isLive(p.is) {
		return false, nil
	}
	old, err := t.state(name)
	if err != nil {
		return false, err
	}
	recent, err := t.state(t.name(p.is))
	if err != nil || recent.Settled() || t.isImported(recent) || t.areParted(old, recent) {
		return false, err
	}
	was, wasErr := t.seen(p.was)
	is, isErr := t.seen(p.is)
	if err := cmp.Or(wasErr, isErr); err != nil {
		return false, err
	}
	return shared(words(was), words(is)) >= 0.4, nil
}

func words(s match.Seen) string {
	return s.Text.Prompt + "\n" + s.Text.Answer + "\n" + withoutGaps(s.Text.Cloze)
}

// shared returns which part of the words of two texts are in both, by their letters.
func shared(a, b string) float64 {
	inA, inB := diff.Words(a, b)
	same, all := 0, 0
	for _, runs := range [][]diff.Run{inA, inB} {
		for _, r := range runs {
			n := len(strings.Join(strings.Fields(r.Text), ""))
			all += n
			if !r.Differs {
				same += n
			}
		}
	}
	return float64(same) / float64(max(all, 1))
}
