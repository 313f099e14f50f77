package anki

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"time"
)

// Settings are what the rows of a package are of.
type Settings struct {
	Created  time.Time // that days are counted from: the day of it in UTC
	Changed  time.Time
	Rollover int // hour at which a day begins
	Types    []*Notetype
	Decks    []*Deck
	Presets  []*Preset
}

// defaultID is the id of the deck and of the preset that there always are.
const defaultID = 1

// objects returns the configuration, the types of notes, the decks and the presets as schema 11
// keeps them.
func (s *Settings) objects() (conf, models, decks, presets string, err error) {
	typed, decked, preset := make(map[string]any), make(map[string]any), make(map[string]any)
	for _, t := range s.Types {
		t.USN = -1
		typed[strconv.FormatInt(t.ID, 10)] = t.complete()
	}
	fallback := &Deck{ID: defaultID, Name: "Default", Preset: defaultID}
	for _, d := range slices.Concat([]*Deck{fallback}, s.Decks) {
		decked[strconv.FormatInt(d.ID, 10)] = d.object(s.Changed.Unix())
	}
	standard := &Preset{
		ID: defaultID, Name: "Default", Steps: []float64{1, 10}, RelearningSteps: []float64{10},
		NewPerDay: 20, ReviewsPerDay: 200, MaxInterval: 36500, Retention: 0.9, Past: 0.9,
	}
	for _, p := range slices.Concat([]*Preset{standard}, s.Presets) {
		preset[strconv.FormatInt(p.ID, 10)] = p.object()
	}
	var texts [4]string
	for i, o := range []any{s.conf(), typed, decked, preset} {
		b, jerr := json.Marshal(o)
		if jerr != nil {
			return "", "", "", "", jerr
		}
		texts[i] = string(b)
	}
	return texts[0], texts[1], texts[2], texts[3], nil
}

func (s *Settings) conf() map[string]any {
	current := int64(0)
	if len(s.Types) > 0 {
		current = s.Types[0].ID
	}
	return map[string]any{
		"schedVer": 2, "sched2021": true, "creationOffset": 0, "rollover": s.Rollover, "activeDecks": []int{defaultID},
		"curDeck": defaultID, "curModel": current, "nextPos": 1, "sortType": "noteFld", "sortBackwards": false,
		"newSpread": 0, "collapseTime": 1200, "timeLim": 0, "estTimes": true, "dueCounts": true, "addToCur": true,
		"dayLearnFirst": false, "fsrs": true,
	}
}

// complete returns the type with all that Anki asks for in its object.
func (t *Notetype) complete() any {
	return struct {
		*Notetype
		Tags     []string `json:"tags"`
		Versions []string `json:"vers"`
		Needs    [][]any  `json:"req"`
	}{t, []string{}, []string{}, append([][]any{}, t.Needs...)}
}

// object returns a deck as an object of schema 11; those that are filtered are not written.
func (d *Deck) object(changed int64) map[string]any {
	never := []int{0, 0}
	o := map[string]any{
		"id": d.ID, "name": d.Name, "mod": changed, "usn": -1, "lrnToday": never, "revToday": never, "newToday": never,
		"timeToday": never, "collapsed": false, "browserCollapsed": false, "desc": d.Description, "dyn": 0,
		"conf": d.Preset, "extendNew": 0, "extendRev": 0,
	}
	if d.NewLimit != nil {
		o["newLimit"] = *d.NewLimit
	}
	if d.ReviewLimit != nil {
		o["reviewLimit"] = *d.ReviewLimit
	}
	if d.Retention > 0 {
		o["desiredRetention"] = int(math.Round(d.Retention * 100))
	}
	return o
}

func (p *Preset) object() map[string]any {
	parameters := append([]float64{}, p.Parameters...)
	o := map[string]any{
		"id": p.ID, "name": p.Name, "mod": p.Mod, "usn": -1, "maxTaken": 60, "autoplay": true, "timer": 0,
		"replayq": true, "dyn": false,
		"new": map[string]any{
			"delays": append([]float64{}, p.Steps...), "initialFactor": 2500, "ints": []int{1, 4, 0}, "order": 1,
			"perDay": p.NewPerDay, "bury": false,
		},
		"rev": map[string]any{
			"ease4": 1.3, "ivlFct": 1.0, "maxIvl": p.MaxInterval, "perDay": p.ReviewsPerDay, "hardFactor": 1.2,
			"bury": false,
		},
		"lapse": map[string]any{
			"delays": append([]float64{}, p.RelearningSteps...), "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0,
		},
		"desiredRetention": p.Retention, "sm2Retention": p.Past, "fsrsParams6": parameters,
		"easyDaysPercentages": []float64{1, 1, 1, 1, 1, 1, 1},
	}
	if !p.IgnoreBefore.IsZero() {
		o["ignoreRevlogsBeforeDate"] = p.IgnoreBefore.Format(time.DateOnly)
	}
	return o
}
