// Package xlsx reads the cells of a workbook of Excel as text (ECMA-376, part 1, chapter 18). It
// opens the archive itself: formulas, styles and macros are never looked at.
package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// Sheet is a table of a workbook.
type Sheet struct {
	Name string
	Rows []Row
}

// Row is a row that holds something.
type Row struct {
	Number int // from 1, as the program shows it
	Cells  []string
}

// Limits of what is read: an archive of some kilobytes can claim gigabytes.
const (
	maxPart    = 128 << 20 // bytes of one part, unpacked
	maxColumns = 1 << 8
	maxRow     = 1 << 20
)

var (
	errNoBook  = errors.New("not a workbook of Excel")
	errTooLong = errors.New("a part of it unpacks to more than 256 MB")
)

// Is says whether an archive is a workbook.
func Is(archive *zip.Reader) bool { return find(archive, "xl/workbook.xml") != nil }

// Read reads the sheets of a workbook, in order.
func Read(archive *zip.Reader) ([]Sheet, error) {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if !Is(archive) {
		return nil, errNoBook
	}
	if err := decode(archive, "xl/workbook.xml", &book); err != nil {
		return nil, err
	}
	paths, err := relations(archive)
	if err != nil {
		return nil, err
	}
	texts, err := sharedTexts(archive)
	if err != nil {
		return nil, err
	}
	var sheets []Sheet
	for i, s := range book.Sheets {
		name := paths[s.ID]
		if name == "" {
			name = fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		}
		rows, err := readRows(archive, name, texts)
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", s.Name, err)
		}
		sheets = append(sheets, Sheet{s.Name, rows})
	}
	return sheets, nil
}

func find(archive *zip.Reader, name string) *zip.File {
	for _, f := range archive.File {
		if strings.EqualFold(strings.TrimPrefix(f.Name, "/"), name) {
			return f
		}
	}
	return nil
}

// open opens a part; nil if there is none of that name.
func open(archive *zip.Reader, name string) (io.ReadCloser, error) {
	f := find(archive, name)
	switch {
	case f == nil:
		return nil, nil
	case f.UncompressedSize64 > maxPart:
		return nil, errTooLong
	}
	return f.Open()
}

// decode reads a part into a value, which stays as it is if there is none.
func decode(archive *zip.Reader, name string, v any) error {
	r, err := open(archive, name)
	if r == nil || err != nil {
		return err
	}
	err = xml.NewDecoder(io.LimitReader(r, maxPart)).Decode(v)
	return errors.Join(err, r.Close())
}

// relations returns the paths of the sheets by their ids.
func relations(archive *zip.Reader) (map[string]string, error) {
	var list struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	err := decode(archive, "xl/_rels/workbook.xml.rels", &list)
	paths := make(map[string]string)
	for _, r := range list.Relations {
		target := strings.TrimPrefix(r.Target, "/")
		if !strings.HasPrefix(r.Target, "/") {
			target = path.Join("xl", r.Target)
		}
		paths[r.ID] = target
	}
	return paths, err
}

// rich is a text that may be in runs of several styles.
type rich struct {
	Text string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (r rich) String() string {
	var b strings.Builder
	b.WriteString(r.Text)
	for _, run := range r.Runs {
		b.WriteString(run.Text)
	}
	return b.String()
}

// sharedTexts returns the texts that cells refer to by number.
func sharedTexts(archive *zip.Reader) ([]string, error) {
	var texts []string
	err := eachElement(archive, "xl/sharedStrings.xml", "si",
		func(d *xml.Decoder, start *xml.StartElement) error {
			var r rich
			err := d.DecodeElement(&r, start)
			texts = append(texts, r.String())
			return err
		})
	return texts, err
}

// eachElement calls f for every element of that name.
func eachElement(archive *zip.Reader, part, name string,
	f func(*xml.Decoder, *xml.StartElement) error,
) error {
	r, err := open(archive, part)
	if r == nil || err != nil {
		return err
	}
	d := xml.NewDecoder(io.LimitReader(r, maxPart))
	for {
		token, terr := d.Token()
		if terr != nil {
			if terr == io.EOF { //nolint:errorlint // the decoder returns it as it is
				terr = nil
			}
			return errors.Join(terr, r.Close())
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == name {
			if err := f(d, &start); err != nil {
				return errors.Join(err, r.Close())
			}
		}
	}
}

// xmlRow is a row as it is stored.
type xmlRow struct {
	Number int `xml:"r,attr"`
	Cells  []struct {
		Place string `xml:"r,attr"`
		Type  string `xml:"t,attr"`
		Value string `xml:"v"`
		Text  rich   `xml:"is"`
	} `xml:"c"`
}

func readRows(archive *zip.Reader, part string, texts []string) ([]Row, error) {
	var rows []Row
	last := 0
	err := eachElement(archive, part, "row", func(d *xml.Decoder, start *xml.StartElement) error {
		var x xmlRow
		if err := d.DecodeElement(&x, start); err != nil {
			return err
		}
		if last++; x.Number > last && x.Number <= maxRow {
			last = x.Number
		}
		if last > maxRow {
			return fmt.Errorf("more than %d rows", maxRow)
		}
		row := Row{Number: last}
		filled := false
		for i, c := range x.Cells {
			column := columnOf(c.Place, i)
			if column >= maxColumns {
				continue
			}
			text := c.Value
			switch n, err := strconv.Atoi(c.Value); {
			case c.Type == "s" && err == nil && n >= 0 && n < len(texts):
				text = texts[n]
			case c.Type == "inlineStr":
				text = c.Text.String()
			}
			for len(row.Cells) <= column {
				row.Cells = append(row.Cells, "")
			}
			row.Cells[column] = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
			filled = filled || row.Cells[column] != ""
		}
		if filled {
			rows = append(rows, row)
		}
		return nil
	})
	return rows, err
}

// columnOf returns the number of a column, from 0, by a place such as AB12; without one that of the
// cell.
func columnOf(place string, cell int) int {
	n := 0
	for i := 0; i < len(place) && i < 4 && place[i] >= 'A' && place[i] <= 'Z'; i++ {
		n = 26*n + int(place[i]-'A') + 1
	}
	if n == 0 {
		return cell
	}
	return n - 1
}
