package importer_test

import (
	"archive/zip"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage/importer"
	"cards/storage/importer/source"
)

// packed returns an archive of files by their names.
func packed(t *testing.T, parts files) string {
	t.Helper()
	var b strings.Builder
	w := zip.NewWriter(&b)
	for name, text := range parts {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestArchives: workbooks and decks in archives come as others do, and twice changes nothing.
func TestArchives(t *testing.T) {
	t.Parallel()
	workbook := packed(t, files{
		"xl/workbook.xml": `<workbook><sheets><sheet name="A" sheetId="1"/><sheet name="B" sheetId="2"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>
			<row r="1"><c t="inlineStr"><is><t>Word</t></is></c><c t="inlineStr"><is><t>Meaning</t></is></c></row>
			<row r="2"><c t="inlineStr"><is><t>Hund</t></is></c><c t="inlineStr"><is><t>dog</t></is></c></row>
			<row r="5"><c t="inlineStr"><is><t>Katze</t></is></c></row></sheetData></worksheet>`,
		"xl/worksheets/sheet2.xml": `<worksheet><row r="1"><c><v>1</v></c></row></worksheet>`,
	})
	row := func(cells string) string {
		cells = strings.ReplaceAll(cells, "|", "</t></is></c><c t=\"inlineStr\"><is><t>")
		return `<row><c t="inlineStr"><is><t>` + cells + `</t></is></c></row>`
	}
	lessons := packed(t, files{
		"xl/workbook.xml":          `<workbook><sheets><sheet name="1/2" sheetId="1"/><sheet name="Two" sheetId="2"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + row("Hund|dog") + row("Maus|mouse") + `</sheetData></worksheet>`,
		"xl/worksheets/sheet2.xml": `<worksheet><sheetData>` + row("eins|one") + row("zwei") + `</sheetData></worksheet>`,
	})
	mochi := packed(t, files{"data.edn": `{:decks [{:id :d :name "Geo" :cards [
		{:id :a :content "Capital of France?\n---\nParis" :reviews [{:date #inst "2024-05-01T10:00:00Z" :remembered? true}]}
		{:id :b :content "only one side"}
		{:id :c :content "The {{Rhine}} is long"}]}]}`})
	for name, tt := range map[string]struct {
		data    string
		want    string // the deck files, by their paths
		left    []source.Reason
		refused []source.Reason
	}{
		"words.xlsx": {
			workbook, "words.md: Q: Hund\nA: dog\n",
			[]source.Reason{{Line: 0, Reason: `the table "B": nothing in it asks and answers`}},
			[]source.Reason{{Line: 5, Reason: "a row without an answer"}},
		},
		"lessons.xlsx": {
			lessons, "lessons/1-2.md: Q: Hund\nA: dog\n\nQ: Maus\nA: mouse\nlessons/Two.md: Q: eins\nA: one\n", nil,
			[]source.Reason{{Line: 2, Reason: `the table "Two": a row without an answer`}},
		},
		"export.mochi": {
			mochi, "export/Geo.md: Q: Capital of France?\nA: Paris\n\nC: The {{c1::Rhine}} is long\n",
			[]source.Reason{{Line: 2, Reason: "a card with one side: there is nothing to answer"}},
			nil,
		},
	} {
		root, from := collection(t, nil, files{name: tt.data})
		for i, status := range []importer.Status{importer.New, importer.Same} {
			reports, err := imports(t, root, filepath.Join(from, name), importer.Options{})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			r := reports[0]
			for _, c := range r.Cards {
				if c.Status != status {
					t.Errorf("%s, run %d: %q is %s", name, i+1, c.Question, c.Status)
				}
			}
			if diff := cmp.Diff(append([]source.Reason{}, tt.left...), r.LeftOut); diff != "" {
				t.Errorf("%s: left out (-want +got):\n%s", name, diff)
			}
			if diff := cmp.Diff(append([]source.Reason{}, tt.refused...), r.Refused); diff != "" {
				t.Errorf("%s: refused (-want +got):\n%s", name, diff)
			}
			var got []string
			for file, text := range read(t, root) {
				got = append(got, file+": "+text)
			}
			slices.Sort(got)
			if strings.Join(got, "") != tt.want {
				t.Errorf("%s, run %d: %q, want %q", name, i+1, got, tt.want)
			}
		}
	}
}
