package markup

import "strings"

// maxBracket is how long the text in brackets of our own may be, in bytes. The bound keeps the time
// linear.
const maxBracket = 300

// page returns the end of the link to a page of a wiki that begins at pos, [[page]], or 0. A link
// to a URL may have such a text, too.
func (in *inline) page(pos int) int {
	if in.at(pos+1) != '[' {
		return 0
	}
	text := in.src[pos+2 : min(in.end, pos+2+maxBracket)]
	size := strings.IndexAny(text, "[]\n`$\\<")
	if size <= 0 || !strings.HasPrefix(text[size:], "]]") {
		return 0
	}
	end := pos + 2 + size + 2
	if in.at(end) == '(' {
		return 0
	}
	return end
}

// isCitation says whether text in brackets cites something, as in pandoc: @key, see @key, p. 3;
// -@other.
func isCitation(text string) bool {
	if len(text) > maxBracket || strings.IndexByte(text, '@') < 0 {
		return false
	}
	for part := range strings.SplitSeq(text, ";") {
		if !hasCitationKey(part) {
			return false
		}
	}
	return true
}

func hasCitationKey(text string) bool {
	for i := range len(text) - 1 {
		if text[i] != '@' || i > 0 && strings.IndexByte(" \t\n-", text[i-1]) < 0 {
			continue
		}
		if c := text[i+1]; isLetter(c) || isDigit(c) || c == '_' || c == '{' {
			return true
		}
	}
	return false
}

// Box returns the length of the box of a task that text begins with, 0 for none, and whether it is
// ticked. Text follows it behind a space.
func Box(text string) (size int, ticked bool) {
	if len(text) < 4 || text[0] != '[' || text[2] != ']' || text[3] != ' ' && text[3] != '\t' {
		return 0, false
	}
	if strings.IndexByte(" xX", text[1]) < 0 || strings.TrimSpace(text[3:]) == "" {
		return 0, false
	}
	return 3, text[1] != ' '
}

// callout returns the length of the mark of a callout that a quoted line begins with: [!kind]. It
// is 0 for none.
func callout(text string) int {
	if !strings.HasPrefix(text, "[!") {
		return 0
	}
	for i := 2; i < len(text); i++ {
		if c := text[i]; c == ']' && i > 2 {
			return i + 1
		} else if !isLetter(c) && !isDigit(c) && c != '-' && c != '_' {
			break
		}
	}
	return 0
}
