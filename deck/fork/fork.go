// Package fork reads the conflicts that programs which merge leave in a text, as git and jj write
// them.
package fork

import "strings"

// MarkerSize is how many characters a marker of a conflict has at least. Programs take more where a
// line of the text looks like a marker.
const MarkerSize = 7

// Marker returns the character of the marker that a line is, and how many there are; the size is 0
// if it is none. What marks a conflict in git stands at the start of a line, and nothing or a space
// follows.
func Marker(line string) (mark byte, size int) {
	if line == "" || strings.IndexByte(`<>|=%+-\`, line[0]) < 0 {
		return 0, 0
	}
	rest := strings.TrimLeft(line, line[:1])
	size = len(line) - len(rest)
	if size < MarkerSize || rest != "" && strings.IndexByte(" \t\r\n", rest[0]) < 0 {
		return 0, 0
	}
	return line[0], size
}

// isMarker says whether a line by itself tells of a conflict. A line of seven equals signs
// may underline a heading.
func isMarker(line string) bool {
	mark, size := Marker(line)
	return size == MarkerSize && strings.IndexByte("<>|", mark) >= 0
}

// Fork is a stretch of lines in which a program that merges has left several versions.
type Fork struct {
	First, Last int       // its lines, from 0, markers included
	sides       []version // of which one is to be kept
	base        []version // what they were made from, as far as it is there
}

// Versions returns how many versions there are of which one is to be kept.
func (f Fork) Versions() int { return len(f.sides) }

// version is one version of the lines of a conflict: those from one line to another, which is not
// included. In a diff, as jj writes it, they have a sign before them: those with the sign without
// are not of this version.
type version struct {
	from, to int
	without  byte // 0 if this is no diff
}

// line returns a line as it is in the version.
func (v version) line(text string) (line string, ok bool) {
	switch {
	case v.without == 0 || text == "":
		return text, true
	case text[0] == v.without:
		return "", false
	}
	return text[1:], true
}

// maxNested is how deep conflicts of one size of marker may nest: every line is read as often.
const maxNested = 8

// find finds the conflicts in the lines of a text, and the markers that belong to none.
func find(lines []string) (found []Fork, strays []int) {
	open := map[int][]int{} // by the size of the marker, the innermost last
	for i, line := range lines {
		mark, size := Marker(line)
		inner := len(open[size]) - 1
		switch {
		case size == 0:
		case mark == '<':
			open[size] = append(open[size][max(0, inner+2-maxNested):], i)
		case mark == '>' && inner >= 0:
			start := open[size][inner]
			open[size] = open[size][:inner]
			if c := newFork(lines, start, i, size); len(c.sides) > 1 {
				for len(found) > 0 && found[len(found)-1].First > start { // nested in this one
					found = found[:len(found)-1]
				}
				found = append(found, c)
			}
		}
	}
	next := 0
	for i, line := range lines {
		for next < len(found) && found[next].Last < i {
			next++
		}
		if isMarker(line) && (next == len(found) || i < found[next].First) {
			strays = append(strays, i)
		}
	}
	return found, strays
}

// newFork reads the lines between the first and the last marker of a conflict. One within it, as a
// merge leaves of a text with conflicts, adds its versions; the outer one has a mark of its own
// between versions.
func newFork(lines []string, first, last, size int) Fork {
	c := Fork{First: first, Last: last}
	mark, n := Marker(lines[first+1])
	jj := n == size && strings.IndexByte("%+-", mark) >= 0
	start, mark := first, byte('+') // git's first version has no marker but that of the conflict
	depth, divided, afterInner := 0, jj, false
	for i := first + 1; i <= last; i++ {
		m, n := Marker(lines[i])
		isInner := i < last && n == size && !jj && (m == '<' || m == '>')
		isMark := i == last || isInner ||
			n == size && strings.IndexByte(marksInConflict(jj), m) >= 0
		if !isMark {
			continue
		}
		divided = divided || m == '=' && depth == 0
		isNothing := i == start+1 && (isInner || afterInner)
		if !isNothing && (i > first+1 || !jj) {
			c.add(mark, start+1, i)
		}
		start, mark, afterInner = i, m, isInner && m == '>'
		switch {
		case isInner && m == '<':
			depth, mark = depth+1, '+'
		case isInner:
			depth, mark = depth-1, '+'
		}
	}
	if !divided {
		c.sides = nil
	}
	return c
}

func marksInConflict(jj bool) string {
	if jj {
		return `%+-\`
	}
	return "|="
}

// add adds the version below a marker.
func (c *Fork) add(mark byte, from, to int) {
	switch mark {
	case '+', '=':
		c.sides = append(c.sides, version{from: from, to: to})
	case '-', '|':
		c.base = append(c.base, version{from: from, to: to})
	case '%':
		c.sides = append(c.sides, version{from: from, to: to, without: '-'})
		c.base = append(c.base, version{from: from, to: to, without: '+'})
	case '\\': // goes on with the marker of a diff, below which is nothing yet
		if n, b := len(c.sides)-1, len(c.base)-1; n >= 0 && c.sides[n].without != 0 {
			c.sides[n].from, c.sides[n].to, c.base[b].from, c.base[b].to = from, to, from, to
		}
	}
}
