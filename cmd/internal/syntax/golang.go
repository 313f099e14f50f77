package syntax

import "github.com/alecthomas/chroma/v2"

// goRules are the words of Go, by its specification: chroma has them as code, not as a file.
func goRules() chroma.Rules {
	words := func(names ...string) string { return chroma.Words(`\b`, `\b`, names...) }
	return chroma.Rules{"root": {
		{Pattern: `\s+`, Type: chroma.TextWhitespace},
		{Pattern: `//[^\n]*|/\*[\s\S]*?(\*/|\z)`, Type: chroma.Comment},
		{Pattern: "`[^`]*(`|\\z)", Type: chroma.LiteralString},
		{Pattern: `"(\\.|[^"\\\n])*("|$)|'(\\.|[^'\\\n])+'`, Type: chroma.LiteralString},
		{Pattern: words(
			"break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough",
			"for", "func", "go",
			"goto", "if", "import", "interface", "map", "package", "range", "return", "select",
			"struct", "switch", "type",
			"var",
		), Type: chroma.Keyword},
		{Pattern: words("true", "false", "iota", "nil"), Type: chroma.KeywordConstant},
		{Pattern: words(
			"any", "bool", "byte", "comparable", "complex64", "complex128", "error", "float32",
			"float64", "int", "int8",
			"int16", "int32", "int64", "rune", "string", "uint", "uint8", "uint16", "uint32",
			"uint64", "uintptr",
		), Type: chroma.KeywordType},
		{
			Pattern: `\b0[xXbBoO][0-9a-fA-F_]+\b|(\b\d[\d_]*)?\.?\d[\d_]*([eE][+-]?\d+)?i?`,
			Type:    chroma.LiteralNumber,
		},
		{Pattern: `[\pL_][\pL\d_]*`, Type: chroma.Name},
		{Pattern: `.`, Type: chroma.Punctuation},
	}}
}
