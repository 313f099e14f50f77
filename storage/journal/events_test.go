package journal_test

import (
	"encoding/hex"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
)

func id(s string) journal.ID {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return journal.ID(b)
}

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	return t
}

// events has one of every kind with the bytes that the log keeps, written out by hand from
// FORMAT.md but for the checksum, which is left away.
func events() []struct {
	name  string
	event journal.Event
	want  string
} {
	key := deck.Key{0xa0, 15: 1}
	other := deck.Key{0xb0, 15: 2}
	const keyHex, otherHex = "a0000000000000000000000000000001", "b0000000000000000000000000000002"
	own := id("0195a000000000000000000000000001")
	step := id("0195a000000000000000000000000000")
	const stepHex = "0195a000000000000000000000000000"
	review := srs.Review{
		Card: srs.CardID(key), Rating: srs.Good,
		Shown: at("1970-01-01T00:00:00.9Z"), Answered: at("1970-01-01T00:00:01Z"),
		Offset: 3600, Day: -1, Count: 2, Before: srs.New, After: srs.Learning, Steps: 1,
		Due: srs.Due{At: at("1970-01-01T00:00:02Z")},
	}
	learned := review
	learned.Purpose, learned.After, learned.Steps, learned.Due = srs.Cram, srs.InReview, 0,
		srs.Due{Day: 64}
	typed, chosen := review, review
	typed.Purpose, typed.Form, typed.Guess = srs.Ahead, srs.Typed, true
	chosen.Purpose, chosen.Form, chosen.Options = srs.Quiz, srs.Choice, 4
	text := journal.TextSeen{
		Key: key, Kind: deck.KindBasic, Text: deck.Text{Prompt: "a?", Answer: "b", ID: "i"}, Path: "x.md",
	}
	event := func(b journal.Body) journal.Event { return journal.Event{ID: own, Step: own, Body: b} }
	return []struct {
		name  string
		event journal.Event
		want  string
	}{
		{
			"review", event(journal.Reviewed{Review: review}),
			"010100" + keyHex + "03000101" + "d00f" + "c801" + "a038" + "01" + "02" + "01" + "01a01f",
		},
		{
			"practice", event(journal.Reviewed{Review: learned}),
			"010100" + keyHex + "03000200" + "d00f" + "c801" + "a038" + "01" + "02" + "00" + "008001",
		},
		{
			"typed and a guess", event(journal.Reviewed{Review: typed}),
			"020100" + keyHex + "030001" + "01010001" + "d00f" + "c801" + "a038" + "01" + "02" +
				"01" + "01a01f",
		},
		{
			"chosen in a quiz", event(journal.Reviewed{Review: chosen}),
			"020100" + keyHex + "030001" + "03020400" + "d00f" + "c801" + "a038" + "01" + "02" +
				"01" + "01a01f",
		},
		{
			"text", event(text),
			"010200" + keyHex + "04" + "02613f" + "0162" + "00" + "0169" + "00" + "00" + "04782e6d64",
		},
		{
			"link", event(journal.Linked{A: key, B: other, Manual: true, Reason: "r"}),
			"010300" + keyHex + otherHex + "01" + "0172",
		},
		{
			"link the other way round", event(journal.Linked{A: other, B: key}),
			"010300" + keyHex + otherHex + "00" + "00",
		},
		{"unlink", event(journal.Unlinked{A: key, B: other}), "010400" + keyHex + otherHex},
		{
			"set", event(journal.PropertySet{Key: key, Property: journal.BuriedUntil, Value: 70}),
			"010500" + keyHex + "03" + "8c01",
		},
		{"due", event(journal.DueSet{Key: key, Due: srs.Due{Day: 3}}), "010600" + keyHex + "0006"},
		{"reset", event(journal.Reset{Key: key}), "010700" + keyHex},
		{
			"cancel in a step",
			journal.Event{ID: own, Step: step, Body: journal.Cancelled{Target: step}},
			"010901" + stepHex + stepHex,
		},
		{"restore", event(journal.Restored{Target: step}), "010a00" + stepHex},
		{
			"params of a preset", event(journal.ParamsSet{
				Preset: "p", Version: 9,
				Numbers: []float64{0.5, 2},
			}),
			"020800" + "0170" + "09" + "02" + "3fe0000000000000" + "4000000000000000",
		},
		{
			"start", event(journal.Started{
				Key: key, Stability: 100, Difficulty: 5, Day: 7, Phase: srs.InReview,
				Due: srs.Due{Day: 107}, Reviews: 3, Lapses: 1,
			}),
			"010b00" + keyHex + "4059000000000000" + "4014000000000000" + "0e" + "02" + "00d601" + "0301",
		},
		{
			"imported", event(journal.Imported{
				Format: "anki", Source: "x", Notes: 1, Cards: 2,
				Reviews: 300, LeftOut: 0,
			}),
			"010c00" + "04616e6b69" + "0178" + "0102ac0200",
		},
		{
			"source of a note", event(journal.Sourced{
				Key: key, Type: "Basic", Fields: []journal.Field{{Name: "Front", Value: "a"}},
				Tags: []string{"t"},
			}),
			"010d00" + keyHex + "054261736963" + "01" + "0546726f6e74" + "0161" + "010174" + "00" + "00",
		},
		{
			"source of a type", event(journal.Sourced{
				Type: "Basic", Templates: []journal.Template{{
					Name: "Card 1", Front: "f",
					Back: "b",
				}}, Style: "s",
			}),
			"010d00" + "00000000000000000000000000000000" + "054261736963" + "00" + "00" + "01" +
				"06436172642031" + "0166" + "0162" + "0173",
		},
		{
			"unknown kind", event(journal.Unknown{Kind: 200, Data: []byte("later")}),
			"01c800" + "6c61746572",
		},
		{
			"unknown version", event(journal.Unknown{Version: 9, Kind: 1, Data: []byte("later")}),
			"090100" + "6c61746572",
		},
	}
}
