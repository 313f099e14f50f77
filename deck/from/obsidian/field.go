package obsidian

import (
	"slices"
	"strings"

	"cards/deck/from/pattern"
)

var (
	// field is a line that says something of a note or of a block, as Dataview and Logseq have it.
	field = pattern.New(`^\s*([-*+] )?(\*\*(?:\pL+ )?)?[\pL][\pL\pN_.-]*(?:\*\*)?::(?:\s+(.*?))?\s*$`)

	// fact is a value of a field that few cards would ask for: a link, a tag, a date, an address, yes
	// or no.
	fact = pattern.New(`^(?:(?:!?\[\[[^\]]*\]\]|\[[^\]]*\]\([^)]*\)|#[^\s#,]+|<?https?://\S+|` +
		`\d{4}-\d\d(?:-\d\d)?(?:[T ][\d:.]+)?|true|false)[\s,;|·/]*)+$`)

	// count is what a diary notes of a day, behind a name in bold.
	count = pattern.New(`^-?\d+(?:[.,:]\d+)*\s*(?:%|\pL{1,4})?$`)

	// ofLogseq is a line that only Logseq writes into a note.
	ofLogseq = pattern.New(`^\s*(?:- )?(?:collapsed:: (?:true|false)|id:: [0-9a-f]{8}-|` +
		`card-(?:last|next)-[a-z]+:: |query-[a-z-]+:: |logseq\.[\w.-]+:: )`)

	// ofPage is the first line of a page that says something of itself.
	ofPage = pattern.New(`^(?:title|alias|aliases|tags|type|icon):: `)
)

// fieldMark stands behind the name of a field.
const fieldMark = "::"

// page is what a note is besides one of cards, as far as that decides what "::" means in it.
type page struct {
	logseq bool
	head   int             // lines of properties that a page of Logseq begins with
	asks   bool            // it has a tag that makes it one of cards
	names  map[string]bool // of fields, that other notes have too
}

// pageOf looks at all lines of a note.
func pageOf(lines []string, text string, s Settings) page {
	if !strings.Contains(text, fieldMark) {
		return page{}
	}
	isIn := func(tag string) bool { return strings.Contains(text, tag) }
	p := page{
		logseq: slices.ContainsFunc(lines, isOfLogseq),
		asks:   slices.ContainsFunc(s.Tags, isIn),
		names:  s.Fields,
	}
	for p.head < len(lines) && isNamed(lines[p.head]) {
		p.head++
	}
	outline, named := isOutline(lines[p.head:]), ofPage().MatchString(text)
	p.logseq = p.logseq || outline && named
	if !p.logseq && !outline && !named {
		p.head = 0
	}
	return p
}

func isOfLogseq(line string) bool {
	return strings.Contains(line, fieldMark) && ofLogseq().MatchString(line)
}

// isNamed says whether a line at the margin begins with a name and "::" behind it.
func isNamed(line string) bool {
	return strings.Contains(line, fieldMark) && line[0] != ' ' && line[0] != '\t' &&
		!isBullet(line) && field().MatchString(line)
}

// spaces are the characters that divide words in ASCII.
const spaces = " \t\n\f\r"

// isBullet says whether a line is an item of a list without numbers.
func isBullet(line string) bool {
	line = strings.TrimLeft(line, spaces)
	if line == "" || strings.IndexByte("-*+", line[0]) < 0 {
		return false
	}
	return len(line) == 1 || strings.IndexByte(spaces, line[1]) >= 0
}

// isOutline says whether lines are items of lists, and what belongs to these.
func isOutline(lines []string) bool {
	items := 0
	for _, line := range lines {
		switch {
		case isBullet(line):
			items++
		case strings.TrimSpace(line) != "" && line[0] != ' ' && line[0] != '\t':
			return false
		}
	}
	return items > 0
}

// isField says whether a line with "::" is a field, and no card.
func (p page) isField(at int, line string) bool {
	m := field().FindStringSubmatch(line)
	switch {
	case m == nil:
		return false
	case at < p.head, p.logseq:
		return true
	}
	if p.names[nameIn(line)] {
		return !p.asks
	}
	isFact := m[1] == "" && (m[3] == "" || fact().MatchString(m[3]))
	return !p.asks && (isFact || m[2] != "" && count().MatchString(m[3]))
}

// nameIn returns the name of the field that a line is; "" if it is none.
func nameIn(line string) string {
	if !strings.Contains(line, fieldMark) || !field().MatchString(line) {
		return ""
	}
	name, _, _ := strings.Cut(line, fieldMark)
	return strings.Trim(name, " \t-*+")
}

// field passes over a line that is a field, unless it belongs to an answer or has a schedule.
func (r *reader) field(at int, line string) bool {
	if r.sep >= 0 || !strings.Contains(line, fieldMark) || !r.page.isField(at, line) ||
		at+1 < len(r.lines) && isScheduled(r.lines[at+1]) {
		return false
	}
	r.close()
	r.mark(at, Text)
	return true
}
