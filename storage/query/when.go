package query

import (
	"errors"
	"strconv"
	"strings"

	"cards/srs"
)

// readDue reads a study day: a date, today, tomorrow, yesterday, or so many days from today, such
// as 3d.
func readDue(s *state, w lexeme) (Node, *Error) {
	c, rest := cutComparison(w.text)
	day, err := s.day(rest)
	if err != nil {
		err := s.wrong(w.at,
			"due: %q is not a date: write one such as 2026-12-01, today, tomorrow or 3d", rest)
		for _, day := range nearDays(rest) {
			err.Near = append(err.Near, "due:"+strings.TrimSuffix(w.text, rest)+day)
		}
		return nil, err
	}
	return term(func(card *Card) bool {
		return card.Phase != srs.New && c.of(int(card.Due)-int(day))
	}), nil
}

func (s *state) day(text string) (srs.Day, error) {
	switch strings.ToLower(text) {
	case "today":
		return s.Today, nil
	case "tomorrow":
		return s.Today + 1, nil
	case "yesterday":
		return s.Today - 1, nil
	}
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.ParseInt(days, 10, 16)
		return s.Today + srs.Day(n), err
	}
	return srs.ParseDay(text)
}

// nearDays returns the days that a text which is none may mean.
func nearDays(text string) []string {
	if _, err := strconv.ParseInt(text, 10, 16); err == nil {
		return []string{text + "d"}
	}
	return near(strings.ToLower(text), []string{"today", "tomorrow", "yesterday"})
}

// days reads a number of study days: 7, or 7d.
func days(text string) (int, error) {
	const most = 36500
	n, err := strconv.Atoi(strings.TrimSuffix(text, "d"))
	if err == nil && (n < 1 || n > most) {
		err = errors.New("out of range")
	}
	return n, err
}

func readRated(s *state, w lexeme) (Node, *Error) {
	first, second, has := strings.Cut(w.text, ":")
	n, err := days(first)
	if err != nil {
		return nil, s.wrong(w.at,
			"rated: %q is not a number of days, 1 or more, such as in rated:7 and rated:7:1", first)
	}
	r := Rated{Days: n}
	if has {
		if r.Rating, err = srs.ParseRating(second); err != nil {
			err := s.wrong(w.at, "rated: %q is not a rating: 1 to 4, or again, hard, good, easy",
				second)
			for _, name := range near(strings.ToLower(second), []string{"again", "hard", "good", "easy"}) {
				err.Near = append(err.Near, "rated:"+first+":"+name)
			}
			return nil, err
		}
	}
	return r, nil
}

func readAdded(s *state, w lexeme) (Node, *Error) {
	n, err := days(w.text)
	if err != nil {
		return nil, s.wrong(w.at, "added: %q is not a number of days, 1 or more", w.text)
	}
	return term(func(c *Card) bool { return c.Added() > c.Today-srs.Day(n) }), nil
}
