package ankifile

// joinCards joins cards of a note that have one ordinal, which Anki has made of numbers of gaps
// that are greater than it can count: they are the one that was answered most.
func (r *reader) joinCards() {
	r.same = make(map[int64]int64)
	kept := r.cards[:0]
	for i := range r.cards {
		c := &r.cards[i]
		if n := len(kept); n > 0 && kept[n-1].Note == c.Note && kept[n-1].Ord == c.Ord {
			r.same[c.ID] = kept[n-1].ID
			continue
		}
		kept = append(kept, *c)
	}
	r.cards = kept
	r.counts.twice = len(r.same)
}
