package obsidian

import (
	"strconv"
	"strings"
	"time"
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

// cutComment cuts a text around its first comment with schedules, and returns what that says.
func cutComment(text string) (before, inside, after string, ok bool) {
	const opens, names, closes = "<!--", "SR:", "-->"
	for from := 0; ; {
		at := strings.Index(text[from:], opens)
		if at < 0 {
			return text, "", "", false
		}
		from += at
		inside, ok = strings.CutPrefix(strings.TrimLeft(text[from+len(opens):], " \t\n\f\r"), names)
		if !ok {
			from += len(opens)
			continue
		}
		end := strings.IndexByte(inside, '>') + 1
		if strings.HasSuffix(inside[:end], closes) {
			return text[:from], inside[:end-len(closes)], inside[end:], true
		}
		if end == 0 {
			return text, "", "", false
		}
		from = len(text) - len(inside) + end // what else begins before ends there too
	}
}

// isScheduled says whether a text has such a comment.
func isScheduled(text string) bool {
	_, _, _, ok := cutComment(text)
	return ok
}

// schedules returns those of the comments of a text, one by one.
func schedules(text string) []Schedule {
	var all []Schedule
	for _, inside, after, ok := cutComment(text); ok; _, inside, after, ok = cutComment(after) {
		for group := range strings.SplitSeq(inside, "!") {
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
	before, _, after, ok := cutComment(text)
	if !ok {
		return strings.TrimSpace(text)
	}
	var b strings.Builder
	for ; ok; before, _, after, ok = cutComment(after) {
		b.WriteString(before)
	}
	b.WriteString(before)
	return strings.TrimSpace(b.String())
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
