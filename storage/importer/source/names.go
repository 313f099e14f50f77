package source

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"cards/deck/from/anki"
	"cards/deck/label"
)

// TagsOf returns tags as a deck has them: characters that no tag may have become hyphens.
func TagsOf(tags []string) []string {
	var list []string
	for _, tag := range tags {
		name := strings.Map(func(r rune) rune {
			if unicode.In(r, unicode.L, unicode.M, unicode.Nd) || strings.ContainsRune("_-/", r) {
				return r
			}
			return '-'
		}, strings.TrimLeft(tag, "#"))
		name = strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
		if name = strings.Trim(name, "-/"); label.IsTag(name) && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// FileLevels returns a deck's name, whose levels something divides, as a path that files can have.
func FileLevels(name, between string) string {
	levels := strings.Split(name, between)
	for i, level := range levels {
		levels[i] = FileLevel(level)
	}
	return strings.Join(levels, "/")
}

// longestLevel is how many bytes a level of a deck's name has at most in the name of a file.
const longestLevel = 120

// FileLevel returns a level of a deck's name as a file or folder may be called on every system.
func FileLevel(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, norm.NFC.String(strings.TrimSpace(name)))
	name = strings.TrimRight(name, ". ")
	for len(name) > longestLevel {
		name = name[:strings.LastIndexFunc(name, func(rune) bool { return true })]
	}
	switch {
	case name == "":
		return "unnamed"
	case name[0] == '.':
		return "_" + name
	case anki.MediaName(name) == name+"_": // a device of Windows
		return name + "_"
	}
	return name
}
