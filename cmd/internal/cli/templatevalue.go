package cli

import (
	"errors"
	"fmt"
	"strings"
	"text/template/parse"
)

// pipe returns what a pipeline comes to. Each command has the value of the one before behind its
// arguments.
func (t *templating) pipe(dot any, pipe *parse.PipeNode) (value any, err error) {
	for i, cmd := range pipe.Cmds {
		var last []any
		if i > 0 {
			last = []any{value}
		}
		if value, err = t.command(dot, cmd, last); err != nil {
			return nil, err
		}
	}
	if len(pipe.Decl) == 1 {
		if pipe.IsAssign {
			t.set(pipe.Decl[0], value)
		} else {
			t.vars = append(t.vars, variable{pipe.Decl[0].Ident[0], value})
		}
	}
	return value, nil
}

func (t *templating) command(dot any, cmd *parse.CommandNode, last []any) (any, error) {
	name, ok := cmd.Args[0].(*parse.IdentifierNode)
	if !ok {
		if len(cmd.Args) > 1 || last != nil {
			return nil, fmt.Errorf("%s is not a function", cmd.Args[0])
		}
		return t.value(dot, cmd.Args[0])
	}
	var args []any
	for _, arg := range cmd.Args[1:] {
		v, err := t.value(dot, arg)
		if err != nil {
			return nil, err
		}
		args = append(args, v)
	}
	value, err := callTemplateFunc(name.Ident, append(args, last...))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name.Ident, err)
	}
	return value, nil
}

// value returns what stands in a place of a command.
func (t *templating) value(dot any, node parse.Node) (any, error) {
	switch n := node.(type) {
	case *parse.DotNode:
		return dot, nil
	case *parse.NilNode:
		return nil, nil
	case *parse.BoolNode:
		return n.True, nil
	case *parse.StringNode:
		return n.Text, nil
	case *parse.NumberNode:
		return n.Float64, nil
	case *parse.FieldNode:
		return member(dot, n.Ident)
	case *parse.VariableNode:
		return t.variable(n)
	case *parse.PipeNode:
		return t.pipe(dot, n)
	case *parse.ChainNode:
		v, err := t.value(dot, n.Node)
		if err != nil {
			return nil, err
		}
		return member(v, n.Field)
	case *parse.IdentifierNode:
		return callTemplateFunc(n.Ident, nil)
	}
	return nil, fmt.Errorf("%s is not a value", node)
}

func (t *templating) variable(n *parse.VariableNode) (any, error) {
	for i := len(t.vars) - 1; i >= 0; i-- {
		if t.vars[i].name == n.Ident[0] {
			return member(t.vars[i].value, n.Ident[1:])
		}
	}
	return nil, fmt.Errorf("%s has no value", n)
}

// member goes down a path of names; null and what an object lacks have nothing below them.
func member(value any, path []string) (any, error) {
	for _, name := range path {
		switch v := value.(type) {
		case nil:
			return nil, nil
		case map[string]any:
			value = v[name]
		default:
			return nil, fmt.Errorf(".%s: %s is not an object", name, plainText(value))
		}
	}
	return value, nil
}

// templateFuncs are the functions of templates, with how many arguments each takes at least.
func templateFuncs() map[string]any {
	return map[string]any{
		"and": 1, "eq": 2, "index": 2, "join": 2, "json": 1, "len": 1, "ne": 2, "not": 1, "or": 1,
	}
}

// callTemplateFunc calls one of [templateFuncs].
func callTemplateFunc(name string, args []any) (any, error) {
	if least, _ := templateFuncs()[name].(int); len(args) < least {
		return nil, errors.New("too few arguments")
	}
	switch name {
	case "and", "or":
		return either(args, name == "or"), nil
	case "not":
		return !isTrue(args[0]), nil
	case "eq", "ne":
		return isEqual(args[0], args[1]) == (name == "eq"), nil
	case "len":
		return length(args[0])
	case "join":
		return join(plainText(args[0]), args[1])
	case "index":
		return element(args[0], args[1])
	}
	text, err := marshal(args[0])
	return string(text), err
}

// either returns the first value that is as wanted, or the last.
func either(args []any, wanted bool) any {
	for _, arg := range args {
		if isTrue(arg) == wanted {
			return arg
		}
	}
	return args[len(args)-1]
}

func isEqual(a, b any) bool {
	x, isNumber := number(a)
	y, both := number(b)
	if isNumber && both {
		return x == y
	}
	return isNumber == both && (a == nil) == (b == nil) && plainText(a) == plainText(b)
}

func length(value any) (any, error) {
	switch v := value.(type) {
	case nil:
		return 0.0, nil
	case string:
		return float64(len([]rune(v))), nil
	case []any:
		return float64(len(v)), nil
	case map[string]any:
		return float64(len(v)), nil
	}
	return nil, fmt.Errorf("%s has no length", plainText(value))
}

// join puts a text between the elements of an array, which null has none of.
func join(between string, value any) (any, error) {
	list, ok := value.([]any)
	if !ok && value != nil {
		return nil, fmt.Errorf("%s is not an array", plainText(value))
	}
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = plainText(v)
	}
	return strings.Join(texts, between), nil
}

// element returns one of an array, by its place from 0, or of an object, by its name.
func element(value, at any) (any, error) {
	list, isList := value.([]any)
	i, isPlace := number(at)
	switch {
	case !isList || !isPlace:
		return member(value, []string{plainText(at)})
	case i < 0 || int(i) >= len(list):
		return nil, fmt.Errorf("there is no element %s of %d", plainText(at), len(list))
	}
	return list[int(i)], nil
}
