package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"text/template/parse"

	"cards/cmd/internal/out"
)

// templateFlag is the value of --template: a template as Go has them. It implies --json. The
// package text/template would carry all methods of the program with it; JSON needs none.
type templateFlag struct{ to *jsonFlags }

// String implements [pflag.Value].
func (f *templateFlag) String() string { return "" }

// Type implements [pflag.Value].
func (f *templateFlag) Type() string { return "TEMPLATE" }

// Set implements [pflag.Value].
func (f *templateFlag) Set(text string) error {
	trees, err := parse.Parse("--template", text, "", "", templateFuncs())
	if err != nil {
		return &usageError{
			fmt.Sprintf("--template %q: %v", text, err),
			"docs/scripts.md has examples, and lists the functions",
		}
	}
	f.to.wanted, f.to.template = true, &parse.ListNode{}
	if tree := trees["--template"]; tree != nil {
		f.to.template = tree.Root
	}
	return nil
}

// printTemplate prints what the template makes of a JSON value.
func (s *streams) printTemplate(input any) error {
	t := templating{vars: []variable{{"$", input}}}
	if err := t.walk(input, s.json.template); err != nil {
		return fmt.Errorf("--template: %w", err)
	}
	text := t.text.String()
	if s.out.Terminal {
		text = out.Sanitize(text)
	}
	_, err := s.out.Write([]byte(text))
	return err
}

// templating is a template at work on a value of JSON.
type templating struct {
	text bytes.Buffer
	vars []variable
}

type variable struct {
	name  string // with its "$"
	value any
}

// What ends a round of a range.
var (
	errBreak    = errors.New("break")
	errContinue = errors.New("continue")
)

func (t *templating) walk(dot any, node parse.Node) error {
	switch n := node.(type) {
	case *parse.ListNode:
		return t.walkAll(dot, n)
	case *parse.TextNode:
		t.text.Write(n.Text)
	case *parse.ActionNode:
		value, err := t.pipe(dot, n.Pipe)
		if err == nil && len(n.Pipe.Decl) == 0 {
			t.text.WriteString(plainText(value))
		}
		return err
	case *parse.IfNode:
		return t.choose(dot, &n.BranchNode, false)
	case *parse.WithNode:
		return t.choose(dot, &n.BranchNode, true)
	case *parse.RangeNode:
		return t.each(dot, n)
	case *parse.BreakNode:
		return errBreak
	case *parse.ContinueNode:
		return errContinue
	case *parse.CommentNode:
	default:
		return fmt.Errorf("%s: there are no templates in it", n)
	}
	return nil
}

func (t *templating) walkAll(dot any, list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	for _, n := range list.Nodes {
		if err := t.walk(dot, n); err != nil {
			return err
		}
	}
	return nil
}

// choose takes one of the branches of an if or a with.
func (t *templating) choose(dot any, n *parse.BranchNode, becomesDot bool) error {
	defer t.forget(len(t.vars))
	value, err := t.pipe(dot, n.Pipe)
	switch {
	case err != nil:
		return err
	case !isTrue(value):
		return t.walkAll(dot, n.ElseList)
	case becomesDot:
		dot = value
	}
	return t.walkAll(dot, n.List)
}

// forget drops the variables of a block.
func (t *templating) forget(kept int) { t.vars = t.vars[:kept] }

// each goes through an array, or through the values of an object by the order of their names.
func (t *templating) each(dot any, n *parse.RangeNode) error {
	defer t.forget(len(t.vars))
	value, err := t.pipe(dot, n.Pipe)
	if err != nil {
		return err
	}
	if !isTrue(value) {
		return t.walkAll(dot, n.ElseList)
	}
	keys, values, err := elements(value)
	for i := range values {
		declared := n.Pipe.Decl
		if len(declared) == 2 {
			t.set(declared[0], keys[i])
		}
		if len(declared) > 0 {
			t.set(declared[len(declared)-1], values[i])
		}
		kept := len(t.vars)
		err = t.walkAll(values[i], n.List)
		t.forget(kept)
		if errors.Is(err, errContinue) {
			err = nil
		}
		if err != nil {
			break
		}
	}
	if errors.Is(err, errBreak) {
		return nil
	}
	return err
}

// elements returns what a range goes through.
func elements(value any) (keys, values []any, err error) {
	switch v := value.(type) {
	case []any:
		for i, element := range v {
			keys, values = append(keys, float64(i)), append(values, element)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			keys, values = append(keys, name), append(values, v[name])
		}
	default:
		return nil, nil, fmt.Errorf("range over %s, which has no elements", plainText(value))
	}
	return keys, values, nil
}

// set gives a variable its value, a new one if there is none of its name.
func (t *templating) set(v *parse.VariableNode, value any) {
	for i := len(t.vars) - 1; i >= 0; i-- {
		if t.vars[i].name == v.Ident[0] {
			t.vars[i].value = value
			return
		}
	}
	t.vars = append(t.vars, variable{v.Ident[0], value})
}

// plainText is how a value is printed: a text as it is, nothing for null, all else as JSON.
func plainText(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	text, err := marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func isTrue(value any) bool {
	switch v := value.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	case map[string]any:
		return len(v) > 0
	}
	n, ok := number(value)
	return !ok || n != 0
}

// number returns the number that a value is, if it is one.
func number(value any) (float64, bool) {
	switch v := value.(type) {
	case float64:
		return v, true
	case json.Number:
		n, err := v.Float64()
		return n, err == nil
	}
	return 0, false
}
