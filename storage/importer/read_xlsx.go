package importer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"strings"

	"cards/deck/from/delim"
	"cards/deck/from/xlsx"
)

// xlsxName is the name of the format of workbooks of Excel.
const xlsxName = "xlsx"

const zipMark = "PK\x03\x04"

// recogniseXLSX knows a workbook by its archive and what is in it, or by its name.
func recogniseXLSX(s Sample) Guess {
	g := Guess{Read: readXLSX}
	if !bytes.HasPrefix(s.Head, []byte(zipMark)) {
		return g
	}
	isNamed := strings.EqualFold(path.Ext(s.Name), ".xlsx")
	if isNamed || bytes.Contains(s.Head, []byte("xl/workbook.xml")) ||
		bytes.Contains(s.Head, []byte("xl/worksheets/")) {
		g.Confidence, g.Reason = 0.98, "the rows of its first table"
	}
	return g
}

// readXLSX reads the first sheet of a workbook that holds something, as a table.
func readXLSX(in Input) (*Content, error) {
	archive, err := zip.NewReader(bytes.NewReader(in.Data), int64(len(in.Data)))
	if err != nil {
		return nil, err
	}
	sheets, err := xlsx.Read(archive)
	if err != nil {
		return nil, err
	}
	c := &Content{}
	read := false
	for _, s := range sheets {
		switch {
		case len(s.Rows) == 0:
		case read:
			reason := fmt.Sprintf("the table %q: only the first one is read", s.Name)
			c.Parts = append(c.Parts, Part{As: Left, Reason: reason})
		default:
			read = true
			rows := make([]delim.Row, 0, len(s.Rows))
			for _, r := range s.Rows {
				rows = append(rows, delim.Row{Line: r.Number, End: r.Number, Cells: r.Cells})
			}
			c.addRows(rows)
		}
	}
	return c, nil
}
