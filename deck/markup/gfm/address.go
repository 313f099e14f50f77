package gfm

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Addresses reads addresses of pages and of mail that stand in a text without marks, at the start
// of a line or behind white space or one of *_~(.
type Addresses struct{}

// Trigger implements [parser.InlineParser]. The space stands for the start of a line too.
func (Addresses) Trigger() []byte { return []byte(" *_~(") }

// Parse implements [parser.InlineParser].
func (Addresses) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil // links do not nest
	}
	line, segment := block.PeekLine()
	before := 0
	if bytes.IndexByte([]byte(" *_~("), line[0]) >= 0 {
		before = 1
	}
	line = line[before:]
	kind := ast.AutoLinkType(ast.AutoLinkURL)
	var protocol []byte
	size := page(line)
	if size > 0 && bytes.HasPrefix(line, []byte("www.")) {
		protocol = []byte("http")
	}
	if size == 0 {
		kind, size = ast.AutoLinkEmail, mail(line)
	}
	if size == 0 {
		return nil
	}
	if before > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+before))
	}
	size = withoutEnd(line[:size])
	block.Advance(before + size)
	start := segment.Start + before
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, start+size)))
	link.Protocol = protocol
	return link
}

// What the parts of addresses are made of.
const (
	small  = "abcdefghijklmnopqrstuvwxyz"
	digits = "0123456789"
	inHost = small + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + digits + "-@:%._+~#="
	inPath = inHost + "!?&/();,'\">^{}[]`"
)

// page returns how long the address of a page is that a line begins with, 0 if there is none.
func page(line []byte) int {
	for _, begin := range []string{"www.", "http://", "https://", "ftp://"} {
		if !bytes.HasPrefix(line, []byte(begin)) {
			continue
		}
		size := len(begin)
		name := host(line[size:])
		if name == 0 {
			return 0
		}
		size += name
		chars := inPath
		if begin != "www." {
			size += port(line[size:])
			chars += "$"
		}
		return size + place(line[size:], chars)
	}
	return 0
}

// maxHost is how many bytes the name of a host may have before its last point.
const maxHost = 256

// host returns how long the name of a host is that text begins with: with a point in it, and small
// letters behind the last one. It is 0 if there is none.
func host(text []byte) int {
	point := min(many(text[:min(len(text), maxHost+1)], inHost), maxHost)
	for ; point > 0; point-- {
		if point+1 < len(text) && text[point] == '.' {
			if last := many(text[point+1:], small); last > 0 {
				return point + 1 + last
			}
		}
	}
	return 0
}

// port returns how long the number of a port is that text begins with.
func port(text []byte) int {
	if len(text) == 0 || text[0] != ':' || many(text[1:], digits) == 0 {
		return 0
	}
	return 1 + many(text[1:], digits)
}

// place returns how long the path, the query or the place in a page is that text begins with, made
// of chars.
func place(text []byte, chars string) int {
	if len(text) == 0 || strings.IndexByte("/#?", text[0]) < 0 {
		return 0
	}
	return many(text, chars)
}

// many returns how many bytes that text begins with are among chars.
func many(text []byte, chars string) int {
	for i, b := range text {
		if strings.IndexByte(chars, b) < 0 {
			return i
		}
	}
	return len(text)
}

// mail returns how long the address of a mailbox is that a line begins with, 0 if there is none.
func mail(line []byte) int {
	if len(line) == 0 || util.IsPunct(line[0]) {
		return 0
	}
	size := util.FindEmailIndex(line)
	if size < 0 || bytes.IndexByte(line[bytes.IndexByte(line, '@'):size-1], '.') < 0 {
		return 0
	}
	if line[size-1] == '.' {
		size--
	}
	if size < len(line) && (line[size] == '-' || line[size] == '_') {
		return 0
	}
	return size
}

// withoutEnd returns how long an address is without what ends the sentence around it: punctuation,
// brackets that do not open in it, and entities.
func withoutEnd(address []byte) int {
	size := len(address)
	open := bytes.Count(address, []byte("(")) - bytes.Count(address, []byte(")"))
	for size > 1 {
		switch last := address[size-1]; {
		case strings.IndexByte("?!.,:*_~", last) >= 0:
			size--
		case last == ')' && open < 0:
			open++
			size--
		case last == ';' && entity(address[:size]) > 0:
			size -= entity(address[:size])
		default:
			return size
		}
	}
	return size
}

// entity returns how long an entity is that text ends with, with its marks; 0 if there is none.
func entity(text []byte) int {
	name := len(text) - 1
	for name > 1 && util.IsAlphaNumeric(text[name-1]) {
		name--
	}
	if name == len(text)-1 || text[name-1] != '&' {
		return 0
	}
	return len(text) - name + 1
}
