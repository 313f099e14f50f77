package cli

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"cards/srs"
	"cards/storage"
)

// column is what a listing can show of cards, and sort them by.
type column struct {
	name   string
	text   func(c *storage.Card) string
	number func(c *storage.Card) float64 // to sort by; nil to sort by the text
}

// columns returns the columns of listings. Numbers that a card does not have come last.
func columns(cal srs.Calendar) []column {
	count := func(name string, of func(*storage.Card) int) column {
		return column{
			name, func(c *storage.Card) string { return strconv.Itoa(of(c)) },
			func(c *storage.Card) float64 { return float64(of(c)) },
		}
	}
	memory := func(name string, of func(*storage.Card) float64) column {
		return column{
			name, func(c *storage.Card) string {
				if c.Schedule.Phase == srs.New {
					return ""
				}
				return strconv.FormatFloat(of(c), 'f', 2, 64)
			}, of,
		}
	}
	text := func(name string, of func(*storage.Card) string) column { return column{name, of, nil} }
	return []column{
		text("id", func(c *storage.Card) string { return c.ID.String() }),
		text("deck", func(c *storage.Card) string { return c.Deck }),
		text("file", func(c *storage.Card) string { return c.Path }),
		count("line", func(c *storage.Card) int { return c.Line }),
		text("kind", func(c *storage.Card) string { return c.Kind.String() }),
		text("phase", stateWord),
		text("due", func(c *storage.Card) string { return dueText(c, cal) }),
		count("reviews", func(c *storage.Card) int { return c.Schedule.Reviews }),
		count("lapses", func(c *storage.Card) int { return c.Schedule.Lapses }),
		memory("stability", func(c *storage.Card) float64 { return c.Schedule.Stability(c.Model) }),
		memory("difficulty", func(c *storage.Card) float64 { return c.Schedule.Memory.Difficulty }),
		count("interval", func(c *storage.Card) int { return c.Schedule.Interval() }),
		count("flag", func(c *storage.Card) int { return c.Flag }),
		text("tags", func(c *storage.Card) string { return strings.Join(c.Tags, " ") }),
		text("question", func(c *storage.Card) string { return c.Question() }),
		text("answer", func(c *storage.Card) string { return c.Answer() }),
	}
}

// dueText is when a card is due, empty for a new one.
func dueText(c *storage.Card, cal srs.Calendar) string {
	t := dueAt(c.Schedule, cal)
	if t.IsZero() {
		return ""
	}
	return jsonTime(t).Format(time.RFC3339)
}

func columnNames(all []column) []string {
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.name
	}
	return names
}

// pick returns the column of a name.
func pick(all []column, flag, name string) (column, error) {
	for _, c := range all {
		if c.name == strings.TrimSpace(name) {
			return c, nil
		}
	}
	return column{}, unknownValue("list", "column of --"+flag, name, columnNames(all))
}

// picked returns the columns of a list of names.
func picked(all []column, names string) ([]column, error) {
	var list []column
	for name := range strings.SplitSeq(names, ",") {
		c, err := pick(all, "columns", name)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// sorted orders cards by a column, backwards if its name has a minus before it. Cards that it does
// not tell apart, and those without a value, stay in the order of decks, files and lines.
func sorted(cards []*storage.Card, all []column, by string) error {
	name, backwards := strings.CutPrefix(by, "-")
	c, err := pick(all, "sort", name)
	if err != nil {
		return err
	}
	slices.SortStableFunc(cards, func(a, b *storage.Card) int {
		textA, textB := c.text(a), c.text(b)
		if textA == "" || textB == "" {
			return cmp.Compare(len(textB), len(textA))
		}
		order := strings.Compare(strings.ToLower(textA), strings.ToLower(textB))
		if c.number != nil {
			order = cmp.Compare(c.number(a), c.number(b))
		}
		if backwards {
			return -order
		}
		return order
	})
	return nil
}
