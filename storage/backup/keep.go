package backup

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Limits say how many backups are kept.
type Limits struct {
	Days, Weeks, Months int   // of so many newest ones with a backup, one each
	Bytes               int64 // of all of them together; the newest is kept whatever its size
	// Day returns the study day on which an instant falls, as a number; days begin a week apart from
	// a Monday.
	Day func(time.Time) int
}

// NewLimits are those of a collection whose backups take so many bytes at most.
func NewLimits(bytes int64, day func(time.Time) int) Limits {
	return Limits{Days: 7, Weeks: 4, Months: 12, Bytes: bytes, Day: day}
}

// beforeRestore ends the names of backups of a log that gave way to another: what came into it
// since the backup before may be nowhere else, whatever later ones hold.
const beforeRestore = "-before-restore" + Suffix

// MarkReplaced gives a backup in a folder a name that says that its log gave way to another.
func MarkReplaced(folder string, b Info) (Info, error) {
	old := filepath.Join(folder, b.Name)
	path, err := giveName(old, folder, b.Made, beforeRestore)
	if err != nil {
		return b, err
	}
	if err := os.Remove(old); err != nil && !errors.Is(err, os.ErrNotExist) {
		return b, err
	}
	b.Name = filepath.Base(path)
	return b, syncFolder(folder)
}

// Surplus returns those of some backups, the oldest first, that need not be kept. Of a day, a week
// or a month the one with the most events is kept, as a log only grows; of several the newest. The
// newest of all is kept in any case, and for as many days as have one each, that of a log which
// gave way to another. Those that are broken are not counted, and left alone.
func (l Limits) Surplus(list []Info) []Info {
	list = slices.DeleteFunc(slices.Clone(list), func(b Info) bool { return b.Err != nil })
	if len(list) == 0 {
		return nil
	}
	kept := map[string]bool{list[len(list)-1].Name: true}
	keep := func(most int, period func(time.Time) string) {
		best := make(map[string]Info)
		var periods []string
		for _, b := range slices.Backward(list) {
			p := period(b.Made)
			if _, ok := best[p]; !ok {
				periods = append(periods, p)
			}
			if b.Events > best[p].Events || best[p].Name == "" {
				best[p] = b
			}
		}
		for _, p := range periods[:min(most, len(periods))] {
			kept[best[p].Name] = true
		}
	}
	keep(l.Days, func(t time.Time) string { return l.date(t).Format(time.DateOnly) })
	keep(l.Weeks, func(t time.Time) string {
		d := l.date(t)
		return d.AddDate(0, 0, -(int(d.Weekday())+6)%7).Format(time.DateOnly)
	})
	keep(l.Months, func(t time.Time) string { return l.date(t).Format("2006-01") })
	var surplus []Info
	for _, b := range list {
		if l.isSafe(b, list[len(list)-1]) {
			continue
		}
		if !kept[b.Name] || l.tooMuch(list, kept, b) {
			surplus = append(surplus, b)
		}
	}
	return surplus
}

// isSafe says whether a log that gave way to another may still be missed when the newest backup is
// made.
func (l Limits) isSafe(b, newest Info) bool {
	return strings.HasSuffix(b.Name, beforeRestore) && l.Day(newest.Made)-l.Day(b.Made) < l.Days
}

// date returns the study day of an instant as a date in UTC.
func (l Limits) date(t time.Time) time.Time {
	const secondsPerDay = 24 * 60 * 60
	return time.Unix(int64(l.Day(t))*secondsPerDay, 0).UTC()
}

// tooMuch says whether a backup and the newer ones that are kept are too large together.
func (l Limits) tooMuch(list []Info, kept map[string]bool, b Info) bool {
	i := slices.IndexFunc(list, func(other Info) bool { return other.Name == b.Name })
	if i == len(list)-1 {
		return false
	}
	sum := int64(0)
	for _, other := range list[i:] {
		if kept[other.Name] {
			sum += other.Size
		}
	}
	return sum > l.Bytes
}

// Thin removes the backups in a folder that need not be kept. The newest must be whole, otherwise
// nothing is removed and the error is what is wrong with it.
func Thin(folder string, l Limits) error {
	list, err := List(folder)
	if err != nil || len(list) == 0 {
		return err
	}
	newest := list[len(list)-1]
	if err := cmp.Or(newest.Err, Verify(filepath.Join(folder, newest.Name))); err != nil {
		return err
	}
	for _, b := range l.Surplus(list) {
		err = errors.Join(err, os.Remove(filepath.Join(folder, b.Name)))
	}
	return err
}
