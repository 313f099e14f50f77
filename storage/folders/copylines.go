package folders

import (
	"bytes"
	"context"
)

// sharesLines says whether two of three lines of a file that say something are in another file,
// too. It says no if they cannot be read.
func sharesLines(abs, original string) bool {
	copied, known := readSmall(abs), readSmall(original)
	if len(copied) == 0 || len(known) == 0 {
		return false
	}
	there := make(map[string]bool)
	for line := range bytes.Lines(known) {
		there[string(bytes.TrimSpace(line))] = true
	}
	seen := make(map[string]bool)
	all, shared := 0, 0
	for line := range bytes.Lines(copied) {
		const short = 4 // bytes: a label, a separator
		if line = bytes.TrimSpace(line); len(line) < short || seen[string(line)] {
			continue
		}
		seen[string(line)] = true
		all++
		if there[string(line)] {
			shared++
		}
	}
	return all > 0 && 3*shared >= 2*all
}

// readSmall reads a file that is not large, and returns nothing of any other.
func readSmall(abs string) []byte {
	data, err := ReadFile(context.Background(), abs, comparedSize)
	if err != nil {
		return nil
	}
	return data
}
