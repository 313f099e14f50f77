// Package repeater reads notes with cards of repeater: questions and answers, texts with gaps, and
// lines of left::right between other text (shaankhosla/repeater, src/parser/parse_from_file.rs).
package repeater

import (
	"encoding/hex"
	"strings"

	"cards/deck/from/blake3"
)

// Card is one card, or what was meant to be one.
type Card struct {
	Line, End int    // the first and the last line, from 1
	Front     string // of a text with gaps the text, its gaps in brackets
	Back      string
	Cloze     bool
	Hash      string // its name: 64 hexadecimal digits
	Problem   string // why it is none; "" if it is one
}

// Read returns the cards of a file. Labels stand at the beginning of a line, in code too.
func Read(text string) []Card {
	var cards []Card
	var buffer []string
	first, number := 0, 0
	flush := func() {
		if len(buffer) > 0 {
			cards = append(cards, read(buffer, first))
		}
		buffer = nil
	}
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "Q:"), strings.HasPrefix(line, "C:"):
			flush()
			buffer, first = []string{line}, number
		case len(buffer) == 0 && strings.Contains(line, "::"):
			cards = append(cards, read([]string{line}, number))
		case len(buffer) > 0 && strings.HasPrefix(line, "---"):
			flush()
		case len(buffer) > 0:
			buffer = append(buffer, line)
		}
	}
	flush()
	return cards
}

// read reads one card from its lines.
func read(lines []string, first int) Card {
	end := len(lines)
	for end > 1 && strings.TrimSpace(lines[end-1]) == "" {
		end--
	}
	c := Card{Line: first, End: first + end - 1, Hash: hash(strings.Join(lines, "\n"))}
	sides := sidesOf(lines)
	left, right, isPair := strings.Cut(strings.TrimSpace(lines[0]), "::")
	left, right = strings.TrimSpace(left), strings.TrimSpace(right)
	switch {
	case sides['Q'] != "" && sides['A'] != "":
		c.Front, c.Back = sides['Q'], sides['A']
	case sides['C'] != "":
		c.Front, c.Cloze = sides['C'], true
		if gap, _, ok := cutGap(c.Front); !ok || gap == "" {
			c.Problem = "a text without a gap in brackets"
		}
	case len(sides) == 0 && isPair && left != "" && right != "":
		c.Front, c.Back = left, right
	case len(sides) == 0:
		c.Problem = "a line with :: and nothing on one side of it"
	default:
		c.Problem = "a question without an answer"
	}
	return c
}

// cutGap returns the first text in brackets, and what stands behind it.
func cutGap(text string) (gap, after string, ok bool) {
	_, rest, opened := strings.Cut(text, "[")
	gap, after, closed := strings.Cut(rest, "]")
	return gap, after, opened && closed
}

// sidesOf returns the texts behind the labels, by these. The last of a kind counts; outside of code
// lines lose their indentation.
func sidesOf(lines []string) map[byte]string {
	texts := make(map[byte][]string)
	label, fenced := byte(0), false
	for _, line := range lines {
		plain := strings.TrimSpace(line)
		isFence := strings.HasPrefix(plain, "```")
		switch {
		case isFence || fenced:
			fenced = fenced != isFence
		case strings.HasPrefix(plain, "---"):
			return joined(texts)
		case len(plain) > 1 && plain[1] == ':' && strings.IndexByte("QAC", plain[0]) >= 0:
			label = plain[0]
			texts[label] = []string{strings.TrimSpace(plain[2:])}
			continue
		default:
			line = plain
		}
		if label != 0 {
			texts[label] = append(texts[label], line)
		}
	}
	return joined(texts)
}

func joined(texts map[byte][]string) map[byte]string {
	sides := make(map[byte]string)
	for label, lines := range texts {
		sides[label] = strings.TrimRight(strings.TrimLeft(strings.Join(lines, "\n"), "\n"), " \t\n")
	}
	return sides
}

// hash returns the name of a card: by its lines in small letters, with single spaces.
func hash(text string) string {
	sum := blake3.Sum256([]byte(strings.Join(strings.Fields(strings.ToLower(text)), " ")))
	return hex.EncodeToString(sum[:])
}
