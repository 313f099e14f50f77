package folders

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"cards/deck"
	"cards/deck/settings"
)

// configKey is a key of a configuration that is no setting of scheduling.
type configKey struct {
	name string
	set  func(*Config, any) error
}

// collectionKeys returns those of a collection's configuration, but for its presets.
func collectionKeys() []configKey {
	return []configKey{
		{"folders", func(c *Config, v any) (err error) {
			c.Folders,
				err = settings.List(v, folderEntry)
			return err
		}},
		{"ignore", func(c *Config, v any) (err error) {
			c.Ignore,
				err = settings.List(v, patternEntry)
			return err
		}},
		{"inbox", func(c *Config, v any) (err error) { c.Inbox, err = inboxEntry(v); return err }},
	}
}

// parseConfig reads the configuration in a file and the document that it stands in. Presets are for
// who has other keys beside the settings. The error is a [*ConfigError].
func parseConfig(path string, data []byte, other []configKey) (Config, document, error) {
	d, err := parseDocument(path, data)
	if err != nil {
		return Config{}, d, err
	}
	r := reading{document: d, other: other}
	tables := r.tables()
	for _, e := range d.entries {
		switch {
		case isSyncKey(e.key):
			r.sync(e)
		case tables[e.key] == nil:
			r.entry(e)
		}
	}
	for key, read := range tables {
		if value, ok := d.values[key]; ok {
			read(value)
		}
	}
	slices.SortStableFunc(r.config.Warnings, byPlace)
	if r.wrong != nil {
		slices.SortStableFunc(r.wrong, byPlace)
		return Config{}, d, &ConfigError{Diagnostics: r.wrong}
	}
	return r.config, d, nil
}

func byPlace(a, b deck.Diagnostic) int {
	return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
}

// reading is a configuration that is being read.
type reading struct {
	document
	other  []configKey
	config Config
	wrong  []deck.Diagnostic
}

// tables returns what reads each table.
func (r *reading) tables() map[string]func(value any) {
	tables := map[string]func(any){
		keysKey: r.bindings, audioKey: r.audio, modelKey: r.model, speechKey: r.speech,
	}
	if r.other != nil {
		tables[presetKey], tables[examKey] = r.presets, r.exams
	}
	return tables
}

// table takes in each value of a table.
func (r *reading) table(key string, value any, set func(e entry, name string, value any) error) {
	values, ok := value.(map[string]any)
	if !ok {
		r.remark(r.place(key), key, errors.New("must be a table: ["+key+"]"))
		return
	}
	for name, value := range values {
		e := r.place(key, name)
		r.remark(e, key+"."+name, set(e, name, value))
	}
}

// own says whether a person's own configuration is read, which alone may say what leads out of a
// collection: the files of one come from whoever wrote them. Where it is another, it warns of it.
func (r *reading) own(e entry, saysWhat string) bool {
	if r.other == nil {
		return true
	}
	r.config.Warnings = append(r.config.Warnings, deck.Diagnostic{
		Path: r.path, Pos: r.pos(e.whole.start), Severity: deck.Warning,
		Text: saysWhat + ", which a collection cannot do: it is not used",
		Hint: "write it into your own configuration, which `cards paths` shows",
	})
	return false
}

// eitherWay remarks on a table that names an address and a command.
func (r *reading) eitherWay(key, url string, command []string) {
	if url != "" && len(command) > 0 {
		r.remark(r.place(key), key, errors.New("either url or command"))
	}
}

// entry takes in what stands at the top of the document.
func (r *reading) entry(e entry) {
	for _, k := range r.other {
		if k.name == e.key {
			r.remark(e, e.key, k.set(&r.config, e.value))
			return
		}
	}
	if k, ok := settings.Find(e.key); ok {
		r.remark(e, e.key, k.Read(&r.config.Own, e.value))
		return
	}
	r.unknown(e, e.key, func(settings.Key) bool { return true })
}

// remark notes what is wrong with an entry, if anything is.
func (r *reading) remark(e entry, name string, err error) {
	if err == nil {
		return
	}
	at := e.at
	if item, ok := errors.AsType[*settings.ItemError](err); ok && item.Index < len(e.items) {
		at = e.items[item.Index].start
	}
	r.wrong = append(r.wrong, deck.Diagnostic{
		Path: r.path, Pos: r.pos(at), Text: fmt.Sprintf("%s: %v", name, err),
	})
}

// unknown warns of a key that is none of those for which is returns true.
func (r *reading) unknown(e entry, name string, is func(settings.Key) bool) {
	var known []string
	for _, k := range r.other {
		known = append(known, k.name)
	}
	for _, k := range settings.Keys() {
		if is(k) {
			known = append(known, k.Name)
		}
	}
	r.config.Warnings = append(r.config.Warnings, deck.Diagnostic{
		Path: r.path, Pos: r.pos(e.whole.start), Severity: deck.Warning,
		Text: fmt.Sprintf("unknown key %q", name), Hint: "known keys: " + strings.Join(known, ", "),
	})
}

func folderEntry(value any) (string, error) {
	s, ok := value.(string)
	if !ok || s == "" {
		return "", errors.New("a folder must be a path in quotes")
	}
	if s == "~" || len(s) > 1 && s[0] == '~' && (s[1] == '/' || s[1] == '\\') {
		return "", fmt.Errorf("%q: ~ is not expanded here; write the whole path", s)
	}
	return s, noControls(s)
}

func patternEntry(value any) (string, error) {
	s, ok := value.(string)
	if !ok || s == "" {
		return "", errors.New("must be names or patterns in quotes")
	}
	if _, err := path.Match(s, ""); err != nil {
		return "", fmt.Errorf("%q: malformed pattern", s)
	}
	return s, noControls(s)
}

func inboxEntry(value any) (string, error) {
	s, ok := value.(string)
	if !ok || !IsDeck(s) || !filepath.IsLocal(filepath.FromSlash(s)) {
		return "", errors.New(`must be the path of a file below the collection that ends in ".md", in quotes`)
	}
	return s, noControls(s)
}

// noControls refuses what comes of a Windows path in double quotes, such as "C:\notes".
func noControls(s string) error {
	if strings.ContainsFunc(s, unicode.IsControl) {
		return fmt.Errorf(`%q holds a control character; in double quotes \ begins an escape, in single ones it is itself`, s)
	}
	return nil
}
