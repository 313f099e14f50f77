package media

import (
	"encoding/base64"
	"io"
	"strings"
)

// maxEmbedded is the size of the largest picture that is put into a page, in bytes.
const maxEmbedded = 8 << 20

// Embedded returns a picture that a deck file refers to as the address of its own data, for a page
// that needs no other file; "" for what is no picture, cannot be read or is too large.
func (l Library) Embedded(deckFile, dest string) string {
	f, err := l.Open(deckFile, dest)
	if err != nil {
		return ""
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxEmbedded+1))
	kind := mimeType(data)
	if err != nil || len(data) > maxEmbedded || kind == "" {
		return ""
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// mimeType returns the media type of a picture by how it begins, "" for anything else.
func mimeType(data []byte) string {
	begins := map[string]string{
		"\x89PNG\r\n\x1a\n": "image/png", "\xff\xd8\xff": "image/jpeg", "GIF87a": "image/gif",
		"GIF89a": "image/gif",
	}
	for begin, kind := range begins {
		if strings.HasPrefix(string(data[:min(len(data), 16)]), begin) {
			return kind
		}
	}
	if len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP" {
		return "image/webp"
	}
	return ""
}
