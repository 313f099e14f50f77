package blanks

import (
	"cmp"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"cards/deck/suggest"
)

// sentencesOf returns a fact for each sentence of one that can be understood without those before,
// with those that lean on it unless they are too much for a card; the first has the label.
func sentencesOf(f suggest.Fact) []suggest.Fact {
	var list []suggest.Fact
	for i, group := range sentences(cmp.Or(f.Marked, f.Text)) {
		part, s := f, strings.Join(group, " ")
		if f.Label == "" && len(strings.Fields(s)) > longest {
			s = group[0]
		}
		part.Marked, part.Text = s, strings.ReplaceAll(s, "**", "")
		if i > 0 {
			part.Label = ""
		}
		list = append(list, part)
	}
	return list
}

// ends finds where a sentence may end: at its last sign, with what closes there, before a capital
// or a number.
var ends = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[.!?][)"”*]*\s+["“„(*` + "`" + `]*[\p{Lu}\d]`)
})

// sentences parts a text into its sentences. Those that speak of what was named before are with the
// one that names it.
func sentences(s string) [][]string {
	var groups [][]string
	add := func(sentence string) {
		if last := len(groups) - 1; last >= 0 && leansBack(sentence) {
			groups[last] = append(groups[last], sentence)
			return
		}
		groups = append(groups, []string{sentence})
	}
	from := 0
	for _, at := range ends().FindAllStringIndex(s, -1) {
		end := at[0] + strings.IndexFunc(s[at[0]:], unicode.IsSpace)
		if !isAbbreviated(s[:at[0]+1]) && !isDate(s[from:at[0]], s[end:]) {
			add(strings.TrimSpace(s[from:end]))
			from = end
		}
	}
	add(strings.TrimSpace(s[from:]))
	return groups
}

// isAbbreviated says whether a text ends with an abbreviation, whose full stop ends no sentence.
func isAbbreviated(s string) bool {
	word := s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
	bare := strings.ToLower(strings.TrimLeft(strings.TrimRight(word, "."), "(*\"“„"))
	const known = " mr mrs ms dr prof st vs ca cf approx no nr fig eq vol ed etc al jr sr inc bzw usw vgl abb bsp ggf sog "
	return strings.HasSuffix(s, ".") &&
		(utf8.RuneCountInString(bare) < 2 || strings.Contains(bare, ".") || strings.Contains(known, " "+bare+" "))
}

// isDate says whether a full stop stands between a day and its month, as in German.
func isDate(before, after string) bool {
	day := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	month, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(after)), " ")
	const months = " januar februar märz april mai juni juli august september oktober november dezember jahrhundert "
	return len(day) < 3 && strings.Trim(day, "0123456789") == "" && strings.Contains(months, " "+strings.Trim(month, ".,;")+" ")
}

// leansBack says whether a sentence begins with a word that stands for what was named before, or
// goes on from it.
func leansBack(s string) bool {
	const leading = 3 // words in which such a word stands, as in "In summer it …"
	const links = " its their his her such both however therefore thus hence so then but and or otherwise instead also dadurch daher deshalb "
	for i, w := range strings.Fields(s) {
		w = strings.ToLower(strings.Trim(w, ".,;:()\"“„*"))
		if i == leading {
			break
		}
		if w != "the" && isPronoun(w) || i == 0 && strings.Contains(links, " "+w+" ") {
			return true
		}
	}
	return false
}
