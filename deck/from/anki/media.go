package anki

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// media returns the files of a package, ordered by their entries.
func (a *archive) media() ([]Medium, error) {
	if _, ok := a.entries["media"]; !ok {
		return nil, nil
	}
	data, err := a.read("media", mostMap)
	if err != nil {
		return nil, err
	}
	list, err := mediaMap(data)
	if a.generation == Latest {
		list, err = mediaEntries(data)
	}
	if err != nil {
		return nil, &PartError{"media", err}
	}
	seen := make(map[string]bool, len(list))
	kept := list[:0]
	for _, m := range list {
		if !isPlainName(m.Name) || hasDrive(m.Name) {
			return nil, &PartError{"media", fmt.Errorf("%q is not the name of a file in a folder", m.Name)}
		}
		m.Name = MediaName(m.Name)
		if seen[m.Name] {
			return nil, &PartError{"media", fmt.Errorf("two files are named %q", m.Name)}
		}
		seen[m.Name] = true
		kept = append(kept, m)
	}
	return kept, nil
}

// hasDrive says whether a name begins as a path on Windows does.
func hasDrive(name string) bool {
	return len(name) > 1 && name[1] == ':' && ('a' <= name[0]|0x20 && name[0]|0x20 <= 'z')
}

// mediaMap reads the map of the older generations, by the entries' numbers.
func mediaMap(data []byte) ([]Medium, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, nil
	}
	var names map[string]string
	if err := json.Unmarshal(data, &names); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	list := make([]Medium, 0, len(names))
	for entry, name := range names {
		if _, err := strconv.ParseUint(entry, 10, 32); err != nil {
			return nil, fmt.Errorf("%w: no entry has the name %q", ErrDamaged, entry)
		}
		list = append(list, Medium{Name: name, Size: -1, entry: entry})
	}
	slices.SortFunc(list, func(x, y Medium) int {
		return cmp.Or(cmp.Compare(len(x.entry), len(y.entry)), cmp.Compare(x.entry, y.entry))
	})
	return list, nil
}

// mediaEntries reads the list of the newest generation.
func mediaEntries(data []byte) ([]Medium, error) {
	var list []Medium
	var err error
	eachField(data, func(n number, v value) {
		if n != 1 {
			return
		}
		m := Medium{entry: strconv.Itoa(len(list))}
		eachField(v.bytes, func(n number, v value) {
			switch n {
			case 1:
				m.Name = v.text()
			case 2:
				m.Size = int64(v.number)
			case 3:
				m.SHA1 = v.bytes
			case 255:
				m.entry = strconv.FormatUint(v.number, 10)
			}
		})
		if len(m.SHA1) != 20 || !utf8.ValidString(m.Name) {
			err = ErrDamaged
		}
		list = append(list, m)
	})
	return list, err
}

// Open opens a medium, which may be missing in the package: an error that is fs.ErrNotExist. What
// is read ends with an error if it is not what the package says of it.
func (c *Collection) Open(m Medium) (io.ReadCloser, error) {
	if c.archive == nil {
		return nil, errors.New("a collection alone holds no media")
	}
	return c.archive.open(m.entry, mostMedium)
}

const (
	longestName    = 120
	forbiddenRunes = `[]<>:"/?*^\|`
)

// MediaName returns a name of a file in the form that Anki gives to those of media.
func MediaName(name string) string {
	name = norm.NFC.String(strings.ToValidUTF8(name, ""))
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0':
			return ' '
		case strings.ContainsRune(forbiddenRunes, r) || unicode.IsControl(r):
			return -1
		}
		return r
	}, name)
	stem, ext := name, ""
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		stem, ext = name[:dot], name[dot:]
	}
	if isDevice(stem) {
		stem += "_"
	}
	if name = stem + ext; strings.HasSuffix(name, " ") || strings.HasSuffix(name, ".") {
		name += "_"
	}
	if name == "" {
		return "_"
	}
	if len(name) > longestName {
		room := max(longestName-len(ext), 1)
		for len(stem) > room {
			_, size := utf8.DecodeLastRuneInString(stem)
			stem = stem[:len(stem)-size]
		}
		name = strings.TrimRight(stem, " .") + ext
	}
	return name
}

// isDevice says whether Windows takes a name for that of a device.
func isDevice(name string) bool {
	switch name = strings.ToLower(name); name {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(name) == 4 && (strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt")) &&
		'1' <= name[3] && name[3] <= '9'
}
