package choice

import (
	"strings"
	"sync"
)

// Words by which the parts of sentences are told apart, and kinds of things, in the languages that
// have been thought of.
const (
	helpers = ` is are was were be been do does did has have had can will should would must may not and or of that this these those ` +
		`ist sind war waren wird werden hat haben kann muss und oder est sont a ont peut es son están está tiene puede y o è sono ha può e `
	doing    = ` do does did `
	articles = ` the a an der die das den dem des ein eine einen einem einer le la les un une des el los las una il lo gli i `
	pronouns = ` it they he she we you er sie es man wir il elle ils elles on ça ce él ella ello ellos lui lei esso essi `
	owning   = ` its their his her my our your this that sein ihr mein unser son sa ses leur su sus suo sua `
	// what makes a text ask for a name
	calling = ` called named termed genannt heißt appelle appelé llama chiama `
	naming  = ` name give list state nenne nenn cite citez nombra nomina `
	persons = ` person people man king emperor president minister chancellor scientist composer author ` +
		`writer poet painter artist philosopher mathematician physicist chemist biologist general explorer inventor leader ` +
		`ruler pharaoh pope god hero actor director architect singer engineer saint prophet character ` +
		`könig kaiser präsident komponist autor dichter maler philosoph roi empereur président peintre ` +
		`auteur rey presidente pintor escritor re imperatore pittore `
	women = ` woman women queen empress goddess heroine actress poetess königin kaiserin göttin reine impératrice ` +
		`déesse reina emperatriz diosa regina imperatrice dea `
	moments  = ` year century month day date decade jahr jahrhundert monat année siècle mois año siglo mes anno secolo mese `
	ands     = ` and und et y e `
	versions = ` version release edition version versión versione ausgabe `
	groups   = ` team group department company gruppe abteilung firma équipe groupe equipo grupo squadra gruppo `
)

// articleWords are the articles and what else says nothing of what an answer names.
var articleWords = sync.OnceValue(func() map[word]bool {
	all := make(map[word]bool)
	for w := range strings.FieldsSeq(articles + leadWords + pronouns + ands) {
		all[wordOf(w)] = true
	}
	return all
})

// classes are the question words of each class.
func classes() map[class]string {
	return map[class]string{
		person: " who whom whose wer wen wem wessen qui quién quiénes chi ",
		moment: " when wann quand cuándo quando ",
		place:  " where wo wohin woher où dónde dove ",
		reason: " why warum weshalb pourquoi perché ",
		amount: " combien cuánto cuántos cuánta cuántas quanto quanti ",
	}
}

// places are nouns for places, of each kind of place those that are of one kind.
func places() []string {
	return []string{
		" city town village capital port stadt hauptstadt dorf ville capitale ciudad città ",
		" country state nation kingdom republic land staat pays état país estado paese stato ",
		" river stream fluss fleuve rivière río fiume ",
		" lake see lac lago ",
		" sea ocean gulf bay strait meer ozean mer océan mar océano mare oceano ",
		" mountain peak volcano range berg gebirge montagne mont montaña monte ",
		" desert wüste désert desierto deserto ",
		" island insel île isla isola ",
		" continent kontinent continente ",
		" region province county district provinz région provincia regione ",
		" planet moon star mond stern planète lune planeta luna pianeta ",
		" street square straße platz rue calle via ",
	}
}

// amounts are the words behind "how" that make it ask for an amount.
const amounts = ` many much long often far old large big deep high tall wide fast heavy hot viele viel lange oft weit alt groß hoch schwer `

// isOneOf says whether a word is in a list.
func isOneOf(w, list string) bool { return strings.Contains(list, " "+strings.ToLower(w)+" ") }

// endings are those by which kinds of words are known, each with a letter for its kind.
func endings() [][2]string {
	return [][2]string{
		{"tion", "p"},
		{"sion", "p"},
		{"ment", "p"},
		{"ism", "p"},
		{"ity", "p"},
		{"ness", "p"},
		{"ance", "p"},
		{"ence", "p"},
		{"esis", "p"},
		{"lysis", "p"},
		{"ung", "p"},
		{"heit", "p"},
		{"keit", "p"},
		{"ción", "p"},
		{"ing", "g"},
		{"ed", "d"},
		{"ly", "l"},
		{"er", "r"},
		{"ous", "a"},
		{"ful", "a"},
		{"less", "a"},
		{"able", "a"},
		{"ible", "a"},
		{"ical", "a"},
		{"tic", "a"},
		{"cial", "a"},
		{"tial", "a"},
		{"onal", "a"},
		{"ive", "a"},
		{"mic", "a"},
		{"ify", "v"},
		{"ize", "v"},
		{"ise", "v"},
	}
}

// endOf returns the ending by which the last word of an answer is known, as a letter; 's' for a
// plural, 0 for none.
func endOf(s string) byte {
	words := fields(s)
	if len(words) == 0 {
		return 0
	}
	last := strings.ToLower(words[len(words)-1])
	if isPlural(last) {
		return 's'
	}
	for _, e := range endings() {
		if len(last) > len(e[0])+2 && strings.HasSuffix(last, e[0]) {
			return e[1][0]
		}
	}
	return 0
}
