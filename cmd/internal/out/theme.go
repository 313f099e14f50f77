package out

import (
	imagecolor "image/color"
	"math"

	"github.com/fatih/color"
)

// Theme is a set of means by which a terminal sets text apart. No meaning depends on them.
type Theme uint8

// The themes.
const (
	Bare  Theme = iota // the text alone
	Mono               // bold, underlined and reversed text: for a background of which nothing is known
	Light              // dark colours besides, for a light background
	Dark               // light colours besides, for a dark one
)

// Accent is what a colour is for.
type Accent uint8

// The accents.
const (
	Acting  Accent = iota // what can be done now, what is asked
	Context               // what is about the text rather than of it
	Right
	Doubtful
	Wrong
	Keyword // of code
	Literal // likewise: a text
	Number  // likewise
)

// accent is a row of the table of colours: from the part of the 256 that terminals do not let
// people redefine, and what stands for it where there are no colours.
type accent struct {
	light, dark uint8
	mono        color.Attribute // [color.Reset] for nothing
}

// accents are in the order of the constants. Each has a contrast of at least 4.5 with the usual
// backgrounds of its theme.
func accents() [8]accent {
	return [...]accent{
		{25, 80, color.Bold},
		{240, 248, color.Reset},
		{22, 114, color.Reset},
		{94, 221, color.Bold},
		{124, 210, color.Bold},
		{90, 183, color.Bold},
		{22, 114, color.Reset},
		{94, 216, color.Reset},
	}
}

// Attributes are what the terminal is told for an accent; none if the theme has no means for it.
func (t Theme) Attributes(a Accent) []color.Attribute {
	const foreground, indexed = 38, 5
	row := accents()[a]
	switch {
	case t == Light:
		return []color.Attribute{foreground, indexed, color.Attribute(row.light)}
	case t == Dark:
		return []color.Attribute{foreground, indexed, color.Attribute(row.dark)}
	case t == Mono && row.mono != color.Reset:
		return []color.Attribute{row.mono}
	}
	return nil
}

// ThemeOn returns the theme whose colours can be read on a background, [Mono] if neither can.
func ThemeOn(background imagecolor.Color) Theme {
	behind := luminance(background)
	light, dark := true, true
	for _, row := range accents() {
		light = light && contrast(luminance(indexed(row.light)), behind) >= readable
		dark = dark && contrast(luminance(indexed(row.dark)), behind) >= readable
	}
	switch {
	case dark:
		return Dark
	case light:
		return Light
	}
	return Mono
}

// readable is the least contrast of text, by criterion 1.4.3 of WCAG 2.2.
const readable = 4.5

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func luminance(c imagecolor.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// contrast is the contrast ratio of WCAG 2.2 between two luminances, from 1 to 21.
func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// indexed returns a colour of the 256 behind the first 16: a cube of six levels, then greys.
func indexed(n uint8) imagecolor.Color {
	const cube, greys = 16, 232
	if n >= greys {
		v := 8 + 10*(n-greys)
		return imagecolor.RGBA{v, v, v, 0xff}
	}
	level := func(i uint8) uint8 {
		if i == 0 {
			return 0
		}
		return 55 + 40*i
	}
	n -= cube
	return imagecolor.RGBA{level(n / 36), level(n / 6 % 6), level(n % 6), 0xff}
}
