package front

import (
	"strings"
	"unicode"
)

// Tags returns the tags in a value: a list, or one text that holds several. It returns false
// if there is anything else in it, which it leaves out.
func Tags(v any) (tags []string, ok bool) {
	switch v := v.(type) {
	case nil:
		return nil, true
	case Scalar:
		return splitTags(v.Text), true
	case []any:
		ok = true
		for _, item := range v {
			found, good := tagItem(item)
			tags = append(tags, found...)
			ok = ok && good
		}
		return tags, ok
	}
	return nil, false
}

// tagItem returns the tag that is an item of a list. It may have spaces in it.
func tagItem(v any) ([]string, bool) {
	if s, ok := v.(Scalar); ok {
		return appendTag(nil, s.Text), true
	}
	return Tags(v)
}

// splitTags returns the tags in a text: between commas if there are any, else between white space.
func splitTags(text string) []string {
	const commas = ",，、"
	apart := unicode.IsSpace
	if strings.ContainsAny(text, commas) {
		apart = func(r rune) bool { return strings.ContainsRune(commas+"\n", r) }
	}
	var tags []string
	for tag := range strings.FieldsFuncSeq(text, apart) {
		tags = appendTag(tags, tag)
	}
	return tags
}

func appendTag(tags []string, tag string) []string {
	if tag = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(tag), "#")); tag == "" {
		return tags
	}
	return append(tags, tag)
}
