package importer_test

import (
	"strings"
	"testing"
)

// TestImportDecodes: what spreadsheets write in other encodings comes as text, with a word about
// the guess.
func TestImportDecodes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ data, question, said string }{
		"UTF-16 with a mark":    {"\xff\xfew\x00o\x00r\x00d\x00\t\x00\xe9\x00\n\x00", "word", "UTF-16"},
		"UTF-16 without a mark": {"\x00w\x00o\x00r\x00d\x00\t\x00x\x00y\x00\n", "word", "UTF-16"},
		"Windows-1252":          {"caf\xe9\t\x80 5\nna\xefve\tx\n", "café", "Windows-1252, which is a guess"},
		"UTF-8 with a mark":     {"\xef\xbb\xbfcafé\tx\n", "café", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root, source := collection(t, nil, files{"words.tsv": tt.data})
			reports := run(t, root, source+"/words.tsv")
			if len(reports) != 1 || len(reports[0].Cards) == 0 || reports[0].Cards[0].Question != tt.question {
				t.Fatalf("reports %+v", reports)
			}
			if !strings.Contains(reports[0].Reason, tt.said) {
				t.Errorf("reason %q, want %q in it", reports[0].Reason, tt.said)
			}
		})
	}
}
