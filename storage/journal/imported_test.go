package journal_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
)

// TestImportedIsLaidAsOthers lays events of every kind behind each other: each has the id and the
// bytes that it has alone, and what a source cannot say is left out.
func TestImportedIsLaidAsOthers(t *testing.T) {
	t.Parallel()
	origin := journal.Origin{Format: "anki", Identity: "guid:0", At: at("2026-01-02T03:04:05Z")}
	var got, want []byte
	for i, tt := range events() {
		origin.Rank = uint16(i)
		body := tt.event.Body
		own, err := journal.ImportID(origin, body)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := body.(journal.Unknown); ok {
			if _, _, err := journal.AppendImported(got, origin, body); err == nil {
				t.Errorf("%s: no error", tt.name)
			}
			continue
		}
		if want, err = journal.AppendEvent(want, journal.Event{ID: own, Step: own, Body: body}); err != nil {
			t.Fatal(err)
		}
		var laid journal.ID
		if got, laid, err = journal.AppendImported(got, origin, body); err != nil || laid != own {
			t.Errorf("%s: id %s, %v; want %s", tt.name, laid, err, own)
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("%s:\n got %x\nwant %x", tt.name, got, want)
		}
	}
	bad := journal.Reviewed{Review: srs.Review{Rating: 7}}
	long := journal.TextSeen{Text: deck.Text{Prompt: strings.Repeat("x", journal.MaxValue)}}
	late := origin
	late.At = time.UnixMilli(journal.LastMillis + 1)
	for name, row := range map[string]struct {
		o journal.Origin
		b journal.Body
	}{"no meaning": {origin, bad}, "too long": {origin, long}, "too late": {late, journal.Reset{}}} {
		if after, _, err := journal.AppendImported(got, row.o, row.b); err == nil || !bytes.Equal(after, want) {
			t.Errorf("%s: %d bytes more, %v", name, len(after)-len(want), err)
		}
	}
}

func TestImportedReviewIsLaidAsABodyIs(t *testing.T) {
	t.Parallel()
	origin := journal.Origin{Format: "anki", Identity: "guid:0", At: at("2026-01-02T03:04:05Z")}
	late := origin
	late.At = time.UnixMilli(journal.LastMillis + 1)
	reviews := []journal.Reviewed{
		{Review: srs.Review{Rating: 7}}, {Review: srs.Review{Rating: 1, Form: srs.Choice}},
	}
	for _, tt := range events() {
		if r, ok := tt.event.Body.(journal.Reviewed); ok {
			reviews = append(reviews, r)
		}
	}
	for i, r := range reviews {
		for _, o := range []journal.Origin{origin, late} {
			o.Rank = uint16(i)
			want, wantID, wantErr := journal.AppendImported([]byte("before"), o, r)
			got, id, err := journal.AppendImportedReview([]byte("before"), o, &r)
			if !bytes.Equal(got, want) || id != wantID || fmt.Sprint(err) != fmt.Sprint(wantErr) {
				t.Errorf("%+v:\n got %x, %s, %v\nwant %x, %s, %v", r, got, id, err, want, wantID, wantErr)
			}
		}
	}
}
