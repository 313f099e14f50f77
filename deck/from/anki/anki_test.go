package anki_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"cards/deck/from/anki"
)

// TestChecksums has the sums that Anki itself keeps of these first fields.
func TestChecksums(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]int64{
		"alpha": 3195417371, "<b>al</b>pha": 3195417371, `<img src="x.png">`: 2926313888, "a&nbsp;b": 2109598005, "": 3661210606,
	} {
		if got := anki.Checksum(anki.Stripped(field)); got != want {
			t.Errorf("%q: %d, Anki has %d", field, got, want)
		}
	}
}

func TestSourceOfANote(t *testing.T) {
	t.Parallel()
	const source = "Q: is 1 < 2 & \"so\"?\nA: ~yes~\n\n```\n</pre>\n```"
	fields := anki.WithSource([]string{"is", "yes", ""}, source)
	if got, intact, ok := anki.SourceOf(fields); got != source || !intact || !ok {
		t.Errorf("%q, intact %v, %v", got, intact, ok)
	}
	fields[1] = "no"
	if got, intact, ok := anki.SourceOf(fields); got != source || intact || !ok {
		t.Errorf("edited: %q, intact %v, %v", got, intact, ok)
	}
	for _, fields := range [][]string{nil, {"a"}, {"a", "b", "Q: x"}, {"a", `<pre data-cards="1">x`}} {
		if _, _, ok := anki.SourceOf(fields); ok {
			t.Errorf("%q is one of ours", fields)
		}
	}
}

// written returns a small package.
func written(tb testing.TB) []byte {
	tb.Helper()
	w, err := anki.NewWriter(context.Background(), tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	created := time.Date(2020, 1, 1, 12, 0, 0, 0, time.UTC)
	limit := 7
	var b bytes.Buffer
	media := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("picture")), nil }
	w.Rows([]anki.Row{{ID: 1_577_900_000_000, Card: 2, Ease: 3, Interval: 4, Last: -600, Factor: 500, Took: 1234, Type: anki.RowReview}})
	for _, err := range []error{
		w.Note(&anki.Note{ID: 1, GUID: "g", Type: int64(anki.OwnBasic), Mod: 5, Tags: []string{"a", "b::c"}, Fields: []string{"42", "b"}}, 0),
		w.Card(&anki.Card{ID: 2, Note: 1, Deck: 3, Mod: 6, Type: anki.TypeReview, Queue: anki.QueueReview, Due: 9, Interval: 4, Flag: 2, Data: `{"s":1.5,"d":5}`}),
		w.Finish(&anki.Settings{
			Created: created, Changed: created, Rollover: 4, Types: []*anki.Notetype{anki.OwnBasic.Type()},
			Decks:   []*anki.Deck{{ID: 3, Name: "A::B", Preset: 8, NewLimit: &limit}},
			Presets: []*anki.Preset{{ID: 8, Name: "P", Steps: []float64{1, 10}, NewPerDay: 3, ReviewsPerDay: 4, MaxInterval: 50, Retention: 0.85, Past: 0.9}},
		}),
		w.Pack(context.Background(), &b, []anki.Packed{{Name: "x.png", Open: media}}),
		w.Close(),
	} {
		if err != nil {
			tb.Fatal(err)
		}
	}
	return b.Bytes()
}

func opened(tb testing.TB, data []byte) (*anki.Collection, error) {
	tb.Helper()
	return anki.Open(context.Background(), anki.Source{ReaderAt: bytes.NewReader(data), Size: int64(len(data))}, tb.TempDir())
}

func TestWrittenIsRead(t *testing.T) {
	t.Parallel()
	data := written(t)
	if !bytes.Equal(data, written(t)) {
		t.Error("the same rows are another package")
	}
	c, err := opened(t, data)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	d, p := c.Decks[3], c.Presets[8]
	if c.Scheduler != 2 || c.Generation != anki.Legacy2 || d == nil || d.Name != "A::B" || *d.NewLimit != 7 || p == nil ||
		p.Retention != 0.85 || p.NewPerDay != 3 || len(p.Steps) != 2 || len(c.Types) != 1 || len(c.Media) != 1 {
		t.Errorf("scheduler %d, generation %d, deck %+v, preset %+v, types %v, media %v", c.Scheduler, c.Generation, d, p, c.Types, c.Media)
	}
	for _, err := range []error{
		c.EachNote(func(n anki.Note) error {
			if n.GUID != "g" || strings.Join(n.Tags, " ") != "a b::c" || strings.Join(n.Fields, "|") != "42|b" || n.Mod != 5 {
				t.Errorf("note %+v", n)
			}
			return nil
		}),
		c.EachCard(func(k anki.Card) error {
			if k.Due != 9 || k.Interval != 4 || k.Flag != 2 || k.Known().Stability != 1.5 {
				t.Errorf("card %+v", k)
			}
			return nil
		}),
		c.EachRow(t.Context(), func(r anki.Row) error {
			if r.Last != -600 || r.Took != 1234 || r.Type != anki.RowReview || r.Factor != 500 {
				t.Errorf("row %+v", r)
			}
			return nil
		}),
		c.Check(t.Context()),
	} {
		if err != nil {
			t.Error(err)
		}
	}
}

// FuzzOpen holds reading to an end, without a panic, whatever the bytes of a package.
func FuzzOpen(f *testing.F) {
	data := written(f)
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Add([]byte("SQLite format 3\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := opened(t, data)
		if err != nil {
			return
		}
		_ = c.Check(context.Background()) // as all below: any error will do
		_ = c.EachNote(func(anki.Note) error { return nil })
		_ = c.EachCard(func(k anki.Card) error { k.Known(); return nil })
		_ = c.EachRow(context.Background(), func(anki.Row) error { return nil })
		for _, m := range c.Media {
			if r, err := c.Open(m); err == nil {
				_, _ = io.Copy(io.Discard, r)
				_ = r.Close()
			}
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
}
