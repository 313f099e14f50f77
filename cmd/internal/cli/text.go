package cli

import "github.com/charmbracelet/x/ansi"

// cells returns the width of a text on a terminal.
func cells(s string) int { return ansi.StringWidth(s) }

// cut shortens a line to a width in cells.
func cut(s string, width int) string { return ansi.Truncate(s, width, "…") }
