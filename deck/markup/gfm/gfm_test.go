package gfm_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	exast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"cards/deck/markup/gfm"
)

// texts have what the parsers here look for, and what only looks like it.
var texts = []string{
	"| a | b |\n|---|:-:|\n| 1 | 2 | 3 |\n| 4 |\n",
	"before\nand\na | b\n:- | -:\n1 | 2",
	"| a |\n|---|---|\n| b |", "| a | b |\n|---|\n| c |", "a\n---", "a\n|", "a\n-|", "a\n:-",
	"a\n|-\nb\n|-",
	"| `a\\|b` | \\| c |\n|-|-|\n| `d\\|e\\|f` | ``\\|`` |", "| a \\| b |\n|-|",
	"> | a |\n> | - |\n> | b |",
	"- | a |\n  | - |\n  | b |\nlazy", "    | a |\n    | - |", "a\n    |-|", "|\n|-|",
	"||\n|-|\n||", "a|b\n-|-\n|",
	"- [ ] open\n- [x] done\n- [X]done\n- [y] no\n- [x", "1. [ ]\n2. [\t] tab", "- a\n\n  [ ] b",
	"[ ] a", "- > [ ] a",
	"~~a~~ ~b~ ~~~c~~~ a~~b~~c", "~~ a ~~", "~~a *b~~ c*", "*~~a~~*", "~~a\nb~~",
	"http://a.b", "see https://example.org/a_(b)?c=d&e;.", "(www.a.b/c)", "www.a",
	"www.a.b$c http://a.b/$c", "ftp://x.y:80/z",
	"http://a.b:x", "http://a.B", "http://a.b.", "http://a.b&amp; http://a.b/?c&lt;&gt;",
	"xhttp://a.b *www.a.b*", "_www.a.b_",
	"http://" + strings.Repeat("a", 256) + ".b", "http://" + strings.Repeat("a", 257) + ".b",
	"www." + strings.Repeat("a.", 300),
	"a@b.c", "a@b.c. a@b.c- a@b", "<a@b.c> !a@b.c (a@b.c) a+b@c.d.e_", "mail a@b.c, or\nc@d.e",
	"www.a.b/" + "(x)" + ")", "www.a.b&;",
}

func TestReadsWhatGoldmarkReads(t *testing.T) {
	for _, src := range texts {
		if own, want := tree(src, own()), tree(src, goldmark()); own != want {
			t.Errorf("%q:\n%s\nwant:\n%s", src, own, want)
		}
	}
}

// TestReadsWhatGoldmarkReadsOfMarks tries texts that are made of little but marks.
func TestReadsWhatGoldmarkReadsOfMarks(t *testing.T) {
	words := strings.Split("| - : \\ ` \n \n |-| :-: --- ~~ ~ * _ ( ) [ ] x [x] @ . a b.c www. http:// ftp://a.b :80 / ? & ; &amp; $ <"+
		" a@b.c \t > 1.", " ")
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range 1 + random.IntN(24) {
			if word := words[random.IntN(len(words))]; random.IntN(4) > 0 {
				b.WriteString(word)
			} else {
				b.WriteString(word + " ")
			}
		}
		if own, want := tree(b.String(), own()), tree(b.String(), goldmark()); own != want {
			t.Fatalf("%q:\n%s\nwant:\n%s", b.String(), own, want)
		}
	}
}

func FuzzReadsWhatGoldmarkReads(f *testing.F) {
	for _, src := range texts {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		src = strings.ReplaceAll(src, "\v", " ") // which goldmark takes for space in one place only
		if own, want := tree(src, own()), tree(src, goldmark()); own != want {
			t.Errorf("%q:\n%s\nwant:\n%s", src, own, want)
		}
	})
}

// own are the parsers of this package.
func own() []parser.Option {
	return append(gfm.Tables(), parser.WithInlineParsers(
		util.Prioritized(gfm.Tasks{}, 0), util.Prioritized(gfm.Struck{}, 500),
		util.Prioritized(gfm.Addresses{}, 999),
	))
}

// goldmark are those that they stand for.
func goldmark() []parser.Option {
	return []parser.Option{
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(twoTildes{extension.NewStrikethroughParser()}, 500),
			util.Prioritized(extension.NewLinkifyParser(), 999),
		),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	}
}

type twoTildes struct{ parser.InlineParser }

func (p twoTildes) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line)-len(strings.TrimLeft(string(line), "~")) != 2 {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// tree returns the nodes of a text, each on a line, indented, with the text that it has itself.
func tree(src string, more []parser.Option) string {
	p := parser.NewParser(append([]parser.Option{
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	}, more...)...)
	source := []byte(src)
	var b strings.Builder
	depth := 0
	_ = ast.Walk(p.Parse(text.NewReader(source)),
		func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				depth--
				return ast.WalkContinue, nil
			}
			fmt.Fprintf(&b, "%*s%s %s\n", depth*2, "", n.Kind(), itself(n, source))
			depth++
			return ast.WalkContinue, nil
		})
	return b.String()
}

func itself(n ast.Node, source []byte) string {
	switch n := n.(type) {
	case *ast.Text:
		return fmt.Sprintf("%q raw %t soft %t hard %t", n.Value(source), n.IsRaw(),
			n.SoftLineBreak(), n.HardLineBreak())
	case *ast.AutoLink:
		if n.AutoLinkType == ast.AutoLinkEmail { // where goldmark makes a page of www.a@b.c
			return fmt.Sprintf("mail to %q", n.Label(source))
		}
		return fmt.Sprintf("%q to %q", n.Label(source), n.URL(source))
	case *exast.TableCell:
		return n.Alignment.String()
	case *exast.Table:
		return fmt.Sprint(n.Alignments)
	case *exast.TaskCheckBox:
		return fmt.Sprint(n.IsChecked)
	}
	if n.Type() == ast.TypeBlock {
		return fmt.Sprintf("%q", n.Lines().Value(source))
	}
	return ""
}
