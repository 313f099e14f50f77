package importer

import (
	"errors"
	"slices"
	"strconv"

	"cards/deck"
	"cards/deck/edit"
	"cards/storage/importer/ankifile"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// errTagged says that the tags of a note were changed here and in the source.
var errTagged = errors.New(
	"its tags were changed here too and stay as they are: --update=theirs takes the source's")

// retag plans to give notes of which the source has changed nothing but the tags those that they
// have there now. Tags that were changed here as well stay, and are named.
func (r *revision) retag(same []standing) error {
	taken := 0
	for _, e := range same {
		w, err := r.rewritten(e.file)
		if err != nil {
			return err
		}
		did, err := r.retagNote(w, e.entry)
		switch {
		case errors.Is(err, errTagged):
			r.report.leave(e.Note.Line, err)
		case err != nil:
			return err
		case did:
			taken++
		}
	}
	if taken > 0 {
		r.content.Remarks = append(r.content.Remarks,
			"new tags from the source: "+source.Counted(taken, "note"))
	}
	return nil
}

// standing is a note whose text is that which an import brought, and the deck file that it is in.
type standing struct {
	*entry
	file string
}

// sameAsBefore returns the notes that stand in deck files as an import brought them.
func (r *revision) sameAsBefore() (same []standing, err error) {
	var notes []*entry
	var keys []deck.Key
	for _, e := range r.entries {
		if e.Note != nil && e.status == Same && isSourced(e) {
			notes, keys = append(notes, e), append(keys, e.cards[0].Key)
		}
	}
	fates, err := r.past.fates(keys)
	if err != nil {
		return nil, err
	}
	for i, e := range notes {
		if fates[i].Live {
			same = append(same, standing{e, fates[i].Path})
		}
	}
	return same, nil
}

// isSourced says whether the log keeps what a note was in its source.
func isSourced(e *entry) bool {
	n := e.Note
	return n.Origin != nil && len(e.cards) > 0 && len(n.Cards) > 0 && len(n.Cards[0].Sources) > 0
}

// retagNote plans to give a note the tags that it has in the source, and says whether it does.
func (r *revision) retagNote(w *rewritten, e *entry) (bool, error) {
	at, ok := w.places[e.cards[0].Key]
	if _, done := w.texts[at]; !ok || done {
		return false, nil
	}
	there := w.notes[at]
	wanted := source.TagsOf(e.Note.Tags)
	if sameTags(there.Tags, wanted) {
		return false, nil
	}
	earlier, newest, err := r.tagsBefore(e)
	if err != nil || len(earlier) == 0 {
		return false, err
	}
	asImported := slices.ContainsFunc(earlier,
		func(tags []string) bool { return sameTags(tags, there.Tags) })
	switch {
	case !asImported && sameTags(newest, wanted): // they were changed here alone
		return false, nil
	case !asImported && !r.options.Theirs:
		return false, errTagged
	}
	text, err := edit.Retag([]byte(w.source(there)), []int{1}, without(wanted, there.Tags),
		without(there.Tags, wanted))
	if err != nil {
		return false, err
	}
	w.texts[at] = string(text)
	return true, nil
}

// tagsBefore returns the tags that a note had in the source whenever an import brought it, as decks
// have them, and those that it got last.
func (r *revision) tagsBefore(e *entry) (list [][]string, newest []string, err error) {
	past, err := r.collection.Past(e.Note.Cards[0].Sources[0].Origin(e.format).SourceKey())
	last := int64(-1) // seconds
	for _, ev := range past {
		b, ok := ev.Body.(journal.Sourced)
		if !ok {
			continue
		}
		list = append(list, source.TagsOf(ankifile.Tags(b.Tags)))
		changed := ankifile.Kept(&b, ankifile.SourceChanged)
		at, _ := strconv.ParseInt(changed, 10, 64) // what is no number is the oldest
		if at > last {
			last, newest = at, list[len(list)-1]
		}
	}
	return list, newest, err
}

// sameTags says whether two lists have the same tags.
func sameTags(a, b []string) bool { return len(without(a, b))+len(without(b, a)) == 0 }

// without returns the tags that another list does not have.
func without(tags, others []string) (left []string) {
	for _, tag := range tags {
		if !slices.Contains(others, tag) {
			left = append(left, tag)
		}
	}
	return left
}
