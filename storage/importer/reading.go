package importer

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"sync"

	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/importer/formats"
	"cards/storage/importer/source"
)

// reading reads the files of a source, and hands what they hold to an intake.
type reading struct {
	ctx        context.Context
	collection *storage.Collection
	options    Options
	origin     *origin
	to         *intake
	histories  map[string]*formats.Learned // what files of the source know of its cards, by format
	known      map[string]source.Learned   // likewise
	opened     []func() error              // what is to be closed at the end
	printings  sync.Pool                   // of [printing]
}

// close closes what was opened for reading.
func (rd *reading) close() (err error) {
	for _, c := range rd.opened {
		err = errors.Join(err, c())
	}
	return err
}

// take plans what comes of the content of one file.
func (rd *reading) take(r *Report, name string, content *source.Content) error {
	return rd.to.add(rd.newTaking(r, name, content, deckTexts(content.Items)))
}

// newTaking returns how the content of one file is going to be taken, with the texts of its items,
// and reports what is not.
func (rd *reading) newTaking(
	r *Report, name string, content *source.Content, texts []printed,
) *taking {
	r.Unit = content.Unit
	for _, p := range content.Parts {
		switch p.As {
		case source.Left:
			r.LeftOut = append(r.LeftOut, source.Reason{Line: p.Line, Reason: p.Reason})
		case source.Refused:
			r.Refused = append(r.Refused, source.Reason{Line: p.Line, Reason: p.Reason})
		}
	}
	r.LeftOut = append(r.LeftOut, content.Doubts...)
	content.Parts = nil // they may be many, and are told now
	if content.Whole != nil && len(content.Items) == 0 && len(r.Refused) == 0 {
		r.leave(0, errOnlyText)
	}
	t := &taking{parts: &rd.to.parts, report: r, name: name, content: content}
	t.entries, t.kept = newEntries(r, content, texts)
	return t
}

// input returns what the reader of a file that is not held in memory is given.
func (rd *reading) input(name string, f io.ReaderAt, size int64) source.Input {
	return source.Input{
		Name: name, File: f, Size: size, Files: rd.origin.fs(), Zone: rd.options.Zone,
		Now: rd.options.Now, Scratch: filepath.Join(rd.collection.Root(), folders.Folder),
		Wanted: rd.wanted(), Rollover: rd.options.Scheduler.Calendar().Rollover,
		Place: rd.to.plan.target.placeFor, IsLive: rd.isLive(),
	}
}

// isLive returns what says whether a text stands in a deck. What cannot be read stands in none.
func (rd *reading) isLive() func(deck.Key) bool {
	live := sync.OnceValue(func() map[deck.Key]bool {
		keys, _ := rd.collection.Asked()
		return keys
	})
	return func(k deck.Key) bool { return live()[k] }
}

func (rd *reading) wanted() source.Wanted {
	o := &rd.options
	return source.Wanted{
		From: o.From, Tags: o.Tags, Named: o.Deck != "",
		NoHistory: o.NoHistory, Parameters: o.Parameters,
	}
}
