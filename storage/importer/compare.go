package importer

import (
	"slices"

	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
)

// judgement tells of the notes of a file how they relate to what is there and what came before.
type judgement struct {
	*taking
	where *whereabouts   // where those stand that are there
	asks  map[string]int // how many notes of the file have a prompt; nil without a past
}

// compare gives the notes of the file a status, and leaves out those that came before and are gone.
func (j *judgement) compare() error {
	if err := j.past.recall(j.plan.target); err != nil {
		return err
	}
	if len(j.past.keys) > 0 {
		j.recall()
	}
	for some := range slices.Chunk(j.entries, metAtOnce) {
		if err := j.compareSome(some); err != nil {
			return err
		}
	}
	j.findReworded()
	j.entries = slices.DeleteFunc(j.entries, func(e *entry) bool {
		if e.gone == nil {
			return false
		}
		j.gone = append(j.gone, e)
		j.report.leave(e.Note.Line, e.gone)
		return true
	})
	return nil
}

// recall notes how often the file asks what, and whether an earlier run has brought some of it, or
// of what is left out of it now.
func (j *judgement) recall() {
	j.asks = make(map[string]int)
	for _, e := range j.entries {
		if e.Note == nil {
			continue
		}
		j.asks[promptOf(e)]++
		came := e.brought()
		for i, c := range e.cards {
			j.again = j.again || j.past.keys[c.Key] ||
				j.past.keys[came.from(j.past.source, i).SourceKey()]
		}
		j.again = j.again || len(j.past.texts[promptOf(e)]) > 0
	}
	for _, identity := range j.content.Others {
		o := journal.Origin{Format: j.report.Format, Identity: identity}
		if j.again = j.again || j.past.keys[o.SourceKey()]; j.again {
			return
		}
	}
}

// compareSome gives some notes a status by one read of the log, or says why they are left out.
func (j *judgement) compareSome(some []*entry) error {
	var keys []deck.Key
	for _, e := range some {
		for _, c := range e.cards {
			keys = append(keys, c.Key)
		}
	}
	fates, err := j.past.fates(keys)
	if err == nil {
		err = j.findBefore(some)
	}
	if err != nil {
		return err
	}
	for _, e := range some {
		if e.Note == nil {
			continue
		}
		e.status, e.gone, err = j.judge(e, fates[:len(e.cards)])
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
func (j *judgement) findBefore(some []*entry) error {
	var keys []deck.Key
	counts := make([]int, len(some))
	for i, e := range some {
		before := j.past.keysBefore(e)
		keys, counts[i] = append(keys, before...), len(before)
	}
	if len(keys) == 0 {
		return nil
	}
	fates, err := j.past.fates(keys)
	if err != nil {
		return err
	}
	for i, e := range some {
		n := counts[i]
		e.before, fates = fates[:n:n], fates[n:]
	}
	return nil
}

// stands notes that a note of the source stands in a file, or one that says the same.
func (j *judgement) stands(e *entry, card int, file string) {
	named := j.content.Rooted && e.Note.Identity != ""
	came := j.past.keys[e.cards[card].Key] && !named ||
		len(e.before) > 0 && e.before[0].Arrived || len(e.Note.Was) > 0
	switch {
	case came:
		j.where.came.add(e.Deck, file)
	case j.content.Rooted:
		j.where.alike.add(e.Deck, file)
	}
}

// promptOf returns what a note asks, as texts in the log have it.
func promptOf(e *entry) string {
	if e.cards[0].Text.IsCloze() {
		return ""
	}
	return e.cards[0].Text.Prompt
}

// judge says how a note relates to what is there and what came before; or why it is left out.
func (j *judgement) judge(e *entry, fates []storage.Fate) (status Status, gone, err error) {
	live, arrived, twice := 0, false, 0
	for i, f := range fates {
		if f.Live {
			live++
			j.stands(e, i, f.Path)
		}
		arrived = arrived || f.Arrived
		if j.seen[e.cards[i].Key] {
			twice++
		}
		j.seen[e.cards[i].Key] = true
	}
	switch {
	case twice == len(fates):
		return Duplicate, nil, nil
	case arrived && (live > 0 || j.past.asked[promptOf(e)]):
		return Same, nil, nil
	case arrived && !j.options.Again:
		return "", errGone, nil
	case live == len(fates):
		return Duplicate, nil, nil
	case live > 0 || arrived:
		return New, nil, nil
	}
	return j.judgeUnseen(e)
}

// judgeUnseen is [judgement.judge] of a note whose text is nowhere: it may be what has become of
// one that came before.
func (j *judgement) judgeUnseen(e *entry) (status Status, gone, err error) {
	old := j.past.texts[promptOf(e)]
	if len(e.Note.Was) > 0 {
		status, gone = j.judgeExported(e)
		return status, gone, nil
	}
	fates := e.before
	if e.Note.Identity == "" {
		if len(old) == 0 || promptOf(e) == "" {
			return New, nil, nil
		}
		if fates, err = j.past.fates(old); err != nil {
			return New, nil, err
		}
	} else if !fates[0].Arrived {
		return New, nil, nil
	}
	here := j.past.asked[promptOf(e)]
	switch {
	case e.Note.Draft && here:
		return Same, nil, nil
	case e.Note.Identity == "" && (len(old) > 1 || j.asks[promptOf(e)] > 1) && !e.Note.Draft:
		return New, nil, nil
	case fates[0].Live && (e.Note.Identity != "" || fates[0].Key == old[0]):
		e.old = fates[0].Key
		return Changed, nil, nil
	case here:
		return "", errEdited, nil
	case j.options.Again:
		return New, nil, nil
	}
	return "", errGone, nil
}

// judgeExported is [judgement.judgeUnseen] of a note that went out from here or from another
// collection, and has another text since.
func (j *judgement) judgeExported(e *entry) (status Status, gone error) {
	for _, f := range e.before {
		if f.Live {
			e.old = f.Key
			return Changed, nil
		}
	}
	if e.before[0].Arrived && !j.options.Again {
		return "", errGone
	}
	return New, nil
}
