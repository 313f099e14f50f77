package mochi

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// readEDN reads the first value of a text (https://github.com/edn-format/edn).
func readEDN(text string) (any, error) {
	e := edn{text: strings.TrimPrefix(text, "\ufeff")}
	v, err := e.value(0)
	if err != nil {
		return nil, fmt.Errorf("byte %d: %w", e.pos, err)
	}
	return v, nil
}

type edn struct {
	text string
	pos  int
}

var (
	errEnd  = errors.New("it ends in the middle of a value")
	errSign = errors.New("a bracket that was never opened")
)

// skip passes over white space, commas and comments.
func (e *edn) skip() {
	for e.pos < len(e.text) {
		r, size := utf8.DecodeRuneInString(e.text[e.pos:])
		switch {
		case r == ';':
			end := strings.IndexByte(e.text[e.pos:], '\n')
			if end < 0 {
				end = len(e.text) - e.pos
			}
			e.pos += end
		case r == ',' || unicode.IsSpace(r):
			e.pos += size
		default:
			return
		}
	}
}

func (e *edn) value(depth int) (any, error) {
	e.skip()
	if depth > maxDepth {
		return nil, errDeep
	}
	if e.pos == len(e.text) {
		return nil, errEnd
	}
	switch rest := e.text[e.pos:]; {
	case rest[0] == '"':
		return e.quoted()
	case rest[0] == '{':
		e.pos++
		items, err := e.items('}', depth)
		o := make(object)
		for i := 0; i+1 < len(items); i += 2 {
			o[keyOf(items[i])] = items[i+1]
		}
		return o, err
	case rest[0] == '[':
		e.pos++
		return e.items(']', depth)
	case rest[0] == '(':
		e.pos++
		return e.items(')', depth)
	case strings.HasPrefix(rest, "#{"):
		e.pos += 2
		return e.items('}', depth)
	case strings.HasPrefix(rest, "#_"):
		e.pos += 2
		if _, err := e.value(depth + 1); err != nil {
			return nil, err
		}
		return e.value(depth + 1)
	case rest[0] == '#':
		tag := e.word()
		v, err := e.value(depth + 1)
		return tagged(tag, v), err
	case strings.IndexByte("}])", rest[0]) >= 0:
		return nil, errSign
	}
	return plain(e.word()), nil
}

func (e *edn) items(end byte, depth int) (list, error) {
	items := list{}
	for {
		e.skip()
		if e.pos == len(e.text) {
			return nil, errEnd
		}
		if e.text[e.pos] == end {
			e.pos++
			return items, nil
		}
		v, err := e.value(depth + 1)
		if err != nil {
			return nil, err
		}
		items = append(items, v)
	}
}

func (e *edn) quoted() (any, error) {
	var b strings.Builder
	for i := e.pos + 1; i < len(e.text); i++ {
		switch c := e.text[i]; {
		case c == '"':
			e.pos = i + 1
			return b.String(), nil
		case c == '\\' && i+1 < len(e.text):
			i++
			switch c := e.text[i]; c {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			case 'r':
				b.WriteByte('\r')
			case 'u':
				if n, err := strconv.ParseUint(e.text[i+1:min(i+5, len(e.text))], 16, 32); err == nil {
					b.WriteRune(rune(n))
					i += 4
				}
			default:
				b.WriteByte(c)
			}
		default:
			b.WriteByte(c)
		}
	}
	return nil, errEnd
}

// word reads up to the next white space, bracket or quote.
func (e *edn) word() string {
	start := e.pos
	end := strings.IndexAny(e.text[start+1:], " \t\r\n,()[]{}\"")
	if end < 0 {
		end = len(e.text) - start - 1
	}
	e.pos = start + 1 + end
	return e.text[start:e.pos]
}

func plain(word string) any {
	switch word {
	case "nil":
		return nil
	case "true", "false":
		return word == "true"
	}
	return strings.TrimPrefix(word, ":")
}

// tagged returns a value with a tag: times are what they say, the others as they are.
func tagged(tag string, v any) any {
	if s, ok := v.(string); ok && tag == "#inst" {
		if at, err := time.Parse(time.RFC3339Nano, s); err == nil {
			return at
		}
	}
	return v
}
