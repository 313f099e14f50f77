package text_test

import (
	"strings"
	"testing"

	"cards/deck/match/text"
)

// forms are the marks that words are shown with: what they are made of.
var forms = [...]string{text.Plain: "", text.Number: "#", text.Code: "`", text.Symbol: "^", text.Character: "'"}

// shown writes words with the marks of their forms.
func shown(words []*text.Word) string {
	var all []string
	for _, w := range words {
		all = append(all, forms[w.Form]+w.Text)
	}
	return strings.Join(all, " ")
}

func TestRead(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"What is the Año, again?":         "what is the ano again",
		"don't; what's l'eau, e'n":        "do not what eau e n",
		"12,000.5 km, 3rd":                "#12000.5 km #3",
		"١٢ und zwölf":                    "#12 und #zwolf",
		"x2 H₂O utf8":                     "`x2 h2o `utf8",
		"run `go  test -v;` now":          "run `gotest-v now",
		"$\\frac{a}{b}$ and a/b":          "`ab and a b",
		"水は100°C":                         "'水 'は #100 ^° c",
		"a - b, -x, 5 - 3":                "a b ^- x #5 ^- #3",
		"Ｆｕｌｌ ｗｉｄｔｈ":                      "full width",
		"שָׁלוֹם مَدْرَسَة":               "שלום مدرسة",
		"ein Straßenfest, Łódź, smørbrød": "ein strasenfest lodz smorbrod",
	} {
		if got := shown(text.NewReader().Read(s)); got != want {
			t.Errorf("%q is read as %q, want %q", s, got, want)
		}
	}
}

// What is known of a word: one row each.
func TestReadTellsOfWords(t *testing.T) {
	t.Parallel()
	read := func(s string) *text.Word { // the last word
		words := text.NewReader().Read(s)
		return words[len(words)-1]
	}
	for what, is := range map[string]bool{
		"a name within a sentence":      read("see Lima").IsName(),
		"no name at its beginning":      !read("Lima").IsName() && read("Lima").Capped,
		"an article":                    read("see the").IsArticle(),
		"a mistyped article":            read("see teh").IsArticle(),
		"a word of grammar":             read("see which").IsGrammar() && read("see which").IsLight(),
		"a word with a meaning":         read("see iron").IsContent(),
		"in parentheses":                read("see (iron").Aside && !read("see (it) iron").Aside,
		"a negation":                    read("see never").Denies() && read("ไม่").Slot != text.NoSlot,
		"a number in letters":           read("see seven").IsNumber() && read("see seven").Value == "7",
		"a sign, which has no letters":  read("see %").Slot == text.NoSlot,
		"the same number for all forms": read("ÉTÉ").Slot == read("ete").Slot,
	} {
		if !is {
			t.Error(what)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"`", "$ $", "(", "'", "-", "1,0", "1.", "ー", "\xff", "don't", "水\u0301", "¹", "`a` `"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, w := range text.NewReader().Read(s) {
			if w.Text == "" || w.Raw == "" || w.Prior < 0 || w.Prior > 1 {
				t.Errorf("%q has the word %+v", s, w)
			}
		}
	})
}
