package folders

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CopyError says why a file or folder is left out that a program which syncs files has made beside
// another one: it holds another version of what is there, and asking both would ask the same twice.
type CopyError struct {
	Original string // the name of what it is a copy of, in the same folder
	Numbered bool   // its name says nothing of a conflict, but most of its lines are in the original
}

func (e *CopyError) Error() string {
	if e.Numbered {
		return "a copy of " + e.Original + ", with most of its lines the same"
	}
	return "a conflict copy of " + e.Original
}

// LogCopies returns the copies that programs which sync files have made of the files that the
// collection in root keeps in its [Folder], or of that folder, by their absolute paths, each with
// the name of its original.
func LogCopies(root string) map[string]string {
	copies := make(map[string]string)
	entries, _ := readDir(root) // what cannot be read is told by whoever opens it
	for _, e := range entries {
		if e.IsDir() && strings.Contains(e.Name(), Folder) {
			addCopies(filepath.Join(root, e.Name()), e.Name() != Folder, copies)
		}
	}
	return copies
}

// addCopies adds the copies in a folder; in one that is a copy itself, what has the name of the
// original too.
func addCopies(dir string, isCopy bool, copies map[string]string) {
	entries, _ := readDir(dir)
	for _, e := range entries {
		name := e.Name()
		for _, original := range []string{"collection.db", "config.toml"} {
			ext := filepath.Ext(original)
			stem := strings.TrimSuffix(original, ext)
			of, conflict := conflictCopy(name)
			alike := conflict && of == original ||
				strings.Contains(name, stem) && strings.HasSuffix(name, ext)
			if alike && (isCopy || name != original) && e.Type().IsRegular() {
				copies[filepath.Join(dir, name)] = original
			}
		}
	}
}

// conflictCopy returns the name of what a file or folder of that name is a conflict copy of, if it
// is named like one. Syncthing, ownCloud and Resilio add ".sync-conflict-", "_conflict-" and the
// like with a date; Dropbox, Nextcloud, Obsidian, Seafile and others add parentheses that hold a
// word for conflict and, in the language of the system, one for copy, or a date; Synology Drive
// adds the name of the device and a date before "_Conflict".
func conflictCopy(name string) (original string, ok bool) {
	if !mayTellConflict(name) {
		return "", false
	}
	ext := filepath.Ext(name)
	stem := withoutCounter(strings.TrimSuffix(name, ext))
	at, word := conflictWord(stem)
	if at < 0 {
		return "", false
	}
	if open, ok := openBracket(stem, at); ok {
		group := stem[open:]
		if !hasCopyWord(group) && !hasDate(group) {
			return "", false
		}
		return strings.TrimRight(stem[:open], " ") + ext, true
	}
	rest := stem[at+word:]
	start := strings.LastIndexAny(stem[:at], "._-")
	switch {
	case start < 0:
		return "", false
	case hasDateTime(rest): // bones.sync-conflict-20260105-101500-K3XQ7TD
		sync := strings.TrimSuffix(stem[:start], ".sync")
		return sync + ext, true
	case stem[start] == '.' && rest != "" && strings.Trim(rest, "0123456789") == "": // bones.conflict1
		return stem[:start] + ext, true
	case stem[start] == '_' && rest == "": // bones_NAS_Jan-05-101500-2026_Conflict
		return synologyOriginal(stem[:start], ext)
	}
	return "", false
}

// withoutCounter takes a number off that tells copies of one name apart: " (1)", "-1".
func withoutCounter(stem string) string {
	digits := strings.TrimRight(strings.TrimSuffix(stem, ")"), "0123456789")
	switch {
	case strings.HasSuffix(stem, ")") && strings.HasSuffix(digits, " ("):
		return strings.TrimSuffix(digits, " (")
	case strings.HasSuffix(digits, ")-"):
		return strings.TrimSuffix(digits, "-")
	}
	return stem
}

// conflictWords are what programs call a conflict, or the beginning of it, in lower case. All that
// has ASCII in it has the letters of the first.
var conflictWords = []string{"onfli", "конфлі", "конфли", "冲突", "衝突", "競合", "問題のある", "충돌"}

// mayTellConflict says quickly of most names that there is no word for a conflict in them.
func mayTellConflict(name string) bool {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			return true
		}
		const size = len("onfli")
		if name[i]|0x20 == 'o' && i+size <= len(name) &&
			strings.EqualFold(name[i:i+size], "onfli") {
			return true
		}
	}
	return false
}

// conflictWord returns where the word for a conflict begins that a name ends with, and its length;
// the place is -1 if there is none.
func conflictWord(stem string) (at, size int) {
	for _, word := range conflictWords {
		at = lastIndexFold(stem, word)
		if at < 0 {
			continue
		}
		start := at - len(stem[:at]) + len(strings.TrimRightFunc(stem[:at], unicode.IsLetter))
		end := at + len(word)
		end += len(stem[end:]) - len(strings.TrimLeftFunc(stem[end:], unicode.IsLetter))
		return start, end - start
	}
	return -1, 0
}

// lastIndexFold is [strings.LastIndex] for a word in lower case, whatever the case of the text.
func lastIndexFold(text, word string) int {
	for at := len(text) - len(word); at >= 0; at-- {
		if strings.EqualFold(text[at:at+len(word)], word) {
			return at
		}
	}
	return -1
}

// openBracket returns where the bracket opens that a place stands in, if it closes at the end of
// the text.
func openBracket(text string, at int) (open int, ok bool) {
	for _, pair := range []string{"()", "[]", "（）", "【】"} {
		runes := []rune(pair)
		if !strings.HasSuffix(text, string(runes[1])) {
			continue
		}
		depth := 0
		for i := len(text); i > 0; {
			i--
			switch {
			case strings.HasPrefix(text[i:], string(runes[1])):
				depth++
			case strings.HasPrefix(text[i:], string(runes[0])):
				depth--
			}
			if depth == 0 && strings.HasPrefix(text[i:], string(runes[0])) {
				return i, i < at
			}
		}
	}
	return 0, false
}

// hasCopyWord says whether there is a word for copy in a text, in the language of whoever made one.
func hasCopyWord(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc([]string{
		"copy", "copi", "cópi", "kopi", "kopy", "копи", "копі", "副本", "复本", "拷贝",
		"コピー", "사본", "복사",
	}, func(word string) bool { return strings.Contains(text, word) })
}

// hasDate says whether there is a date in a text: year, month and day, with or without one
// character between them.
func hasDate(text string) bool {
	for i := range text {
		year, rest, ok := digits(text[i:], 4)
		if !ok || year < 1990 || year > 2199 {
			continue
		}
		month, rest, ok := digits(afterMark(rest), 2)
		if !ok || month < 1 || month > 12 {
			continue
		}
		if day, _, ok := digits(afterMark(rest), 2); ok && day >= 1 && day <= 31 {
			return true
		}
	}
	return false
}

func afterMark(text string) string {
	if text != "" && strings.IndexByte("-_. ", text[0]) >= 0 {
		return text[1:]
	}
	return text
}

// digits reads a number of so many digits.
func digits(text string, size int) (n int, rest string, ok bool) {
	if len(text) < size {
		return 0, text, false
	}
	for _, c := range []byte(text[:size]) {
		if c < '0' || c > '9' {
			return 0, text, false
		}
		n = 10*n + int(c-'0')
	}
	return n, text[size:], true
}

// hasDateTime says whether there are eight digits of a date and six of a time in a text.
func hasDateTime(text string) bool {
	for i := range text {
		_, rest, ok := digits(text[i:], 8)
		if !ok || !hasDate(text[i:i+8]) || !strings.HasPrefix(rest, "-") {
			continue
		}
		if _, _, ok := digits(rest[1:], 6); ok {
			return true
		}
	}
	return false
}

// synologyOriginal takes device and date off: bones_NAS_Jan-05-101500-2026.
func synologyOriginal(stem, ext string) (original string, ok bool) {
	parts := strings.Split(stem, "_")
	if len(parts) < 3 {
		return "", false
	}
	year := parts[len(parts)-1]
	year = year[strings.LastIndexByte(year, '-')+1:]
	if n, rest, ok := digits(year, 4); !ok || rest != "" || n < 1990 {
		return "", false
	}
	return strings.Join(parts[:len(parts)-2], "_") + ext, true
}

// numberedCopy returns the name of what a file of that name may be a copy of, if there is a file of
// that name: iCloud, Google Drive and file managers add a number or a word for copy, OneDrive adds
// the name of a computer, git's tools for merging add which side it is.
func numberedCopy(name string, exists func(name string) bool) (original string, ok bool) {
	ext := filepath.Ext(name)
	whole := strings.TrimSuffix(name, ext)
	stem := withoutBracket(whole)
	numbered := stem
	if before, ok := strings.CutSuffix(strings.TrimRight(stem, "0123456789"), " "); ok {
		numbered = before
	}
	candidates := []string{stem, numbered, withoutCopyWord(numbered), withoutBackupWord(stem)}
	for at := strings.LastIndexByte(stem, '-'); at > 0; at = strings.LastIndexByte(stem[:at], '-') {
		if isComputer(stem[at+1:]) {
			candidates = append(candidates, stem[:at])
		}
	}
	for _, c := range candidates {
		if c != whole && exists(c+ext) {
			return c + ext, true
		}
	}
	return "", false
}

// withoutBracket takes brackets at the end off that hold a number or tell of a conflict.
func withoutBracket(stem string) string {
	open := strings.LastIndexAny(stem, "([")
	if open <= 0 || !strings.HasSuffix(stem, ")") && !strings.HasSuffix(stem, "]") {
		return stem
	}
	inner := stem[open+1 : len(stem)-1]
	if at, _ := conflictWord(inner); at < 0 && strings.Trim(inner, "0123456789") != "" {
		return stem
	}
	return strings.TrimRight(stem[:open], " ")
}

// withoutCopyWord takes words off that mean copy: "bones copy", "bones - Kopie", "bonesのコピー", "Copy
// of bones".
func withoutCopyWord(stem string) string {
	if first, rest, ok := strings.Cut(stem, " "); ok && hasCopyWord(first) {
		_, original, _ := strings.Cut(rest, " ")
		return original
	}
	if original, ok := strings.CutSuffix(stem, "のコピー"); ok {
		return original
	}
	at := strings.LastIndexAny(stem, " -_")
	if at <= 0 || !hasCopyWord(stem[at:]) {
		return stem
	}
	return strings.TrimRight(stem[:at], " -–—_")
}

// withoutBackupWord takes off what programs that merge add, and people and editors before a change:
// "bones_BACKUP_4711", "bones.LOCAL.4711", "bones.orig", "bones.conflict".
func withoutBackupWord(stem string) string {
	rest := strings.TrimRight(stem, "0123456789")
	if rest != stem {
		rest = strings.TrimRight(rest, "._")
	}
	at := strings.LastIndexAny(rest, "._-")
	if at <= 0 {
		return stem
	}
	switch strings.ToLower(rest[at+1:]) {
	case "backup", "base", "local", "remote", "bak", "orig", "conflict", "conflicted":
		return rest[:at]
	}
	return stem
}

// isComputer says whether a word may be the name of a computer: capitals, digits and dashes, as
// Windows makes them, or one that Apple made.
func isComputer(word string) bool {
	for _, brand := range []string{"Mac", "iPhone", "iPad"} {
		if strings.Contains(word, brand) {
			return true
		}
	}
	return word != "" && strings.ToUpper(word) == word && strings.ToLower(word) != word
}

// comparedSize is how many bytes of a file are compared at most.
const comparedSize = 4 << 20
