package folders

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"cards/deck"
	"cards/deck/settings"
)

// Config is what a person says of a collection in its config.toml.
type Config struct {
	// Folders lists further folders with decks as the file has them: absolute paths, or relative to
	// the collection's folder, with slashes.
	Folders []string
	// Ignore lists what is no deck. An entry without a slash is the name of files and folders at any
	// depth; one with a slash is the path of one below the collection or the further folder that it is
	// in. Both are matched as a whole, with *, ? and [a-z] as in [path.Match], in which * stands for
	// anything but a slash. What is in an ignored folder is ignored; a slash at the end of an entry is
	// allowed and says nothing.
	Ignore []string

	Keys []Bound // of a review, of each command once

	// Inbox is the deck file for notes that are added without naming a deck: relative to the
	// collection's folder, with slashes; "" for the usual one.
	Inbox string

	Player string // the command that plays sounds, of a person's own configuration; "" for any that there is

	Model Model // that makes cards, of a person's own configuration

	Speech Speech // that reads aloud

	Sync Sync // how syncing is done, likewise

	Own     settings.Set // what it says of all decks
	Presets []Preset     // in the order of their names
	Exams   []Exam       // in the order of the file

	User     settings.Set // what a person says of all collections
	UserPath string       // of the file that says it; "" if none does

	Warnings []deck.Diagnostic // keys that mean nothing
}

// InboxPath returns the deck file for notes that are added without naming a deck, relative to the
// collection's folder.
func (c Config) InboxPath() string {
	if c.Inbox == "" {
		return "inbox.md"
	}
	return c.Inbox
}

// ConfigPath is the path of the configuration below the collection's folder, with slashes.
const ConfigPath = Folder + "/config.toml"

// ConfigError lists everything that is wrong with a configuration, in the order of the file.
type ConfigError struct{ Diagnostics []deck.Diagnostic }

// Error returns one line for each of them.
func (e *ConfigError) Error() string {
	lines := make([]string, len(e.Diagnostics))
	for i, d := range e.Diagnostics {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// ReadConfig reads the configuration of the collection in root, which may have none. If something
// is wrong with it, the error is a [*ConfigError].
func ReadConfig(root string) (Config, error) {
	data, err := readConfig(filepath.Join(root, filepath.FromSlash(ConfigPath)))
	if errors.Is(err, fs.ErrNotExist) {
		return Config{}, nil
	}
	if err != nil {
		return Config{}, err
	}
	c, _, err := parseConfig(ConfigPath, data, collectionKeys())
	return c, err
}

// ReadUser takes in what the person says of all collections, in a file that need not be there. If
// something is wrong with it, the error is a [*ConfigError].
func (c *Config) ReadUser(file string) error {
	data, err := readConfig(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	user, _, err := parseConfig(file, data, nil)
	if err == nil {
		c.User, c.UserPath, c.Player, c.Model, c.Sync = user.Own, file, user.Player, user.Model, user.Sync
		c.Speech = c.Speech.over(user.Speech)
		c.bind(user.Keys)
		c.Warnings = append(c.Warnings, user.Warnings...)
	}
	return err
}

// UserConfig returns the path of a person's own configuration; "" if the environment does not say
// where it belongs. As the specification of XDG_CONFIG_HOME says it counts only if it is absolute.
func UserConfig(getenv func(string) string, goos string) string {
	folder := getenv("XDG_CONFIG_HOME")
	home, below := getenv("HOME"), ".config"
	if goos == "windows" {
		home, below = getenv("APPDATA"), ""
	}
	switch {
	case filepath.IsAbs(folder):
	case home == "":
		return ""
	default:
		folder = filepath.Join(home, below)
	}
	return filepath.Join(folder, "cards", "config.toml")
}

// UserCache returns the folder for what can be made again; "" if the environment does not say where
// it belongs.
func UserCache(getenv func(string) string, goos string) string {
	folder, home := getenv("XDG_CACHE_HOME"), getenv("HOME")
	switch {
	case goos == "windows":
		folder = getenv("LOCALAPPDATA")
	case goos == "darwin" && home != "":
		folder = filepath.Join(home, "Library", "Caches")
	case !filepath.IsAbs(folder) && home != "":
		folder = filepath.Join(home, ".cache")
	}
	if !filepath.IsAbs(folder) {
		return ""
	}
	return filepath.Join(folder, "cards")
}

// readConfig reads the file of a configuration.
func readConfig(path string) ([]byte, error) {
	const limit = 1 << 20 // bytes: what is read of each takes some hundred of memory
	return ReadFile(context.Background(), path, limit)
}

// Ignores says whether the configuration leaves out the file or folder of that name, a path with
// slashes below the collection or the further folder that it is in.
func (c Config) Ignores(name string) bool {
	for name != "" {
		dir, last := path.Split(name)
		if ignored(c.Ignore, dir, last) {
			return true
		}
		name = strings.TrimSuffix(dir, "/")
	}
	return false
}

// ignored says whether patterns name the file or folder of that name in dir, a path below the
// listed folder that is empty or ends in a slash.
func ignored(patterns []string, dir, name string) bool {
	for _, p := range patterns {
		p = strings.TrimSuffix(p, "/")
		subject := name
		if strings.Contains(p, "/") {
			subject = dir + name
		}
		if ok, _ := path.Match(p, subject); ok { // patterns were checked when they were read
			return true
		}
	}
	return false
}
