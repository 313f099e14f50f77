package lines_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/journal"
	"cards/storage/lines"
)

func id(n byte) journal.ID { return journal.ID{5: 1, 15: n} }

var (
	noon = time.Date(2026, 3, 2, 12, 0, 0, 123_000_000, time.UTC)
	key  = deck.Key{1, 2, 3, 15: 9}
)

// review returns an answer with one thing changed.
func review(change func(*srs.Review)) journal.Body {
	r := srs.Review{
		Card: srs.CardID(key), Rating: srs.Good, Shown: noon.Add(-7 * time.Second), Answered: noon,
		Offset: 3600,
		Day:    20514, Count: 3, Before: srs.InReview, After: srs.InReview, Due: srs.Due{Day: 20530},
	}
	change(&r)
	return journal.Reviewed{Review: r}
}

// bodies are what an event can say, with the edges of each.
func bodies() map[string]journal.Body {
	odd := model.Defaults()
	odd[0] = math.Copysign(0, -1)
	return map[string]journal.Body{
		"review": review(func(*srs.Review) {}),
		"learning": review(func(r *srs.Review) {
			r.After, r.Steps, r.Due = srs.Learning, 1,
				srs.Due{At: noon.Add(time.Minute)}
		}),
		"practice": review(func(r *srs.Review) { r.Purpose = srs.Cram }),
		"ahead":    review(func(r *srs.Review) { r.Purpose = srs.Ahead }),
		"choice": review(func(r *srs.Review) {
			r.Form, r.Options, r.Guess = srs.Choice, 4,
				true
		}),
		"test":            review(func(r *srs.Review) { r.Purpose, r.Form = srs.Test, srs.Typed }),
		"odd zone":        review(func(r *srs.Review) { r.Offset, r.Due = 3601, srs.Due{At: noon} }),
		"odd west":        review(func(r *srs.Review) { r.Offset = -17762 }),
		"some seconds":    review(func(r *srs.Review) { r.Offset = 30 }),
		"UTC":             review(func(r *srs.Review) { r.Offset = 0 }),
		"impossible zone": review(func(r *srs.Review) { r.Offset = 400_000 }),
		"before 1970": review(func(r *srs.Review) {
			r.Answered,
				r.Day = time.UnixMilli(-5).UTC(), -1
		}),
		"far":        review(func(r *srs.Review) { r.Due = srs.Due{Day: math.MaxInt32} }),
		"year 12026": review(func(r *srs.Review) { r.Answered = noon.AddDate(10000, 0, 0) }),
		"text": journal.TextSeen{
			Key: key, Kind: deck.KindBasic,
			Text: deck.Text{Prompt: "a\n<b>\u2028", Answer: "\""}, Path: "ä/b.md",
		},
		"cloze": journal.TextSeen{
			Key: key, Kind: deck.KindCloze,
			Text: deck.Text{Cloze: "\x02a\x03", ID: "x", Back: true, Earlier: 2},
		},
		"no UTF-8":   journal.TextSeen{Key: key, Kind: deck.KindBasic, Path: "\xff.md"},
		"link":       journal.Linked{A: key, B: deck.Key{2}, Manual: true, Reason: "same id"},
		"unlink":     journal.Unlinked{A: key, B: deck.Key{2}},
		"set":        journal.PropertySet{Key: key, Property: journal.BuriedUntil, Value: -5},
		"due":        journal.DueSet{Key: key, Due: srs.Due{Day: 5}},
		"due at":     journal.DueSet{Key: key, Due: srs.Due{At: noon}},
		"reset":      journal.Reset{Key: key},
		"params":     journal.Set6(model.Defaults()),
		"zero below": journal.Set6(odd),
		"other params": journal.ParamsSet{
			Preset: "exam", Version: 9,
			Numbers: []float64{1, math.MaxFloat64, 1e-300},
		},
		"start": journal.Started{
			Key: key, Stability: 12.5, Difficulty: 4.25, Day: 20000, Phase: srs.InReview,
			Due: srs.Due{Day: 20010}, Reviews: 9, Lapses: 1,
		},
		"imported": journal.Imported{
			Format: "anki", Source: "x.apkg", Notes: 1, Cards: 2,
			Reviews: 3, LeftOut: 4,
		},
		"source": journal.Sourced{
			Key: key, Type: "Basic",
			Fields: []journal.Field{{Name: "Front", Value: "<b>"}}, Tags: []string{"a"},
		},
		"type": journal.Sourced{
			Type:      "Basic",
			Templates: []journal.Template{{Name: "Card 1", Front: "{{Front}}"}}, Style: "p{}",
		},
		"cancel":  journal.Cancelled{Target: id(1)},
		"restore": journal.Restored{Target: id(1)},
		"unknown": journal.Unknown{Kind: 200, Data: []byte{0, 1, 255}},
		"later":   journal.Unknown{Version: 7, Kind: 1, Data: []byte("x")},
	}
}

// TestLinesLoseNothing writes every kind of event as a line and reads it back: its bytes in the log
// are the same.
func TestLinesLoseNothing(t *testing.T) {
	t.Parallel()
	for name, body := range bodies() {
		for _, step := range []journal.ID{id(9), id(7)} {
			ev := journal.Event{ID: id(9), Step: step, Body: body}
			want, err := journal.Encode(ev)
			if err != nil {
				if name != "zero below" { // parameters out of bounds
					t.Errorf("%s: %v", name, err)
				}
				continue
			}
			line := written(t, ev)
			got, err := lines.Read(line)
			if err != nil {
				t.Errorf("%s: %v\n%s", name, err, line)
				continue
			}
			if value, err := journal.Encode(got); !bytes.Equal(value, want) || err != nil ||
				got.ID != ev.ID {
				t.Errorf("%s: %v, %x, want %x\n%s", name, err, value, want, line)
			}
		}
	}
}

func written(t *testing.T, ev journal.Event) []byte {
	t.Helper()
	line, err := json.Marshal(lines.Of(ev, false, deck.Key{}))
	if err != nil {
		t.Fatal(err)
	}
	return line
}

func TestWrongLinesAreSaid(t *testing.T) {
	t.Parallel()
	good := string(written(t, journal.Event{ID: id(9), Step: id(9), Body: bodies()["review"]}))
	replaced := func(old, new string) string { return strings.Replace(good, old, new, 1) }
	tests := map[string]string{
		"{": "this is not JSON", "[]": "not what belongs here", "{}": "id",
		`"x"`: "not what belongs here",
		replaced(`"kind":"review"`, `"kind":"revue"`):      `kind "revue": unknown`,
		replaced(`"rating":3`, `"rating":7`):               "rating 7",
		replaced(`"rating":3`, `"rating":"good"`):          "rating",
		replaced(`"phase":"review"`, `"phase":"old"`):      `phase "old": unknown`,
		replaced(`"day":"2026-03-02"`, `"day":"2026"`):     "not a date",
		replaced("T12:59:53.123", "T12:59:53.1234"):        "whole milliseconds",
		replaced(`"due":"2026-03-18"`, `"due":"tomorrow"`): "not an instant",
		replaced(`"key":"01`, `"key":"zz`):                 "digits of a key",
		replaced(`"id":"0`, `"id":"8`):                     "id",
	}
	for text, want := range tests {
		ev, err := lines.Read([]byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\nis read as %v, %v, want %q", text, ev, err, want)
		}
	}
	var wrong *lines.Error
	n := 0
	for _, err := range lines.Events(strings.NewReader("\ufeff" + good + "\r\n\n" + good + "\n{\n" + good)) {
		if n++; err != nil && (!errors.As(err, &wrong) || wrong.Line != 4) {
			t.Errorf("%v, want line 4", err)
		}
	}
	if n != 3 || wrong == nil {
		t.Errorf("%d events and errors, %v", n, wrong)
	}
}

// FuzzRead reads what anybody wrote: an error, or an event that a log can hold and that comes out
// of it as it went in.
func FuzzRead(f *testing.F) {
	for _, body := range bodies() {
		if line, err := json.Marshal(lines.Of(journal.Event{ID: id(9), Step: id(7), Body: body},
			true, key)); err == nil {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		ev, err := lines.Read(text)
		if err != nil {
			return
		}
		want, err := journal.Encode(ev)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		again, err := lines.Read(written(t, ev))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got, err := journal.Encode(again); !bytes.Equal(got, want) || err != nil {
			t.Fatalf("%s: %x, %v, want %x", text, got, err, want)
		}
	})
}
