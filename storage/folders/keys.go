package folders

import (
	"errors"
	"maps"
	"slices"

	"cards/deck"
	"cards/deck/settings"
)

// keysKey is the table with the keys of a review.
const keysKey = "keys"

// Bound are the keys that a configuration gives to one command of a review. What commands and keys
// there are is known to who has them.
type Bound struct {
	Command string
	Keys    []string // none takes all keys from the command
	Path    string   // of the configuration
	Pos     deck.Pos // of the command
	At      []deck.Pos
}

// bindings takes in the table of keys.
func (r *reading) bindings(value any) {
	table, ok := value.(map[string]any)
	if !ok {
		r.remark(r.place(keysKey), keysKey, errors.New("must be a table: [keys]"))
		return
	}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		e := r.place(keysKey, name)
		list, ok := table[name].([]any)
		if !ok {
			list = []any{table[name]}
		}
		keys, err := settings.List(list, keyEntry)
		if err != nil {
			r.remark(e, keysKey+"."+name, err)
			continue
		}
		b := Bound{Command: name, Keys: keys, Path: r.path, Pos: r.pos(e.whole.start)}
		for i := range keys {
			at := e.at
			if i < len(e.items) {
				at = e.items[i].start
			}
			b.At = append(b.At, r.pos(at))
		}
		r.config.Keys = append(r.config.Keys, b)
	}
}

func keyEntry(value any) (string, error) {
	key, ok := value.(string)
	if !ok {
		return "", errors.New(`must be a key in quotes, such as "x" or "ctrl+x", or a list of keys`)
	}
	return key, nil
}

// bind takes in keys that hold for commands of which nothing is said yet.
func (c *Config) bind(keys []Bound) {
	for _, b := range keys {
		is := func(o Bound) bool { return o.Command == b.Command }
		if !slices.ContainsFunc(c.Keys, is) {
			c.Keys = append(c.Keys, b)
		}
	}
}
