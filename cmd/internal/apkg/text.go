package apkg

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"cards/deck/from/anki"
	"cards/storage"
)

// WriteText writes the notes of a scope in the format of Anki's exports as text: without schedules
// and without media. Notes of our own are of the types that every Anki has.
func WriteText(ctx context.Context, to io.Writer, c Collection,
	scope storage.Scope,
) (Report, error) {
	t := &table{byNote: make(map[int64]int)}
	e := newExporter(ctx, c, t, nil)
	if err := e.run(scope); err != nil {
		return e.Report, err
	}
	t.names = make(map[int64]string)
	for _, d := range e.decks.list {
		t.names[d.ID] = d.Name
	}
	t.types = e.types
	e.Reviews = 0
	return e.Report, t.write(to)
}

// table is a book that is written as a table.
type table struct {
	notes  []tableRow
	byNote map[int64]int
	names  map[int64]string // of decks
	types  map[int64]*anki.Notetype
}

type tableRow struct {
	anki.Note
	deck int64
}

// Note makes a row of the note, whose deck its first card says.
func (t *table) Note(n *anki.Note, _ int) error {
	t.byNote[n.ID] = len(t.notes)
	t.notes = append(t.notes, tableRow{Note: *n})
	return nil
}

// Card tells the row of its note the deck; later cards of a note do not change it.
func (t *table) Card(c *anki.Card, _ []anki.Row) error {
	if i, ok := t.byNote[c.Note]; ok && t.notes[i].deck == 0 {
		t.notes[i].deck = c.Deck
	}
	return nil
}

// stock returns the name of a type that every Anki has for one of ours, and the fields that it
// takes.
func stock(own anki.Own, fields []string) (string, []string) {
	fields = fields[:len(fields)-1]
	last := len(fields) - 1
	joined := fields[last-1]
	if fields[last] != "" {
		joined += "<br><br>" + fields[last]
	}
	switch own {
	case anki.OwnCloze:
		return "Cloze", fields
	case anki.OwnBoth:
		return "Basic (and reversed card)", []string{fields[0], joined}
	case anki.OwnTyped:
		return "Basic (type in the answer)", []string{fields[0], joined}
	case anki.OwnChoice:
		return "Basic", []string{fields[0] + fields[1], joined}
	}
	return "Basic", []string{fields[0], joined}
}

func (t *table) write(to io.Writer) error {
	widest := 2
	rows := make([][]string, len(t.notes))
	names := make([]string, len(t.notes))
	for i := range t.notes {
		n := &t.notes[i]
		rows[i], names[i] = n.Fields, t.types[n.Type].Name
		if anki.IsOwn(n.Type) {
			names[i], rows[i] = stock(anki.Own(n.Type), n.Fields)
		}
		widest = max(widest, len(rows[i]))
	}
	const before = 3 // columns
	b := bufio.NewWriter(to)
	fmt.Fprintf(b, "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:%d\n",
		before+widest+1)
	for i := range t.notes {
		n := &t.notes[i]
		line := append([]string{n.GUID, names[i], t.names[n.deck]}, rows[i]...)
		for len(line) < before+widest {
			line = append(line, "")
		}
		for i, field := range append(line, strings.Join(n.Tags, " ")) {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(quoted(field))
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

// quoted returns a field between quotes, if it would not be read as one else.
func quoted(field string) string {
	if !strings.ContainsAny(field, "\t\"\n\r") && !strings.HasPrefix(field, "#") {
		return field
	}
	return `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
}
