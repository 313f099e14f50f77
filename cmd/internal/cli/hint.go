package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/storage"
	"cards/storage/backup"
	"cards/storage/boltfile"
	"cards/storage/folders"
	"cards/storage/importer"
	"cards/storage/query"
	"cards/storage/wire"
)

// hints returns what a person can do about an error: what it carries itself, else what is known of
// its kind.
func hints(err error) []string {
	if h, ok := errors.AsType[*hinted](err); ok {
		return []string{h.hint}
	}
	if u, ok := errors.AsType[*usageError](err); ok {
		if u.hint == "" {
			return nil
		}
		return []string{u.hint}
	}
	return storageHints(err)
}

func storageHints(err error) []string {
	if e, ok := errors.AsType[*query.Error](err); ok {
		if e.Quote != "" {
			return []string{"quote < and > for the shell: " + shellWord(e.Quote)}
		}
		return []string{meant(e.Near, "`cards help query` shows what a query can say")}
	}
	if e, ok := errors.AsType[*storage.OutsideError](err); ok {
		return []string{"`cards folders add " + shellWord(folderOf(e.Path)) +
			"` adds it to the collection"}
	}
	if e, ok := errors.AsType[*storage.UnknownDeckError](err); ok {
		return []string{meant(e.Near, decksHint(e.Name))}
	}
	if e, ok := errors.AsType[*desk.SeveralError](err); ok {
		return []string{"name one of their files: " + strings.Join(namedFiles(e.Files), ", ")}
	}
	if _, ok := errors.AsType[*storage.AmbiguousError](err); ok {
		return []string{"type more of its digits"}
	}
	if _, ok := errors.AsType[*storage.ChangedError](err); ok {
		return []string{"nothing was changed; put these files back yourself, or keep them as " +
			"they are"}
	}
	if _, ok := errors.AsType[*boltfile.ScratchError](err); ok {
		return []string{"nothing was changed; make room there, or name another folder for " +
			"temporary files: TMPDIR=DIR"}
	}
	if _, ok := errors.AsType[*boltfile.BusyError](err); ok {
		return []string{"wait for it, or stop it; nothing was changed"}
	}
	if _, ok := errors.AsType[*storage.NewerError](err); ok {
		return []string{"use a newer version of cards; `cards version` shows which one this is"}
	}
	if _, ok := errors.AsType[*wire.CorruptError](err); ok {
		return []string{damageHint}
	}
	if e, ok := errors.AsType[*storage.LostError](err); ok {
		return lostHints(e)
	}
	if _, ok := errors.AsType[*backup.BrokenError](err); ok {
		return []string{"`cards backup verify` says which backups are intact"}
	}
	if _, ok := errors.AsType[*importer.UnsupportedError](err); ok {
		return []string{"`cards help format` shows how decks are written"}
	}
	if e, ok := errors.AsType[*folders.ConfigError](err); ok {
		return configHints(e)
	}
	if _, ok := errors.AsType[*folders.LocateError](err); ok {
		return []string{"no other collection was used in its place; `cards --home DIR` names one"}
	}
	if _, ok := errors.AsType[*boltfile.DamagedError](err); ok {
		return []string{damageHint}
	}
	return sentinelHints(err)
}

// decksHint says where the names of decks are, and that words in cards are looked for otherwise.
func decksHint(name string) string {
	hint := "`cards decks` lists the decks"
	if !strings.ContainsAny(name, "/.") {
		hint += "; `cards find " + shellWord(name) + "` searches the cards for it"
	}
	return hint
}

// damageHint is for damage of what is stored, wherever it is met.
const damageHint = "`cards doctor` says what is damaged and what can be saved; your decks are " +
	"text and unaffected"

// lostHints say how a log comes back. With a backup there is no reason to begin with an empty one.
func lostHints(e *storage.LostError) []string {
	merge := "`cards log merge FILE` brings one in from another machine: its collection.db, or a " +
		"backup of it"
	if e.Backup != "" {
		return []string{"`cards backup restore " + e.Backup +
			"` brings back the newest backup", merge}
	}
	root := filepath.Dir(filepath.Dir(e.Path))
	return []string{
		"it was kept on another machine, or is lost: `cards init " + shellWord(root) +
			"` starts an empty one", merge,
	}
}

// sentinelHints is for errors that carry no facts.
func sentinelHints(err error) []string {
	switch {
	case errors.Is(err, storage.ErrNoCollection):
		return []string{"`cards init DIR` turns a folder into a collection"}
	case errors.Is(err, storage.ErrNoFolder):
		return []string{"move that file away, then run `cards init DIR` to make a collection"}
	case errors.Is(err, importer.ErrInside):
		return []string{"`cards review` already asks its cards; `cards check` shows what is " +
			"wrong with it"}
	case errors.Is(err, storage.ErrNotFound):
		return []string{"`cards list` shows the cards, `cards orphans` those whose text is gone"}
	case errors.Is(err, session.ErrDraft):
		return []string{"`cards drafts` lets you answer it"}
	case errors.Is(err, session.ErrSuspended):
		return []string{"`cards resume ID` lets it be asked again"}
	case errors.Is(err, storage.ErrAnswered):
		return []string{"`cards next` prints the card to be asked now"}
	case errors.Is(err, storage.ErrNoEvent):
		return []string{"`cards log | cat` shows the ids of events"}
	case errors.Is(err, storage.ErrElsewhere):
		return []string{"`cards undo --any` takes back what came from another machine"}
	case errors.Is(err, storage.ErrBothLive):
		return []string{"take the old text out of its deck first"}
	case errors.Is(err, storage.ErrOneCard):
		return []string{"`cards relink` lists the links, `cards relink --part` separates one"}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return []string{"nothing was changed; `cards paths` shows the files; you need permission " +
			"to read and write them"}
	case errors.Is(err, storage.ErrExists):
		return []string{"`cards paths` shows what is in it, `cards review` asks its cards"}
	}
	return nil
}

// configHints returns what is known of how to mend a configuration, each thing once.
func configHints(e *folders.ConfigError) []string {
	var hints []string
	for _, d := range e.Diagnostics {
		if d.Hint != "" && !slices.Contains(hints, d.Hint) {
			hints = append(hints, d.Hint)
		}
	}
	open := "`cards config edit`"
	if len(e.Diagnostics) > 0 && filepath.IsAbs(e.Diagnostics[0].Path) {
		open = "`cards config edit --user`" // it is the person's own
	}
	return append(hints, open+" opens the configuration; without it the defaults apply")
}

// folderOf returns the folder that a file is in, and a folder itself.
func folderOf(path string) string {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return filepath.Dir(path)
	}
	return path
}

// shellWord quotes a word for a shell if it has to be.
func shellWord(s string) string {
	special := func(r rune) bool {
		return r < utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r) &&
			!strings.ContainsRune("/._-+@:,=", r)
	}
	if s != "" && strings.IndexFunc(s, special) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
