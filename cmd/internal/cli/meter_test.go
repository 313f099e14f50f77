package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/out"
)

// TestMeters: what takes longer than a second says how much is done, of how much, and how long the
// rest takes; without a terminal nothing is shown.
func TestMeters(t *testing.T) {
	t.Parallel()
	for want, got := range map[string]string{
		"500 of 1,000 events, 10s left": advance(500, 1000, 10*time.Second),
		"500 of 1,000 events":           advance(500, 1000, time.Second/2),
		"0 of 1,000 events":             advance(0, 1000, time.Minute),
		"7 events":                      advance(7, 0, time.Minute),
		", 6s left":                     timeLeft(.25, 2*time.Second),
		"":                              timeLeft(0, time.Minute),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	var written bytes.Buffer
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	m := &meter{
		Stream: out.NewStream(&written), what: "fitting", begun: now,
		now: func() time.Time { return now.Add(9 * time.Second) },
	}
	m.show(.75)
	m.end()
	_ = m.Flush()
	if written.Len() > 0 {
		t.Errorf("without a terminal: %q", written.String())
	}
	m.Terminal = true
	m.show(.75)
	if said := written.String(); !strings.Contains(said, "fitting") ||
		!strings.Contains(said, "75 %, 3s left") {
		t.Errorf("%q", said)
	}
	m.end()
	if !strings.HasSuffix(written.String(), " \r") {
		t.Errorf("it is not removed: %q", written.String())
	}
}

// TestMeterOfTwoWorks: how long the second of two works takes is told by when that began.
func TestMeterOfTwoWorks(t *testing.T) {
	t.Parallel()
	second := func(n int) time.Time { return time.Date(2026, 3, 2, 9, 0, n, 0, time.UTC) }
	now := second(0)
	m := &meter{
		Stream: out.NewStream(&bytes.Buffer{}), begun: now,
		now: func() time.Time { return now },
	}
	for _, at := range []struct {
		seconds int
		done    float64
		begun   int
	}{{10, .5, 0}, {20, 1, 0}, {21, 0, 21}, {22, .1, 21}, {30, .9, 21}, {40, .2, 40}} {
		now = second(at.seconds)
		m.show(at.done)
		if want := second(at.begun); !m.begun.Equal(want) {
			t.Errorf("after %d s: begun at %v, want %v", at.seconds, m.begun, want)
		}
	}
}

// TestMessageBesideMeter: a message stands on a line of its own, and what is shown comes back.
func TestMessageBesideMeter(t *testing.T) {
	t.Parallel()
	var written bytes.Buffer
	s := &streams{Env: Env{Now: time.Now}, out: out.NewStream(&bytes.Buffer{}), err: out.NewStream(&written)}
	s.err.Terminal = true
	m := s.meter("importing")
	m.put("importing… 23 events")
	s.say("the log is backed up")
	m.put("importing… 23 events")
	want := "\rimporting… 23 events\r                    \rthe log is backed up\n\rimporting… 23 events"
	if written.String() != want {
		t.Errorf("written %q, want %q", written.String(), want)
	}
}
