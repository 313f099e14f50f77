package anki

import (
	"crypto/sha1"
	"encoding/binary"
	"html"
	"strings"

	"cards/deck/from/pattern"
)

var (
	namedMedia = pattern.New(`(?is)<(?:img|audio|video|object|source)\b[^>]*?\b(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))[^>]*>`)
	hiddenHTML = pattern.New(`(?is)<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<[^>]*>`)
)

// Stripped returns a field without its HTML, of which the names of media are kept: what Anki
// compares first fields by and sorts notes by.
func Stripped(field string) string {
	if strings.IndexByte(field, '<') >= 0 {
		field = namedMedia().ReplaceAllString(field, " $1$2$3 ")
		field = hiddenHTML().ReplaceAllString(field, "")
	}
	if strings.IndexByte(field, '&') >= 0 {
		field = strings.ReplaceAll(html.UnescapeString(field), "\u00a0", " ")
	}
	return field
}

// Checksum returns the number by which Anki finds a stripped first field.
func Checksum(stripped string) int64 {
	sum := sha1.Sum([]byte(stripped))
	return int64(binary.BigEndian.Uint32(sum[:]))
}
