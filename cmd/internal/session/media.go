package session

import (
	"path"
	"strings"

	"cards/cmd/internal/out"
	"cards/deck"
	"cards/deck/answer"
	"cards/deck/markup"
	"cards/storage"

	"github.com/yuin/goldmark/ast"
)

// Reference is what a text of a card refers to: a picture, a sound, a page or a file.
type Reference struct {
	Dest  string // as it is meant, without escapes
	Sound bool
	Back  bool // it is not of the question
	Hides bool // what it is called is part of the answer, which is not shown
}

// References returns what the texts that are shown refer to, in their order, each once.
func (s Screen) References() []Reference {
	var list []Reference
	seen := map[string]bool{}
	add := func(doc *markup.Document, back bool) {
		if doc == nil {
			return
		}
		walk(doc, func(n ast.Node, dest string) {
			if dest != "" && !seen[dest] {
				seen[dest] = true
				list = append(list, Reference{
					Dest: dest, Sound: markup.IsSound(dest), Back: back,
					Hides: markup.IsHidden(n),
				})
			}
		})
	}
	add(s.Question(), false)
	add(s.Answer(), true)
	add(s.More(), true)
	return list
}

// walk calls a function for each picture and link of a document, with where it leads.
func walk(doc *markup.Document, do func(n ast.Node, dest string)) {
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // which never fails
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			do(n, string(n.Destination))
		case *ast.Link:
			do(n, string(n.Destination))
		case *ast.AutoLink:
			do(n, string(n.URL(doc.Source)))
		}
		return ast.WalkContinue, nil
	})
}

// withoutAnswers hides what the pictures and sounds of a question are called where that has a word
// of the answer in it.
func withoutAnswers(doc *markup.Document, c *storage.Card) *markup.Document {
	var q *answer.Question
	walk(doc, func(n ast.Node, dest string) {
		if n.Kind() != ast.KindImage && !markup.IsSound(dest) {
			return
		}
		if q == nil {
			q = &answer.Question{Prompt: promptOf(c), Answer: answerOf(c)}
		}
		name := strings.TrimSuffix(path.Base(dest), path.Ext(dest))
		name = strings.NewReplacer("-", " ", "_", " ", "%20", " ").Replace(name)
		if answer.Mentions(doc.Text(n)+" "+name, *q) {
			markup.Hide(n)
		}
	})
	return doc
}

// promptOf is the text of a question without what its pictures and sounds are called.
func promptOf(c *storage.Card) string {
	doc := out.Document(c.Front, c.Definitions)
	var named []ast.Node
	walk(doc, func(n ast.Node, dest string) {
		if n.Kind() == ast.KindImage || markup.IsSound(dest) {
			named = append(named, n)
		}
	})
	for _, n := range named {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	return doc.Text(doc.Root)
}

// answerOf is the text of what is asked.
func answerOf(c *storage.Card) string {
	switch c.Kind {
	case deck.KindCloze:
		return out.Plain(c.Answer(), c.Definitions)
	case deck.KindChoice:
		var texts []string
		for _, o := range c.Options {
			if o.Right {
				texts = append(texts, out.Plain(o.Text, c.Definitions))
			}
		}
		return strings.Join(texts, ", ")
	}
	return out.Plain(c.Back, c.Definitions)
}
