package media

import (
	"maps"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/label"
	"cards/deck/markup"
)

// Repath returns the text of a deck file, or of notes cut out of one, with each path to a picture
// or sound as to returns it, which is asked with the path as it is written. Paths that lead to no
// file beside the text stay: URLs, those from the folder of the collection (@/…), absolute ones,
// and names as wikis embed them.
func Repath(text string, to func(path string) string) string {
	if len(Find(text)) == 0 {
		return text
	}
	definitions := deck.Parse("", text).Definitions
	src := linkable(text) + "\n\n" + deck.DefinitionSource(definitions)
	at := make(map[int]markup.Range) // by where the path begins, which links may share
	for _, s := range markup.Targets(src) {
		isMedium := s.Kind == markup.Image || markup.IsSound(markup.Unescape(s.Dest.In(src)))
		if isMedium && s.Dest.End <= len(text) && !strings.HasPrefix(text[s.Start:], "![[") {
			at[s.Dest.Start] = s.Dest
		}
	}
	for b, acts := range label.Stretches(text, 0) {
		if dest := b.Text; b.Kind == markup.BlockDefinition && !acts &&
			isMediumPath(dest.In(text)) {
			at[dest.Start] = dest
		}
	}
	var out strings.Builder
	pos := 0
	for _, start := range slices.Sorted(maps.Keys(at)) {
		path := at[start].In(text)
		if start < pos || !isBeside(markup.Unescape(path)) {
			continue
		}
		out.WriteString(text[pos:start] + to(path))
		pos = at[start].End
	}
	return out.String() + text[pos:]
}

func isMediumPath(dest string) bool {
	path := markup.Unescape(dest)
	return markup.IsSound(path) || markup.IsPicture(path)
}

// isBeside says whether a path leads from the folder of the file.
func isBeside(path string) bool {
	return !isURL(path) && !strings.HasPrefix(path, "@/") && !strings.HasPrefix(path, "/") &&
		!strings.HasPrefix(path, `\`) && (len(path) < 2 || path[1] != ':')
}
