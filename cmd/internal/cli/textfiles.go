package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"cards/cmd/internal/out"
	"cards/storage"
)

// textFile is a deck file that a command may rewrite. Its Path is as the collection has it if it is
// one of its files, else as it was given.
type textFile struct {
	storage.FileChange
	path   string // for messages
	abs    string
	inside bool // it is one of the collection's
}

// collectionOf opens and compiles the collection of this run. It is nil if there is none and the
// arguments, which are files, do not need one.
func collectionOf(ctx context.Context, a *app, holder string, args []string) (*collection, error) {
	for _, arg := range args {
		if !isFile(a, arg) {
			return a.compiled(ctx, holder)
		}
	}
	root, _, err := a.locate()
	if err != nil {
		return nil, err
	}
	if _, err := storage.Open(root, a.storageOptions(holder)); errors.Is(err,
		storage.ErrNoCollection) {
		return nil, nil
	}
	return a.compiled(ctx, holder)
}

func isFile(a *app, arg string) bool {
	info, err := os.Stat(a.path(arg))
	return err == nil && info.Mode().IsRegular()
}

// textFiles returns the files that arguments name, each once: a file itself, whatever it holds, and
// of decks and folders those with cards.
func textFiles(a *app, c *collection, args []string) ([]textFile, error) {
	var files []textFile
	seen := make(map[string]bool)
	add := func(f textFile) {
		if !seen[f.abs] {
			seen[f.abs] = true
			files = append(files, f)
		}
	}
	for _, arg := range args {
		if isFile(a, arg) {
			f, err := textFileOf(a, c, arg)
			if err != nil {
				return nil, err
			}
			add(f)
			continue
		}
		scope, err := c.Scope([]string{arg}, a.Dir)
		if err != nil {
			return nil, err
		}
		decks, err := c.Decks(scope)
		if err != nil {
			return nil, err
		}
		for _, d := range decks {
			add(c.textFile(d.Path))
		}
	}
	return files, nil
}

// textFile returns a file of the collection by the path that it has there.
func (c *collection) textFile(path string) textFile {
	f := textFile{path: path, abs: c.file(path), inside: true}
	f.Path = path
	return f
}

// textFileOf returns the file that an argument names, by what links lead to.
func textFileOf(a *app, c *collection, arg string) (textFile, error) {
	if c != nil {
		f, err := ownFile(a, c, arg)
		if _, outside := errors.AsType[*storage.OutsideError](err); !outside {
			return f, err
		}
	}
	abs, err := filepath.EvalSymlinks(a.path(arg))
	return textFile{path: arg, abs: abs}, err
}

// ownFile returns a file of the collection. One without cards may be spelled in another form of
// Unicode there.
func ownFile(a *app, c *collection, arg string) (textFile, error) {
	scope, err := c.Scope([]string{a.path(arg)}, a.Dir)
	if err != nil {
		return textFile{}, err
	}
	decks, err := c.Decks(scope)
	if err != nil {
		return textFile{}, err
	}
	if len(decks) == 1 {
		return c.textFile(decks[0].Path), nil
	}
	return c.textFile(scope.Paths[0]), nil
}

// printDiff prints what a change does to a file; when piped, as programs that patch read it.
func (s *streams) printDiff(path string, before, after []byte) {
	name := out.Line(path)
	text := string(diff.Diff(name, before, name, after))
	_, text, _ = strings.Cut(text, "\n") // the command that would print it
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if s.out.Terminal {
			line = out.Sanitize(line)
		}
		switch line[:1] {
		case "+":
			line = s.out.Good.Sprint(line)
		case "-":
			line = s.out.Bad.Sprint(line)
		case "@":
			line = s.out.Accent.Sprint(line)
		}
		fmt.Fprintln(s.out, line)
	}
}
