package term

import (
	"strings"
	"unicode"

	"cards/cmd/internal/out"

	"github.com/charmbracelet/x/ansi"
)

// Widths is what is known of how a terminal draws characters that are made of several signs, such
// as flags and families.
type Widths uint8

// What may be known.
const (
	Signs    Widths = iota // nothing: each sign is taken to have cells of its own
	Clusters               // it draws them as one: it answers to mode 2027
	Bitmap                 // it draws a letter and its accent side by side: the console of Linux
)

// Look is what is known of a terminal that text is laid out for.
type Look struct {
	Theme out.Theme
	Links bool   // addresses can stand behind a text, by OSC 8
	Words bool   // the words of code are set apart
	Plays string // the key or the word that plays a sound; empty where none plays
	ASCII bool   // it shows no other signs
	// Pictures returns a picture as lines of at most so many cells, none where its name has to do; nil
	// for no pictures.
	Pictures func(dest string, width int) []string
	Widths
}

// glyph is what a person takes for one character, with the cells it takes.
type glyph struct {
	text  string
	width int // where it is drawn as one
	signs int // where each of its signs has cells of its own
	style style
	link  string    // the address behind it; empty for none
	shows *[]string // the lines of the picture that it is; nil for a character
}

func (g glyph) isSpace() bool { return g.text == " " && g.shows == nil }

func (g glyph) isBreak() bool { return g.text == "\n" }

func (g glyph) isPicture() bool { return g.shows != nil }

// first returns the glyph that a text begins with.
func first(text string) glyph {
	if text[0] < 0x80 && (len(text) == 1 || text[1] < 0x80) {
		return glyph{text: text[:1], width: 1, signs: 1}
	}
	cluster, width := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
	return glyph{text: cluster, width: width, signs: ansi.StringWidthWc(cluster)}
}

// cells is how far a glyph moves the cursor, as far as is known.
func (w Widths) cells(g glyph) int {
	if w == Clusters {
		return g.width
	}
	return g.signs
}

// most is how many cells a glyph takes at most, whatever the terminal makes of it. Lines are filled
// by it: what a terminal draws beyond its edge is lost.
func (w Widths) most(g glyph) int {
	switch {
	case w == Clusters:
		return g.width
	case w == Bitmap && len(g.text) > 1:
		return max(g.width, g.signs+marksOf(g.text))
	}
	return max(g.width, g.signs)
}

// marksOf returns how many signs of a text have no cells of their own where they are drawn into
// those of others.
func marksOf(text string) int {
	n := 0
	for _, r := range text {
		if unicode.In(r, unicode.Mn, unicode.Me) {
			n++
		}
	}
	return n
}

// cellsOf and mostOf are the sums for some glyphs.
func (w Widths) cellsOf(glyphs []glyph) int {
	n := 0
	for _, g := range glyphs {
		n += w.cells(g)
	}
	return n
}

func (w Widths) mostOf(glyphs []glyph) int {
	n := 0
	for _, g := range glyphs {
		n += w.most(g)
	}
	return n
}

// mostIn is the same for a text, which may have escape sequences.
func (w Widths) mostIn(text string) int {
	n := 0
	for text = ansi.Strip(text); text != ""; {
		g := first(text)
		n += w.most(g)
		text = text[len(g.text):]
	}
	return n
}

// truncate returns a text without escape sequences in at most width cells; where something had to
// go, tail stands for it.
func (w Widths) truncate(text string, width int, tail string) string {
	if w.mostIn(text) <= width {
		return text
	}
	room := width - w.mostIn(tail)
	if room < 0 {
		return ""
	}
	var b strings.Builder
	for room >= 0 && text != "" {
		g := first(text)
		if room -= w.most(g); room >= 0 {
			b.WriteString(g.text)
		}
		text = text[len(g.text):]
	}
	return b.String() + tail
}
