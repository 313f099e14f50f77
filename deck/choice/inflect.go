package choice

import "strings"

// The forms that a word of the lexicon may have; of a German adjective they are that without an
// ending, and those with one.
const (
	base       = iota // also of words that have no other
	withS             // plural, or of he, she and it
	past              // it froze
	participle        // it is frozen
	gerund            // freezing
	forms
)

// inflected returns the forms of an English word of a part of speech, which is written with those
// that no rule gives: "child/children", "freeze/froze/frozen".
func inflected(part byte, entry string) (all [forms]string) {
	given := strings.Split(entry, "/")
	all[base] = given[0]
	switch part {
	case german:
		stem := strings.TrimSuffix(given[0], "e") // of leise
		if strings.HasSuffix(stem, "auer") || strings.HasSuffix(stem, "euer") {
			stem = stem[:len(stem)-2] + "r" // saures
		}
		for i, ending := range []string{"", "e", "en", "er", "es"} {
			all[i] = stem + ending
		}
		all[base] = given[0]
	case noun:
		all[withS] = endS(given[0])
		if len(given) > 1 {
			all[withS] = given[1]
		}
	case verb:
		first, rest, _ := strings.Cut(given[0], " ") // speed up
		stem := doubled(first)
		all[withS], all[gerund] = endS(first), strings.TrimSuffix(stem, "e")+"ing"
		all[past] = strings.TrimSuffix(stem, "e") + "ed"
		switch {
		case strings.HasSuffix(first, "ie"):
			all[gerund] = strings.TrimSuffix(first, "ie") + "ying"
		case strings.HasSuffix(first, "ee"):
			all[gerund] = first + "ing"
		case endsConsonantY(first):
			all[past] = strings.TrimSuffix(first, "y") + "ied"
		}
		all[participle] = all[past]
		if len(given) > 2 {
			all[past], all[participle] = given[1], given[2]
		}
		for i := withS; i < forms; i++ {
			all[i] = strings.TrimSpace(all[i] + " " + rest)
		}
	}
	return all
}

// endS returns a word with the s of the plural, which is that of "it grows" too.
func endS(w string) string {
	switch {
	case endsConsonantY(w):
		return strings.TrimSuffix(w, "y") + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"),
		strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	}
	return w + "s"
}

func endsConsonantY(w string) bool {
	return len(w) > 2 && strings.HasSuffix(w, "y") && !isVowel(w[len(w)-2])
}

// doubled returns a verb as it stands before "ed" and "ing": of "stop", "stopp".
func doubled(w string) string {
	const stressed = " permit emit submit omit repel expel compel refer prefer transfer forbid " +
		"forget begin admit commit transmit retransmit acquit control annul rebel cancel label " +
		"format unwrap "
	n := len(w)
	if isOneOf(w, stressed) {
		return w + w[n-1:]
	}
	if n < 3 || isVowel(w[n-1]) || !isVowel(w[n-2]) || isVowel(w[n-3]) ||
		strings.IndexByte("wxy", w[n-1]) >= 0 {
		return w
	}
	syllables := 0
	for i := range n {
		if isVowel(w[i]) && (i == 0 || !isVowel(w[i-1])) {
			syllables++
		}
	}
	if syllables > 1 {
		return w
	}
	return w + w[n-1:]
}

func isVowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }
