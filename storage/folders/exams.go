package folders

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pelletier/go-toml/v2"

	"cards/deck/settings"
	"cards/srs"
)

// examKey is the list of tables with the exams.
const examKey = "exam"

// Exam is a day for which decks are learned.
type Exam struct {
	Name    string
	Day     srs.Day
	Decks   []string // names; each stands for the deck and all below it; none for all
	Goal    float64  // share of the cards that is to be known on the day, 0…1
	Minutes int      // a day that the last pass before it takes
}

// What an exam has that does not say it.
const (
	usualGoal    = 0.9
	usualMinutes = 20
)

// exams takes in the list of exams.
func (r *reading) exams(value any) {
	list, ok := value.([]any)
	if !ok {
		r.remark(r.place(examKey), examKey, errors.New("must be tables: [[exam]]"))
		return
	}
	for i, item := range list {
		table, ok := item.(map[string]any)
		if !ok {
			r.remark(r.place(examKey), examKey, errors.New("must be tables: [[exam]]"))
			return
		}
		e := Exam{Goal: usualGoal, Minutes: usualMinutes}
		for name, value := range table {
			r.remark(r.place(examKey, name), examKey+"."+name, e.set(name, value))
		}
		same := func(other Exam) bool { return other.Name == e.Name }
		switch {
		case e.Name == "" || e.Day == 0:
			r.remark(r.place(examKey), examKey,
				fmt.Errorf("number %d needs a name and a date", i+1))
		case slices.ContainsFunc(r.config.Exams, same):
			r.remark(r.place(examKey), examKey, fmt.Errorf("two are called %q", e.Name))
		}
		r.config.Exams = append(r.config.Exams, e)
	}
}

// set takes in one value.
func (e *Exam) set(name string, value any) (err error) {
	switch name {
	case "name":
		e.Name, err = text(value)
	case "date":
		e.Day, err = date(value)
	case "decks":
		e.Decks, err = settings.List(value, deckEntry)
	case "goal":
		share, ok := value.(float64)
		if !ok || share <= 0 || share >= 1 {
			return errors.New("must be a share between 0 and 1, such as 0.9")
		}
		e.Goal = share
	case "minutes":
		const most = 24 * 60
		n, ok := value.(int64)
		if !ok || n < 1 || n > most {
			return fmt.Errorf("must be a number from 1 to %d", most)
		}
		e.Minutes = int(n)
	default:
		err = errors.New("the keys are name, date, decks, goal, minutes")
	}
	return err
}

// date reads a day: 2027-01-15, with or without quotes.
func date(value any) (srs.Day, error) {
	s, ok := value.(string)
	if d, isDate := value.(toml.LocalDate); isDate {
		s, ok = d.String(), true
	}
	day, err := srs.ParseDay(s)
	if !ok || err != nil {
		return 0, errors.New("must be a date such as 2027-01-15")
	}
	return day, nil
}

// Exam returns the one of a name, false if there is none.
func (c *Config) Exam(name string) (Exam, bool) {
	i := slices.IndexFunc(c.Exams, func(e Exam) bool { return e.Name == name })
	if i < 0 {
		return Exam{}, false
	}
	return c.Exams[i], true
}
