package blanks

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"cards/deck/suggest"
)

// sentencesOf returns a fact for each sentence of one that can be understood without those before,
// with those that lean on it unless they are too much for a card. Behind a label these are left
// out, and what is no statement belongs to what the label asks for.
func sentencesOf(f suggest.Fact) (list []suggest.Fact) {
	all := split(cmp.Or(f.Marked, f.Text))
	if f.Label != "" {
		n := 1
		for n < len(all) && !isStatement(all[n]) {
			n++
		}
		list, all = append(list, withText(f, strings.Join(all[:n], " "))), all[n:]
		for len(all) > 0 && leansBack(all[0]) {
			all = all[1:]
		}
		f.Label = ""
	}
	for _, group := range grouped(all) {
		s := strings.Join(group, " ")
		if len(strings.Fields(s)) > longest {
			s = group[0]
		}
		list = append(list, withText(f, s))
	}
	return list
}

// withText is a fact with another text.
func withText(f suggest.Fact, s string) suggest.Fact {
	f.Marked, f.Text = s, strings.ReplaceAll(s, "**", "")
	return f
}

// ends finds where a sentence may end: at its last sign, with what closes there, before a capital
// or a number.
var ends = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[.!?][)"”*]*\s+["“„(*` + "`" + `]*[\p{Lu}\d]`)
})

// split parts a text into its sentences.
func split(s string) (list []string) {
	from := 0
	for _, at := range ends().FindAllStringIndex(s, -1) {
		end := at[0] + strings.IndexFunc(s[at[0]:], unicode.IsSpace)
		if !isAbbreviated(s[:at[0]+1]) && !isDate(s[from:at[0]], s[end:]) {
			list = append(list, strings.TrimSpace(s[from:end]))
			from = end
		}
	}
	return append(list, strings.TrimSpace(s[from:]))
}

// grouped puts sentences that speak of what was named before with the one that names it.
func grouped(sentences []string) (groups [][]string) {
	for _, sentence := range sentences {
		if last := len(groups) - 1; last >= 0 && leansBack(sentence) {
			groups[last] = append(groups[last], sentence)
			continue
		}
		groups = append(groups, []string{sentence})
	}
	return groups
}

// isStatement says whether a sentence says something by itself, and is no point in a row of points
// such as "Never assume. Establish procedures.": it begins with an article or what stands for
// something that was named before, or has a helping verb near its beginning.
func isStatement(s string) bool {
	const near = 6 // words
	const articles = " a an the der die das ein eine le la les un une el los las una "
	const helpers = " is are was were has have had can will may must does do did needs need " +
		"ist sind war waren hat haben wird werden kann est sont a ont es son fue ha "
	words := strings.Fields(strings.ToLower(s))
	if len(words) > 1 && (isPronoun(words[0]) || strings.Contains(articles, " "+words[0]+" ")) {
		return true
	}
	return slices.ContainsFunc(words[min(1, len(words)):min(near, len(words))],
		func(w string) bool { return strings.Contains(helpers, " "+w+" ") })
}

// isAbbreviated says whether a text ends with an abbreviation, whose full stop ends no sentence.
func isAbbreviated(s string) bool {
	word := s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
	bare := strings.ToLower(strings.TrimLeft(strings.TrimRight(word, "."), "(*\"“„"))
	const known = " mr mrs ms dr prof st vs ca cf approx no nr fig eq vol ed etc al jr sr inc bzw usw vgl abb bsp ggf sog "
	return strings.HasSuffix(s, ".") &&
		(utf8.RuneCountInString(bare) < 2 || strings.Contains(bare, ".") ||
			strings.Contains(known, " "+bare+" "))
}

// isDate says whether a full stop stands between a day and its month, as in German.
func isDate(before, after string) bool {
	day := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	month, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(after)), " ")
	const months = " januar februar märz april mai juni juli august september oktober november dezember jahrhundert "
	return len(day) < 3 && strings.Trim(day, "0123456789") == "" &&
		strings.Contains(months, " "+strings.Trim(month, ".,;")+" ")
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
