package importer

import (
	"context"
	"os"
	"path"
	"path/filepath"

	"cards/deck/from/obsidian"
	"cards/storage/folders"
)

// maxSettings is how large a file of settings is at most, in bytes.
const maxSettings = 1 << 20

// vaultOf returns the settings of the vault of Obsidian that a file of the source is in; nil if it
// is in none, or in one whose settings cannot be read.
func (o *origin) vaultOf(name string) *obsidian.Settings {
	if o.root == nil {
		return nil
	}
	dir := path.Dir(name)
	o.lock.Lock()
	defer o.lock.Unlock()
	s, known := o.vaults[dir]
	if !known {
		s = o.findVault(dir)
		if o.vaults == nil {
			o.vaults = make(map[string]*obsidian.Settings)
		}
		o.vaults[dir] = s
	}
	return s
}

// findVault looks for a vault in a folder of the source and in those above it, beyond the source
// too: a single note is written as its vault is.
func (o *origin) findVault(dir string) *obsidian.Settings {
	full := filepath.Join(o.root.Name(), filepath.FromSlash(dir))
	for {
		if s := readVault(full); s != nil {
			return s
		}
		above := filepath.Dir(full)
		if above == full {
			return nil
		}
		full = above
	}
}

func readVault(dir string) *obsidian.Settings {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	data, err := folders.ReadIn(context.Background(), root, obsidian.SettingsFile, maxSettings)
	if err != nil {
		return nil
	}
	s, err := obsidian.ReadSettings(data)
	if err != nil {
		return nil
	}
	return &s
}

// habitsOf returns how the notes of the folder divide the sides of cards, by those that have
// schedules.
func (o *origin) habitsOf() obsidian.Habits {
	o.lock.Lock()
	defer o.lock.Unlock()
	if o.habits == nil {
		h := o.findHabits()
		o.habits = &h
	}
	return *o.habits
}

func (o *origin) findHabits() obsidian.Habits {
	in := openDir{below: o.root}
	defer in.close()
	var e obsidian.Evidence
	for _, name := range o.files {
		if e.IsEnough() {
			break
		}
		if !folders.IsDeck(name) {
			continue
		}
		dir, base, err := in.of(name)
		if err != nil {
			continue
		}
		if data, err := folders.ReadIn(context.Background(), dir, base, maxInput); err == nil {
			e.Add(string(data))
		}
	}
	return e.Habits()
}
