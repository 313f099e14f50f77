package cli

import (
	"slices"
	"strings"
	"testing"

	"cards/cmd/internal/out"
)

// TestTopicsFitNarrowTerminals: at any width a line of help is no wider than it must be, and no
// word is lost or changes its place.
func TestTopicsFitNarrowTerminals(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"environment": topicEnvironment, "exit-codes": topicExitCodes, "format": topicFormat,
		"query": topicQuery, "siblings": topicSiblings, "config": topicConfig, "keys": topicKeys(),
	} {
		for _, width := range []int{30, 40, 57, 80, 100} {
			got := reflow(text, width)
			for line := range strings.SplitSeq(got, "\n") {
				if out.Cells(line) > width && len(strings.Fields(line)) > 1 {
					t.Errorf("%s at %d cells: %q is too wide", name, width, line)
				}
			}
			if !slices.Equal(strings.Fields(got), strings.Fields(text)) {
				t.Errorf("%s at %d cells: other words:\n%s", name, width, got)
			}
		}
	}
}

// TestFlagsAreNotBroken: a line of help does not end within the name of a flag.
func TestFlagsAreNotBroken(t *testing.T) {
	t.Parallel()
	const text = "is left alone unless you say --any-of-them with it"
	for width := range 30 {
		for line := range strings.SplitSeq(reflow(text, width+10), "\n") {
			if strings.Contains(line, "-") && !strings.Contains(line, "--any-of-them") {
				t.Errorf("at %d cells: %q", width+10, line)
			}
		}
	}
}
