package folders

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"cards/deck/settings"
)

// Source is a file that holds a configuration.
type Source struct {
	Path string
	User bool // it is that of a person, which has neither folders nor presets
}

// Own returns the source that is the configuration of the collection in root.
func Own(root string) Source {
	return Source{Path: filepath.Join(root, filepath.FromSlash(ConfigPath))}
}

// name is what diagnostics call the file.
func (s Source) name() string {
	if s.User {
		return s.Path
	}
	return ConfigPath
}

func (s Source) keys() []configKey {
	if s.User {
		return nil
	}
	return collectionKeys()
}

// UnknownKeyError says that a configuration has no key of a name. Known are those that it has; NAME
// and COMMAND in them stand for any.
type UnknownKeyError struct {
	Name  string
	Known []string
}

func (e *UnknownKeyError) Error() string { return fmt.Sprintf("unknown key %q", e.Name) }

// ValueError says that a key cannot have a value, and what it may have.
type ValueError struct {
	Name, Value string
	Reason      string
}

func (e *ValueError) Error() string { return fmt.Sprintf("%s = %s: %s", e.Name, e.Value, e.Reason) }

// The parts of a key that stand for any name.
const (
	AnyPreset  = "NAME"
	AnyCommand = "COMMAND"
)

// KeyNames lists the keys that a configuration can have, in the order in which they are told.
func (s Source) KeyNames() []string {
	var names []string
	for _, k := range settings.Keys() {
		names = append(names, k.Name)
	}
	for _, k := range s.keys() {
		names = append(names, k.name)
	}
	names = append(names, keysKey+"."+AnyCommand)
	if s.User {
		return append(names, audioKey+".player")
	}
	names = append(names, presetKey+"."+AnyPreset+".decks")
	for _, k := range settings.Keys() {
		if !k.Whole {
			names = append(names, presetKey+"."+AnyPreset+"."+k.Name)
		}
	}
	return names
}

// parseKey reads the name of a key, whose parts are separated by dots and may be in quotes as in
// TOML; nil if it is none.
func parseKey(name string) []string {
	text := []byte(name + " = 0")
	var values map[string]any
	if strings.ContainsAny(name, "=#\n[") || toml.Unmarshal(text, &values) != nil {
		return nil
	}
	var p unstable.Parser
	p.Reset(text)
	p.NextExpression()
	return names(p.Expression())
}

// Key returns the parts of a key that a configuration can have. The error is an [*UnknownKeyError].
func (s Source) Key(name string) ([]string, error) {
	unknown := &UnknownKeyError{Name: name, Known: s.KeyNames()}
	parts := parseKey(name)
	pattern := slices.Clone(parts)
	switch {
	case len(parts) == 2 && parts[0] == keysKey:
		pattern[1] = AnyCommand
	case len(parts) == 3 && parts[0] == presetKey:
		pattern[1] = AnyPreset
	}
	if !slices.Contains(unknown.Known, strings.Join(pattern, ".")) {
		return nil, unknown
	}
	return parts, nil
}

// Values returns the values that a key can have, if they are few.
func Values(parts []string) []string {
	if len(parts) == 0 {
		return nil
	}
	k, _ := settings.Find(parts[len(parts)-1])
	return k.Values
}

// isList says whether the value of a key is always a list.
func isList(parts []string) bool {
	last := parts[len(parts)-1]
	k, ok := settings.Find(last)
	return ok && k.List || last == "decks" ||
		len(parts) == 1 && (last == "folders" || last == "ignore")
}

// Set gives a key a value in a configuration, in the place where the file has it; everything else
// in the file stays as it is. Words are the value as TOML writes it, or the text, the number or the
// elements of the list that it is. Check says what else is wrong with a configuration. The value is
// returned as the file has it now. Nothing is written if the key is an [*UnknownKeyError] or the
// value a [*ValueError], or if the file is wrong already: a [*ConfigError].
func (s Source) Set(name string, words []string, check func(Config) error) (string, error) {
	parts, err := s.Key(name)
	if err != nil {
		return "", err
	}
	var wrong error
	for _, value := range valuesOf(parts, words) {
		wrong = nil
		_, err := s.edit(func(_ Config, d document) []byte {
			edited := d.with(parts, value)
			if wrong = s.wrong(edited, check); wrong != nil {
				return nil
			}
			return edited
		})
		if err != nil || wrong == nil {
			return value, err
		}
	}
	text := strings.Join(words, " ")
	e := &ValueError{Name: name, Value: text, Reason: wrong.Error()}
	if c, ok := errors.AsType[*ConfigError](wrong); ok {
		e.Reason = strings.TrimPrefix(c.Diagnostics[0].Text, KeyName(parts)+": ")
	}
	return "", e
}

// wrong says what is wrong with the text of a configuration, nil if nothing is.
func (s Source) wrong(text []byte, check func(Config) error) error {
	c, _, err := parseConfig(s.name(), text, s.keys())
	if err == nil {
		err = check(c)
	}
	return err
}

// valuesOf returns what words may mean as the value of a key, the likeliest first.
func valuesOf(parts, words []string) []string {
	var items, texts []string
	for _, w := range words {
		text := quote(w)
		if plain := `"` + w + `"`; !strings.ContainsAny(w, `"\`) && isValue(plain) {
			text = plain // as the help writes it
		}
		texts = append(texts, text)
		if isValue(w) {
			text = w
		}
		items = append(items, text)
	}
	whole := len(words) == 1 && strings.HasPrefix(words[0], "[") && isValue(words[0])
	switch {
	case len(words) == 0:
		return []string{"[]"}
	case whole:
		return []string{words[0], texts[0]}
	case len(words) > 1 || isList(parts):
		return []string{"[" + strings.Join(items, ", ") + "]", "[" + strings.Join(texts, ", ") + "]"}
	case items[0] == texts[0]:
		return items
	}
	return []string{texts[0], items[0]} // what is wrong is said of the last
}

// isValue says whether a word is a value as TOML writes it.
func isValue(word string) bool {
	var values map[string]any
	return !strings.ContainsAny(word, "\n#") &&
		toml.Unmarshal([]byte("x = "+word), &values) == nil &&
		len(values) == 1
}

// Native returns what a value that TOML writes so is: an int64, a float64, a bool, a string, or a
// list of these. What is no value is nil.
func Native(text string) any {
	var document map[string]any
	if toml.Unmarshal([]byte("value = "+text), &document) != nil {
		return nil
	}
	return document["value"]
}

// Unset takes a key out of a configuration, or a whole preset; everything else in the file stays as
// it is. It returns false if the file does not have it.
func (s Source) Unset(name string) (bool, error) {
	parts := parseKey(name)
	if parts == nil {
		return false, &UnknownKeyError{Name: name, Known: s.KeyNames()}
	}
	found := false
	changed, err := s.edit(func(_ Config, d document) []byte {
		var edited []byte
		if edited, found = d.without(parts); !found {
			return nil
		}
		return append([]byte{}, edited...) // an empty text is one
	})
	if err == nil && !found {
		if _, err := s.Key(name); err != nil && !isPreset(parts) {
			return false, err
		}
	}
	return changed, err
}

func isPreset(parts []string) bool { return len(parts) == 2 && parts[0] == presetKey }

// Raw returns the value of a key as the file has it, "" if it has none.
func (s Source) Raw(name string) (string, error) {
	parts, err := s.Key(name)
	if err != nil {
		return "", err
	}
	data, err := readConfig(s.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	_, d, err := parseConfig(s.name(), data, s.keys())
	if err != nil {
		return "", err
	}
	rows := d.outline()
	r, ok := holding(rows, parts)
	for ok && len(r.name) < len(parts) {
		r, ok = holding(r.inner, parts)
	}
	if !ok {
		return "", nil
	}
	return string(d.data[r.value.start:r.value.end]), nil
}

// Wrong reads a configuration and returns what is wrong with it, nil if nothing is or if there is
// none.
func (s Source) Wrong(check func(Config) error) error {
	data, err := readConfig(s.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.wrong(data, check)
}

// Begin makes the file of a configuration with a text, unless there is one.
func (s Source) Begin(text string) error {
	if err := os.MkdirAll(filepath.Dir(s.Path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(s.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
