package query

import (
	"fmt"
	"strings"

	"cards/srs"
)

// Parser knows what words of a query mean beside the language itself.
type Parser struct {
	Today  srs.Day
	IsName func(word string) bool // whether an argument as a whole names a deck, a file or a card; may be nil
}

// Parse reads the arguments of a command as one query. An argument that is a name as a whole is one
// whatever it consists of. Errors are of the type [*Error].
func (p Parser) Parse(args []string) (Query, error) {
	text := strings.Join(args, " ")
	s := &state{Parser: p, lexer: lexer{text: text}, names: map[int]string{}}
	at := 0
	for _, arg := range args {
		if p.IsName != nil && strings.TrimSpace(arg) != "" && p.IsName(arg) {
			s.names[at] = arg
		}
		at += len(arg) + 1
	}
	if err := s.advance(); err != nil {
		return Query{}, err
	}
	if s.word.kind == end {
		return Query{}, nil
	}
	root, err := s.or(0)
	if err == nil && s.word.kind == closed {
		err = s.wrong(s.word.at, "a closing parenthesis without an opening one")
	}
	if err != nil {
		return Query{}, err
	}
	return Query{root}, nil
}

// state is a parser at work.
type state struct {
	Parser
	lexer
	names map[int]string // arguments that are names, by their places
	word  lexeme         // the next
	after lexemeKind     // what was read before it
	last  int            // its place
	depth int            // parentheses that are open
}

func (s *state) wrong(at int, format string, args ...any) *Error {
	return &Error{Query: s.text, At: at, What: fmt.Sprintf(format, args...)}
}

// advance reads the next word.
func (s *state) advance() *Error {
	s.after, s.last = s.word.kind, s.word.at
	for at := s.pos; at <= len(s.text); at++ {
		if name, ok := s.names[at]; ok {
			s.word = lexeme{kind: named, text: name, at: at, end: at + len(name)}
			s.pos = s.word.end
			delete(s.names, at)
			return nil
		}
		if at == len(s.text) || s.text[at] != ' ' {
			break
		}
	}
	var err *Error
	s.word, err = s.next()
	return err
}

// isWord says whether the next word is one of the three that join others.
func (s *state) isWord(word string) bool {
	return s.word.kind == bare && strings.EqualFold(s.word.text, word)
}

// maxDepth is how deep parentheses and negations may nest.
const maxDepth = 100

// or reads parts between "or".
func (s *state) or(depth int) (Node, *Error) {
	if depth > maxDepth {
		return nil, s.wrong(s.word.at, "nested deeper than %d levels", maxDepth)
	}
	var parts Or
	for {
		part, err := s.and(depth)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		if !s.isWord("or") {
			break
		}
		if err := s.advance(); err != nil {
			return nil, err
		}
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	return parts, nil
}

// and reads parts that stand beside each other, or between "and". Names beside each other are
// alternatives: no card is in two decks.
func (s *state) and(depth int) (Node, *Error) {
	var parts And
	var names Or
	var in []field
	for !s.atEndOfAnd() {
		part, err := s.not(depth)
		if err != nil {
			return nil, err
		}
		switch n := part.(type) {
		case Name:
			names = append(names, n)
		case field:
			in = append(in, n)
		default:
			parts = append(parts, part)
		}
		if s.isWord("and") {
			if err := s.advance(); err != nil {
				return nil, err
			}
			if s.atEndOfAnd() {
				return nil, s.missing("and")
			}
		}
	}
	return s.joined(parts, names, in)
}

// joined makes one node of what stands beside each other.
func (s *state) joined(parts And, names Or, in []field) (Node, *Error) {
	if len(in) > 0 {
		if n := within(parts, in); n == 0 {
			return nil, s.wrong(in[0].at, `in:%s needs words to look for, such as text:WORD beside it`, in[0].name)
		}
	}
	switch len(names) {
	case 0:
	case 1:
		parts = append(And{names[0]}, parts...)
	default:
		parts = append(And{names}, parts...)
	}
	switch len(parts) {
	case 0:
		return nil, s.missing("or")
	case 1:
		return parts[0], nil
	}
	return parts, nil
}

// within limits the texts among parts to fields of a card, and returns how many there are.
func within(parts And, in []field) int {
	found := 0
	for i, part := range parts {
		not, negated := part.(Not)
		if negated {
			part = not.Node
		}
		text, ok := part.(Text)
		if !ok {
			continue
		}
		found++
		for _, f := range in {
			text.in |= f.bit
		}
		parts[i] = text
		if negated {
			parts[i] = Not{text}
		}
	}
	return found
}

func (s *state) atEndOfAnd() bool {
	return s.word.kind == end || s.word.kind == closed || s.isWord("or")
}

// missing says that something is missing where the next word is.
func (s *state) missing(word string) *Error {
	switch {
	case s.word.kind == closed && s.depth == 0:
		return s.wrong(s.word.at, "a closing parenthesis without an opening one")
	case s.word.kind == closed:
		return s.wrong(s.word.at, "the parentheses before this one are empty")
	case s.word.kind == end && s.after == open:
		return s.wrong(s.last, "a parenthesis is not closed")
	case s.word.kind == end:
		return s.wrong(s.word.at, "nothing follows %q", word)
	}
	return s.wrong(s.word.at, "nothing comes before %q", s.word.text)
}

// not reads a part with what negates it.
func (s *state) not(depth int) (Node, *Error) {
	if s.word.kind != minus && !s.isWord("not") {
		return s.part(depth)
	}
	word := s.word
	if err := s.advance(); err != nil {
		return nil, err
	}
	if s.atEndOfAnd() || s.isWord("and") {
		return nil, s.wrong(word.at, "nothing follows %q", word.text)
	}
	if depth >= maxDepth {
		return nil, s.wrong(word.at, "nested deeper than %d levels", maxDepth)
	}
	part, err := s.not(depth + 1)
	if err != nil {
		return nil, err
	}
	if f, ok := part.(field); ok {
		return nil, s.wrong(word.at, "in:%s cannot be negated; negate the words that it is about",
			f.name)
	}
	return Not{part}, nil
}

// part reads a term, or parts in parentheses.
func (s *state) part(depth int) (Node, *Error) {
	word := s.word
	if err := s.advance(); err != nil {
		return nil, err
	}
	switch word.kind {
	case open:
		s.depth++
		inner, err := s.or(depth + 1)
		s.depth--
		if err == nil && s.word.kind != closed {
			err = s.wrong(word.at, "a parenthesis is not closed")
		}
		if err == nil {
			err = s.advance()
		}
		return inner, err
	case quoted:
		return s.textTerm(word)
	case keyed:
		return s.term(word)
	}
	if word.kind == bare && strings.EqualFold(word.text, "and") {
		return nil, s.wrong(word.at, "nothing comes before %q", word.text)
	}
	if word.kind == bare && s.IsName != nil && !s.IsName(word.text) {
		if meant := signMeant(word.text); meant != "" {
			err := s.wrong(word.at, "%q has no meaning in a query", word.text)
			err.Near = []string{meant}
			return nil, err
		}
	}
	return Name{word.text, word.at}, nil
}

// signMeant returns what the language has for a sign of other languages; "" if the word is none.
func signMeant(word string) string {
	switch word {
	case "|", "||":
		return "or"
	case "&", "&&":
		return "and"
	case "!":
		return "not"
	}
	if rest, ok := strings.CutPrefix(word, "!"); ok && strings.Contains(rest, ":") {
		return "-" + rest
	}
	return ""
}
