package folders

import (
	"path"
	"strings"
	"unicode/utf8"
)

// Matcher finds the presets of many decks.
type Matcher struct {
	presets  []Preset
	patterns [][]pattern // of each preset
}

// Matcher returns one for the presets of the configuration as they are now.
func (c *Config) Matcher() *Matcher {
	m := &Matcher{c.Presets, make([][]pattern, len(c.Presets))}
	for i, p := range c.Presets {
		m.patterns[i] = make([]pattern, len(p.Decks))
		for k, text := range p.Decks {
			m.patterns[i][k] = parsePattern(text)
		}
	}
	return m
}

// Preset returns the one that a deck is scheduled by, -1 if none: that which its front matter
// names, else the one that names the deck most exactly, the first of those that do so equally.
func (m *Matcher) Preset(d Deck) int {
	best, most := -1, 0
	for i, patterns := range m.patterns {
		if d.Preset != "" && m.presets[i].Name == d.Preset {
			return i
		}
		for k := range patterns {
			if e := patterns[k].exactness(d.Name); e > most {
				best, most = i, e
			}
		}
	}
	return best
}

// pattern is one as in [path.Match]. It stands for the decks that it matches and all below them.
type pattern struct {
	text  string
	size  int // in characters
	parts []part
}

// part is what stands between two slashes of a pattern. Most have one star at most, and are matched
// without [path.Match].
type part struct {
	before, after string
	star          bool
	odd           bool // all else: before is its text
}

func parsePattern(text string) pattern {
	p := pattern{text: text, size: utf8.RuneCountInString(text)}
	if strings.ContainsAny(text, `[\`) { // a slash may stand in brackets
		return p
	}
	for s := range strings.SplitSeq(text, "/") {
		part := part{before: s, odd: strings.Contains(s, "?") || strings.Count(s, "*") > 1}
		if !part.odd {
			part.before, part.after, part.star = strings.Cut(s, "*")
		}
		p.parts = append(p.parts, part)
	}
	return p
}

// exactness says how exactly the pattern names a deck; 0 if it does not. The deck's own name is the
// most exact, then longer patterns come before shorter ones.
func (p *pattern) exactness(name string) int {
	const whole = 1 << 30
	switch {
	case p.text == name:
		return whole
	case p.matches(name):
		return p.size
	}
	return 0
}

func (p *pattern) matches(name string) bool {
	if p.parts == nil {
		return p.matchesBrackets(name)
	}
	for i := range p.parts {
		has, below, deeper := strings.Cut(name, "/")
		if !p.parts[i].matches(has) || !deeper && i < len(p.parts)-1 {
			return false
		}
		name = below
	}
	return true
}

func (p *part) matches(name string) bool {
	switch {
	case p.odd:
		ok, _ := path.Match(p.before, name) // patterns were checked when they were read
		return ok
	case !p.star:
		return p.before == name
	}
	return len(name) >= len(p.before)+len(p.after) &&
		strings.HasPrefix(name, p.before) && strings.HasSuffix(name, p.after)
}

// matchesBrackets is matches for a pattern with brackets or escapes.
func (p *pattern) matchesBrackets(name string) bool {
	end := 0
	for range strings.Count(p.text, "/") {
		next := strings.IndexByte(name[end:], '/')
		if next < 0 {
			return false
		}
		end += next + 1
	}
	if next := strings.IndexByte(name[end:], '/'); next >= 0 {
		name = name[:end+next]
	}
	ok, _ := path.Match(p.text, name)
	return ok
}
