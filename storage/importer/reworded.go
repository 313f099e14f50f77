package importer

import (
	"cards/deck"
	"cards/deck/match"
)

// findReworded takes notes that came before and seem to be gone as the same ones where a card that
// no import brought stands in their files now and is likely to be what they have become. That their
// cards were answered would have been known already: nothing can be spoilt by being wrong. All
// other ones are left out.
func (j *judgement) findReworded() {
	if len(j.past.own) == 0 {
		return
	}
	likely := j.likelyReworded()
	for _, e := range j.entries {
		if e.gone == errGone && likely[e.cards[0].Key] {
			e.status, e.gone = Same, nil
		}
	}
}

// likelyReworded returns the first cards of those gone notes that the source does not name and of
// which one card here is likely to be what they are now: of drafts more is likely, since nothing
// but their question says which they are.
func (j *judgement) likelyReworded() map[deck.Key]bool {
	var known []match.Known
	drafts := make(map[deck.Key]bool)
	for _, e := range j.entries {
		if e.gone == errGone && e.Note.Identity == "" {
			known = append(known, match.Known{seenIn(j.report.File, e.cards[0])})
			drafts[e.cards[0].Key] = e.Note.Draft
		}
	}
	found := match.Match(known, j.past.own, nil)
	times, likely := make(map[deck.Key]int), make(map[deck.Key]bool)
	for _, l := range found.Links {
		likely[l.Old] = true
	}
	for _, p := range found.Proposals {
		times[p.New]++
		times[p.Old]++
	}
	for _, p := range found.Proposals {
		if times[p.New] == 1 && times[p.Old] == 1 && drafts[p.Old] {
			likely[p.Old] = true
		}
	}
	return likely
}
