package anki

import (
	"encoding/json"
	"errors"
	"math"
	"strings"

	"zombiezen.com/go/sqlite"
)

// readTables reads the settings of schema 14 and later. Types and decks became tables with 15.
func (c *Collection) readTables(models, decks string) error {
	err := errors.Join(c.readConfigTable(), c.readPresetTable())
	if c.Schema < 15 {
		return errors.Join(err, c.readModels(models), c.readDecks(decks))
	}
	return errors.Join(err, c.readTypeTables(), c.readDeckTable())
}

func (c *Collection) readConfigTable() error {
	return c.each("SELECT KEY, val FROM config", func(s *sqlite.Stmt) error {
		key := s.ColumnText(0)
		d := json.NewDecoder(strings.NewReader(s.ColumnText(1)))
		d.UseNumber()
		var v any
		if d.Decode(&v) == nil {
			c.set(key, object{key: v})
		}
		return nil
	})
}

func blob(s *sqlite.Stmt, column int) []byte {
	b := make([]byte, s.ColumnLen(column))
	return b[:s.ColumnBytes(column, b)]
}

func (c *Collection) readPresetTable() error {
	c.Presets = make(map[int64]*Preset)
	return c.each("SELECT id, name, mtime_secs, config FROM deck_config", func(s *sqlite.Stmt) error {
		p := &Preset{
			ID: s.ColumnInt64(0), Name: valid(s.ColumnText(1)), Mod: s.ColumnInt64(2), NewPerDay: -1, ReviewsPerDay: -1,
		}
		parameters := make(map[number][]float64)
		eachField(blob(s, 3), func(n number, v value) {
			switch n {
			case 1:
				p.Steps = append(p.Steps, v.floats()...)
			case 2:
				p.RelearningSteps = append(p.RelearningSteps, v.floats()...)
			case 3, 5, 6:
				parameters[n] = append(parameters[n], v.floats()...)
			case 9:
				p.NewPerDay = v.int()
			case 10:
				p.ReviewsPerDay = v.int()
			case 16:
				p.MaxInterval = v.int()
			case 37:
				p.Retention = round(v.float())
			case 40:
				p.Past = round(v.float())
			case 46:
				p.setIgnored(v.text())
			}
		})
		for _, n := range []number{6, 5, 3} {
			if p.Parameters = parameters[n]; len(p.Parameters) > 0 {
				break
			}
		}
		p.NewPerDay, p.ReviewsPerDay = max(p.NewPerDay, 0), max(p.ReviewsPerDay, 0)
		p.repair()
		c.Presets[p.ID] = p
		return nil
	})
}

// round returns a share as it was before it was made a number of 32 bits.
func round(f float64) float64 { return math.Round(f*1e6) / 1e6 }

func (c *Collection) readDeckTable() error {
	c.Decks = make(map[int64]*Deck)
	return c.each("SELECT id, name, kind FROM decks", func(s *sqlite.Stmt) error {
		d := &Deck{ID: s.ColumnInt64(0), Name: strings.ReplaceAll(valid(s.ColumnText(1)), "\x1f", "::")}
		eachField(blob(s, 2), func(n number, v value) {
			switch n {
			case 1:
				eachField(v.bytes, d.setNormal)
			case 2:
				d.Filtered = true
			}
		})
		c.Decks[d.ID] = d
		return nil
	})
}

// setNormal takes in a field of a deck that is not filtered.
func (d *Deck) setNormal(n number, v value) {
	whole := v.int()
	switch n {
	case 1:
		d.Preset = int64(v.number)
	case 4:
		d.Description = valid(v.text())
	case 6:
		d.ReviewLimit = &whole
	case 7:
		d.NewLimit = &whole
	case 10:
		d.Retention = round(v.float())
	}
}

func (c *Collection) readTypeTables() error {
	c.Types = make(map[int64]*Notetype)
	err := c.each("SELECT id, name, mtime_secs, usn, config FROM notetypes",
		func(s *sqlite.Stmt) error {
			t := &Notetype{ID: s.ColumnInt64(0), Name: valid(s.ColumnText(1)), Mod: s.ColumnInt64(2), USN: s.ColumnInt(3)}
			eachField(blob(s, 4), t.set)
			c.Types[t.ID] = t
			return nil
		})
	if err != nil {
		return err
	}
	err = c.each("SELECT ntid, name, config FROM fields ORDER BY ntid, ord",
		func(s *sqlite.Stmt) error {
			if t := c.Types[s.ColumnInt64(0)]; t != nil {
				f := Field{Name: valid(s.ColumnText(1)), Ord: len(t.Fields)}
				eachField(blob(s, 2), f.set)
				t.Fields = append(t.Fields, f)
			}
			return nil
		})
	if err != nil {
		return err
	}
	return c.each("SELECT ntid, name, config FROM templates ORDER BY ntid, ord",
		func(s *sqlite.Stmt) error {
			if t := c.Types[s.ColumnInt64(0)]; t != nil {
				m := Template{Name: valid(s.ColumnText(1)), Ord: len(t.Templates)}
				eachField(blob(s, 2), m.set)
				t.Templates = append(t.Templates, m)
			}
			return nil
		})
}

func (t *Notetype) set(n number, v value) {
	switch n {
	case 1:
		t.Kind = v.int()
	case 2:
		t.Sort = v.int()
	case 3:
		t.Style = valid(v.text())
	case 4:
		t.Deck = id(v)
	case 5:
		t.LatexPre = valid(v.text())
	case 6:
		t.LatexPost = valid(v.text())
	case 7:
		t.LatexSVG = v.truth()
	case 9:
		t.Stock = v.int()
	case 10:
		t.Original = int64(v.number)
	}
}

// id returns an id; nil for none.
func id(v value) *int64 {
	if v.number == 0 {
		return nil
	}
	n := int64(v.number)
	return &n
}

func (f *Field) set(n number, v value) {
	switch n {
	case 1:
		f.Sticky = v.truth()
	case 2:
		f.RightToLeft = v.truth()
	case 3:
		f.Font = valid(v.text())
	case 4:
		f.Size = v.int()
	case 5:
		f.Description = valid(v.text())
	case 6:
		f.Plain = v.truth()
	case 7:
		f.Collapsed = v.truth()
	case 8:
		f.Unsearched = v.truth()
	case 9:
		f.ID = id(v)
	case 10:
		tag := v.int()
		f.Tag = &tag
	case 11:
		f.Kept = v.truth()
	}
}

func (m *Template) set(n number, v value) {
	switch n {
	case 1:
		m.Front = valid(v.text())
	case 2:
		m.Back = valid(v.text())
	case 3:
		m.BrowserFront = valid(v.text())
	case 4:
		m.BrowserBack = valid(v.text())
	case 5:
		m.Deck = id(v)
	case 6:
		m.Font = valid(v.text())
	case 7:
		m.Size = v.int()
	case 8:
		m.ID = id(v)
	}
}
