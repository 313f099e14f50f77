package hashcards

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Grade is how well a card was known: 1 for forgotten, 2 hard, 3 good, 4 easy.
type Grade uint8

// Review is one answer.
type Review struct {
	At       time.Time
	Earliest time.Time // that At can be in any zone; it names the answer, as whatever zone it is read in
	Grade    Grade
	Due      time.Time // midnight of the date that it put the card off to; zero if that is not known
}

// State is what a program knows of a card without its answers.
type State struct {
	Stability  float64 // days
	Difficulty float64 // 1…10
	Last       time.Time
	Earliest   time.Time // that Last can be in any zone
	Due        time.Time // an instant, or midnight of a date
	Interval   int       // days between the two; 0 for less than one
	Reviews    int
}

// History is what was learned of cards, by their hashes.
type History struct {
	Reviews map[string][]Review // in order
	States  map[string]State    // of cards that were reviewed
	Bad     []string            // what cannot be read of it, for people
}

// NewHistory returns an empty history.
func NewHistory() History {
	return History{Reviews: make(map[string][]Review), States: make(map[string]State)}
}

// Len returns how many answers there are.
func (h *History) Len() int {
	n := 0
	for _, list := range h.Reviews {
		n += len(list)
	}
	return n
}

// Merge adds what another history knows: answers at instants that are not there, and the later one
// of two states.
func (h *History) Merge(other History) {
	for hash, list := range other.Reviews {
		h.Reviews[hash] = append(h.Reviews[hash], list...)
	}
	for hash, s := range other.States {
		if s.Last.After(h.States[hash].Last) {
			h.States[hash] = s
		}
	}
	h.Bad = append(h.Bad, other.Bad...)
	h.sort()
}

// sort orders the answers of every card by their times, and leaves out what is there twice.
func (h *History) sort() {
	for hash, list := range h.Reviews {
		slices.SortStableFunc(list, func(a, b Review) int { return a.Earliest.Compare(b.Earliest) })
		h.Reviews[hash] = slices.CompactFunc(list,
			func(a, b Review) bool { return a.Earliest.Equal(b.Earliest) })
	}
}

// Hashes returns the names of the cards that were answered.
func (h *History) Hashes() []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(h.Reviews)), maps.Keys(h.States))
	slices.Sort(names)
	return slices.Compact(names)
}

func (h *History) bad(format string, args ...any) {
	const most = 100 // that anybody reads
	if len(h.Bad) < most {
		h.Bad = append(h.Bad, fmt.Sprintf(format, args...))
	}
}

// review adds an answer as a program has written it.
func (h *History) review(hash, at, grade, due string, zone *time.Location) {
	if !isHash(hash) {
		h.bad("a review of a card named %.20q", hash)
		return
	}
	r := Review{Grade: gradeOf(grade)}
	var err error
	if r.At, r.Earliest, err = parseTime(at, zone); err != nil {
		h.bad("review of card %.8s: %v", hash, err)
		return
	}
	if r.Grade == 0 {
		h.bad("review of card %.8s: unknown grade %.20q", hash, grade)
		return
	}
	if due != "" {
		if r.Due, _, err = parseTime(due, zone); err != nil {
			h.bad("review of card %.8s: %v", hash, err)
		}
	}
	h.Reviews[hash] = append(h.Reviews[hash], r)
}

// state adds what is known of a card, as a program has written it.
func (h *History) state(hash string, s State, last, due string, zone *time.Location) {
	var err error
	if s.Last, s.Earliest, err = parseTime(last, zone); err == nil {
		s.Due, _, err = parseTime(due, zone)
	}
	switch {
	case err != nil:
		h.bad("card %.8s: %v", hash, err)
	case !(s.Stability > 0) || !(s.Difficulty > 0):
		h.bad("card %.8s: stability %v and difficulty %v", hash, s.Stability, s.Difficulty)
	default:
		h.States[hash] = s
	}
}

func isHash(text string) bool { return len(text) == 64 && strings.Trim(text, "0123456789abcdef") == "" }

// gradeOf returns the grade of that name, 0 if there is none.
func gradeOf(name string) Grade {
	return Grade(1 + slices.Index([]string{"forgot", "hard", "good", "easy"}, strings.ToLower(name)))
}

// eastmost is the zone in which every hour comes first.
var eastmost = time.FixedZone("", 14*60*60)

// parseTime reads a time as hashcards writes it, without a zone, or with one, or a date. Of one
// without a zone earliest is what it would be in that where it comes first, else it is the time.
func parseTime(text string, zone *time.Location) (at, earliest time.Time, err error) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02 15:04:05.999999999Z07:00"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, t, nil
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05.999999999", time.DateTime, time.DateOnly} {
		if at, err = time.ParseInLocation(layout, text, zone); err == nil {
			earliest, err = time.ParseInLocation(layout, text, eastmost)
			return at, earliest, err
		}
	}
	return time.Time{}, time.Time{}, fmt.Errorf("time %.40q: neither a date nor a time", text)
}
