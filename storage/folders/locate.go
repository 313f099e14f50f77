package folders

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Rule says why a collection was chosen.
type Rule uint8

// The rules, the first that applies decides.
const (
	ByFlag    Rule = iota // it was named on the command line
	ByEnv                 // the variable CARDS_HOME names it
	ByParent              // the working directory is in it
	ByDefault             // nothing else names one
)

// String returns words that say the rule to a person.
func (r Rule) String() string {
	return [...]string{"--home", "CARDS_HOME", "the nearest folder with " + Folder, "the default"}[r]
}

// LocateError says that it cannot be seen whether a folder is a collection. Another one is not used
// in its place: an answer would go astray.
type LocateError struct {
	Path string // of its [Folder]
	Err  error  // why; without the path
}

func (e *LocateError) Error() string { return fmt.Sprintf("look at %q: %v", e.Path, e.Err) }

func (e *LocateError) Unwrap() error { return e.Err }

// Locate returns the absolute path of the collection's folder that a command started in dir uses,
// and which rule decided. Home is what the person named, or empty. Getenv returns a variable of the
// environment or an empty string, and goos is the system as in [runtime.GOOS]. Only the default may
// not exist yet; that the others hold a collection is for the caller to see. It is an error if the
// environment does not say where a person's data belongs, and a [*LocateError] if dir or a folder
// that it is in may be a collection but cannot be looked at.
func Locate(dir, home string, getenv func(string) string, goos string) (string, Rule, error) {
	if home != "" {
		return absolute(dir, home), ByFlag, nil
	}
	if home = getenv("CARDS_HOME"); home != "" {
		return absolute(dir, home), ByEnv, nil
	}
	for parent := filepath.Clean(dir); ; parent = filepath.Dir(parent) {
		is, err := hasFolder(parent)
		if err != nil {
			return "", ByParent, err
		}
		if is {
			return parent, ByParent, nil
		}
		if parent == filepath.Dir(parent) {
			break
		}
	}
	data, err := dataFolder(getenv, goos)
	if err != nil {
		return "", ByDefault, err
	}
	return filepath.Join(data, "cards"), ByDefault, nil
}

// hasFolder says whether there is a [Folder] in dir. Only one that is not there is none: a link to
// a disk that is not connected leads to one.
func hasFolder(dir string) (bool, error) {
	path := filepath.Join(dir, Folder)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return false, &LocateError{Path: path, Err: withoutPath(err)}
	}
	return info.IsDir(), nil
}

// withoutPath returns what the system said in an error that names the path again.
func withoutPath(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	return err
}

func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// dataFolder returns where programs keep a person's data. XDG_DATA_HOME decides on every system; as
// its specification says it counts only if it is absolute.
func dataFolder(getenv func(string) string, goos string) (string, error) {
	if xdg := getenv("XDG_DATA_HOME"); filepath.IsAbs(xdg) {
		return xdg, nil
	}
	variable, below := "HOME", filepath.Join(".local", "share")
	switch goos {
	case "darwin":
		below = filepath.Join("Library", "Application Support")
	case "windows":
		if local := getenv("LOCALAPPDATA"); local != "" {
			return local, nil
		}
		variable, below = "USERPROFILE", filepath.Join("AppData", "Local")
	}
	home := getenv(variable)
	if home == "" {
		return "", errors.New("find the data folder: " + variable + " is not set")
	}
	return filepath.Join(home, below), nil
}
