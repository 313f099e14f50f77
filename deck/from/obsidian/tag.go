package obsidian

import (
	"strings"
)

// tags takes a line that consists of tags: it names the deck of what follows.
func (r *reader) tags(at int, plain string) bool {
	if !strings.HasPrefix(plain, "#") || !tagLine().MatchString(plain) {
		return false
	}
	r.close()
	_, tags := cutTags(plain)
	r.take(tags)
	r.mark(at, Heading)
	return true
}

// take notes tags, and the deck that one of them names.
func (r *reader) take(tags []string) {
	r.note.Tags = append(r.note.Tags, tags...)
	for _, t := range tags {
		if deck, ok := r.settings.deckOf(t); ok {
			r.deck = deck
			return
		}
	}
}

// cutTags returns a text without its tags, and these.
func cutTags(text string) (rest string, tags []string) {
	if !strings.Contains(text, "#") {
		return strings.TrimSpace(text), nil
	}
	return strings.TrimSpace(tagWord().ReplaceAllString(text, "$1")), tagsIn(text)
}

// tagsIn returns the tags of a text.
func tagsIn(text string) []string {
	if !strings.Contains(text, "#") {
		return nil
	}
	var tags []string
	for _, m := range tagWord().FindAllStringSubmatch(text, -1) {
		tags = append(tags, m[2])
	}
	return tags
}
