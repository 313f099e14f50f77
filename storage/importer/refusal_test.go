package importer_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage/importer"
)

// TestWhatIsNoTextIsNamed: what keeps a file from being read as a text is said with its line.
func TestWhatIsNoTextIsNamed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a,b\n\x1b[0m,\xff\n": "in line 2 there is a byte that is not UTF-8 (0xFF)" +
			", and in line 2 a control character",
		"a,b\nc\x07,d\ne,\xc3(\n": "in line 3 there is a byte that is not UTF-8 (0xC3)" +
			", and in line 2 a control character",
		"\xe9,b\n\n\nc,\x01\n": "in line 1 there is a byte that is not UTF-8 (0xE9)" +
			", and in line 4 a control character",
		"a,b\nc,\x81\n": "in line 2 there is a byte that is not UTF-8 (0x81)",
		"\x00,b\n":      "there is a NUL character in line 1",
	} {
		root, source := collection(t, nil, files{"a.csv": text})
		_, err := imports(t, root, filepath.Join(source, "a.csv"), importer.Options{})
		if err == nil || !strings.HasSuffix(err.Error(), "not text: "+want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

// TestNumbersAskNothing: a table of measurements is no deck, unless its head or a person says so.
func TestNumbersAskNothing(t *testing.T) {
	t.Parallel()
	for text, isDeck := range map[string]bool{
		"1,2\n2,4\n3,6\n": false,
		"date,open,high\n2020-01-01,1.2,3\n2020-01-02,1,3\n2020-01-03,1,3\n": false,
		"x;y\n1,5;2\n-2;3e5\n7 ;$8\n":                                        false,
		"12:30\t4%\n13:00\t5%\n1.2.2020 10:30\t6\n":                          false,
		"question,answer\n1,2\n2,4\n3,6\n":                                   true,
		"7*8,56\n7*9,63\n8*8,64\n":                                           true,
		"year,event\n1914,war\n1918,peace\n1945,peace\n":                     true,
		"pi,3.14\n1,2\n2,4\n":                                                true,
	} {
		root, source := collection(t, nil, files{"a.csv": text})
		path := filepath.Join(source, "a.csv")
		_, err := imports(t, root, path, importer.Options{})
		if isDeck != (err == nil) || err != nil && !strings.Contains(err.Error(), "table of numbers") {
			t.Errorf("%q: error %v", text, err)
		}
		if _, err := imports(t, root, path, importer.Options{Format: "table"}); err != nil {
			t.Errorf("%q as a table: error %v", text, err)
		}
	}
}

// TestTheHeadOfATableMayStandLate: what stands above it in fewer cells is left out.
func TestTheHeadOfATableMayStandLate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Unit 3,,\n\n,Author: me,\nNo,Question,Answer\n1,a,b\n2,c,d\n": {
			"left out 1: text above", "left out 3: text above",
			"5 basic new \"a\" = \"b\"", "6 basic new \"c\" = \"d\"",
		},
		"Words\nfront,back,tags\na,b,c\n": {"left out 1: text above", "3 basic new \"a\" = \"b\""},
		"a,b\nquestion,answer\nc,d\n": {
			"1 basic new \"a\" = \"b\"", "2 basic new \"question\" = \"answer\"",
			"3 basic new \"c\" = \"d\"",
		},
		"a,b,\nterm,definition,x\nc,d,e\n": {"left out 1: text above", "3 basic new \"c\" = \"d\""},
		"Words\na,b\nc,d\ne,f\n": {
			"refused 1: a row without an answer", "2 basic new \"a\" = \"b\"", "3 basic new \"c\" = \"d\"",
			"4 basic new \"e\" = \"f\"",
		},
	} {
		root, source := collection(t, nil, files{"a.csv": text})
		got := strings.Join(describe(run(t, root, filepath.Join(source, "a.csv"))), "\n")
		for _, line := range want {
			if !strings.Contains(got, line) {
				t.Errorf("%q: %q lacks in\n%s", text, line, got)
			}
		}
	}
}

func TestLongCellsAreRefused(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x, a longer line y\n", 1<<16)
	text := "question,answer\na,b\n\"" + long + "\",c\nd,e\n"
	root, source := collection(t, nil, files{"a.csv": text})
	want := []string{
		"a.md: table a, 2 notes, media []", `  2 basic new "a" = "b"`, `  65540 basic new "d" = "e"`,
		"  refused 3: a cell of more than 1048576 bytes",
	}
	got := describe(run(t, root, filepath.Join(source, "a.csv")))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}

// TestYAML: lists of questions and answers come in, configurations do not.
func TestYAML(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"- front: a\n  back: b\n": "1 basic new \"a\" = \"b\"",
		"title: x\ncards:\n- question: a\n  answer: |\n    b\n    c\n  tags: [d]\n": "1 basic new \"a\" = \"b",
		"- term: a\n  definition: 'b'\n- term: c\n":                                 "refused 2: a row without an answer",
		"- name: a\n  key: b\n  value: c\n":                                         "",
		"jobs:\n  steps:\n  - name: a\n    run: b\n":                                "",
	} {
		root, source := collection(t, nil, files{"a.yaml": text})
		reports, err := imports(t, root, filepath.Join(source, "a.yaml"), importer.Options{})
		got := strings.Join(describe(reports), "\n")
		if !strings.Contains(got, want) || (err != nil) != (want == "") {
			t.Errorf("%q: error %v, reports\n%s", text, err, got)
		}
	}
}
