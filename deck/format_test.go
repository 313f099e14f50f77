package deck_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
)

func formatPage(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// block returns the fenced block with this info string that comes next in a page, and what follows
// it.
func block(page, info string) (content, rest string, ok bool) {
	before, after, found := strings.Cut(page, "```"+info+"\n")
	if !found {
		return "", "", false
	}
	marks := before[strings.LastIndexByte(before, '\n')+1:] + "```"
	return strings.Cut(after, "\n"+marks+"\n")
}

// TestFormatExamples: every deck in FORMAT.md reads as it says.
func TestFormatExamples(t *testing.T) {
	t.Parallel()
	page := formatPage(t)
	count := 0
	for {
		source, rest, ok := block(page, "deck")
		if !ok {
			break
		}
		want, after, ok := block(rest, "reads-as")
		if !ok || strings.Contains(rest[:len(rest)-len(after)], "```deck\n") {
			t.Fatalf("nothing says how this reads:\n%s", source)
		}
		f := deck.Parse("x.md", []byte(source))
		var got []string
		for _, line := range slices.Concat(cards(f), diagnostics(f)) {
			got = append(got, strings.ReplaceAll(line, "\n", `\n`))
		}
		if diff := cmp.Diff(strings.Split(strings.TrimSpace(want), "\n"), got); diff != "" {
			t.Errorf("%s\nreads as (-FORMAT.md +Parse):\n%s", source, diff)
		}
		page = after
		count++
	}
	if count < 10 {
		t.Errorf("%d examples", count)
	}
}

// TestFormatVectors: the table of keys in FORMAT.md is that of the test data.
func TestFormatVectors(t *testing.T) {
	t.Parallel()
	var table []string
	for line := range strings.Lines(formatPage(t)) {
		if cells := strings.Split(line, " | "); len(cells) == 3 && strings.HasPrefix(cells[1], "`\"") {
			table = append(table, strings.TrimSpace(line))
		}
	}
	var want []string
	for _, v := range readVectors(t) {
		source, err := json.Marshal(v.Source)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, "| "+v.Name+" | "+string(source)+" | "+strings.Join(v.Keys, " ")+" |")
	}
	for i, row := range table {
		cells := strings.Split(row, " | ")
		var source string
		if err := json.Unmarshal([]byte(strings.Trim(cells[1], "`")), &source); err != nil {
			t.Fatalf("%s: %v", row, err)
		}
		same, err := json.Marshal(source)
		if err != nil {
			t.Fatal(err)
		}
		table[i] = cells[0] + " | " + string(same) + " | " + cells[2]
	}
	if diff := cmp.Diff(want, table); diff != "" {
		t.Errorf("vectors (-keys.json +FORMAT.md):\n%s", diff)
	}
}
