package report_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/report"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
	"cards/storage/storagetest"
)

// statisticsOf returns those of a year of all cards, as the command has them.
func statisticsOf(tb testing.TB, c *storage.Collection) *desk.Statistics {
	tb.Helper()
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		tb.Fatal(err)
	}
	today := scheduler.Calendar().Day(storagetest.Start())
	return desk.NewStatistics(tb.Context(), desk.Ground{
		Store: c, Calendar: scheduler.Calendar(), Now: storagetest.Start(), Retention: .9,
	}, stats.Span{First: today - 364, Last: today}, stats.ByWeek)
}

// TestPagesFit draws every page at the widths of terminals: as it was, and no line wider than the
// terminal. With UPDATE_SCRIPTS set the pages are written.
func TestPagesFit(t *testing.T) {
	t.Parallel()
	c := storagetest.Generate(t, t.TempDir(), 300, 6, 6000, 1)
	for _, width := range []int{40, 60, 80, 120} {
		r, err := report.All(statisticsOf(t, c), true)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		s := out.NewStream(&b)
		s.Terminal, s.Width = true, width
		s.SetColours("never", func(string) string { return "" })
		r.Page(statisticsOf(t, c), nil).Print(s, out.PageOptions{})
		if err := s.Flush(); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := out.Cells(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("%d of %d columns: %s", n, width, line)
			}
		}
		path := filepath.Join("testdata", fmt.Sprintf("page-%d.txt", width))
		if os.Getenv("UPDATE_SCRIPTS") != "" {
			if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("at %d columns (-want +got):\n%s", width, diff)
		}
	}
}

// TestTablesWithoutAnswers: the first table of a subject, which scripts ask for, has the same
// columns before anything was answered as after.
func TestTablesWithoutAnswers(t *testing.T) {
	t.Parallel()
	empty := statisticsOf(t, storagetest.New(t, nil).Collection)
	full := statisticsOf(t, storagetest.Generate(t, t.TempDir(), 300, 6, 6000, 1))
	for _, subject := range report.Subjects() {
		want, got := firstTable(t, subject, full), firstTable(t, subject, empty)
		if want == nil {
			t.Errorf("%s has no table", subject.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-with answers +without):\n%s", subject.Name, diff)
		}
	}
}

// firstTable returns the columns of the first table of a subject.
func firstTable(t *testing.T, subject report.Subject, of *desk.Statistics) []out.Column {
	t.Helper()
	a, err := subject.Of(of)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range a.Parts {
		if part.Number != nil {
			return part.Number.Columns
		}
	}
	return nil
}
