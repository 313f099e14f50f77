// Package gfm reads what GitHub's Markdown has beyond CommonMark, for the parser of goldmark:
// tables, check boxes of tasks, struck-out text and addresses without marks. It makes the nodes of
// goldmark's own extensions, which it stands for: those come with a renderer and with regular
// expressions that every start of a program would compile.
package gfm
