package formats

import (
	"strings"
	"testing"

	"cards/deck"
	"cards/storage/importer/source"
)

// TestGapsInTables states that a row with a text that has gaps is a cloze, whatever stands beside.
func TestGapsInTables(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ table, prompt, answer, more string }{
		{"The {{c1::heart}} pumps\tanatomy", "The {{c1::heart}} pumps", "", "anatomy"},
		{"A {{c1::b}} and {{c2::c::hint}}\t", "A {{c1::b}} and {{c2::c::hint}}", "", ""},
		{"Spell it.\tstop, {{c1::stopping}}\tx", "Spell it.\n\nstop, {{c1::stopping}}", "", "x"},
		{"<b>a</b>\tb<br>{{c1::<i>d</i>}}", "**a**\n\nb\n{{c1::*d*}}", "", ""},
		{"a {{b}}\tc", "a {{b}}", "c", ""},
	} {
		content, err := readTable('\t')(source.Input{Data: []byte(tt.table + "\n")})
		if err != nil || len(content.Items) != 1 {
			t.Fatalf("%q: %d items, %v", tt.table, len(content.Items), err)
		}
		n := content.Items[0].Note
		isCloze := n.Label == deck.Cloze
		if n.Prompt != tt.prompt || n.Answer != tt.answer || n.More != tt.more ||
			isCloze != strings.Contains(tt.prompt, "{{c1::") {
			t.Errorf("%q: %q, %q, %q, %v", tt.table, n.Prompt, n.Answer, n.More, n.Label)
		}
	}
}
