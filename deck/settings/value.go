package settings

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// ItemError says which element of a list is wrong.
type ItemError struct {
	Index int
	Err   error
}

// Error says what the element must be.
func (e *ItemError) Error() string { return e.Err.Error() }

// Unwrap returns what is wrong with the element.
func (e *ItemError) Unwrap() error { return e.Err }

// List reads a list of elements. If one of them is wrong, the error is an [*ItemError].
func List[T any](value any, element func(any) (T, error)) ([]T, error) {
	values, ok := value.([]any)
	if !ok {
		return nil, errors.New("must be a list: [...]")
	}
	list := make([]T, len(values))
	for i, v := range values {
		var err error
		if list[i], err = element(v); err != nil {
			return nil, &ItemError{i, err}
		}
	}
	return list, nil
}

// Integer reads a whole number within bounds.
func Integer(value any, least, most int) (int, error) {
	n, ok := value.(int64)
	if !ok || n < int64(least) || n > int64(most) {
		return 0, fmt.Errorf("must be a whole number from %d to %d", least, most)
	}
	return int(n), nil
}

// Word reads one of some words.
func Word[T ~string](value any, words ...T) (T, error) {
	text, _ := value.(string)
	quotes := make([]string, len(words))
	for i, w := range words {
		if string(w) == text {
			return w, nil
		}
		quotes[i] = strconv.Quote(string(w))
	}
	last := len(quotes) - 1
	return "", fmt.Errorf("must be %s or %s", strings.Join(quotes[:last], ", "), quotes[last])
}

// short reads a time of at most a day.
func short(value any) (time.Duration, error) {
	text, _ := value.(string)
	units := map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour, "d": day}
	if d := duration(text, units); d >= 0 && d <= day {
		return d, nil
	}
	return 0, errors.New(`must be a time in quotes, such as "20m" or "0s", of at most a day`)
}

// pause reads how long an answer may take.
func pause(value any) (time.Duration, error) {
	if d, err := short(value); err == nil && d > 0 {
		return d, nil
	}
	return 0, errors.New(`must be a time in quotes, such as "60s" or "5m", of at most a day`)
}

func timeOfDay(value any) (time.Duration, error) {
	s, _ := value.(string)
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, errors.New(`must be a time of day in quotes, such as "04:00"`)
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, nil
}

const day = 24 * time.Hour

// step reads the length of a (re)learning step: whole minutes, or a whole number with its unit in
// quotes.
func step(value any) (time.Duration, error) {
	d := time.Duration(-1)
	switch v := value.(type) {
	case int64:
		if 0 < v && v <= LongestStep*24*60 {
			d = time.Duration(v) * time.Minute
		}
	case string:
		d = duration(v, map[string]time.Duration{
			"s": time.Second, "m": time.Minute, "h": time.Hour,
			"d": day,
		})
	}
	if d <= 0 || d > LongestStep*day {
		return 0, fmt.Errorf(`must be whole minutes, or a time such as "30s", "12h" or "2d", of at most %d days`,
			LongestStep)
	}
	return d, nil
}

// duration reads a whole number and its unit; -1 if it is none or too large to count.
func duration(text string, units map[string]time.Duration) time.Duration {
	digits := strings.TrimRight(text, "smhd")
	n, err := strconv.ParseUint(digits, 10, 32)
	unit, ok := units[text[len(digits):]]
	if err != nil || !ok || n > uint64(math.MaxInt64/unit) {
		return -1
	}
	return time.Duration(n) * unit
}

func fraction(value any) (float64, error) {
	f, ok := value.(float64)
	if !ok || !(f > 0 && f < 1) {
		return 0, errors.New("must be a number between 0 and 1, such as 0.9")
	}
	return f, nil
}

func order(value any) (Order, error) { return Word(value, ByFile, ByAge, AtRandom) }

func mix(value any) (Mix, error) { return Word(value, After, Before, Mixed) }

func theme(value any) (Theme, error) { return Word(value, AutoTheme, LightTheme, DarkTheme, MonoTheme) }

func images(value any) (Images, error) {
	return Word(value, AutoImages, KittyImages, ITermImages, SixelImages, BlockImages, NoImages)
}

func leech(value any) (LeechAction, error) { return Word(value, Hint, Suspend) }

func kind(value any) (Kind, error) {
	name, _ := value.(string)
	switch k := Kind(name); k {
	case New, Review, Interday:
		return k, nil
	}
	return "", errors.New(`must be a list of "new", "review" and "interday"`)
}

func truth(value any) (bool, error) {
	b, ok := value.(bool)
	if !ok {
		return false, errors.New("must be true or false")
	}
	return b, nil
}

// easyDay reads a day of the week and a share.
func easyDay(value any) (EasyDay, error) {
	text, _ := value.(string)
	name, share, _ := strings.Cut(text, " ")
	digits, isShare := strings.CutSuffix(share, "%")
	percent, err := strconv.ParseUint(digits, 10, 7)
	for d := range 7 {
		day := time.Weekday(d)
		if strings.EqualFold(name, day.String()) && isShare && err == nil && percent <= 100 {
			return EasyDay{day, int(percent)}, nil
		}
	}
	return EasyDay{}, errors.New(`must be a list of days of the week with a share, such as "saturday 50%" or "sunday 0%"`)
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func text[T ~string](word T) string { return string(word) }

func quoted[T ~string](word T) string { return strconv.Quote(string(word)) }

func quotedTime(d time.Duration) string { return strconv.Quote(Duration(d)) }

func clock(d time.Duration) string {
	return fmt.Sprintf(`"%02d:%02d"`, d/time.Hour, d%time.Hour/time.Minute)
}

// Duration writes whole seconds as settings have them, in the largest unit that leaves them whole:
// "90s", "10m", "12h", "2d".
func Duration(d time.Duration) string {
	for _, u := range []struct {
		size time.Duration
		name string
	}{{day, "d"}, {time.Hour, "h"}, {time.Minute, "m"}} {
		if d >= u.size && d%u.size == 0 {
			return fmt.Sprintf("%d%s", d/u.size, u.name)
		}
	}
	return fmt.Sprintf("%ds", d/time.Second)
}
