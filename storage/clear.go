package storage

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"cards/storage/beside"
	"cards/storage/folders"
)

// clear removes what processes have left in the collection's folder that were stopped while they
// made a file, and nobody else is making one. What cannot be removed is in nobody's way.
func (c *room) clear() {
	clearFolder(c.inFolder(""), func(name string) bool {
		return beside.IsOf(fileName, name) || beside.IsOf(ignoreName, name) ||
			beside.IsOf(configName, name) || name == configName+beside.Suffix || isUnpacked(name)
	})
	clearFolder(c.BackupFolder(), func(name string) bool {
		return strings.HasPrefix(name, ".") && strings.HasSuffix(name, beside.Suffix) ||
			beside.IsOf(backupOfFormat1, name)
	})
	ignore := c.inFolder(ignoreName)
	if info, err := os.Stat(ignore); err == nil && info.Size() == 0 {
		_ = writeNew(ignore, ignoreText) // git would take the log else
	}
}

// isUnpacked says whether a name is of a folder in which a package of Anki stands unpacked.
func isUnpacked(name string) bool { return beside.IsOf("anki", name) }

// clearFolder removes the files of a folder that are ours and are being made by nobody.
func clearFolder(folder string, isOurs func(name string) bool) {
	entries, _ := os.ReadDir(folder)
	var left []fs.DirEntry
	for _, e := range entries {
		if isOurs(e.Name()) && (e.Type().IsRegular() || e.IsDir() && isUnpacked(e.Name())) {
			left = append(left, e)
		}
	}
	if len(left) == 0 {
		return
	}
	beside.Alone(folder, func() {
		for _, e := range left {
			_ = os.RemoveAll(filepath.Join(folder, e.Name()))
		}
	})
}

// clearUnfinished removes what processes have left beside deck files, by the paths, and says
// whether there may be other deck files now: what an import staged that was stopped after the log
// had it takes its place.
func (c *textOwner) clearUnfinished(paths []string) (changed bool) {
	beside.Alone(c.inFolder(""), func() {
		wanted, _ := c.unwritten() // what cannot be read is not known to be wanted
		for _, p := range paths {
			abs := folders.Abs(c.root, p)
			if strings.HasPrefix(path.Base(p), folders.Staged) {
				changed = c.takesPlace(abs, p, wanted) || changed
			}
			beside.Alone(filepath.Dir(abs), func() { _ = beside.Remove(abs) })
		}
	})
	return changed
}

// takesPlace gives a staged text the place of the file that an import noted it for, if it did.
func (c *textOwner) takesPlace(abs, p string, wanted []unwritten) bool {
	text, err := readDeck(c.root, p)
	for _, w := range wanted {
		if err == nil && path.Dir(w.Path) == path.Dir(p) && w.wants(text) {
			return os.Rename(abs, folders.Abs(c.root, w.Path)) == nil
		}
	}
	return false
}
