package storage

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"cards/storage/backup"
	"cards/storage/boltfile"
	"cards/storage/journal"
	"cards/storage/wire"
)

// Salvaged is what [Collection.Salvage] brought back.
type Salvaged struct {
	Events     int // of the new log
	Reviews    int // of these, answers
	Backup     string
	FromBackup int // events that only the backup had
	// Missing are events that the damaged file speaks of and that are nowhere; Lost is how many
	// there are, as far as can be known.
	Missing []journal.ID
	Lost    int
	Kept    string // path of the damaged file
}

// Salvage makes the collection's file anew from what can be read out of it, whatever is wrong with
// it, and from the newest backup that is whole. Every event whose own checksum is right comes back.
// What follows from the log is derived anew; the damaged file is kept under another name.
func (c *backupOwner) Salvage(ctx context.Context, now time.Time) (Salvaged, error) {
	s := newSalvage()
	err := c.file.Remains(s.page)
	if err != nil && !errors.Is(err, boltfile.ErrMissing) {
		return Salvaged{}, err
	}
	done := Salvaged{}
	newest, ok, err := backup.Newest(c.BackupFolder(), now)
	if ok {
		done.Backup = newest.Name
		done.FromBackup, err = s.unite(backup.Events(filepath.Join(c.BackupFolder(), newest.Name)))
	}
	old, there := glanceAtFormat1(filepath.Join(c.BackupFolder(), backupOfFormat1))
	if !ok && there && old.Err == nil {
		done.Backup = old.Name
		done.FromBackup, err = s.unite(EventsOf(filepath.Join(c.BackupFolder(), old.Name), LogDatabase))
	}
	if err := errors.Join(err, ctx.Err()); err != nil {
		return Salvaged{}, err
	}
	done.Events, done.Reviews = len(s.events), s.reviews()
	done.Missing = s.missing()
	done.Lost = len(done.Missing)
	if s.held > 0 { // it is sealed, what was derived of the log is not
		done.Lost = max(int(s.held)-len(s.events), 0)
		done.Missing = done.Missing[:min(len(done.Missing), done.Lost)]
	}
	done.Kept, err = c.renew(now, kept{events: s.all(), given: s.entries()})
	return done, err
}

// salvage gathers events.
type salvage struct {
	events map[journal.ID][]byte // values
	spoken map[journal.ID]bool   // ids that what was derived of the log speaks of
	given  map[string][]byte     // entries of what was given here
	held   uint64                // how many events there should be, if that can be read
}

func newSalvage() *salvage {
	return &salvage{
		events: make(map[journal.ID][]byte), spoken: make(map[journal.ID]bool),
		given: make(map[string][]byte),
	}
}

// page takes the events of what looks like a page.
func (s *salvage) page(r boltfile.Remnant) {
	var sound []boltfile.Entry
	known := r.Bucket == bucketLog
	for _, e := range r.Entries {
		if len(e.Key) != len(journal.ID{}) {
			continue
		}
		if ev, err := journal.Decode(journal.ID(e.Key), e.Value); err == nil {
			sound = append(sound, e)
			known = known || !isUnknown(ev)
		}
	}
	switch r.Bucket {
	case bucketHistory:
		s.speakOf(r.Entries)
	case bucketGiven:
		s.keepGiven(r.Entries)
	case bucketMeta:
		s.readTally(r.Entries)
	}
	if !known {
		return // sealed values of another bucket may look like events of kinds that are unknown here
	}
	for _, e := range sound {
		s.take(journal.ID(e.Key), e.Value)
	}
	s.gaps(r.Bytes, sound)
}

func isUnknown(ev journal.Event) bool {
	_, unknown := ev.Body.(journal.Unknown)
	return unknown
}

// speakOf notes the ids in the values of the bucket history.
func (s *salvage) speakOf(entries []boltfile.Entry) {
	for _, e := range entries {
		size := len(journal.ID{})
		if len(e.Key) != size || len(e.Value)%size != wire.SealSize && len(e.Value)%size != 0 { // older files have no seals
			continue
		}
		for value := e.Value; len(value) >= size; value = value[size:] {
			s.spoken[journal.ID(value)] = true
		}
	}
}

// keepGiven keeps the entries of what was given here that are whole.
func (s *salvage) keepGiven(entries []boltfile.Entry) {
	for _, e := range entries {
		if _, err := decodeGiven(e.Key, e.Value); err == nil {
			s.given[string(e.Key)] = bytes.Clone(e.Value)
		}
	}
}

// readTally reads how many events there should be.
func (s *salvage) readTally(entries []boltfile.Entry) {
	for _, e := range entries {
		if string(e.Key) != metaTally {
			continue
		}
		if held, err := decodeTally(e.Value); err == nil {
			s.held = max(s.held, held.count)
		}
	}
}

// take takes a value, or that of the two with its id that stays when logs are united.
func (s *salvage) take(id journal.ID, value []byte) {
	if old, ok := s.events[id]; !ok || bytes.Compare(value, old) < 0 {
		s.events[id] = bytes.Clone(value)
	}
}

// gaps looks for events in the parts of a page that no sound entry covers: where an entry begins
// and ends may be what is damaged. Entries lie one behind the other, ids before values; the first
// begins at some multiple of sixteen bytes.
func (s *salvage) gaps(page []byte, sound []boltfile.Entry) {
	slices.SortFunc(sound, func(a, b boltfile.Entry) int { return cmp.Compare(a.Start, b.Start) })
	const step, front = 16, 1 << 12 // bytes; entries begin within those of one page
	first := len(page)
	if len(sound) > 0 {
		first = sound[0].Start
	}
	for at := step; at < min(first, front); at += step {
		at += (s.run(page[at:first]) + step - 1) / step * step
	}
	for i, e := range sound {
		next := len(page)
		if i+1 < len(sound) {
			next = sound[i+1].Start
		}
		if e.End < next {
			s.run(page[e.End:next])
		}
	}
}

// run takes the events that bytes begin with and returns how many bytes those are.
func (s *salvage) run(b []byte) int {
	taken := 0
	for {
		n := s.event(b[taken:])
		if n == 0 {
			return taken
		}
		taken += n
	}
}

// event takes the event that bytes begin with, if they do, and returns its length.
func (s *salvage) event(b []byte) int {
	size := len(journal.ID{})
	if len(b) < size {
		return 0
	}
	id := journal.ID(b)
	n := wire.SealedLength(id[:], b[size:])
	if n == 0 || id.IsZero() {
		return 0
	}
	ev, err := journal.Decode(id, b[size:size+n])
	if err != nil || isUnknown(ev) {
		return 0
	}
	s.take(id, b[size:size+n])
	return size + n
}

// unite adds events from elsewhere and returns how many were new.
func (s *salvage) unite(events iter.Seq2[journal.Event, error]) (added int, err error) {
	for ev, err := range events {
		if err != nil {
			return added, err
		}
		value, err := journal.Encode(ev)
		if err != nil {
			return added, err
		}
		if _, ok := s.events[ev.ID]; !ok {
			added++
		}
		s.take(ev.ID, value)
	}
	return added, nil
}

// all yields what was gathered, in log order.
func (s *salvage) all() iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		for _, id := range slices.SortedFunc(maps.Keys(s.events), journal.ID.Compare) {
			if !yield(journal.Decode(id, s.events[id])) {
				return
			}
		}
	}
}

// entries returns what was given here, in its order.
func (s *salvage) entries() []backup.Entry {
	var list []backup.Entry
	for _, key := range slices.Sorted(maps.Keys(s.given)) {
		list = append(list, backup.Entry{Key: []byte(key), Value: s.given[key]})
	}
	return list
}

func (s *salvage) reviews() int {
	n := 0
	for ev := range s.all() {
		if journal.KindOf(ev.Body) == journal.KindReview {
			n++
		}
	}
	return n
}

// missing returns the ids that are spoken of and nowhere to be found, in log order.
func (s *salvage) missing() []journal.ID {
	var ids []journal.ID
	for id := range s.spoken {
		if _, ok := s.events[id]; !ok {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, journal.ID.Compare)
	return ids
}
