package lines_test

import (
	"encoding/json"
	"testing"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
	"cards/storage/lines"
)

// FuzzFlat holds the short way of reading lines to that which reads any.
func FuzzFlat(f *testing.F) {
	for _, body := range bodies() {
		text, err := json.Marshal(lines.Of(journal.Event{ID: id(1), Step: id(2), Body: body}, true, key))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, text := range []string{
		`{}`, `{"id":"a"}`, `{"id":"a",}`, `{"id":"\u0041"}`, `{"id":"a"}x`, `{"id":"a" }`,
		`{"count":-0}`, `{"count":01}`,
		`{"count":1.5}`, `{"count":+1}`, `{"count":--1}`, `{"count":99999999999999999999}`,
		`{"counts":truefalse}`,
		`{"ID":"a"}`, `{"id":null}`, "{\"id\":\"\xff\"}", "{\"id\":\"a\tb\"}",
		`{"id":"a","id":"b"}`, `{"id"`, `{"count":`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if flat, same := lines.IsFlat(text); flat && !same {
			t.Errorf("%q is read in two ways", text)
		}
	})
}

// TestAnswersAreFlat says of which lines the short way is: of nearly all.
func TestAnswersAreFlat(t *testing.T) {
	t.Parallel()
	for body, want := range map[journal.Body]bool{
		review(func(*srs.Review) {}): true,
		review(func(r *srs.Review) {
			r.Form, r.Options, r.Guess = srs.Choice, 4,
				true
		}): true,
		journal.TextSeen{
			Key: key, Kind: deck.KindBasic,
			Text: deck.Text{Prompt: "Où?", Answer: "Là."},
		}: true,
		journal.TextSeen{
			Key: key, Kind: deck.KindBasic,
			Text: deck.Text{Prompt: "a\nb"},
		}: false,
		journal.Reset{Key: key}: true,
	} {
		text, err := json.Marshal(lines.Of(journal.Event{ID: id(1), Step: id(2), Body: body}, false, key))
		if err != nil {
			t.Fatal(err)
		}
		if flat, _ := lines.IsFlat(text); flat != want {
			t.Errorf("%s: flat is %t", text, flat)
		}
	}
}

// BenchmarkRead measures reading the line of an answer.
func BenchmarkRead(b *testing.B) {
	text, err := json.Marshal(lines.Of(journal.Event{
		ID: id(1), Step: id(2),
		Body: review(func(*srs.Review) {}),
	}, false, key))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lines.Read(text); err != nil {
			b.Fatal(err)
		}
	}
}
