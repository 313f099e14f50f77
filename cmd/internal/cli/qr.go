package cli

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// printQR draws a text as a code for cameras, two rows of it a line, if the terminal is wide
// enough.
func (s *streams) printQR(text string) error {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return err
	}
	const quiet = 2                                         // modules around it
	if code.Size+2*quiet > s.out.Width || s.out.IsASCII() { // it takes half blocks
		return nil
	}
	halves := map[[2]bool]string{
		{false, false}: "█", {true, true}: " ", {false, true}: "▀", {true, false}: "▄",
	}
	for y := -quiet; y < code.Size+quiet; y += 2 {
		var line strings.Builder
		for x := -quiet; x < code.Size+quiet; x++ {
			line.WriteString(halves[[2]bool{code.Black(x, y), code.Black(x, y+1)}])
		}
		fmt.Fprintln(s.out, line.String())
	}
	fmt.Fprintln(s.out)
	return nil
}
