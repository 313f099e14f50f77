package cli

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
)

func TestBacklogWords(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		reviews, days int
		time          time.Duration
		want          string
	}{
		{65, 20, 14 * time.Minute, "65 reviews wait, 3 weeks' worth; 14 minutes at your pace"},
		{1, 1, 40 * time.Second, "1 review waits, 1 day's worth; 1 minute at your pace"},
		{12, 13, 20 * time.Second, "12 reviews wait, 13 days' worth; under a minute at your pace"},
		{
			1200, 14, 3*time.Hour + 10*time.Minute,
			"1,200 reviews wait, 2 weeks' worth; 3 hours at your pace",
		},
		{40, 61, 0, "40 reviews wait, 2 months' worth"},
		{40, 1000, 119 * time.Minute, "40 reviews wait, 3 years' worth; 119 minutes at your pace"},
	} {
		b := desk.Backlog{Reviews: test.reviews, Days: test.days, Time: test.time}
		if got := backlogWords(b); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestWaysFitTheTime: nobody is told to take twenty minutes for what takes eight.
func TestWaysFitTheTime(t *testing.T) {
	t.Parallel()
	for minutes, want := range map[int]string{
		0: "cards review --minutes 20", 4: "cards review --minutes 5",
		8:  "cards review --minutes 5",
		14: "cards review --minutes 10", 90: "cards review --minutes 20",
	} {
		b := desk.Backlog{Reviews: 9, Days: 20, Time: time.Duration(minutes) * time.Minute}
		if got := ways(b)[1].command; got != want {
			t.Errorf("%d minutes: %q, want %q", minutes, got, want)
		}
	}
}

// TestWaysFitTheTerminal: whole words in lines that fit, whatever its width.
func TestWaysFitTheTerminal(t *testing.T) {
	t.Parallel()
	for _, width := range []int{36, 40, 60, 65, 66, 75, 76, 77, 100} {
		var shown bytes.Buffer
		a := &app{dialog: dialog{streams: newStreams(Env{Stdout: &shown, Stderr: io.Discard})}}
		a.out.Terminal, a.out.Width = true, width
		b := desk.Backlog{Reviews: 70, Days: 21, Time: time.Hour}
		printWays(a, ways(b))
		if err := a.out.Flush(); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(shown.String()) {
			if cells := out.Cells(strings.TrimSuffix(line, "\n")); cells > width {
				t.Errorf("%d cells wide: %d in %q", width, cells, line)
			}
		}
		for _, way := range ways(b) {
			if text := strings.Join(strings.Fields(shown.String()), " "); !strings.Contains(text,
				way.command+" "+way.does) {
				t.Errorf("%d cells wide: %q does not say %q", width, text, way)
			}
		}
	}
}
