package folders_test

import (
	"path/filepath"
	"testing"

	"cards/storage/folders"
)

func TestLocate(t *testing.T) {
	t.Parallel()
	root := tree(t, "notes/.cards/", "notes/deep/er/", "notes/inner/.cards/", "file/.cards", "plain/")
	at := func(path string) string { return filepath.Join(root, filepath.FromSlash(path)) }
	env := map[string]string{"CARDS_HOME": at("env"), "HOME": "/h"}
	tests := []struct {
		name, dir, home string
		env             map[string]string
		want            string
		rule            folders.Rule
	}{
		{"flag first", "notes", at("x"), env, at("x"), folders.ByFlag},
		{"flag relative", "notes", "../x", env, at("x"), folders.ByFlag},
		{"environment before parents", "notes/deep", "", env, at("env"), folders.ByEnv},
		{
			"environment relative", "notes", "",
			map[string]string{"CARDS_HOME": "e/"},
			at("notes/e"),
			folders.ByEnv,
		},
		{"here", "notes", "", nil, at("notes"), folders.ByParent},
		{"above", "notes/deep/er", "", nil, at("notes"), folders.ByParent},
		{"nearest", "notes/inner", "", nil, at("notes/inner"), folders.ByParent},
		{
			"a file does not count", "file", "",
			map[string]string{"HOME": "/h"},
			"/h/.local/share/cards", folders.ByDefault,
		},
		{
			"default", "plain", "",
			map[string]string{"HOME": "/h"},
			"/h/.local/share/cards",
			folders.ByDefault,
		},
	}
	for _, tt := range tests {
		getenv := func(name string) string { return tt.env[name] }
		got, rule, err := folders.Locate(at(tt.dir), tt.home, getenv, "linux")
		if got != filepath.FromSlash(tt.want) || rule != tt.rule || err != nil {
			t.Errorf("%s: %q by %v, error %v; want %q by %v", tt.name, got, rule, err, tt.want, tt.rule)
		}
	}
}

func TestLocateDefault(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data") // absolute on every system
	tests := []struct {
		name, goos string
		env        map[string]string
		want       string
	}{
		{"linux", "linux", map[string]string{"HOME": "/h"}, "/h/.local/share/cards"},
		{"bsd", "freebsd", map[string]string{"HOME": "/h"}, "/h/.local/share/cards"},
		{"macos", "darwin", map[string]string{"HOME": "/h"}, "/h/Library/Application Support/cards"},
		{
			"windows", "windows",
			map[string]string{"LOCALAPPDATA": `C:/L`, "USERPROFILE": `C:/U`},
			"C:/L/cards",
		},
		{
			"windows, bare", "windows",
			map[string]string{"USERPROFILE": `C:/U`},
			"C:/U/AppData/Local/cards",
		},
		{"xdg", "linux", map[string]string{"XDG_DATA_HOME": data, "HOME": "/h"}, data + "/cards"},
		{
			"xdg on macos", "darwin",
			map[string]string{"XDG_DATA_HOME": data, "HOME": "/h"},
			data + "/cards",
		},
		{
			"xdg relative", "linux",
			map[string]string{"XDG_DATA_HOME": "data", "HOME": "/h"},
			"/h/.local/share/cards",
		},
		{"nothing", "linux", nil, ""},
		{"nothing on windows", "windows", map[string]string{"HOME": "/h"}, ""},
	}
	for _, tt := range tests {
		getenv := func(name string) string { return tt.env[name] }
		got, rule, err := folders.Locate(t.TempDir(), "", getenv, tt.goos)
		if got != filepath.FromSlash(tt.want) || rule != folders.ByDefault ||
			(err != nil) != (tt.want == "") {
			t.Errorf("%s: %q by %v, error %v; want %q", tt.name, got, rule, err, tt.want)
		}
	}
}
