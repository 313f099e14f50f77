package formats

import (
	"errors"
	"path"
	"slices"
	"strings"

	"cards/deck/from/delim"
	"cards/deck/from/objects"
	"cards/deck/from/pattern"
	"cards/storage/importer/source"
)

// jsonName is the name of the format of lists of objects.
const jsonName = "json"

// listOfObjects matches how a list of objects begins.
var listOfObjects = pattern.New(`^\x{FEFF}?\s*\[\s*\{\s*"`)

// listInObject matches how an object begins, somewhere in which a list of objects does.
var listInObject = pattern.New(`^\x{FEFF}?\s*\{\s*"(?s:.*?)"\s*:\s*\[\s*\{\s*"`)

// nameOfObject matches a name with a value behind it.
var nameOfObject = pattern.New(`"([^"\\\n]{1,40})"\s*:`)

// recogniseJSON knows a list of objects by its beginning, and by names for question and answer.
func recogniseJSON(s source.Sample) source.Guess {
	g := source.Guess{Read: readJSON}
	if isYAMLName(s.Name) {
		if text, ok := s.Text(); ok && haveSidesOfCards(objects.ReadYAML(text).Names) {
			g.Confidence = 0.98
			g.Reason = "a list of objects in YAML with names for question and answer"
		}
		return g
	}
	isList := listOfObjects().Match(s.Head)
	if !isList && !listInObject().Match(s.Head) {
		return g
	}
	var names []string
	for _, m := range nameOfObject().FindAllSubmatch(s.Head, -1) {
		names = append(names, string(m[1]))
	}
	if !haveSides(names) || !isList && !hasObjects(s) {
		return g
	}
	g.Confidence, g.Reason = 0.98, "a list of objects with names for question and answer"
	return g
}

// isYAMLName says whether a file is named as YAML is.
func isYAMLName(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

// haveSidesOfCards is [haveSides] where a key and its value are those of a configuration.
func haveSidesOfCards(names []string) bool {
	isPair := func(name string) bool { return name == "key" || name == "value" }
	return haveSides(slices.DeleteFunc(slices.Clone(names), isPair))
}

// hasObjects says whether objects with names for question and answer stand in lists inside of
// others, as far as the head tells.
func hasObjects(s source.Sample) bool {
	if !s.Whole {
		return true
	}
	_, err := readObjects(string(s.Head))
	return err == nil
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
func readJSON(in source.Input) (*source.Content, error) {
	text, err := in.Text()
	if err != nil {
		return nil, err
	}
	var t objects.Table
	if isYAMLName(in.Name) {
		t = objects.ReadYAML(text)
	} else if t, err = readObjects(text); err != nil {
		return nil, err
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
	c := &source.Content{Unit: "object"}
	addRows(c, rows)
	c.Parts = c.Parts[1:] // the names stand in no object
	return c, nil
}

// readObjects reads a list of objects, or those inside of other objects.
func readObjects(text string) (objects.Table, error) {
	var t objects.Table
	var err error
	if listOfObjects().MatchString(text[:min(len(text), source.Enough)]) {
		t, err = objects.Read(strings.NewReader(text))
		if err != nil || haveSides(t.Names) {
			return t, err
		}
	}
	if t, err = objects.ReadNested([]byte(text), haveSides); err != nil {
		return t, err
	}
	if len(t.Rows) == 0 {
		return t, errNoSides
	}
	return t, nil
}
