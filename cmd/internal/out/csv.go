package out

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
)

// CSV writes the numbers as RFC 4180 has them: a line of names, then a line for each row. A number
// is a plain decimal, what is not known is empty.
func (n *Numbers) CSV(w io.Writer) error {
	c := csv.NewWriter(w)
	record := make([]string, len(n.Columns))
	for i, column := range n.Columns {
		record[i] = column.Name
	}
	if err := c.Write(record); err != nil {
		return err
	}
	for _, row := range n.Rows {
		for i, cell := range row {
			record[i] = cell.plain()
		}
		if err := c.Write(record); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// plain writes a cell for a program.
func (c Cell) plain() string {
	switch {
	case c.isNone:
		return ""
	case !c.IsNumber:
		return Line(c.Text)
	}
	const digits = 1e6
	return strconv.FormatFloat(math.Round(c.Value*digits)/digits, 'f', -1, 64)
}
