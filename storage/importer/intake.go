package importer

import (
	"cards/deck"
)

// intake takes files as they come, some at a time: what has become of their texts is asked once for
// many.
type intake struct {
	parts
	reports []*Report // on all files of the source that were looked at
	pending []*taking // files that are read, and not yet compared with what is there
	waiting int       // pieces in them
}

// comparedAtOnce is how many pieces of files are compared with the collection in one read.
const comparedAtOnce = 4000

// report begins to report on a file of the source.
func (in *intake) report(r *Report) { in.reports = append(in.reports, r) }

// add puts a file behind those that are to be compared with what is there.
func (in *intake) add(t *taking) error {
	in.pending = append(in.pending, t)
	if in.waiting += len(t.entries); in.waiting < comparedAtOnce {
		return nil
	}
	return in.settle()
}

// settle compares the files that are read with what is there, and plans what comes of them.
func (in *intake) settle() error {
	pending := in.pending
	in.pending, in.waiting = nil, 0
	if err := in.foresee(pending); err != nil {
		return err
	}
	for _, t := range pending {
		if err := take(t); err != nil {
			return err
		}
	}
	return nil
}

// foresee finds out what has become of the texts of several files, all in one read.
func (in *intake) foresee(pending []*taking) error {
	if len(pending) < 2 {
		return in.past.foresee(nil)
	}
	var keys []deck.Key
	for _, t := range pending {
		for _, e := range t.entries {
			for _, c := range e.cards {
				keys = append(keys, c.Key)
			}
			keys = append(keys, in.past.keysBefore(e)...)
		}
	}
	return in.past.foresee(keys)
}

// take plans what comes of a file.
func take(t *taking) error {
	j := judgement{taking: t, where: newWhereabouts()}
	if err := j.compare(); err != nil {
		return err
	}
	t.reserve()
	p := newPlacing(t, j.where)
	if err := p.place(); err != nil {
		t.report.refuse(0, err)
		t.report.Cards, t.report.Notes = []Card{}, 0
		return nil
	}
	if err := p.presets.add(); err != nil {
		t.report.refuse(0, err)
	}
	t.addBeside()
	if err := t.know(t.unwritten()); err != nil {
		return err
	}
	for _, e := range t.entries {
		t.tell(e)
	}
	return nil
}
