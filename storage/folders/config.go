package folders

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"cards/deck"
	"cards/srs"
)

// Config is what a person says of a collection in its config.toml.
type Config struct {
	// Folders lists further folders with decks as the file has them: absolute paths, or relative to the collection's
	// folder, with slashes.
	Folders []string
	// Ignore lists what is no deck. An entry without a slash is the name of files and folders at any depth; one with a
	// slash is the path of one below the collection or the further folder that it is in. Both are matched as a whole,
	// with *, ? and [a-z] as in [path.Match], in which * stands for anything but a slash. What is in an ignored folder
	// is ignored; a slash at the end of an entry is allowed and says nothing.
	Ignore []string

	Rollover        time.Duration   // after midnight: when a study day begins
	NewPerDay       int             // at most so many new cards a study day
	Retention       float64         // desired chance of recall when a card is due, between 0 and 1
	Steps           []time.Duration // of learning
	RelearningSteps []time.Duration // likewise
	MaxInterval     int             // days
	BackupMax       int             // megabytes that all backups together take at most
	Bury            srs.Bury        // siblings that are put off
	LearnAhead      time.Duration   // how early a step may be ended when nothing else is left

	Warnings []deck.Diagnostic // keys that mean nothing
}

// DefaultConfig returns the configuration of a collection without config.toml.
func DefaultConfig() Config {
	s := srs.DefaultConfig(time.UTC)
	return Config{
		Rollover: s.Calendar.Rollover, NewPerDay: 20, Retention: s.Retention,
		Steps: s.Steps, RelearningSteps: s.RelearningSteps, MaxInterval: s.MaxInterval, BackupMax: 500,
		Bury: srs.Bury{New: true, Review: true}, LearnAhead: 20 * time.Minute,
	}
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

// ReadConfig reads the configuration of the collection in root. What it does not say, or if there is none, is as in
// [DefaultConfig]. If something is wrong with it, the error is a [*ConfigError].
func ReadConfig(root string) (Config, error) {
	data, err := readConfig(filepath.Join(root, filepath.FromSlash(ConfigPath)))
	if errors.Is(err, fs.ErrNotExist) {
		return DefaultConfig(), nil
	}
	if err != nil {
		return Config{}, err
	}
	c, _, err := parseConfig(data)
	return c, err
}

// readConfig reads the file of a configuration. What is no file is not opened: a pipe would be waited for, and a device
// may never end.
func readConfig(path string) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read %q: it is no regular file", path)
	}
	return os.ReadFile(path)
}

// Ignores says whether the configuration leaves out the file or folder of that name, a path with slashes below the
// collection or the further folder that it is in.
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

// ignored says whether patterns name the file or folder of that name in dir, a path below the listed folder that is
// empty or ends in a slash.
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
