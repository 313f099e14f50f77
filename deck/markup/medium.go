package markup

import (
	"path"
	"slices"
	"strings"
)

// IsSound says whether a destination names a sound, by its extension.
func IsSound(dest string) bool {
	return hasExtension(dest, ".mp3", ".ogg", ".opus", ".wav", ".m4a")
}

// IsPicture says whether a destination names a picture, by its extension.
func IsPicture(dest string) bool {
	return hasExtension(dest, ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp",
		".tif", ".tiff", ".heic")
}

func hasExtension(dest string, extensions ...string) bool {
	return slices.Contains(extensions, strings.ToLower(path.Ext(dest)))
}

// embed takes a picture or another file as wikis write it, within a line: ![[path]],
// ![[path|alternative text]] or ![[path|width]]. Without an extension it names a page and is text.
func (in *inline) embed(pos int) int {
	text := pos + len("![[")
	size := strings.IndexAny(in.src[text:min(in.end, text+maxEmbed)], "[]\n")
	if size < 0 || !strings.HasPrefix(in.src[text+size:in.end], "]]") {
		return 0
	}
	end := text + size
	dest, alt := Range{text, end}, Range{end, end}
	if bar := strings.IndexByte(in.src[text:end], '|'); bar >= 0 {
		dest.End, alt.Start = text+bar, text+bar+1
		if strings.HasSuffix(dest.In(in.src), `\`) { // in a table
			dest.End--
		}
	}
	if isSize(alt.In(in.src)) {
		alt.Start = alt.End
	}
	if place := strings.IndexByte(dest.In(in.src), '#'); place >= 0 {
		dest.End = dest.Start + place
	}
	if !isFile(dest.In(in.src)) {
		return 0
	}
	in.spans = append(in.spans, Span{Range{pos, end + 2}, Image, alt, dest})
	return end + 2
}

// maxEmbed bounds the bytes between the brackets of a file that is embedded as in wikis, and of a
// path with spaces. It keeps the time linear.
const maxEmbed = 512

// isSize says whether text is a width, or a width and a height: 100 or 100x200.
func isSize(text string) bool {
	width, height, ok := strings.Cut(strings.TrimSpace(text), "x")
	return isNumber(width) && (!ok || isNumber(height))
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// isFile says whether a path has an extension as files have that are no pages: some letters and
// digits.
func isFile(dest string) bool {
	ext := strings.TrimPrefix(path.Ext(dest), ".")
	if len(ext) < 2 || len(ext) > 5 || isNumber(ext) || strings.EqualFold(ext, "md") {
		return false
	}
	for i := range len(ext) {
		if !isLetter(ext[i]) && !isDigit(ext[i]) {
			return false
		}
	}
	return true
}
