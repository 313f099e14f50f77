// Command clusters writes how far each line of a file moves the cursor of the terminal that it runs
// in.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"
)

func main() {
	if err := measure(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "clusters:", err)
		os.Exit(1)
	}
}

// measure shows every line at the left edge and asks where the cursor is then.
func measure(list, to string) error {
	text, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	before, err := term.MakeRaw(int(os.Stdin.Fd()))
	if err != nil {
		return err
	}
	defer term.Restore(int(os.Stdin.Fd()), before)
	replies := bufio.NewReader(os.Stdin)
	var widths strings.Builder
	for line := range strings.Lines(string(text)) {
		fmt.Printf("\r\x1b[K%s\x1b[6n", strings.TrimSpace(line))
		reply, err := replies.ReadString('R')
		if err != nil {
			return err
		}
		var row, column int
		if _, err := fmt.Sscanf(reply, "\x1b[%d;%dR", &row, &column); err != nil {
			return fmt.Errorf("reply %q: %w", reply, err)
		}
		fmt.Fprintln(&widths, column-1)
	}
	return os.WriteFile(to, []byte(widths.String()), 0o644)
}
