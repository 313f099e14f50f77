package importer

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"

	"cards/storage/importer/source"
)

// decoded returns a text of another encoding in UTF-8 with its lines ended as elsewhere, and which
// encoding it was; "" if it is in UTF-8 or no text.
func decoded(data []byte) (text []byte, from string) {
	text, from = inOneEncoding(data)
	if from == "" && !source.IsText(data) || !hasMacLines(text) {
		return text, from
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(text, []byte("\r"), []byte("\n")), from
}

// hasMacLines says whether lines end in a CR alone, as Excel still writes them for a Mac: outside
// of quotes, which hold the line breaks within a cell, there is no other end.
func hasMacLines(text []byte) bool {
	if bytes.IndexByte(text, '\r') < 0 {
		return false
	}
	for quoted := false; ; {
		i := bytes.IndexAny(text, "\"\n")
		switch {
		case i < 0:
			return true
		case text[i] == '"':
			quoted = !quoted
		case !quoted:
			return false
		}
		text = text[i+1:]
	}
}

func inOneEncoding(data []byte) (text []byte, from string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || isWide(data, 1):
		return inUTF8(data, utf.UTF16(utf.LittleEndian, utf.UseBOM), "UTF-16")
	case bytes.HasPrefix(data, []byte("\xfe\xff")) || isWide(data, 0):
		return inUTF8(data, utf.UTF16(utf.BigEndian, utf.UseBOM), "UTF-16")
	case utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		return data, ""
	case hasMacLines(data):
		return inUTF8(data, charmap.Macintosh, "Mac OS Roman, which is a guess")
	}
	return inUTF8(data, charmap.Windows1252, "Windows-1252, which is a guess")
}

// isWide says whether a text without a mark is of two bytes a character: nearly all bytes at even
// places, or at odd ones, are zero.
func isWide(data []byte, odd int) bool {
	const enough = 4 << 10
	head := data[:min(len(data), enough)/2*2]
	if bytes.IndexByte(head, 0) < 0 {
		return false
	}
	zeros, others := 0, 0
	for i, c := range head {
		switch {
		case c != 0:
		case i%2 == odd:
			zeros++
		default:
			others++
		}
	}
	return len(head) > 8 && others == 0 && 10*zeros > 4*len(head)
}

// inUTF8 decodes a text, unless it would hold what no text does.
func inUTF8(data []byte, e encoding.Encoding, name string) ([]byte, string) {
	text, err := e.NewDecoder().Bytes(data)
	isForeign := func(r rune) bool {
		return r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' &&
			r != '\f'
	}
	if err != nil || bytes.ContainsFunc(text, isForeign) {
		return data, ""
	}
	return text, name
}
