package folders_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"

	"cards/deck/settings"
	"cards/storage/folders"
)

func fine(folders.Config) error { return nil }

// TestSetKeepsTheRest: a value goes where its key is or where its table ends, and nothing else
// changes.
func TestSetKeepsTheRest(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, before, key, words, after string }{
		{"empty", "", "new_per_day", "7", "new_per_day = 7\n"},
		{
			"in its place", "# a\nnew_per_day = 3 # b\nleech = 'hint'\n", "new_per_day", "7",
			"# a\nnew_per_day = 7 # b\nleech = 'hint'\n",
		},
		{"odd spaces", "\tnew_per_day=3\r\n", "new_per_day", "7", "\tnew_per_day=7\r\n"},
		{"in quotes", "\"new_per_day\" = 3\n", "new_per_day", "7", "\"new_per_day\" = 7\n"},
		{"mark", "\ufeffnew_per_day = 3", "new_per_day", "7", "\ufeffnew_per_day = 7"},
		{
			"before tables", "# a\n[keys]\nflag = 'F'\n", "leech", "suspend",
			"leech = \"suspend\"\n# a\n[keys]\nflag = 'F'\n",
		},
		{
			"list over lines", "steps = [ # s\n 1, # one\n]\n# end\n", "steps", "2 12h",
			"steps = [2, \"12h\"]\n# end\n",
		},
		{"list of one", "", "steps", "2", "steps = [2]\n"},
		{"list as it is", "", "steps", "[ 1,2 ]", "steps = [ 1,2 ]\n"},
		{"no element", "", "ignore", "[]", "ignore = []\n"},
		{"text", "", "rollover", "03:30", "rollover = \"03:30\"\n"},
		{"text with quotes", "", "ignore", `a"b\c`, `ignore = ['a"b\c']` + "\n"},
		{"a digit as a key", "", "keys.flag", "7", "[keys]\nflag = \"7\"\n"},
		{
			"new table", "leech = 'hint'\n", "preset.a.new_per_day", "7",
			"leech = 'hint'\n\n[preset.a]\nnew_per_day = 7\n",
		},
		{
			"new table of an odd name", "", "preset.'a b'.new_per_day", "7",
			"[preset.'a b']\nnew_per_day = 7\n",
		},
		{
			"end of a table", "[preset.a]\n  steps = [\n 1 ]\n\n# k\n[keys]\n", "preset.a.new_per_day",
			"7", "[preset.a]\n  steps = [\n 1 ]\n  new_per_day = 7\n\n# k\n[keys]\n",
		},
		{
			"empty table", "[preset.a] # x\n[keys]\n", "preset.a.new_per_day", "7",
			"[preset.a] # x\nnew_per_day = 7\n[keys]\n",
		},
		{"no line break", "[preset.a]", "preset.a.new_per_day", "7", "[preset.a]\nnew_per_day = 7\n"},
		{
			"dots", "preset.a.steps = [1]\n", "preset.a.new_per_day", "7",
			"preset.a.steps = [1]\npreset.a.new_per_day = 7\n",
		},
		{
			"dots in a table", "[preset]\na.steps = [1]\n[keys]\n", "preset.a.new_per_day", "7",
			"[preset]\na.steps = [1]\na.new_per_day = 7\n[keys]\n",
		},
		{
			"braces", "preset = { a = { steps = [1] }, b = {} } # p\n", "preset.a.new_per_day", "7",
			"preset = { a = { steps = [1], new_per_day = 7 }, b = {} } # p\n",
		},
		{
			"value in braces", "preset.a = {new_per_day = 3, steps = [1]}\n", "preset.a.new_per_day",
			"7", "preset.a = { new_per_day = 7, steps = [1] }\n",
		},
		{
			"empty braces", "preset.b = {}\n", "preset.b.new_per_day", "7",
			"preset.b = { new_per_day = 7 }\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := configured(t, tt.before)
			words := []string{tt.words}
			if !strings.HasPrefix(tt.words, "[") {
				words = strings.Fields(tt.words)
			}
			if _, err := folders.Own(root).Set(tt.key, words, fine); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.after, config(t, root)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if _, err := folders.ReadConfig(root); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestUnsetKeepsTheRest(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, before, key, after string }{
		{"line", "# a\nleech = 'hint' # l\n# b\n", "leech", "# a\n# b\n"},
		{"lines", "steps = [\n 1,\n] # s\nleech = 'hint'\n", "steps", "leech = 'hint'\n"},
		{
			"of a table", "[preset.a]\nsteps = [1]\ndecks = ['x']\n", "preset.a.steps",
			"[preset.a]\ndecks = ['x']\n",
		},
		{
			"table", "# 1\n[preset.a] # a\nsteps = [1]\n\n[preset.b]\ndecks = ['x']\n", "preset.a",
			"# 1\n\n[preset.b]\ndecks = ['x']\n",
		},
		{
			"by dots", "preset.a.steps = [1]\npreset.a.decks = ['x']\nleech = 'hint'\n", "preset.a",
			"leech = 'hint'\n",
		},
		{
			"in braces", "preset = { a = { steps = [1], decks = ['x'] } }\n", "preset.a.steps",
			"preset = { a = { decks = ['x'] } }\n",
		},
		{
			"table in braces", "preset = { a = { steps = [1] }, b = {} }\n", "preset.a",
			"preset = { b = {} }\n",
		},
		{"what no version knows", "new_per_days = 3\n", "new_per_days", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := configured(t, tt.before)
			if found, err := folders.Own(root).Unset(tt.key); !found || err != nil {
				t.Fatalf("found %v, error %v", found, err)
			}
			if diff := cmp.Diff(tt.after, config(t, root)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestSetRefuses: a wrong key, a wrong value and a wrong file are told apart, and nothing is
// written.
func TestSetRefuses(t *testing.T) {
	t.Parallel()
	const text = "leech = 'hint'\n"
	user := folders.Source{Path: filepath.Join(t.TempDir(), "config.toml"), User: true}
	root := configured(t, text)
	for _, key := range []string{"", "a", "new_per_dy", "preset.a.leech", "preset.a", "keys", "a..b", "x = 1\ny", "leech.a"} {
		var unknown *folders.UnknownKeyError
		if _, err := folders.Own(root).Set(key, []string{"1"}, fine); !errors.As(err, &unknown) {
			t.Errorf("%q: error %v", key, err)
		}
	}
	for _, key := range []string{"folders", "preset.a.steps", "inbox"} {
		var unknown *folders.UnknownKeyError
		if _, err := user.Set(key, []string{"1"}, fine); !errors.As(err, &unknown) {
			t.Errorf("one's own %q: error %v", key, err)
		}
	}
	for key, value := range map[string]string{
		"retention": "2", "leech": "x", "steps": "[1, 'x']", "rollover": "24:00", "keys.flag": "'",
		"new_per_day": "1\nx = 2",
	} {
		var wrong *folders.ValueError
		_, err := folders.Own(root).Set(key, []string{value}, func(c folders.Config) error {
			if len(c.Keys) > 0 {
				return errors.New("no key")
			}
			return nil
		})
		if !errors.As(err, &wrong) {
			t.Errorf("%s = %s: error %v", key, value, err)
		}
	}
	if got := config(t, root); got != text {
		t.Errorf("the configuration is now %q", got)
	}
	if _, err := os.Stat(user.Path); err == nil {
		t.Error("a file was begun")
	}
	var wrong *folders.ConfigError
	if _, err := folders.Own(configured(t, "leech = 1\n")).Set("leech", []string{"hint"},
		fine); !errors.As(err, &wrong) {
		t.Errorf("a file that is wrong: error %v", err)
	}
}

// TestValuesAreRead: what completion offers for a setting is what it takes.
func TestValuesAreRead(t *testing.T) {
	t.Parallel()
	offered := 0
	for _, k := range settings.Keys() {
		for _, v := range k.Values {
			offered++
			if _, err := folders.Own(configured(t, "")).Set(k.Name, []string{v}, fine); err != nil {
				t.Error(err)
			}
		}
	}
	if offered < 15 {
		t.Errorf("%d values are offered", offered)
	}
}

// FuzzSet: whatever a configuration holds, setting a key makes it say that and nothing else.
func FuzzSet(f *testing.F) {
	f.Add("new_per_day = 3 # a\n[preset.a]\nsteps = [1]\n", "7")
	f.Add("preset = { a = { new_per_day = 1 } }\n", "7")
	f.Add("\ufeff'x' = \"\"\"\n[preset.a]\n\"\"\"\n[preset]\n", "8")
	f.Add("[[preset.b]]\nx = 1\n[preset]\n", "8")
	f.Fuzz(func(t *testing.T, text, value string) {
		root := configured(t, text)
		source := folders.Own(root)
		for _, key := range []string{"new_per_day", "preset.a.new_per_day"} {
			before := asTOML(t, config(t, root))
			if _, err := source.Set(key, []string{value}, fine); err != nil {
				return
			}
			after := asTOML(t, config(t, root))
			parts := strings.Split(key, ".")
			if _, ok := remove(after, parts).(int64); !ok {
				t.Errorf("%q: %s = %s is not in it", text, key, value)
			}
			remove(before, parts)
			if diff := cmp.Diff(pruned(before), pruned(after)); diff != "" {
				t.Errorf("%q, %s = %s (-before +after):\n%s", text, key, value, diff)
			}
		}
	})
}

// asTOML reads a configuration as nothing but TOML.
func asTOML(t *testing.T, text string) map[string]any {
	t.Helper()
	values := make(map[string]any)
	if err := toml.Unmarshal([]byte(strings.TrimPrefix(text, "\ufeff")), &values); err != nil {
		t.Skip(err)
	}
	return values
}

// remove takes the value of a key out of a tree and returns it.
func remove(values map[string]any, parts []string) any {
	for _, p := range parts[:len(parts)-1] {
		inner, _ := values[p].(map[string]any)
		if inner == nil {
			return nil
		}
		values = inner
	}
	last := parts[len(parts)-1]
	value := values[last]
	delete(values, last)
	return value
}

// pruned returns a tree without tables that are empty.
func pruned(values map[string]any) map[string]any {
	for name, v := range values {
		if inner, ok := v.(map[string]any); ok && len(pruned(inner)) == 0 {
			delete(values, name)
		}
	}
	return values
}
