package ankifile

import (
	"path"
	"slices"
	"strings"
	"time"

	"cards/deck/from/anki"
	"cards/srs"
	"cards/storage/importer/source"
)

// prepareHistory sets up what histories are made by.
func (r *reader) prepareHistory() {
	zone := r.in.Zone
	calendar := srs.Calendar{Zone: zone, Rollover: r.rollover(zone)}
	made := r.Created.In(zone)
	if r.Zone != nil {
		made = r.Created.In(time.FixedZone("", -60**r.Zone))
	}
	h := &history{
		calendar: calendar, firstDay: srs.Calendar{Zone: made.Location()}.Day(made),
		latest: r.in.Now.Add(source.Future), schedules: make(map[int64]schedule),
	}
	isStudied := func(c anki.Card) bool { return c.Queue != anki.QueueNew }
	studied := slices.ContainsFunc(r.cards, isStudied)
	h.raised = r.Generation == anki.Legacy1 && r.Scheduler == 1 && studied && !r.isWhole()
	for id, d := range r.Decks {
		if p := r.Presets[d.Preset]; p != nil {
			h.schedules[id] = scheduleOf(p, r.in.Wanted.Parameters)
		}
	}
	r.history = h
}

// isWhole says whether the package is a whole collection, which keeps ratings as they were written.
func (r *reader) isWhole() bool {
	ext := strings.ToLower(path.Ext(r.in.Name))
	return ext == ".colpkg" || strings.HasPrefix(ext, ".anki2")
}

// rollover returns when days begin. The first scheduler, which whole collections keep, lets them
// begin at the time of day at which the collection was made, whatever else is set.
func (r *reader) rollover(zone *time.Location) time.Duration {
	if r.Scheduler == 1 && r.isWhole() {
		hour, minute, second := r.Created.In(zone).Clock()
		return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute +
			time.Duration(second)*time.Second
	}
	return time.Duration(r.Rollover) * time.Hour
}
