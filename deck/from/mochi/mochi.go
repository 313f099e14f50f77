// Package mochi reads decks that Mochi exports: archives with the cards as EDN or as transit, and
// their media (https://mochi.cards/docs/import-and-export/mochi-format).
//
//	mochi.go    decks and cards
//	edn.go      EDN
//	transit.go  transit
package mochi

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"cards/deck/from/pattern"
)

// Card is one card.
type Card struct {
	ID       string
	Deck     string // its name, with those above it before slashes
	Front    string
	Back     string // what stands behind the lines of dashes
	Cloze    bool   // the front has gaps as {{c1::text}}
	Reversed bool   // it is asked in both directions
	Tags     []string
	Reviews  []Review // in order
	Trashed  bool
	Archived bool
}

// Review is one answer.
type Review struct {
	At         time.Time
	Remembered bool
}

// Export is what an archive holds.
type Export struct{ Cards []Card }

// Limits of a file of cards: a small archive can unpack to what fills the memory. Words become some
// ten times smaller when they are packed.
const (
	maxData  = 64 << 20 // bytes, unpacked
	maxTimes = 200      // how many times larger than packed, if it is large
	large    = 4 << 20
)

var (
	errNoData = errors.New("not a deck of Mochi: neither data.json nor data.edn in it")
	errLarge  = errors.New("the cards in it are larger than 64 MB")
	errBomb   = errors.New("it unpacks to far more than text does")
)

// parserOf returns what reads a file of an archive; nil if there are no cards in it.
func parserOf(name string) func(string) (any, error) {
	switch name {
	case "data.json", "data.transit":
		return readTransit
	case "data.edn":
		return readEDN
	}
	return nil
}

// Is says whether an archive is an export.
func Is(archive *zip.Reader) bool {
	return slices.ContainsFunc(archive.File, func(f *zip.File) bool { return parserOf(f.Name) != nil })
}

// Read reads an archive.
func Read(archive *zip.Reader) (*Export, error) {
	for _, f := range archive.File {
		parse := parserOf(f.Name)
		if parse == nil {
			continue
		}
		data, err := readFile(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		value, err := parse(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		return exportOf(value), nil
	}
	return nil, errNoData
}

func readFile(f *zip.File) (string, error) {
	switch size := f.UncompressedSize64; {
	case size > maxData:
		return "", errLarge
	case size > large && size/maxTimes > f.CompressedSize64:
		return "", errBomb
	}
	r, err := f.Open()
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(io.LimitReader(r, maxData))
	return string(data), errors.Join(err, r.Close())
}

// Values are maps by their keys, lists, texts, numbers, times and truths.
type (
	object = map[string]any
	list   = []any
)

// exportOf returns the cards of an export: those of the decks in it, and those beside them.
func exportOf(value any) *Export {
	root, _ := value.(object)
	decks := objects(root["decks"])
	names := make(map[string]string)
	for _, d := range decks {
		names[text(d["id"])] = deckName(decks, d, 0)
	}
	templates := make(map[string]object)
	for _, t := range objects(root["templates"]) {
		templates[text(t["id"])] = t
	}
	e := &Export{}
	for _, d := range decks {
		for _, c := range objects(d["cards"]) {
			e.add(c, deckName(decks, d, 0), templates)
		}
	}
	for _, c := range objects(root["cards"]) {
		e.add(c, names[text(c["deck-id"])], templates)
	}
	return e
}

// deckName returns the name of a deck behind those of the decks above it.
func deckName(decks []object, d object, depth int) string {
	const deepest = 20 // decks, should they be in one another
	name := strings.ReplaceAll(text(d["name"]), "/", "-")
	above := text(d["parent-id"])
	if above == "" || depth == deepest {
		return name
	}
	for _, other := range decks {
		if text(other["id"]) == above {
			return deckName(decks, other, depth+1) + "/" + name
		}
	}
	return name
}

func (e *Export) add(c object, deck string, templates map[string]object) {
	card := Card{
		ID: text(c["id"]), Deck: deck, Tags: texts(c["tags"]), Reversed: c["review-reverse?"] == true,
		Trashed: c["trashed?"] != nil && c["trashed?"] != false, Archived: c["archived?"] == true,
	}
	card.Front, card.Back = sides(text(c["content"]))
	if card.Front == "" {
		card.Front, card.Back = fields(c, templates[text(c["template-id"])])
	}
	if front, n := gaps(card.Front); n > 0 {
		card.Front, card.Cloze = front, true
	}
	for _, r := range objects(c["reviews"]) {
		if at, ok := r["date"].(time.Time); ok {
			card.Reviews = append(card.Reviews, Review{at, r["remembered?"] == true})
		}
	}
	slices.SortStableFunc(card.Reviews, func(a, b Review) int { return a.At.Compare(b.At) })
	e.Cards = append(e.Cards, card)
}

var rule = pattern.New(`(?m)^[ \t]*---[ \t]*$`)

// sides divides a content at its lines of dashes.
func sides(content string) (front, back string) {
	var list []string
	for _, side := range rule().Split(content, -1) {
		if side = strings.TrimSpace(side); side != "" {
			list = append(list, side)
		}
	}
	if len(list) == 0 {
		return "", ""
	}
	return list[0], strings.Join(list[1:], "\n\n")
}

// fields returns the sides of a card that has fields in place of a content: the first of its
// template, and the others.
func fields(c, template object) (front, back string) {
	values, _ := c["fields"].(object)
	order, _ := template["fields"].(object)
	type field struct{ id, pos, value string }
	var list []field
	for id, v := range values {
		f, _ := v.(object)
		if value := strings.TrimSpace(text(f["value"])); value != "" {
			t, _ := order[id].(object)
			list = append(list, field{id, text(t["pos"]), value})
		}
	}
	slices.SortFunc(list, func(a, b field) int {
		isName := func(f field) int {
			if f.id == "name" {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(isName(a), isName(b)), cmp.Compare(a.pos, b.pos),
			cmp.Compare(a.id, b.id))
	})
	var rest []string
	for i, f := range list {
		if i == 0 {
			front = f.value
		} else {
			rest = append(rest, f.value)
		}
	}
	return front, strings.Join(rest, "\n\n")
}

var gap = pattern.New(`\{\{(?:(\d+)::)?([^{}]+)\}\}`)

// gaps returns a text with its gaps as {{c1::text}}, and how many there are. Those with one number
// are asked together, the others each by itself.
func gaps(content string) (string, int) {
	n, last := 0, 0
	for _, m := range gap().FindAllStringSubmatch(content, -1) {
		if number := 0; m[1] != "" {
			_, _ = fmt.Sscan(m[1], &number)
			last = max(last, min(number, 1000))
		}
	}
	content = gap().ReplaceAllStringFunc(content, func(m string) string {
		sub := gap().FindStringSubmatch(m)
		n++
		if sub[1] != "" {
			return "{{c" + strings.TrimLeft(sub[1], "0") + "::" + sub[2] + "}}"
		}
		last++
		return fmt.Sprintf("{{c%d::%s}}", last, sub[2])
	})
	return content, n
}

// text returns a text; "" for anything else.
func text(v any) string {
	s, _ := v.(string)
	return s
}

func texts(v any) []string {
	var found []string
	items, _ := v.(list)
	for _, item := range items {
		if s := text(item); s != "" {
			found = append(found, s)
		}
	}
	slices.Sort(found)
	return found
}

func objects(v any) []object {
	var found []object
	items, _ := v.(list)
	for _, item := range items {
		if o, ok := item.(object); ok {
			found = append(found, o)
		}
	}
	return found
}
