// Package qr draws codes that phones read, for a terminal.
package qr

import (
	"strings"

	"rsc.io/qr"
)

// margin is how much white stands around a code, in modules. Two are less than the standard asks for, and
// enough for the cameras of phones.
const margin = 2

// Lines draws a text as a code, two rows of it a line, black on white whatever the terminal's colours are
// where it is told to be: each sign is a half block.
func Lines(text string) ([]string, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, err
	}
	dark := func(x, y int) bool { return code.Black(x, y) }
	var lines []string
	for y := -margin; y < code.Size+margin; y += 2 {
		var line strings.Builder
		for x := -margin; x < code.Size+margin; x++ {
			line.WriteString(half(dark(x, y), dark(x, y+1)))
		}
		lines = append(lines, line.String())
	}
	return lines, nil
}

// half is two modules above each other. What is light is drawn, as most terminals are dark.
func half(upper, lower bool) string {
	switch {
	case upper && lower:
		return " "
	case upper:
		return "▄"
	case lower:
		return "▀"
	}
	return "█"
}
