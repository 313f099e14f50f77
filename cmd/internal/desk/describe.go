package desk

import (
	"fmt"
	"strings"

	"cards/storage/journal"
)

// Imported returns what an import says of itself, if a step is that of one.
func Imported(events []journal.Event) (journal.Imported, bool) {
	for _, e := range events {
		if b, ok := e.Body.(journal.Imported); ok {
			return b, true
		}
	}
	return journal.Imported{}, false
}

// Describe says in a few words what a step did: "good", "suspended", "new parameters and 3 due
// dates". Kinds are how many events of each kind it has; of events only the first of each need be
// there.
func Describe(events []journal.Event, kinds map[journal.Kind]int) string {
	if b, ok := Imported(events); ok {
		return fmt.Sprintf("the import of %s, %s and %s", b.Source, counted(b.Cards, "card"),
			counted(b.Reviews, "review"))
	}
	set := journal.PropertySet{} // all of a step set the same
	for _, e := range events {
		switch b := e.Body.(type) {
		case journal.Reviewed:
			return b.Rating.String()
		case journal.PropertySet:
			set = b
		}
	}
	var parts []string
	for _, part := range []struct {
		kind  journal.Kind
		words func(n int) string
	}{
		{journal.KindParams, func(int) string { return "new parameters" }},
		{journal.KindSet, func(n int) string { return describeSets(n, set) }},
		{journal.KindLink, func(n int) string { return few(n, "a link of two texts", "links of texts") }},
		{journal.KindUnlink, func(n int) string {
			return few(n, "a separation of two texts",
				"separations of texts")
		}},
		{journal.KindStart, func(n int) string { return counted(n, "schedule") }},
		{journal.KindReset, func(n int) string { return few(n, "reset", "resets") }},
		{journal.KindDue, func(n int) string { return counted(n, "due date") }},
	} {
		if n := kinds[part.kind]; n > 0 {
			parts = append(parts, part.words(n))
		}
	}
	return strings.Join(parts, " and ")
}

// few says one thing by a phrase, several by their number.
func few(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf("%d %s", n, several)
}

// counted returns a number with its word, which takes an s unless there is one.
func counted(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}

// describeSets says what was set, and on how many cards if on more than one.
func describeSets(n int, p journal.PropertySet) string {
	if n == 1 {
		return describeProperty(p)
	}
	return fmt.Sprintf("%s (%d cards)", describeProperty(p), n)
}

func describeProperty(p journal.PropertySet) string {
	switch {
	case p.Property == journal.Suspended && p.Value != 0:
		return "suspended"
	case p.Property == journal.Suspended:
		return "resumed"
	case p.Property == journal.BuriedUntil && p.Value != 0:
		return "buried"
	case p.Property == journal.BuriedUntil:
		return "unburied"
	case p.Value == 0:
		return "flag taken off"
	default:
		return fmt.Sprintf("flag %d", p.Value)
	}
}
