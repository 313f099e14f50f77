package text

import "strings"

// Word is a unit that texts are compared by: a word, a number, a symbol, a piece of code, a
// character of a script without spaces.
type Word struct {
	Raw    string // as written
	Text   string // folded
	Value  string // of a number that is written as a word: its digits
	Form   Form
	Named  bool    // it names something: a name, code, a number
	Start  bool    // it begins a sentence, so that a capital letter says nothing
	Capped bool    // it begins with a capital letter
	Aside  bool    // it stands in parentheses
	Owner  bool    // it has a genitive with an apostrophe: "Plato's"
	Turn   Turn    // whether it turns a question
	Prior  float64 // what it weighs before its rarity is known, from 0 to 1
	Slot   uint32  // by which a [Scanner] knows it, or NoSlot
}

// Form says what a word is made of.
type Form uint8

const (
	Plain Form = iota // letters
	Number
	Code
	Symbol
	Character // of a script without spaces
)

// light is what words of grammar weigh.
const light = 0.12

// IsNumber says whether a word is a number, in digits or in letters.
func (w *Word) IsNumber() bool { return w.Form == Number }

// IsName says whether a word names something.
func (w *Word) IsName() bool { return w.Named }

// IsContent says whether a word has a meaning of its own.
func (w *Word) IsContent() bool { return w.Prior >= 0.4 }

// IsLight says whether a word of letters has no meaning of its own.
func (w *Word) IsLight() bool { return !w.IsContent() && w.Form == Plain }

// IsGrammar says whether a word is one of grammar of a language that is known.
func (w *Word) IsGrammar() bool { return w.Form == Plain && w.Prior == light && len(w.Text) > 1 }

// IsArticle says whether a word comes and goes when a sentence is polished: it weighs nothing.
func (w *Word) IsArticle() bool { return w.Prior == 0 }

// Denies says whether a word negates or leaves out.
func (w *Word) Denies() bool { return w.Turn == Negation || w.Turn == Exception }

// IsSame says whether two words are written alike; how a sentence begins does not count.
func IsSame(a, b *Word) bool {
	return a.Raw == b.Raw || (a.Start || b.Start) && strings.EqualFold(a.Raw, b.Raw)
}

// IsEqual says whether two words are the same for comparing.
func IsEqual(a, b *Word) bool {
	if a.Form == Number || b.Form == Number {
		return a.Text == b.Text || a.Value == b.Text || b.Value == a.Text
	}
	isCode := (a.Form == Code) != (b.Form == Code)
	return a.Text == b.Text || isCode && strings.EqualFold(a.Text, b.Text)
}
