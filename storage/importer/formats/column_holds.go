package formats

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"cards/deck/from/delim"
)

// isFilled says whether nearly all rows have something in a column.
func isFilled(rows []delim.Row, column int) bool {
	empty := 0
	for _, row := range rows {
		if cellOf(row, column) == "" {
			empty++
		}
	}
	return 10*empty <= len(rows)
}

// isLanguage says whether a column is named after a language that many translate into.
func isLanguage(name string) bool {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "english", "en", "eng", "englisch", "anglais", "inglés", "german", "deutsch", "de", "french",
		"français", "fr", "spanish", "español", "es", "italian", "italiano", "it", "portuguese", "pt",
		"russian", "ru", "chinese", "zh", "japanese", "ja", "korean", "ko", "dutch", "nl", "polish", "pl":
		return true
	}
	return false
}

// isNumeric says whether a column holds numbers alone.
func isNumeric(rows []delim.Row, column int) bool {
	for _, row := range rows {
		if _, err := strconv.ParseFloat(strings.TrimRight(cellOf(row, column), "."), 64); err != nil {
			return false
		}
	}
	return len(rows) > 0
}

// isAside says whether a column of many rows holds the same few short texts, or the same few
// numbers, again and again: kinds of words, levels.
func isAside(rows []delim.Row, column int) bool {
	const short = 20 // characters
	for _, row := range rows {
		if utf8.RuneCountInString(cellOf(row, column)) > short {
			return false
		}
	}
	return repeats(rows, column)
}

// isDeck says whether a column holds the same few names of decks, as Anki writes them.
func isDeck(rows []delim.Row, column int) bool {
	for _, row := range rows {
		if parent, child, ok := strings.Cut(cellOf(row, column), "::"); !ok || parent == "" || child == "" {
			return false
		}
	}
	return repeats(rows, column)
}

// repeats says whether a column of many rows holds few texts, each again and again.
func repeats(rows []delim.Row, column int) bool {
	const (
		many  = 12 // rows
		share = 10 // rows for each text at least
	)
	if len(rows) < many {
		return false
	}
	texts := make(map[string]bool)
	for _, row := range rows {
		if texts[cellOf(row, column)] = true; len(texts)*share > len(rows)+share {
			return false
		}
	}
	return true
}

// isSpoken says whether most cells of a column are in the letters of the phonetic alphabet.
func isSpoken(rows []delim.Row, column int) bool {
	n := 0
	for _, row := range rows {
		if strings.ContainsAny(cellOf(row, column), "ˈˌːəɪʊʌɔæɛɜɑɒʃʒθŋɹɾʔ") {
			n++
		}
	}
	return len(rows) > 2 && 2*n > len(rows)
}

// counts says whether a column holds the numbers of the rows.
func counts(rows []delim.Row, column int) bool {
	const few = 3 // rows: in fewer a number may be anything
	last, steps := 0, 0
	for i, row := range rows {
		if column >= len(row.Cells) {
			return false
		}
		n, err := strconv.Atoi(strings.TrimRight(row.Cells[column], "."))
		if err != nil || i > 0 && n <= last {
			return false
		}
		if i > 0 && n == last+1 {
			steps++
		}
		last = n
	}
	return len(rows) >= few && 10*steps >= 9*(len(rows)-1)
}
