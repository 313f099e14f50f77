package lines

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
)

// parser reads the texts of members and keeps the first error.
type parser struct {
	offset int // in seconds, where a time in RFC 3339 cannot say it; else 0
	err    error
}

func (p *parser) fail(member, text, what string) {
	if p.err == nil {
		p.err = fmt.Errorf("%s %q: %s", member, text, what)
	}
}

func (p *parser) key(member, text string) (k deck.Key) {
	start := []byte(text[:min(len(text), 2*len(k))])
	if _, err := hex.Decode(k[:], start); err != nil || len(text) != 2*len(k) {
		p.fail(member, text, "not the 32 digits of a key")
	}
	return k
}

func (p *parser) id(member, text string) journal.ID {
	id, err := journal.ParseID(text)
	if err != nil {
		p.fail(member, text, err.Error())
	}
	return id
}

func (p *parser) number(member string, text json.RawMessage) (n int64) {
	if err := json.Unmarshal(text, &n); err != nil {
		p.fail(member, string(text), "not a whole number")
	}
	return n
}

// instant returns an instant and the offset of its zone in seconds.
func (p *parser) instant(member, text string) (time.Time, int) {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		p.fail(member, text, "not an instant in RFC 3339")
		return t, 0
	}
	_, offset := t.Zone()
	if p.offset != 0 { // the time on the clock is right, its offset has lost seconds
		t = t.Add(time.Duration(offset-p.offset) * time.Second)
		offset = p.offset
	}
	if ns := t.Nanosecond(); ns%int(time.Millisecond) != 0 {
		p.fail(member, text, "not of whole milliseconds")
	}
	return t.UTC(), offset
}

func (p *parser) day(member, text string) srs.Day {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		p.fail(member, text, "not a date such as 2026-03-01")
	}
	const secondsPerDay = 24 * 60 * 60
	return srs.Day(t.Unix() / secondsPerDay)
}

// due reads an instant, or the date of a study day.
func (p *parser) due(text string) srs.Due {
	if len(text) == len(time.DateOnly) {
		return srs.Due{Day: p.day("due", text)}
	}
	at, _ := p.instant("due", text)
	return srs.Due{At: at}
}

func (p *parser) phase(member, text string) srs.Phase {
	return named(p, member, text, srs.Relearning, srs.Phase.String)
}

func (p *parser) cardKind(text string) deck.Kind {
	return named(p, "card_kind", text, deck.KindBasic, deck.Kind.String)
}

func (p *parser) form(text string) srs.Form {
	if text == "" {
		return srs.Recall
	}
	return named(p, "form", text, srs.Choice, srs.Form.String)
}

// purpose reads what an answer was given in. Before that was told there were answers that count and
// practice.
func (p *parser) purpose(text string, counts bool) srs.Purpose {
	switch {
	case text != "":
		return named(p, "purpose", text, srs.Test, srs.Purpose.String)
	case counts:
		return srs.Sitting
	}
	return srs.Cram
}

func (p *parser) property(text string) journal.Property {
	return named(p, "property", text, journal.BuriedUntil, propertyName)
}

// named returns the one of the numbers up to last that has a name.
func named[N ~uint8](p *parser, member, text string, last N, name func(N) string) N {
	for n := range last + 1 {
		if name(n) == text {
			return n
		}
	}
	p.fail(member, text, "unknown")
	return 0
}
