package apkg

import (
	"slices"
	"strings"

	"cards/storage/importer/ankifile"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// tags returns the tags of a note in Anki: as they were there last, without those that were taken
// away here, and with those that came. That is told from what an import brought at the time that
// those here are most like: what Anki did since is not to be taken back.
func (s *sourceNote) tags(last []string, siblings []*learned) []string {
	here := siblings[0].Tags
	base := ourTags(last)
	for _, l := range siblings {
		for i := range l.sourced {
			b, _ := l.sourced[i].Body.(journal.Sourced)
			then := ourTags(b.Tags)
			if b.Key == s.holder && unlike(then, here) < unlike(base, here) {
				base = then
			}
		}
	}
	var tags []string
	seen := make(map[string]bool)
	for _, tag := range last {
		ours := ourTags([]string{tag})
		if len(ours) == 0 || slices.Contains(here, ours[0]) || !slices.Contains(base, ours[0]) {
			tags = append(tags, tag)
		}
		for _, name := range ours {
			seen[name] = true
		}
	}
	for _, name := range here {
		if !seen[name] && !slices.Contains(base, name) {
			tags = append(tags, ankiTag(name))
		}
	}
	return tags
}

// unlike counts the tags that only one of two lists has.
func unlike(a, b []string) (n int) {
	for _, tag := range a {
		if !slices.Contains(b, tag) {
			n++
		}
	}
	for _, tag := range b {
		if !slices.Contains(a, tag) {
			n++
		}
	}
	return n
}

// ourTags returns tags of Anki as they are here.
func ourTags(tags []string) []string { return source.TagsOf(ankifile.Tags(tags)) }

func ankiTag(name string) string { return strings.ReplaceAll(name, "/", "::") }
