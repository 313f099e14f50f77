package ankinote

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// rendered are nodes as HTML.
func rendered(t *testing.T, nodes []*html.Node) string {
	t.Helper()
	var b strings.Builder
	for _, n := range nodes {
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// TestSimpleIsReadAsAll puts pieces of HTML together and holds what is read of them without a
// parser against what a parser reads.
func TestSimpleIsReadAsAll(t *testing.T) {
	t.Parallel()
	pieces := []string{
		"<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<em>", "</em>", "<strong>", "</strong>", "<sub>", "</sub>", "<sup>",
		"</sup>", "<div>", "</div>", "<br>", "</br>", "a", " ", "\n", "&nbsp;", "&lt;", "&amp", "&notit;", "&#0;", "&#13;", ">", "/",
		"é", "<p>", "<B>", "<br/>", "<", "\r\n", "\x00", "<!--x-->", "<a>", "</a>",
	}
	random := rand.New(rand.NewPCG(1, 2))
	simple := 0
	for range 200_000 {
		var b strings.Builder
		most := 18
		if random.IntN(10) == 0 {
			most = len(pieces)
		}
		for range 1 + random.IntN(9) {
			if random.IntN(2) == 0 {
				b.WriteString(pieces[18+random.IntN(11)])
			} else {
				b.WriteString(pieces[random.IntN(most)])
			}
		}
		source := b.String()
		body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
		if !parseSimple(source, body) {
			continue
		}
		simple++
		want, err := html.ParseFragment(strings.NewReader(source),
			&html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := rendered(t, childrenOf(body)), rendered(t, want); got != want {
			t.Fatalf("%q is read as %q, want %q", source, got, want)
		}
	}
	if simple < 10_000 {
		t.Errorf("only %d pieces are simple", simple)
	}
}
