package folders

import (
	"errors"
	"fmt"
	"math"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"

	"cards/deck"
	"cards/srs"
)

// parseConfig reads a configuration and the document that it stands in. The error is a [*ConfigError].
func parseConfig(data []byte) (Config, document, error) {
	c := DefaultConfig()
	d, err := parseDocument(data)
	if err != nil {
		return Config{}, d, err
	}
	var wrong []deck.Diagnostic
	for _, e := range d.entries {
		found := deck.Diagnostic{Path: ConfigPath, Pos: d.pos(e.at)}
		var item *itemError
		switch err := c.set(e.key, e.value); {
		case errors.Is(err, errUnknown):
			found.Pos, found.Severity = d.pos(e.whole.start), deck.Warning
			found.Text, found.Hint = fmt.Sprintf("unknown key %q", e.key), "known keys: "+knownKeys
			c.Warnings = append(c.Warnings, found)
		case err != nil:
			if errors.As(err, &item) && item.index < len(e.items) {
				found.Pos = d.pos(e.items[item.index].start)
			}
			found.Text = fmt.Sprintf("%s: %v", e.key, err)
			wrong = append(wrong, found)
		}
	}
	if wrong != nil {
		return Config{}, d, &ConfigError{Diagnostics: wrong}
	}
	return c, d, nil
}

const knownKeys = "folders, ignore, rollover, new_per_day, retention, steps, relearning_steps, max_interval, " +
	"bury_siblings, learn_ahead, backup_max"

var errUnknown = errors.New("unknown key")

// itemError says which element of a list is wrong.
type itemError struct {
	index int
	err   error
}

func (e *itemError) Error() string { return e.err.Error() }

// set gives the setting that is named key a value as the TOML library reads it.
func (c *Config) set(key string, value any) (err error) {
	const maxPerDay, maxDays, maxMegabytes = 1_000_000, 36500, 1_000_000
	switch key {
	case "folders":
		c.Folders, err = list(value, folderEntry)
	case "ignore":
		c.Ignore, err = list(value, patternEntry)
	case "rollover":
		c.Rollover, err = timeOfDay(value)
	case "new_per_day":
		c.NewPerDay, err = integer(value, 0, maxPerDay)
	case "retention":
		c.Retention, err = fraction(value)
	case "steps":
		c.Steps, err = list(value, step)
	case "relearning_steps":
		c.RelearningSteps, err = list(value, step)
	case "max_interval":
		c.MaxInterval, err = integer(value, 1, maxDays)
	case "bury_siblings":
		c.Bury, err = buriedKinds(value)
	case "learn_ahead":
		c.LearnAhead, err = timeText(value)
	case "backup_max":
		c.BackupMax, err = integer(value, 1, maxMegabytes)
	default:
		return errUnknown
	}
	return err
}

// buriedKinds reads the list of kinds of siblings that are put off.
func buriedKinds(value any) (srs.Bury, error) {
	var b srs.Bury
	kinds := map[string]*bool{"new": &b.New, "review": &b.Review, "interday": &b.Interday}
	_, err := list(value, func(v any) (string, error) {
		name, _ := v.(string)
		if kinds[name] == nil {
			return "", errors.New(`must be a list of "new", "review" and "interday"`)
		}
		*kinds[name] = true
		return name, nil
	})
	return b, err
}

// timeText reads a time such as "20m", or "0s", of at most a day.
func timeText(value any) (time.Duration, error) {
	text, _ := value.(string)
	units := map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour}
	if d := duration(text, units); d >= 0 && d <= 24*time.Hour {
		return d, nil
	}
	return 0, errors.New(`must be a time in quotes, such as "20m" or "0s", of at most a day`)
}

func list[T any](value any, element func(any) (T, error)) ([]T, error) {
	values, ok := value.([]any)
	if !ok {
		return nil, errors.New("must be a list: […]")
	}
	list := make([]T, len(values))
	for i, v := range values {
		var err error
		if list[i], err = element(v); err != nil {
			return nil, &itemError{i, err}
		}
	}
	return list, nil
}

func folderEntry(value any) (string, error) {
	s, ok := value.(string)
	if !ok || s == "" {
		return "", errors.New("a folder must be a path in quotes")
	}
	if s == "~" || len(s) > 1 && s[0] == '~' && (s[1] == '/' || s[1] == '\\') {
		return "", fmt.Errorf("%q: ~ means nothing here; write the whole path", s)
	}
	return s, noControls(s)
}

func patternEntry(value any) (string, error) {
	s, ok := value.(string)
	if !ok || s == "" {
		return "", errors.New("must be names or patterns in quotes")
	}
	if _, err := path.Match(s, ""); err != nil {
		return "", fmt.Errorf("%q: malformed pattern", s)
	}
	return s, noControls(s)
}

// noControls refuses what comes of a Windows path in double quotes, such as "C:\notes".
func noControls(s string) error {
	if strings.ContainsFunc(s, unicode.IsControl) {
		return fmt.Errorf(`%q holds a control character; in double quotes \ begins an escape, in single ones it is itself`, s)
	}
	return nil
}

func timeOfDay(value any) (time.Duration, error) {
	s, _ := value.(string)
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, errors.New(`must be a time of day in quotes, such as "04:00"`)
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, nil
}

func integer(value any, least, most int) (int, error) {
	n, ok := value.(int64)
	if !ok || n < int64(least) || n > int64(most) {
		return 0, fmt.Errorf("must be a whole number from %d to %d", least, most)
	}
	return int(n), nil
}

// step reads the length of a (re)learning step: whole minutes, or a whole number with its unit in quotes.
func step(value any) (time.Duration, error) {
	const day, most = 24 * time.Hour, 365
	d := time.Duration(-1)
	switch v := value.(type) {
	case int64:
		if 0 < v && v <= most*24*60 {
			d = time.Duration(v) * time.Minute
		}
	case string:
		d = duration(v, map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour, "d": day})
	}
	if d <= 0 || d > most*day {
		return 0, fmt.Errorf(`must be whole minutes, or a time such as "30s", "12h" or "2d", of at most %d days`, most)
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
