// Package fold takes the difference of capitals away, as Unicode's full case folding does. The
// package cases of x/text does the same, but slows every start of the program by the languages that
// it knows.
package fold

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// String returns a text that is the same for all texts that differ in capitals alone. Its length
// may be another: "ß" and "SS" are both "ss".
func String(text string) string {
	at := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
	if at < 0 {
		return strings.ToLower(text)
	}
	b := append(make([]byte, 0, len(text)), strings.ToLower(text[:at])...)
	odd := exceptions()
	for i, r := range text[at:] {
		if folded := odd[r]; folded != "" {
			b = append(b, folded...)
		} else if r == utf8.RuneError {
			_, n := utf8.DecodeRuneInString(text[at+i:]) // 1 for a byte that is not UTF-8: it stays
			b = append(b, text[at+i:][:n]...)
		} else {
			b = utf8.AppendRune(b, letter(r))
		}
	}
	return string(b)
}

// letter folds what is no exception: to the small letter, in Cherokee to the capital, which is what
// is usual there.
func letter(r rune) rune {
	if unicode.Is(unicode.Cherokee, r) {
		return unicode.ToUpper(r)
	}
	return unicode.ToLower(r)
}

// exceptions are what letters fold to that do not fold to their small letter.
var exceptions = sync.OnceValue(func() map[rune]string {
	odd := make(map[rune]string, len(listed)/2)
	for i := 0; i < len(listed); i += 2 {
		r, _ := utf8.DecodeRuneInString(listed[i])
		odd[r] = listed[i+1]
	}
	return odd
})

// listed has the exceptions, each before what it folds to, as in CaseFolding.txt of Unicode.
var listed = [...]string{
	"µ", "μ", "ß", "ss", "İ", "i\u0307", "ŉ", "ʼn", "ſ", "s", "ǰ", "j\u030c", "\u0345", "ι",
	"ΐ", "ι\u0308\u0301", "ΰ", "υ\u0308\u0301", "ς", "σ", "ϐ", "β", "ϑ", "θ", "ϕ", "φ", "ϖ", "π",
	"ϰ", "κ", "ϱ", "ρ", "ϵ", "ε", "և", "եւ", "ᲀ", "в", "ᲁ", "д", "ᲂ", "о", "ᲃ", "с", "ᲄ", "т",
	"ᲅ", "т", "ᲆ", "ъ", "ᲇ", "ѣ", "ᲈ", "ꙋ", "ẖ", "h\u0331", "ẗ", "t\u0308", "ẘ", "w\u030a",
	"ẙ", "y\u030a", "ẚ", "aʾ", "ẛ", "ṡ", "ẞ", "ss", "ὐ", "υ\u0313", "ὒ", "υ\u0313\u0300",
	"ὔ", "υ\u0313\u0301", "ὖ", "υ\u0313\u0342", "ᾀ", "ἀι", "ᾁ", "ἁι", "ᾂ", "ἂι", "ᾃ", "ἃι",
	"ᾄ", "ἄι", "ᾅ", "ἅι", "ᾆ", "ἆι", "ᾇ", "ἇι", "ᾈ", "ἀι", "ᾉ", "ἁι", "ᾊ", "ἂι", "ᾋ", "ἃι",
	"ᾌ", "ἄι", "ᾍ", "ἅι", "ᾎ", "ἆι", "ᾏ", "ἇι", "ᾐ", "ἠι", "ᾑ", "ἡι", "ᾒ", "ἢι", "ᾓ", "ἣι",
	"ᾔ", "ἤι", "ᾕ", "ἥι", "ᾖ", "ἦι", "ᾗ", "ἧι", "ᾘ", "ἠι", "ᾙ", "ἡι", "ᾚ", "ἢι", "ᾛ", "ἣι",
	"ᾜ", "ἤι", "ᾝ", "ἥι", "ᾞ", "ἦι", "ᾟ", "ἧι", "ᾠ", "ὠι", "ᾡ", "ὡι", "ᾢ", "ὢι", "ᾣ", "ὣι",
	"ᾤ", "ὤι", "ᾥ", "ὥι", "ᾦ", "ὦι", "ᾧ", "ὧι", "ᾨ", "ὠι", "ᾩ", "ὡι", "ᾪ", "ὢι", "ᾫ", "ὣι",
	"ᾬ", "ὤι", "ᾭ", "ὥι", "ᾮ", "ὦι", "ᾯ", "ὧι", "ᾲ", "ὰι", "ᾳ", "αι", "ᾴ", "άι", "ᾶ", "α\u0342",
	"ᾷ", "α\u0342ι", "ᾼ", "αι", "ι", "ι", "ῂ", "ὴι", "ῃ", "ηι", "ῄ", "ήι", "ῆ", "η\u0342",
	"ῇ", "η\u0342ι", "ῌ", "ηι", "ῒ", "ι\u0308\u0300", "ΐ", "ι\u0308\u0301", "ῖ", "ι\u0342",
	"ῗ", "ι\u0308\u0342", "ῢ", "υ\u0308\u0300", "ΰ", "υ\u0308\u0301", "ῤ", "ρ\u0313",
	"ῦ", "υ\u0342", "ῧ", "υ\u0308\u0342", "ῲ", "ὼι", "ῳ", "ωι", "ῴ", "ώι", "ῶ", "ω\u0342",
	"ῷ", "ω\u0342ι", "ῼ", "ωι", "ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl",
	"ﬅ", "st", "ﬆ", "st", "ﬓ", "մն", "ﬔ", "մե", "ﬕ", "մի", "ﬖ", "վն", "ﬗ", "մխ",
}
