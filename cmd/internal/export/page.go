package export

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"cards/cmd/internal/out"
	"cards/storage"
)

// writePage writes one page of HTML that needs nothing else and has no script: a heading for every
// deck and section, and questions whose answers unfold, and are unfolded in print.
func writePage(w io.Writer, decks []Deck) error {
	b := bufio.NewWriter(w)
	title := "Cards"
	if len(decks) == 1 {
		title = decks[0].Name
	}
	fmt.Fprintf(b, pageHead, escaped(title), pageStyle, escaped(title))
	for _, d := range decks {
		if len(decks) > 1 {
			fmt.Fprintf(b, "<h2>%s</h2>\n", escaped(d.Name))
		}
		var section []string
		for i := range d.Notes {
			n := &d.Notes[i]
			if !slices.Equal(section, n.Section) && len(n.Section) > 0 {
				fmt.Fprintf(b, "<h3>%s</h3>\n", escaped(strings.Join(n.Section, " › ")))
			}
			section = n.Section
			for _, card := range n.Cards {
				writeCard(b, card)
			}
		}
	}
	b.WriteString("</main>\n</body>\n</html>\n")
	return b.Flush()
}

func writeCard(b *bufio.Writer, card *storage.Card) {
	fmt.Fprintf(b, "<details class=\"card\">\n<summary>%s</summary>\n",
		markdown(card.Question(), card.Definitions))
	fmt.Fprintf(b, "<div class=\"answer\">\n%s</div>\n", markdown(card.Answer(), card.Definitions))
	if card.More != "" {
		fmt.Fprintf(b, "<div class=\"more\">\n%s</div>\n", markdown(card.More, card.Definitions))
	}
	b.WriteString("</details>\n")
}

// escaped returns a text of one line as HTML.
func escaped(text string) string { return html.EscapeString(out.Line(text)) }

const pageHead = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>%s</title>
<style>
%s</style>
</head>
<body>
<main>
<h1>%s</h1>
`

const pageStyle = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
.card { border: 1px solid #8884; border-radius: .4rem; margin: .6rem 0; padding: .5rem .8rem; break-inside: avoid; }
summary { cursor: pointer; font-weight: 600; }
summary > p:first-child { display: inline; }
.answer { margin-top: .5rem; }
.more { font-size: .9rem; opacity: .8; }
p { margin: .3rem 0; }
pre { overflow-x: auto; background: #8882; padding: .5rem; border-radius: .3rem; }
table { border-collapse: collapse; }
td, th { border: 1px solid #8886; padding: .1rem .5rem; }
@media print {
  .card::details-content { content-visibility: visible; display: block; }
  .card > :not(summary) { display: block; }
}
`
