// Package syntax says what the words of code are, so that every front end can set them apart: by
// the lexers of chroma, of which only that of the language is read, and only when it is needed.
package syntax

import (
	"embed"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// Class is what a stretch of code is.
type Class uint8

// The classes.
const (
	Plain Class = iota
	Keyword
	Text // a literal text or character
	Number
	Comment
)

// Token is a stretch of code of one class.
type Token struct {
	Text  string
	Class Class
}

// mostCode is the length of the longest code that is looked at, in bytes. Nobody learns more from
// one card, and time is spent on it before the card shows.
const mostCode = 1 << 14

// Tokens parts code into tokens, which together are the code; nil if the language is not known. The
// name of a language is what stands behind a fence; case does not count.
func Tokens(language, code string) []Token {
	file, ok := languages()[strings.ToLower(language)]
	if !ok || len(code) > mostCode {
		return nil
	}
	lexer, err := load(file)
	if err != nil {
		return nil
	}
	next, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, code)
	if err != nil {
		return nil
	}
	var tokens []Token
	size := 0
	for t := next(); t != chroma.EOF; t = next() {
		text := t.Value[:min(len(t.Value), len(code)-size)] // some lexers add a line feed
		if text == "" {
			continue
		}
		if !strings.HasPrefix(code[size:], text) { // it was no UTF-8
			return nil
		}
		size += len(text)
		tokens = add(tokens, Token{text, classOf(t.Type)})
	}
	if size != len(code) {
		return nil
	}
	return tokens
}

// add appends a token, or to the last one if that is of the same class.
func add(tokens []Token, t Token) []Token {
	if last := len(tokens) - 1; last >= 0 && tokens[last].Class == t.Class {
		tokens[last].Text += t.Text
		return tokens
	}
	return append(tokens, t)
}

func classOf(t chroma.TokenType) Class {
	switch {
	case t.InCategory(chroma.Comment):
		return Comment
	case t.InCategory(chroma.Keyword), t == chroma.OperatorWord, t == chroma.NameTag:
		return Keyword
	case t.InSubCategory(chroma.LiteralString):
		return Text
	case t.InSubCategory(chroma.LiteralNumber):
		return Number
	}
	return Plain
}

//go:embed lexers/*.xml
var lexers embed.FS

// load reads the lexer of a language and those that it uses.
func load(file string) (chroma.Lexer, error) {
	if file == golang {
		return chroma.NewLexer(&chroma.Config{Name: "Go", EnsureNL: true}, goRules)
	}
	registry := chroma.NewLexerRegistry()
	for _, other := range append(uses()[file], file) {
		lexer, err := chroma.NewXMLLexer(lexers, "lexers/"+other+".xml")
		if err != nil {
			return nil, err
		}
		registry.Register(lexer)
		if other == file {
			return lexer, nil
		}
	}
	return nil, nil // not reached: the last is the file
}

// uses says which lexers need others, for code within code.
func uses() map[string][]string {
	return map[string][]string{
		"docker": {"bash", "json"}, "html": {"javascript", "css"}, "makefile": {"bash"},
	}
}

// golang stands for the lexer that is no file.
const golang = "go"

// languages returns the files of lexers by the names of their languages.
func languages() map[string]string {
	files := map[string]string{"go": golang, "golang": golang}
	for row := range strings.FieldsSeq(names) {
		file, others, _ := strings.Cut(row, ":")
		for name := range strings.SplitSeq(file+","+others, ",") {
			if name != "" {
				files[name] = file
			}
		}
	}
	return files
}

// names lists the lexers, each with other names of its language.
const names = `
bash:sh,ksh,zsh,shell c:h clojure:clj,edn cpp:c++,cc,hpp csharp:c#,cs css diff:udiff,patch docker:dockerfile,containerfile
elixir:ex,exs erlang:erl haskell:hs html:htm ini:cfg,conf java javascript:js,jsx,mjs json:jsonl julia:jl kotlin:kt lua
makefile:make,mk nix ocaml:ml perl:pl powershell:ps1,pwsh,posh python:py,python3,py3 r ruby:rb rust:rs scala:sc
scheme:scm,racket,lisp sql:postgresql,mysql,sqlite swift tex:latex toml typescript:ts,tsx xml:svg yaml:yml zig
`
