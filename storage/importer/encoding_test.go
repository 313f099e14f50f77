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
		"Mac OS Roman":          {"caf\x8e?\tx\rna\x95ve\tx\r", "café?", "Mac OS Roman, which is a guess"},
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

// TestImportEndsLines: a CR alone ends a line where nothing else does, as in what Excel and old
// programs write on a Mac; a line break within quotes is of the cell.
func TestImportEndsLines(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ data, want string }{
		"a.csv":    {"one,1\rtwo,2\rthree,3\r", "one two three"},
		"b.csv":    {"one,1\r\rtwo,\"2\nor\r\n3\"\rthree,3", "one two three"},
		"c.csv":    {"\ufeffone;1\rtwo;2\r", "one two"},
		"d.csv":    {"one;1\r\ntwo;2\r\n", "one two"},
		"e.csv":    {"one,1\r\r\ntwo,2\r\r\n", "one two"},
		"f.csv":    {"\"one\rmore\",1\ntwo,2\n", "one\nmore two"},
		"g.txt":    {"#separator:tab\rone\t1\rtwo\t2\r", "one two"},
		"h.gift":   {"// c\r\rone {=1}\r\rtwo {=2}\r", "one two"},
		"i.txt":    {"one\rA. x\rB. y\rANSWER: B\r\rtwo\rA. x\rB. y\rANSWER: A\r", "one two"},
		"j.md":     {"Q: one\rA: 1\r\rQ: two\rA: 2\r", "one two"},
		"k.csv":    {"\xff\xfeo\x00;\x001\x00\r\x00t\x00;\x002\x00\r\x00", "o t"},
		"sep1.csv": {"sep=;\r\none;1,5\r\ntwo;2,5\r\n", "one two"},
		"sep2.csv": {"\ufeff\"sep=,\"\none,1;5\ntwo,2;5\n", "one two"},
		"sep3.csv": {"SEP=\t\nQuestion\tAnswer\none\t1,5\n", "one"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root, source := collection(t, nil, files{name: tt.data})
			var got []string
			for _, r := range run(t, root, source+"/"+name) {
				for _, c := range r.Cards {
					got = append(got, c.Question)
				}
				if len(r.Refused) > 0 {
					t.Errorf("refused %v", r.Refused)
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("questions %q, want %s", got, tt.want)
			}
		})
	}
}
