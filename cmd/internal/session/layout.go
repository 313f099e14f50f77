package session

import (
	"strings"
	"unicode"
)

// places are what keyboard layouts have where others have the Latin letters and the digits, in the
// order of the keys. Signs that stand there for letters, as on the key of q in Greek, are left out:
// on other keyboards they are signs too.
func places() [][2]string {
	return [][2]string{
		{"йцукенгшщзфывапролдячсмитьіў", "qwertyuiopasdfghjklzxcvbnmso"}, // Russian, Ukrainian, Belarusian
		{"ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"},       // Greek
		{"קראטוןםפשדגכעיחלךזסבהנמצ", "ertyuiopasdfghjklzxcvbnm"},         // Hebrew
		{"&é\"'(-è_çà", "1234567890"}, // French, without shift
	}
}

// Digit returns the digit that a key stands for, also on layouts on which digits take shift.
func Digit(key string) (n int, ok bool) {
	for _, k := range []string{key, byPlace(key)} {
		if len(k) == 1 && '0' <= k[0] && k[0] <= '9' {
			return int(k[0] - '0'), true
		}
	}
	return 0, false
}

// byPlace returns the Latin letter or the digit at the place of a key; "" if there is none.
func byPlace(key string) string {
	letters := []rune(key)
	if len(letters) != 1 {
		return ""
	}
	lower := unicode.ToLower(letters[0])
	for _, layout := range places() {
		at := strings.IndexRune(layout[0], lower)
		if at < 0 {
			continue
		}
		latin := []rune(layout[1])[len([]rune(layout[0][:at]))]
		if lower != letters[0] {
			latin = unicode.ToUpper(latin)
		}
		return string(latin)
	}
	return ""
}
