package importer

import (
	"errors"
	"slices"
	"strings"

	"cards/deck/from/delim"
	"cards/deck/from/objects"
	"cards/deck/from/pattern"
)

// jsonName is the name of the format of lists of objects.
const jsonName = "json"

// listOfObjects matches how a list of objects begins.
var listOfObjects = pattern.New(`^\x{FEFF}?\s*\[\s*\{\s*"`)

// nameOfObject matches a name with a value behind it.
var nameOfObject = pattern.New(`"([^"\\\n]{1,40})"\s*:`)

// recogniseJSON knows a list of objects by its beginning, and by names for question and answer.
func recogniseJSON(s Sample) Guess {
	g := Guess{Read: readJSON}
	if !listOfObjects().Match(s.Head) {
		return g
	}
	var names []string
	for _, m := range nameOfObject().FindAllSubmatch(s.Head, -1) {
		names = append(names, string(m[1]))
	}
	if haveSides(names) {
		g.Confidence, g.Reason = 0.98, "a list of objects with names for question and answer"
	}
	return g
}

// haveSides says whether some columns are named as those with questions and with answers are.
func haveSides(names []string) bool {
	has := func(as column) bool {
		return slices.ContainsFunc(names, func(name string) bool { return columnOf(name) == as })
	}
	return has(frontColumn) && has(backColumn)
}

var errNoSides = errors.New("its objects have no names for question and answer")

// readJSON reads a list of objects as a table. What our own export says besides of a card, its kind
// and its section, is no part of it.
func readJSON(in Input) (*Content, error) {
	text, err := in.text()
	if err != nil {
		return nil, err
	}
	t, err := objects.Read(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	if !haveSides(t.Names) {
		return nil, errNoSides
	}
	ours := slices.Contains(t.Names, "explanation")
	rows := []delim.Row{{Cells: t.Names}}
	for i, cells := range t.Rows {
		for at := range cells {
			if ours && (t.Names[at] == "kind" || t.Names[at] == "section") {
				cells[at] = ""
			}
		}
		rows = append(rows, delim.Row{Line: i + 1, End: i + 1, Cells: cells})
	}
	c := &Content{Unit: "object"}
	c.addRows(rows)
	c.Parts = c.Parts[1:] // the names stand in no object
	return c, nil
}
