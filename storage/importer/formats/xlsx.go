package formats

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"cards/deck/from/delim"
	"cards/deck/from/xlsx"
	"cards/storage/importer/source"
)

// xlsxName is the name of the format of workbooks of Excel.
const xlsxName = "xlsx"

const zipMark = "PK\x03\x04"

// recogniseXLSX knows a workbook by its archive and what is in it, or by its name.
func recogniseXLSX(s source.Sample) source.Guess {
	g := source.Guess{Read: readXLSX}
	if !bytes.HasPrefix(s.Head, []byte(zipMark)) {
		return g
	}
	isNamed := strings.EqualFold(path.Ext(s.Name), ".xlsx")
	if isNamed || bytes.Contains(s.Head, []byte("xl/workbook.xml")) ||
		bytes.Contains(s.Head, []byte("xl/worksheets/")) {
		g.Confidence, g.Reason = 0.98, "the rows of its tables"
	}
	return g
}

// readXLSX reads the sheets of a workbook as tables: each is a deck of its own if several ask
// something.
func readXLSX(in source.Input) (*source.Content, error) {
	archive, err := zip.NewReader(bytes.NewReader(in.Data), int64(len(in.Data)))
	if err != nil {
		return nil, err
	}
	sheets, err := xlsx.Read(archive)
	if err != nil {
		return nil, err
	}
	sheets = slices.DeleteFunc(sheets, func(s xlsx.Sheet) bool { return len(s.Rows) == 0 })
	c := &source.Content{Unit: "row"}
	var asking, others []xlsx.Sheet
	for _, s := range sheets {
		if asks(s) {
			asking = append(asking, s)
		} else {
			others = append(others, s)
		}
	}
	switch {
	case len(asking) == 0 && len(others) > 0:
		addRows(c, rowsOf(others[0])) // which says why of each row
		others = others[1:]
	case len(asking) == 1:
		addRows(c, rowsOf(asking[0]))
	default:
		for _, s := range asking {
			addSheet(c, s)
		}
	}
	for _, s := range others {
		reason := fmt.Sprintf("the table %q: nothing in it asks and answers", s.Name)
		c.Parts = append(c.Parts, source.Part{As: source.Left, Reason: reason})
	}
	return c, nil
}

func rowsOf(s xlsx.Sheet) []delim.Row {
	rows := make([]delim.Row, 0, len(s.Rows))
	for _, r := range s.Rows {
		rows = append(rows, delim.Row{Line: r.Number, End: r.Number, Cells: r.Cells})
	}
	return rows
}

// asks says whether a sheet has rows with two sides at least, which are not all numbers.
func asks(s xlsx.Sheet) bool {
	rows := rowsOf(s)
	isPair := func(row delim.Row) bool { return filledIn(row) > 1 }
	return slices.ContainsFunc(rows, isPair) && !areNumbers(rows)
}

// addSheet adds one of several sheets as a deck of its own. Each counts its rows from 1, so reasons
// name it.
func addSheet(c *source.Content, s xlsx.Sheet) {
	parts, items := len(c.Parts), len(c.Items)
	addRows(c, rowsOf(s))
	for i := parts; i < len(c.Parts); i++ {
		if p := &c.Parts[i]; p.Reason != "" {
			p.Reason = fmt.Sprintf("the table %q: %s", s.Name, p.Reason)
		}
	}
	for i := items; i < len(c.Items); i++ {
		c.Items[i].Deck = strings.TrimSuffix(source.FileLevel(s.Name)+"/"+c.Items[i].Deck, "/")
	}
}
