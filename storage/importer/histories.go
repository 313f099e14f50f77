package importer

import (
	"errors"
	"io"

	"cards/storage/importer/formats"
	"cards/storage/importer/source"
)

// readLearned reads what files of a folder know of how its cards were learned, before the cards are
// read.
func (rd *reading) readLearned() error {
	for _, name := range rd.origin.learned {
		r := newReport("", rd.origin.prefix+name)
		rd.to.report(&r)
		if err := rd.learn(&r, name); err != nil {
			r.refuse(0, cause(err))
		}
		if err := rd.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (rd *reading) learn(r *Report, name string) (err error) {
	f, err := rd.origin.open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	head := make([]byte, source.Enough)
	n, err := io.ReadFull(f, head)
	if readError(err) != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	sample := source.Sample{Name: name, Head: head[:n]}
	known := formats.RecognisePacked(sample, "")
	r.Format, r.Reason = known.Name, known.Words+": "+known.Reason
	in := rd.input(name, f, info.Size())
	h, err := formats.ReadHistory(rd.ctx, in, head[:n])
	if err != nil {
		return err
	}
	if l := rd.histories[known.Name]; l != nil {
		l.History.Merge(h)
		return nil
	}
	if rd.histories == nil {
		rd.histories, rd.known = make(map[string]*formats.Learned), make(map[string]source.Learned)
	}
	l := formats.NewLearned(h, &in)
	rd.histories[known.Name], rd.known[known.Name] = l, l
	return nil
}

// remarkLearned says what came of the histories, once all cards are read.
func (rd *reading) remarkLearned() {
	for _, r := range rd.to.reports {
		if l := rd.histories[r.Format]; l != nil && r.Deck == "" && len(r.Refused) == 0 {
			r.Remarks = l.Remarks(rd.options.Zone)
			for _, bad := range l.History.Bad {
				r.leave(0, errors.New(bad))
			}
		}
	}
}
