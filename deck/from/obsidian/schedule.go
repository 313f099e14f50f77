package obsidian

import (
	"strconv"
	"strings"
	"time"

	"cards/deck/from/pattern"
)

// Schedule is what the plugin knows of one card: by its own algorithm, or by FSRS.
type Schedule struct {
	New        bool      // not answered yet
	Due        time.Time // its day, in UTC; by FSRS the instant
	Interval   float64   // days
	Ease       int       // percent; 0 by FSRS
	Stability  float64   // days, by FSRS
	Difficulty float64   // by FSRS
	Reviews    int       // by FSRS
	Lapses     int       // by FSRS
	Last       time.Time // by FSRS; zero if not known
	Learning   bool      // by FSRS: in its (re)learning steps
}

var comment = pattern.New(`<!--\s*SR:([^>]*?)-->`)

// isScheduled says whether a text has such a comment.
func isScheduled(text string) bool {
	return strings.Contains(text, "SR:") && comment().MatchString(text)
}

// schedules returns those of the comments of a text, one by one.
func schedules(text string) []Schedule {
	if !isScheduled(text) {
		return nil
	}
	var all []Schedule
	for _, m := range comment().FindAllStringSubmatch(text, -1) {
		for group := range strings.SplitSeq(m[1], "!") {
			fields := strings.Split(strings.TrimSpace(group), ",")
			for i := range fields {
				fields[i] = strings.TrimSpace(fields[i])
			}
			if s, ok := readGroup(fields); ok {
				all = append(all, s)
			}
		}
	}
	return all
}

// withoutSchedules returns a text without the comments.
func withoutSchedules(text string) string {
	if !isScheduled(text) {
		return strings.TrimSpace(text)
	}
	return strings.TrimSpace(comment().ReplaceAllString(text, ""))
}

func readGroup(f []string) (Schedule, bool) {
	if f[0] == "fsrs" {
		return readFSRS(f[1:])
	}
	if len(f) < 3 {
		return Schedule{}, false
	}
	due, err := time.Parse(time.DateOnly, f[0])
	interval, err2 := strconv.ParseFloat(f[1], 64)
	ease, err3 := strconv.ParseFloat(f[2], 64)
	if err != nil || err2 != nil || err3 != nil {
		return Schedule{}, false
	}
	isNew := due.Equal(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	return Schedule{New: isNew, Due: due, Interval: interval, Ease: int(ease)}, true
}

// readFSRS reads due, interval, stability, difficulty, state, reps, lapses, learning steps and last
// review; "-" is nothing.
func readFSRS(f []string) (Schedule, bool) {
	const fields = 9
	if len(f) < fields {
		return Schedule{}, false
	}
	var s Schedule
	var err error
	if s.Due, err = time.Parse(time.RFC3339, f[0]); err != nil {
		if s.Due, err = time.Parse(time.DateOnly, f[0]); err != nil {
			return Schedule{}, false
		}
	}
	number := func(text string) float64 {
		n, _ := strconv.ParseFloat(text, 64)
		return n
	}
	s.Interval, s.Stability, s.Difficulty = number(f[1]), number(f[2]), number(f[3])
	state := strings.ToLower(f[4])
	s.New = state == "0" || state == "new"
	s.Learning = state == "1" || state == "3" || strings.HasSuffix(state, "learning")
	s.Reviews, s.Lapses = int(number(f[5])), int(number(f[6]))
	if last, err := time.Parse(time.RFC3339, f[8]); err == nil {
		s.Last = last
	}
	return s, true
}
