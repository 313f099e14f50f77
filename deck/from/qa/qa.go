// Package qa reads questions and answers as SuperMemo and Mnemosyne write them as text: lines that
// begin with Q: and A:, each side on as many lines as it needs, and a line I: with the schedule.
package qa

import (
	"strconv"
	"strings"
	"time"
)

// Card is one question. Without a question or an answer it is none.
type Card struct {
	Line, End        int // the first and the last line, from 1
	Question, Answer string
	State            *State // nil if there is none, or it was never learned
}

// State is a schedule.
type State struct {
	Repetitions int // since the last lapse
	Lapses      int
	Ease        float64 // E-factor, 1.3 and more; 0 if it is not known
	Interval    float64 // days
	Last        time.Time
}

// Reviews returns how often the question was answered, at least.
func (s State) Reviews() int { return max(1, s.Repetitions+s.Lapses) }

// Text is what a text holds.
type Text struct {
	Cards     []Card
	States    int // lines with schedules
	Continued int // lines that go on with a side under its label once more
}

// Read reads a text. Its blank lines part the questions; a line without a label goes on with the
// one before.
func Read(text string) Text {
	var t Text
	var open *Card
	label := byte(0)
	number, blank := 0, false
	flush := func() {
		if open != nil {
			t.Cards = append(t.Cards, *open)
		}
		open, label = nil, 0
	}
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\r\n")
		now, words := labelOf(line)
		if now == 'Q' && open != nil && (label != 'Q' || blank) {
			flush()
		}
		blank = strings.TrimSpace(line) == ""
		switch {
		case blank:
			if label == 'A' || label == 'I' {
				flush()
			}
			continue
		case open == nil && now != 'Q':
			continue
		case open == nil:
			open = &Card{Line: number}
		case now != 0 && now == label:
			t.Continued++
		}
		open.End = number
		if now != 0 {
			label = now
		}
		switch label {
		case 'Q':
			open.Question = join(open.Question, words)
		case 'A':
			open.Answer = join(open.Answer, words)
		case 'I':
			t.States++
			open.State = stateOf(words)
		}
	}
	flush()
	return t
}

// labelOf returns the label of a line, 0 if it has none, and the words behind it.
func labelOf(line string) (label byte, words string) {
	if len(line) > 1 && line[1] == ':' && strings.IndexByte("QAI", line[0]) >= 0 {
		return line[0], strings.TrimSpace(line[2:])
	}
	return 0, strings.TrimSpace(line)
}

func join(text, more string) string {
	if text == "" {
		return more
	}
	return text + "\n" + more
}

// stateOf reads a schedule, such as REP=3 LAP=1 EF=2.36 INT=15 LAST=27.01.2024.
func stateOf(words string) *State {
	var s State
	for field := range strings.FieldsSeq(words) {
		name, value, _ := strings.Cut(field, "=")
		number, _ := strconv.ParseFloat(strings.ReplaceAll(value, ",", "."), 64)
		switch strings.ToUpper(name) {
		case "REP":
			s.Repetitions = int(number)
		case "LAP":
			s.Lapses = int(number)
		case "EF", "AF":
			if s.Ease == 0 {
				s.Ease = number
			}
		case "INT":
			s.Interval = number
		case "LAST":
			s.Last = dateOf(value)
		}
	}
	const most = 100_000 // days or times
	if s.Last.IsZero() || s.Interval <= 0 || s.Interval > most ||
		s.Repetitions < 0 || s.Repetitions > most ||
		s.Lapses < 0 || s.Lapses > most || s.Repetitions+s.Lapses == 0 {
		return nil
	}
	return &s
}

// dateOf reads a date, as of UTC; zero if it is none.
func dateOf(text string) time.Time {
	for _, layout := range []string{"02.01.2006", "2.1.2006", "02.01.06", time.DateOnly, "2006.01.02", "2006/01/02", "01/02/2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}
