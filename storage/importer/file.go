package importer

import (
	"bytes"
	"errors"
	"fmt"

	"cards/storage/importer/formats"
	"cards/storage/importer/source"
)

var (
	errLines = fmt.Errorf(
		"more than %d lines, the most that are read: split it into several files", maxLines)
	errBackup   = errors.New("an earlier version of a page, which Logseq keeps")
	errNoCards  = errors.New("no cards found in it")
	errOnlyText = errors.New("no cards found in it: it was copied as a note")
)

// maxLines is how many lines the largest file has that is read: each is accounted for, in some
// hundreds of bytes.
const maxLines = 1_500_000

// file reads one file and plans what comes of it. The error says that it is in another format and
// all that there is to import.
func (rd *reading) file(name string) error {
	if err := rd.ctx.Err(); err != nil {
		return err
	}
	r := newReport(formats.Own, rd.origin.prefix+name)
	rd.to.report(&r)
	data, done, err := rd.tryOpen(&r, name)
	if done {
		return err
	}
	if data == nil {
		if data, err = rd.origin.read(rd.ctx, name); err != nil {
			r.refuse(0, cause(err))
			return rd.ctx.Err()
		}
		known := formats.RecognisePacked(source.NewSample(name, data), rd.options.Format)
		if known.Open != nil {
			return rd.open(&r, name, known, bytes.NewReader(data), int64(len(data)))
		}
	}
	content, err := rd.content(&r, name, data)
	if err != nil || content == nil {
		return err
	}
	return rd.take(&r, name, content)
}

// content returns what a file holds; nil if it cannot be read or holds nothing to ask, which it
// reports. The error says that it is in another format and all that there is to import.
func (rd *reading) content(r *Report, name string, data []byte) (*source.Content, error) {
	data, encoding := decoded(data)
	if bytes.Count(data, []byte("\n")) > maxLines {
		r.refuse(0, errLines)
		return nil, nil
	}
	known, sample := rd.recognise(name, data)
	if known.Read == nil {
		return nil, rd.unread(r, name, data)
	}
	r.Format, r.Reason = known.Name, known.Words+": "+known.Reason
	if encoding != "" {
		r.Reason += "; in " + encoding
	}
	in := source.Input{
		Name: name, Data: data, Files: rd.origin.fs(), Vault: sample.Vault,
		Zone: rd.options.Zone, Now: rd.options.Now, Learned: rd.known,
	}
	if sample.Whole {
		in.Own = sample.Own
	}
	content, err := known.Read(in)
	if err != nil {
		r.refuse(0, err)
		return nil, nil
	}
	if rd.origin.inside && !keepUnasked(content, in.Own.Read(data)) {
		return nil, &SourceError{rd.origin.path, ErrInside}
	}
	return content, nil
}

// recognise returns what a file is by its beginning, or by all of it if that tells nothing; unless
// a person has said how it is to be read. It returns by what.
func (rd *reading) recognise(name string, data []byte) (formats.Recognised, source.Sample) {
	s := rd.origin.sample(name, data)
	if rd.options.Separator != "" {
		return formats.Pairs(rd.options.Separator, rd.options.RowSeparator), s
	}
	known := formats.Recognise(s, rd.options.Format)
	if !s.Whole && known.Confidence <= source.Sure && rd.options.Format == "" {
		s = s.Of(data)
		known = formats.Recognise(s, "")
	}
	return known, s
}

// unread reports a file that cannot be read; the error says that it is all that there is.
func (rd *reading) unread(r *Report, name string, data []byte) error {
	other := formats.Foreign(name, data)
	switch {
	case rd.origin.single:
		err := &UnsupportedError{Path: rd.origin.path, Format: other}
		if other == "" && formats.IsTextName(name) {
			err.Text = source.TextErrorIn(data)
		}
		return err
	case other != "":
		r.Format = other
		r.leave(0, errors.New(other))
	case !source.IsText(data):
		r.refuse(0, source.TextErrorIn(data))
	default:
		r.leave(0, errNoCards)
	}
	return nil
}
