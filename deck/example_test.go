package deck_test

import (
	"fmt"

	"cards/deck"
)

func ExampleParse() {
	f := deck.Parse("go.md", []byte(`# Memory

Q: What does len count?
A: What is there.

C: A [slice] has a length.

Q: What is missing here?
`))
	for _, n := range f.Notes {
		for _, c := range n.Cards {
			fmt.Println(c.Key, c.Kind, c.Question(), "|", c.Answer())
		}
	}
	for _, d := range f.Diagnostics {
		fmt.Println(d)
	}
	// Output:
	// cf84ff5a0c9bdd9cd7a371e9f761a439 basic What does len count? | What is there.
	// edd147e31accf8d38e0eb9efc7ede776 cloze A […] has a length. | slice
	// go.md:8:1: error: question without an answer
}
