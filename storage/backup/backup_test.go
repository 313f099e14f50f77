package backup_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/srs"
	"cards/storage/backup"
	"cards/storage/journal"
)

var made = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// reviews returns events with ids that ascend, one in three a reset and the others answers.
func reviews(n int) []journal.Event {
	events := make([]journal.Event, n)
	for i := range events {
		id := journal.ID{5: byte(i >> 8), 6: byte(i), 15: 1}
		events[i] = journal.Event{ID: id, Step: id, Body: journal.Reset{Key: [16]byte{byte(i)}}}
		if i%3 > 0 {
			events[i].Body = journal.Reviewed{Review: srs.Review{
				Rating: srs.Good, After: srs.Learning, Answered: made, Shown: made.Add(-time.Second),
			}}
		}
	}
	return events
}

// create makes a backup of events.
func create(t *testing.T, folder string, at time.Time, events []journal.Event) backup.Info {
	t.Helper()
	info, err := backup.Create(folder, at, func(w *backup.Writer) error {
		for _, ev := range events {
			value, err := journal.Encode(ev)
			if err := errors.Join(err, w.Add(ev.ID, value)); err != nil {
				return err
			}
		}
		w.Give([]byte("number"), []byte("step"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// restored returns the events of a backup.
func restored(path string) (events []journal.Event, err error) {
	for ev, e := range backup.Events(path) {
		if e != nil {
			return events, e
		}
		events = append(events, ev)
	}
	return events, nil
}

func TestBackupHoldsWhatWasPutIntoIt(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "backups")
	want := reviews(300)
	info := create(t, folder, made, want)
	if info.Events != 300 || info.Reviews != 200 || !info.Made.Equal(made) ||
		info.Newest != want[299].ID {
		t.Errorf("%+v", info)
	}
	got, err := restored(filepath.Join(folder, info.Name))
	if err != nil || !slices.EqualFunc(got, want,
		func(a, b journal.Event) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
		t.Errorf("%d events, %v", len(got), err)
	}
	given, err := backup.Given(filepath.Join(folder, info.Name))
	if err != nil || len(given) != 1 || string(given[0].Key) != "number" ||
		string(given[0].Value) != "step" {
		t.Errorf("given: %v, %v", given, err)
	}
	second := create(t, folder, made, want[:1])
	if second.Name == info.Name {
		t.Errorf("two backups are called %s", info.Name)
	}
	list, err := backup.List(folder)
	if len(list) != 2 || err != nil {
		t.Errorf("%v, %v", list, err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 2 {
		t.Errorf("left behind: %v", entries)
	}
	if found, err := backup.Find(list,
		strings.TrimSuffix(info.Name, backup.Suffix)); found.Name != info.Name || err != nil {
		t.Errorf("find: %v, %v", found, err)
	}
	if _, err := backup.Find(list, "2025"); !errors.Is(err, backup.ErrNone) {
		t.Errorf("find what is not there: %v", err)
	}
}

// TestDamagedBackup flips every byte of a backup and cuts it everywhere: it is noticed, or the
// bytes are of those of gzip that mean nothing, and the events are the same.
func TestDamagedBackup(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	want := reviews(40)
	info := create(t, folder, made, want)
	path := filepath.Join(folder, info.Name)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	try := func(what string, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := backup.Verify(path); err == nil {
			if got, err := restored(path); fmt.Sprint(got) != fmt.Sprint(want) || err != nil {
				t.Errorf("%s is not noticed", what)
			}
		} else if strings.Contains(err.Error(), "gzip") || strings.Contains(err.Error(), "EOF") {
			t.Errorf("%s: %v", what, err)
		}
	}
	for i := range whole {
		flipped := bytes.Clone(whole)
		flipped[i] ^= 0x10
		try(fmt.Sprintf("a flip of byte %d", i), flipped)
		try(fmt.Sprintf("a cut at byte %d", i), whole[:i])
	}
}

func TestFailedBackupLeavesNothing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	wrong := errors.New("wrong")
	_, err := backup.Create(folder, made, func(*backup.Writer) error { return wrong })
	if !errors.Is(err, wrong) {
		t.Error(err)
	}
	_, err = backup.Create(folder, made,
		func(w *backup.Writer) error { return w.Add(journal.ID{1}, []byte("damage")) })
	if err == nil {
		t.Error("a damaged event was backed up")
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}

func day(t time.Time) int { return int(t.Unix() / 86400) }

// TestSurplus makes backups twice a day for two years and thins them as they come.
func TestSurplus(t *testing.T) {
	t.Parallel()
	l := backup.NewLimits(500<<20, day)
	var list []backup.Info
	for i := range 2 * 730 {
		at := made.Add(time.Duration(i) * 12 * time.Hour)
		list = append(list, backup.Info{Name: fmt.Sprint(i), Made: at, Events: i + 1, Size: 1})
		surplus := l.Surplus(list)
		list = slices.DeleteFunc(list, func(b backup.Info) bool {
			return slices.ContainsFunc(surplus, func(s backup.Info) bool { return s.Name == b.Name })
		})
		if newest := list[len(list)-1]; newest.Name != fmt.Sprint(i) {
			t.Fatalf("the newest, %d, was dropped", i)
		}
		if len(list) > 7+4+12 {
			t.Fatalf("%d are kept", len(list))
		}
	}
	newest := list[len(list)-1].Made
	ages := make([]int, len(list))
	for i, b := range list {
		ages[i] = day(newest) - day(b.Made)
	}
	slices.Reverse(ages)
	ages = slices.Compact(ages)
	if !slices.Equal(ages[:7], []int{0, 1, 2, 3, 4, 5, 6}) {
		t.Errorf("the last days are not all there: %v", ages)
	}
	if oldest := ages[len(ages)-1]; oldest < 300 {
		t.Errorf("the oldest is %d days old: %v", oldest, ages)
	}
}

func TestSurplusOfSizeAndRestores(t *testing.T) {
	t.Parallel()
	l := backup.NewLimits(500<<20, day)
	l.Bytes = 10
	list := []backup.Info{
		{Name: "old", Made: made.AddDate(0, 0, -3), Events: 1, Size: 4},
		{Name: "broken", Made: made.AddDate(0, 0, -2), Err: errors.New("broken"), Size: 100},
		{Name: "full", Made: made, Events: 9, Size: 6},
		{Name: "after a restore", Made: made.Add(time.Hour), Events: 3, Size: 4},
	}
	names := func(list []backup.Info) (names []string) {
		for _, b := range list {
			names = append(names, b.Name)
		}
		return names
	}
	if got := names(l.Surplus(list)); !slices.Equal(got, []string{"old"}) {
		t.Errorf("surplus: %q", got)
	}
	l.Bytes = 1
	if got := names(l.Surplus(list)); !slices.Equal(got, []string{"old", "full"}) {
		t.Errorf("surplus of too much: %q", got)
	}
}

// TestSurplusLeavesWhatARestoreTook makes backups of a log that gives way to another which holds
// more: the least of them is the only one with what was in it, and is kept for a week.
func TestSurplusLeavesWhatARestoreTook(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	create(t, folder, made, reviews(90))
	taken, err := backup.MarkReplaced(folder, create(t, folder, made.Add(time.Hour), reviews(7)))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		at := made.AddDate(0, 0, i).Add(2 * time.Hour)
		create(t, folder, at, reviews(100+i))
		for _, bytes := range []int64{1, 500 << 20} {
			if err := backup.Thin(folder, backup.NewLimits(bytes, day)); err != nil && bytes > 1 {
				t.Fatal(err)
			}
		}
		_, err := os.Stat(filepath.Join(folder, taken.Name))
		if kept := err == nil; kept != (i < 7) {
			t.Errorf("after %d days: kept %v, %v", i, kept, err)
		}
	}
	if list, err := backup.List(folder); err != nil ||
		!list[0].Made.Equal(made.AddDate(0, 0, 11).Add(2*time.Hour)) {
		t.Errorf("%v, %v", list, err)
	}
}

// TestThinNeedsASoundNewest removes nothing while the newest backup is damaged.
func TestThinNeedsASoundNewest(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for i := range 30 {
		create(t, folder, made.AddDate(0, 0, i), reviews(i+1))
	}
	names := func() []string {
		names, err := filepath.Glob(filepath.Join(folder, "*"+backup.Suffix))
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	newest := names()[29]
	whole, err := os.ReadFile(newest)
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole)
	damaged[len(damaged)/2] ^= 1
	if err := os.WriteFile(newest, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := backup.Thin(folder, backup.NewLimits(500<<20, day)); err == nil || len(names()) != 30 {
		t.Errorf("%d are left, %v", len(names()), err)
	}
	if err := os.WriteFile(newest, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := backup.Thin(folder, backup.NewLimits(500<<20, day)); err != nil || len(names()) > 12 {
		t.Errorf("%d are left, %v", len(names()), err)
	}
	if _, err := os.Stat(newest); errors.Is(err, fs.ErrNotExist) {
		t.Error("the newest was removed")
	}
}
