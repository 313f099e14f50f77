package anki

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"zombiezen.com/go/sqlite"
)

// readSettings reads all that the collection says beside its notes, cards and rows.
func (c *Collection) readSettings() error {
	var conf, models, decks, presets string
	found := false
	err := c.each("SELECT crt, ver, conf, models, decks, dconf FROM col LIMIT 1",
		func(s *sqlite.Stmt) error {
			found = true
			c.Created = time.Unix(s.ColumnInt64(0), 0).UTC()
			c.Schema = s.ColumnInt(1)
			conf, models, decks, presets = s.ColumnText(2), s.ColumnText(3), s.ColumnText(4), s.ColumnText(5)
			return nil
		})
	switch {
	case err != nil:
		return err
	case !found:
		return fmt.Errorf("%w: its table \"col\" is empty", ErrDamaged)
	case c.Schema < 11:
		return fmt.Errorf("%w: schema %d", ErrTooOld, c.Schema)
	case c.Schema == 12 || c.Schema == 13 || c.Schema > 18:
		return fmt.Errorf("%w: schema %d", ErrTooNew, c.Schema)
	}
	if c.Schema == 11 {
		return errors.Join(c.readConf(conf), c.readModels(models), c.readDecks(decks),
			c.readPresets(presets))
	}
	return c.readTables(models, decks)
}

func (c *Collection) readConf(data string) error {
	if data == "" {
		return nil
	}
	d := json.NewDecoder(strings.NewReader(data))
	d.UseNumber()
	var o object
	if err := d.Decode(&o); err != nil {
		return &PartError{"conf", fmt.Errorf("%w: %w", ErrDamaged, err)}
	}
	for key := range o {
		c.set(key, o)
	}
	return nil
}

// set takes in one key of the configuration.
func (c *Collection) set(key string, o object) {
	n, ok := o.int64(key)
	switch {
	case !ok:
	case key == "rollover" && n >= 0 && n < 24:
		c.Rollover = int(n)
	case key == "creationOffset" && n > -24*60 && n < 24*60:
		west := int(n)
		c.Zone = &west
	case key == "schedVer" && n > 0:
		c.Scheduler = int(n)
	case key == "fsrs":
		c.FSRS = n != 0
	}
}

func (c *Collection) readModels(data string) error {
	all, err := objects("models", data)
	if err != nil {
		return err
	}
	c.Types = make(map[int64]*Notetype, len(all))
	for id, o := range all {
		t := &Notetype{
			ID: id, Name: o.text("name"), Kind: o.int("type"), Mod: int64(o.int("mod")), USN: o.int("usn"),
			Sort: o.int("sortf"), Deck: o.optional("did"), Style: o.text("css"), LatexPre: o.text("latexPre"),
			LatexPost: o.text("latexPost"), LatexSVG: o.truth("latexsvg"), Stock: o.int("originalStockKind"),
			Original: int64(o.int("originalId")),
		}
		for i, f := range byOrd(o.list("flds")) {
			t.Fields = append(t.Fields, fieldOf(i, f))
		}
		for i, m := range byOrd(o.list("tmpls")) {
			t.Templates = append(t.Templates, templateOf(i, m))
		}
		c.Types[id] = t
	}
	return nil
}

func fieldOf(ord int, o object) Field {
	f := Field{
		Name: o.text("name"), Ord: ord, Sticky: o.truth("sticky"), RightToLeft: o.truth("rtl"),
		Font: o.text("font"), Size: o.int("size"), Description: o.text("description"), Plain: o.truth("plainText"),
		Collapsed: o.truth("collapsed"), Unsearched: o.truth("excludeFromSearch"), ID: o.optional("id"),
		Kept: o.truth("preventDeletion"),
	}
	if tag := o.optional("tag"); tag != nil {
		n := int(*tag)
		f.Tag = &n
	}
	return f
}

func templateOf(ord int, o object) Template {
	return Template{
		Name: o.text("name"), Ord: ord, Front: o.text("qfmt"), Back: o.text("afmt"),
		BrowserFront: o.text("bqfmt"), BrowserBack: o.text("bafmt"), Deck: o.optional("did"),
		Font: o.text("bfont"), Size: o.int("bsize"), ID: o.optional("id"),
	}
}

func (c *Collection) readDecks(data string) error {
	all, err := objects("decks", data)
	if err != nil {
		return err
	}
	c.Decks = make(map[int64]*Deck, len(all))
	for id, o := range all {
		d := &Deck{
			ID: id, Name: o.text("name"), Description: o.text("desc"), Filtered: o.truth("dyn"),
			Preset: int64(o.int("conf")), NewLimit: limit(o.optional("newLimit")),
			ReviewLimit: limit(o.optional("reviewLimit")),
		}
		if percent := o.int("desiredRetention"); percent > 0 {
			d.Retention = float64(percent) / 100
		}
		c.Decks[id] = d
	}
	return nil
}

func limit(n *int64) *int {
	if n == nil || *n < 0 {
		return nil
	}
	i := int(*n)
	return &i
}

func (c *Collection) readPresets(data string) error {
	all, err := objects("dconf", data)
	if err != nil {
		return err
	}
	c.Presets = make(map[int64]*Preset, len(all))
	for id, o := range all {
		fresh, review, lapse := o.inner("new"), o.inner("rev"), o.inner("lapse")
		p := &Preset{
			ID: id, Name: o.text("name"), Mod: int64(o.int("mod")), Steps: fresh.floats("delays"),
			RelearningSteps: lapse.floats("delays"), NewPerDay: fresh.int("perDay"), ReviewsPerDay: review.int("perDay"),
			MaxInterval: review.int("maxIvl"),
		}
		p.Retention, _ = o.float("desiredRetention")
		p.Past, _ = o.float("sm2Retention")
		for _, key := range []string{"fsrsParams6", "fsrsParams5", "fsrsWeights"} {
			if p.Parameters = o.floats(key); len(p.Parameters) > 0 {
				break
			}
		}
		p.setIgnored(o.text("ignoreRevlogsBeforeDate"))
		p.repair()
		c.Presets[id] = p
	}
	return nil
}

// setIgnored sets the date before which rows are no history: midnight in UTC.
func (p *Preset) setIgnored(date string) {
	if t, err := time.Parse(time.DateOnly, date); err == nil {
		p.IgnoreBefore = t
	}
}

// MostPerDay is the most that Anki takes as a limit of a day: it stands for none.
const MostPerDay = 9999

// repair gives numbers that are out of bounds the value that Anki gives them.
func (p *Preset) repair() {
	const most, perDay = 36500, MostPerDay
	if p.NewPerDay < 0 || p.NewPerDay > perDay {
		p.NewPerDay = 20
	}
	if p.ReviewsPerDay < 0 || p.ReviewsPerDay > perDay {
		p.ReviewsPerDay = 200
	}
	if p.MaxInterval < 1 || p.MaxInterval > most {
		p.MaxInterval = most
	}
	if p.Retention < 0.7 || p.Retention > 0.99 {
		p.Retention = 0.9
	}
	if p.Past < 0.7 || p.Past > 0.97 {
		p.Past = 0.9
	}
}
