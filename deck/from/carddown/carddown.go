// Package carddown reads notes with cards of carddown and of NeuraCache: lines that are marked by
// #flashcard or by a brain, as prompt and response around a colon, or as a prompt above its
// response. A flash marks what stands around a colon too.
package carddown

import (
	"strings"
	"unicode"

	"cards/deck/from/pattern"
)

// Card is one card.
type Card struct {
	Line, End int // the first and the last line, from 1
	Prompt    string
	Response  string
	Tags      []string // without "#"
}

// Note is what a note holds. Ignored says that it wants not to be read.
type Note struct {
	Cards   []Card
	Open    []Card // prompts on several lines that no line of dashes or stars ends: no cards
	Marks   int    // lines that are marked
	Ignored bool
}

var (
	pair    = pattern.New(`^(.+?)\s*:(?:\s+|$)(.*)$`)
	tag     = pattern.New(`#([\p{L}\p{N}_-]+)`)
	rule    = pattern.New(`^\s*(?:-\s*){3,}$|^\s*(?:\*\s*){3,}$`)
	bullet  = pattern.New(`^\s*(?:[-*+]|\d+[.)])\s+`)
	markers = pattern.New(`🧠|#flashcards?\b`)
	flash   = pattern.New(`⚡\x{FE0F}?(?:\s+#\S+)*\s*$`)
)

// Read reads a note.
func Read(text string) Note {
	if strings.Contains(text, "@carddown-ignore") {
		return Note{Ignored: true}
	}
	if !mayMark(text) {
		return Note{}
	}
	var n Note
	var open *Card
	var body []string
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\r\n")
		marked := mayMark(line) && (markers().MatchString(line) || isFlashed(line))
		if marked {
			n.Marks++
		}
		switch {
		case marked && isPair(line):
			n.Cards = append(n.Cards, onLine(line, number))
		case marked:
			if open != nil {
				n.Open = append(n.Open, *open)
			}
			prompt, tags := cut(bullet().ReplaceAllString(line, ""))
			open, body = &Card{Line: number, End: number, Prompt: prompt, Tags: tags}, nil
		case open != nil && isRule(line):
			open.End, open.Response = number, strings.TrimSpace(strings.Join(body, "\n"))
			if hasWord(open.Prompt) && open.Response != "" {
				n.Cards = append(n.Cards, *open)
			} else {
				n.Open = append(n.Open, *open)
			}
			open = nil
		case open != nil:
			body = append(body, line)
		}
	}
	if open != nil {
		n.Open = append(n.Open, *open)
	}
	return n
}

// mayMark says whether a text may have a mark: most have none.
func mayMark(text string) bool {
	return strings.Contains(text, "#flashcard") || strings.Contains(text, "🧠") ||
		strings.Contains(text, "⚡")
}

// isFlashed says whether a line ends with a flash and tags, and is a card by that: others have it
// for decoration.
func isFlashed(line string) bool { return flash().MatchString(line) && isPair(line) }

// isRule says whether a line is of three or more dashes or stars, spaces between allowed.
func isRule(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && (line[0] == '-' || line[0] == '*') && rule().MatchString(line)
}

// isPair says whether a marked line has a prompt and a response.
func isPair(line string) bool {
	m := pair().FindStringSubmatch(line)
	if m == nil {
		return false
	}
	prompt, _ := cut(m[1])
	response, _ := cut(m[2])
	return hasWord(prompt) && response != ""
}

// hasWord says whether a text has a letter, a digit or a sign that no keyboard has, not marks
// alone.
func hasWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || r > unicode.MaxLatin1
	})
}

func onLine(line string, number int) Card {
	m := pair().FindStringSubmatch(bullet().ReplaceAllString(line, ""))
	c := Card{Line: number, End: number}
	c.Prompt, _ = cut(m[1])
	c.Response, c.Tags = cut(m[2])
	return c
}

// cut returns a text up to its marks and tags, and the tags but those that mark cards.
func cut(text string) (before string, tags []string) {
	for _, m := range tag().FindAllStringSubmatch(text, -1) {
		if !strings.HasPrefix(m[1], "flashcard") {
			tags = append(tags, m[1])
		}
	}
	for _, mark := range []string{"🧠", "⚡", " #", "#flashcard"} {
		if at := strings.Index(text, mark); at >= 0 {
			text = text[:at]
		}
	}
	return strings.TrimSpace(text), tags
}
