package ankifile

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// describeTypes keeps the types of the notes, and names fields that no card shows.
func (r *reader) describeTypes() {
	for _, id := range slices.Sorted(maps.Keys(r.typed)) {
		t := r.types[id]
		if anki.IsOwn(t.ID) {
			continue
		}
		r.content.Sourced = append(r.content.Sourced, typeEvent(t.Notetype))
		if unseen := t.unseen(); len(unseen) > 0 {
			r.content.Remarks = append(r.content.Remarks,
				fmt.Sprintf("notes of type %q have fields that no card shows, "+
					"which are kept for an export: %s", t.Name, strings.Join(unseen, ", ")))
		}
	}
}

// typeEvent returns what the log keeps of a type of note.
func typeEvent(t *anki.Notetype) source.Sourced {
	s := journal.Sourced{Type: t.Name, Style: t.Style}
	for _, m := range t.Templates {
		s.Templates = append(s.Templates,
			journal.Template{Name: m.Name, Front: m.Front, Back: m.Back})
	}
	rest := *t
	rest.USN, rest.Needs = 0, nil
	whole, _ := json.Marshal(rest) // of numbers and texts
	s.Fields = []journal.Field{
		{Name: sourceType, Value: fmt.Sprint(t.ID)}, {Name: sourceJSON, Value: string(whole)},
	}
	return source.Sourced{
		Origin: journal.Origin{
			Format: Name, Identity: fmt.Sprintf("type:%d", t.ID),
			At: time.UnixMilli(max(t.ID, 0)).UTC(),
		},
		Body: s,
	}
}

// unseen returns the fields that no template names.
func (t *noteType) unseen() []string {
	var names []string
	for _, f := range t.Fields {
		named := func(m anki.Template) bool { return ankinote.Names(m.Front+m.Back, f.Name) }
		if !slices.ContainsFunc(t.Templates, named) {
			names = append(names, f.Name)
		}
	}
	return names
}
