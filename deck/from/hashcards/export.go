package hashcards

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Grade is how well a card was known: 1 for forgotten, 2 hard, 3 good, 4 easy.
type Grade uint8

// Review is one answer.
type Review struct {
	At    time.Time
	Grade Grade
}

// State is what a program knows of a card without its answers.
type State struct {
	Stability  float64 // days
	Difficulty float64 // 1…10
	Last       time.Time
	Due        time.Time
	Reviews    int
}

// History is what was learned of cards, by their hashes.
type History struct {
	Reviews map[string][]Review // in order
	States  map[string]State    // of cards that were reviewed
	Bad     []string            // what in the export cannot be read, for people
}

// Len returns how many answers there are.
func (h History) Len() int {
	n := 0
	for _, list := range h.Reviews {
		n += len(list)
	}
	return n
}

// Sort orders the answers of every card by their times.
func (h *History) Sort() {
	for _, list := range h.Reviews {
		slices.SortStableFunc(list, func(a, b Review) int { return a.At.Compare(b.At) })
	}
}

// export is what hashcards writes.
type export struct {
	Cards []struct {
		Hash        string          `json:"hash"`
		Content     json.RawMessage `json:"content"`
		Performance *struct {
			Last       string  `json:"lastReviewedAt"`
			Stability  float64 `json:"stability"`
			Difficulty float64 `json:"difficulty"`
			Due        string  `json:"dueDate"`
			Count      int     `json:"reviewCount"`
		} `json:"performance"`
	} `json:"cards"`
	Sessions []struct {
		Reviews []struct {
			Hash  string `json:"hash"`
			At    string `json:"reviewedAt"`
			Grade string `json:"grade"`
		} `json:"reviews"`
	} `json:"sessions"`
}

var errNoExport = errors.New("not an export of hashcards")

// IsExport says whether the beginning of a file looks like an export.
func IsExport(head string) bool {
	return strings.HasPrefix(strings.TrimLeft(head, " \t\r\n\ufeff"), "{") && strings.Contains(head, `"cards"`) &&
		(strings.Contains(head, `"familyHash"`) || strings.Contains(head, `"reviewedAt"`))
}

// ReadExport reads the export of a collection. Its times have no zone and are taken as of that one.
func ReadExport(data []byte, zone *time.Location) (History, error) {
	h := History{Reviews: make(map[string][]Review), States: make(map[string]State)}
	var e export
	if err := json.Unmarshal(data, &e); err != nil {
		return h, fmt.Errorf("%w: %w", errNoExport, err)
	}
	for _, c := range e.Cards {
		if !isHash(c.Hash) {
			return h, errNoExport
		}
		if p := c.Performance; p != nil {
			last, lastErr := ParseTime(p.Last, zone)
			due, dueErr := ParseTime(p.Due, zone)
			if err := errors.Join(lastErr, dueErr); err != nil {
				h.Bad = append(h.Bad, fmt.Sprintf("card %.8s: %v", c.Hash, err))
				continue
			}
			h.States[c.Hash] = State{p.Stability, p.Difficulty, last, due, p.Count}
		}
	}
	for _, s := range e.Sessions {
		for _, r := range s.Reviews {
			at, err := ParseTime(r.At, zone)
			grade := GradeOf(r.Grade)
			switch {
			case err != nil:
				h.Bad = append(h.Bad, fmt.Sprintf("review of card %.8s: %v", r.Hash, err))
			case grade == 0:
				h.Bad = append(h.Bad, fmt.Sprintf("review of card %.8s: unknown grade %q", r.Hash, r.Grade))
			default:
				h.Reviews[r.Hash] = append(h.Reviews[r.Hash], Review{at, grade})
			}
		}
	}
	h.Sort()
	return h, nil
}

func isHash(text string) bool { return len(text) == 64 && strings.Trim(text, "0123456789abcdef") == "" }

// GradeOf returns the grade of that name, 0 if there is none.
func GradeOf(name string) Grade {
	return Grade(1 + slices.Index([]string{"forgot", "hard", "good", "easy"}, strings.ToLower(name)))
}

// ParseTime reads a time as hashcards writes it, without a zone, or with one, or a date.
func ParseTime(text string, zone *time.Location) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return t, nil
	}
	for _, layout := range []string{"2006-01-02T15:04:05.999999999", time.DateTime, time.DateOnly} {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("time %q: neither a date nor a time", text)
}
