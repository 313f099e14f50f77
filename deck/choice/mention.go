package choice

import (
	"cmp"
	"slices"
	"strings"
)

// mention is a name that the texts of a subject speak of, as "the Land League" in "Who led the Land
// League?".
type mention struct {
	name string // without an article before it
	said text   // read
	the  bool   // it has one
	sort sort
	in   int32 // the section in which it is first
	of   *item // of which it is the answer; nil for none
	from *item // in whose answer alone it stands; nil if a question speaks of it
}

func (m mention) size() int { return len(m.said.words) }

// mentionsOf returns the names that cards speak of, each once, sorted; of many cards those of the
// first by their keys, which is as good as drawn.
func mentionsOf(items []*item) []mention {
	const most = 400
	var all []mention
	for _, it := range items[:min(len(items), most)] {
		if it.side != Term {
			all = append(all, mentionsIn(it.Question, it.section)...)
		}
		if it.code {
			continue
		}
		for _, m := range it.namesAnswered() {
			m.from = it
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b mention) int { return cmp.Compare(a.name, b.name) })
	var list []mention
	for _, m := range all {
		if n := len(list) - 1; n >= 0 && list[n].name == m.name {
			list[n].add(m)
		} else {
			m.said = read(m.name)
			list = append(list, m)
		}
	}
	return list
}

// add adds what is known of a name from another place.
func (m *mention) add(other mention) {
	m.sort = max(m.sort, other.sort)
	if other.from == nil {
		m.from = nil
	}
	if m.of == nil {
		m.of = other.of
	}
}

// namesAnswered returns the name that an answer is, or those that it speaks of.
func (it *item) namesAnswered() []mention {
	name, the := nameOf(it.core, it.option)
	if name == "" || it.gap {
		return mentionsIn(beginning(it.option), it.section)
	}
	m := mention{name: name, the: the, sort: it.sortWanted(name), in: it.section, of: it}
	isPlain := it.kind.class != person && it.kind.class != place && m.sort == anySort
	if isPlain && !hasCapitals(name) {
		return nil
	}
	return []mention{m}
}

// hasCapitals says whether a text is a name wherever it stands: a second word has a capital, or it
// has only capitals.
func hasCapitals(s string) bool {
	words := strings.Fields(s)
	return len(words) > 1 && hasCapital(lastOf(words)) || len(s) > 1 && s == strings.ToUpper(s)
}

// beginning returns an answer so that only a name that it begins with has a capital: one of which
// the second word has one too.
func beginning(option string) string {
	words := strings.Fields(option)
	if len(words) > 1 && hasCapital(words[0]) && hasCapital(words[1]) && words[0] != "The" {
		return ", " + option
	}
	return lowerFirst(option)
}

// lowerFirst writes the article that a text begins with without a capital.
func lowerFirst(s string) string {
	if strings.HasPrefix(s, "The ") {
		return "the " + s[len("The "):]
	}
	return s
}

// mentionsIn returns the names inside of a text, but for the word that it begins with.
func mentionsIn(text string, section int32) (list []mention) {
	words := strings.Fields(text)
	for at := 1; at < len(words); {
		before := words[at-1]
		n := nameLength(words[at:], isOneOf(before, " the "))
		if n == 0 || endsClause(before) && !strings.HasSuffix(before, ",") {
			at++
			continue
		}
		if n == 1 && isModifier(words, at) {
			at += n
			continue
		}
		name := strings.Join(words[at:at+n], " ")
		bare, _, _ := bareOf(name)
		bare = strings.TrimSuffix(strings.TrimSuffix(bare, "'s"), "’s")
		m := mention{name: bare, the: isOneOf(before, " the "), sort: sortOfName(bare), in: section}
		if m.sort == anySort && !m.the && isOneOf(before, " in at ") {
			m.sort = placeSort
		}
		if !isNoName(bare) {
			list = append(list, m)
		}
		at += n
	}
	return list
}

// isModifier says whether a name of one word, behind an article, only says more of the word behind
// it: "the Gini coefficient", but not "does the Council meet?".
func isModifier(words []string, at int) bool {
	name, next, then := words[at], firstOf(words[at+1:]), firstOf(words[min(at+2, len(words)):])
	isVerb := at > 1 && isHelper(words[at-2]) && (endsClause(next) || isLeadWord(then) ||
		isOneOf(then, articles))
	return isOneOf(words[at-1], " the a an ") && !endsClause(name) && !isPlural(name) && next != "" &&
		!isVerb && !hasCapital(next) && surrounding{}.isWord(strings.Trim(next, ".,;:!?()"))
}

// nameLength returns how many words of some are a name that begins there, perhaps behind "the".
func nameLength(words []string, the bool) (n int) {
	for i := 0; i < len(words); {
		w := words[i]
		bare, before, after := bareOf(w)
		switch {
		case bare == "" || strings.Contains(w, "`") || before != "" && i > 0:
			return n
		case hasCapital(bare):
			n = i + 1
			if after != "" || strings.HasSuffix(bare, "'s") || strings.HasSuffix(bare, "’s") {
				return n
			}
			i++
		case i > 0 && isOneOf(w, " of de von van ") && i+1 < len(words) && hasCapital(words[i+1]):
			i++
		case i > 0 && the && w == "and" && i+1 < len(words) && hasCapital(words[i+1]):
			i++
		case i > 0 && w == "of" && i+2 < len(words) && words[i+1] == "the" && hasCapital(words[i+2]):
			i += 2
		default:
			return n
		}
	}
	return n
}

// headOf returns the word that says what a name is of: of "the Flight of the Earls", "Flight".
func headOf(name string) string {
	words := strings.Fields(name)
	if at := slices.Index(words, "of"); at > 0 {
		return words[at-1]
	}
	return lastOf(words)
}
