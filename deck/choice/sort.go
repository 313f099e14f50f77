package choice

import (
	"slices"
	"strings"
	"sync"
)

// sort is what a name is the name of, as far as its own words and those beside it tell.
type sort uint8

const (
	anySort sort = iota
	personSort
	placeSort
	otherSort  // known to be of a kind that has no sort
	firstNamed // and all else that has a row in namedBy
	bodySort
)

// namedBy are the words of English by which names say what they are of, and questions what they ask
// for, those of a sort in a row.
func namedBy() []string {
	return []string{
		" act law laws bill statute statutes code treaty agreement accord accords pact convention " +
			"protocol constitution declaration proclamation charter amendment edict decree directive regulation ",
		" league party union irishmen association society company brotherhood volunteers army guard " +
			"front movement club institute committee council commission board agency bureau service department ministry parliament " +
			"congress senate assembly federation alliance organisation organization group order authority ",
		" battle war wars siege rising uprising plantation emergency rebellion revolt revolution mutiny " +
			"famine flight crisis massacre event campaign raid raids crusade crusades expedition troubles plague fire earthquake ",
		" office hall house castle palace cathedral church abbey tower library museum theatre " +
			"building temple prison barracks college university ",
		" state republic kingdom empire colony confederation dynasty ",
		" book bible chronicle annals gazette novel poem play opera symphony song film painting ",
		" river sea lake ocean bay gulf mountain mount mountains hill hills valley desert forest island " +
			"islands canal strait peninsula plain ",
		" theorem rule principle theory hypothesis effect paradox equation lemma conjecture test ",
		" method algorithm technique model procedure process ",
	}
}

// sorts are the sorts that words tell.
var sorts = sync.OnceValue(func() map[string]sort {
	all := make(map[string]sort)
	for i, row := range namedBy() {
		for w := range strings.FieldsSeq(row) {
			all[w] = firstNamed + sort(i)
		}
	}
	return all
})

// sortBy returns the sort that a word tells, anySort if it tells none.
func sortBy(w string) sort { return sorts()[strings.ToLower(w)] }

// sortOfName is the sort that a name tells by itself: "Henry II" is a person, "the Land League" a
// body.
func sortOfName(name string) sort {
	words := strings.Fields(name)
	head := headOf(name)
	const titles = ` st saint sir captain king queen president general pope lord lady dr admiral ` +
		`emperor bishop archbishop duke count prince princess professor `
	switch s := sortBy(head); {
	case s != anySort:
		return s
	case len(words) > 1 && (isOneOf(words[0], titles) || slices.Contains(romans(), head)):
		return personSort
	case len(words) > 1 && isOneOf(words[0], " county mount lake port "):
		return placeSort
	}
	families := familiesOf(name)
	if len(families) == 0 {
		return anySort
	}
	switch f := known().list[families[0]]; {
	case f.persons:
		return personSort
	case f.isOfPlaces():
		return placeSort
	}
	return otherSort
}

// isOfPlaces says whether the members of a family are places.
func (f family) isOfPlaces() bool {
	return slices.ContainsFunc(places(), func(row string) bool {
		return slices.ContainsFunc(strings.Fields(row),
			func(w string) bool { return slices.Contains(f.nouns, wordOf(w)) })
	})
}
