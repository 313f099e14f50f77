// Package gfm reads what GitHub's Markdown has beyond CommonMark, for the parser of goldmark: tables,
// check boxes of tasks, struck-out text, addresses without marks and footnotes. It makes the nodes
// of goldmark's own extensions, which it stands for: those come with a renderer and with regular
// expressions that every start of a program would compile.
package gfm
