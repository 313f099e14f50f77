package decktest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Sources returns what looks like the text of a deck in the tests of the package in a folder, each
// text once, as seeds for fuzzing: every string with a colon or several lines.
func Sources(tb testing.TB, folder string) []string {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil || len(names) == 0 {
		tb.Fatalf("no tests in %s: %v", folder, err)
	}
	var list []string
	seen := make(map[string]bool)
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			tb.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			if err == nil && strings.ContainsAny(text, ":\n") && !seen[text] {
				seen[text] = true
				list = append(list, text)
			}
			return true
		})
	}
	return list
}
