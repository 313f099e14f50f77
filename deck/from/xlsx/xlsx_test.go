package xlsx_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/xlsx"
)

const (
	book = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
		xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
		<sheet name="Words" sheetId="1" r:id="rId7"/><sheet name="Empty" sheetId="2" r:id="rId8"/></sheets></workbook>`
	links = `<Relationships><Relationship Id="rId7" Target="worksheets/first.xml"/>
		<Relationship Id="rId8" Target="/xl/worksheets/second.xml"/></Relationships>`
	shared = `<sst><si><t>Hund</t></si><si><r><t>the </t></r><r><rPr/><t>dog</t></r><rPh><t>no</t></rPh></si></sst>`
	sheet  = `<worksheet><sheetData>
		<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
		<row r="2"/>
		<row r="4"><c r="A4"><v>42</v></c><c r="C4" t="inlineStr"><is><t>two
lines</t></is></c></row>
		<row><c t="str"><f>CMD()</f><v>=x</v></c><c r="ZZZ9"><v>far</v></c><c r="B5" t="s"><v>99</v></c></row>
		</sheetData></worksheet>`
)

func archive(t testing.TB, parts map[string]string) *zip.Reader {
	t.Helper()
	var b bytes.Buffer
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
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRead(t *testing.T) {
	t.Parallel()
	got, err := xlsx.Read(archive(t, map[string]string{
		"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": links, "xl/sharedStrings.xml": shared,
		"xl/worksheets/first.xml": sheet, "xl/worksheets/second.xml": "<worksheet/>",
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := []xlsx.Sheet{{Name: "Words", Rows: []xlsx.Row{
		{Number: 1, Cells: []string{"Hund", "the dog"}},
		{Number: 4, Cells: []string{"42", "", "two\nlines"}},
		{Number: 5, Cells: []string{"=x", "99"}},
	}}, {Name: "Empty"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBrokenBooksAreRefused(t *testing.T) {
	t.Parallel()
	for name, parts := range map[string]map[string]string{
		"another archive":      {"a.txt": "x"},
		"no XML":               {"xl/workbook.xml": "x <"},
		"a sheet cut off":      {"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": "<worksheet><row><c>"},
		"texts without an end": {"xl/workbook.xml": book, "xl/sharedStrings.xml": "<sst><si><t>"},
	} {
		if _, err := xlsx.Read(archive(t, parts)); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(shared, sheet)
	f.Fuzz(func(t *testing.T, shared, sheet string) {
		sheets, err := xlsx.Read(archive(t, map[string]string{
			"xl/workbook.xml": book, "xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": sheet,
		}))
		if err != nil {
			return
		}
		last := 0
		for _, row := range sheets[0].Rows {
			if row.Number <= last || strings.Join(row.Cells, "") == "" {
				t.Fatalf("%+v after %d", row, last)
			}
			last = row.Number
		}
	})
}
