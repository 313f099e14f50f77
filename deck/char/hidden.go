package char

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// IsHidden says whether a character cannot be seen, or is a space beyond ASCII. Tabs and the ends
// of lines are what they are.
func IsHidden(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\x7f'
	}
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) || isVariant(r)
}

// IsBlank says whether a character is a space or a tab, or is hidden.
func IsBlank(r rune) bool { return r == ' ' || r == '\t' || IsHidden(r) }

// isVariant tells the selectors of variants of the letter before, and letters without a shape.
func isVariant(r rune) bool {
	return '\ufe00' <= r && r <= '\ufe0f' || r == '\u034f' || r == '\u2800' || r == '\u3164'
}

// HiddenName names a character that cannot be seen.
func HiddenName(r rune) string {
	names := map[rune]string{
		'\b': "backspace", '\v': "vertical tab", '\f': "form feed",
		'\u00a0': "no-break space", '\u00ad': "soft hyphen", '\u200b': "zero-width space",
		'\u200c': "zero-width non-joiner", '\u200d': "zero-width joiner",
		'\u200e': "left-to-right mark", '\u200f': "right-to-left mark",
		'\u202f': "narrow no-break space", '\u2060': "word joiner",
		'\u3000': "ideographic space", '\ufeff': "byte-order mark",
	}
	if name, ok := names[r]; ok {
		return fmt.Sprintf("%U (%s)", r, name)
	}
	return fmt.Sprintf("%U", r)
}
