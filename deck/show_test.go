package deck_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/markup"
)

// flows writes ~ for the marks of lines that flow.
var flows = strings.NewReplacer(string(markup.Flow), "~", "\u0002", "‹", "\u0003", "›")

// wrappedDeck was wrapped at 72 columns, labels and marks of gaps included.
const wrappedDeck = `Q (typed): Which window onto an array, seen by several at once, becomes
its own when it grows beyond its capacity and nobody could have foreseen
when?
A: slice

A (more): The labels count, as editors do not know that they are labels,
nor that what stands behind them is text of its own, but this line is
short.

C: A [slice] has a {{c1::pointer::where does it begin}} to an array, its
[length] and a {{c2::capacity}}, up to which it grows and never, as
[long as nobody] minds, moves.

Q: Which of these are windows onto an array, of which several may show a
part at once?
A:
- [x] a slice, which has a pointer, a length and a capacity, and which a
  function may be given
- [ ] an array

T: term
D: definition on
two lines
`

func TestWrappedLinesFlow(t *testing.T) {
	t.Parallel()
	var got []string
	for _, n := range deck.Parse("a.md", []byte(wrappedDeck)).Notes {
		for _, c := range n.Cards {
			got = append(got, flows.Replace(c.Front+"\n=> "+c.Back))
		}
		for _, o := range n.Options {
			got = append(got, flows.Replace("- "+o.Text))
		}
		if n.More != "" {
			got = append(got, flows.Replace("more: "+n.More))
		}
	}
	want := strings.Split(`Which window onto an array, seen by several at once, becomes~
its own when it grows beyond its capacity and nobody could have foreseen~
when?
=> slice
--
more: The labels count, as editors do not know that they are labels,~
nor that what stands behind them is text of its own, but this line is~
short.
--
A ‹[…]› has a pointer to an array, its~
length and a capacity, up to which it grows and never, as~
long as nobody minds, moves.
=> A ‹slice› has a pointer to an array, its~
length and a capacity, up to which it grows and never, as~
long as nobody minds, moves.
--
A slice has a ‹[where does it begin]› to an array, its~
length and a capacity, up to which it grows and never, as~
long as nobody minds, moves.
=> A slice has a ‹pointer› to an array, its~
length and a capacity, up to which it grows and never, as~
long as nobody minds, moves.
--
A slice has a pointer to an array, its~
‹[…]› and a capacity, up to which it grows and never, as~
long as nobody minds, moves.
=> A slice has a pointer to an array, its~
‹length› and a capacity, up to which it grows and never, as~
long as nobody minds, moves.
--
A slice has a pointer to an array, its~
length and a ‹[…]›, up to which it grows and never, as~
long as nobody minds, moves.
=> A slice has a pointer to an array, its~
length and a ‹capacity›, up to which it grows and never, as~
long as nobody minds, moves.
--
A slice has a pointer to an array, its~
length and a capacity, up to which it grows and never, as~
‹[…]› minds, moves.
=> A slice has a pointer to an array, its~
length and a capacity, up to which it grows and never, as~
‹long as nobody› minds, moves.
--
Which of these are windows onto an array, of which several may show a~
part at once?
=> - [x] a slice, which has a pointer, a length and a capacity, and which a~
  function may be given
- [ ] an array
--
- a slice, which has a pointer, a length and a capacity, and which a~
  function may be given
--
- an array
--
term
=> definition on
two lines
--
definition on
two lines
=> term`, "\n--\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestWrappingChangesNoKey holds what is shown apart from what keys are made of.
func TestWrappingChangesNoKey(t *testing.T) {
	t.Parallel()
	unwrapped := wrappedDeck
	for _, before := range []string{"\n", "\n  "} {
		for _, word := range []string{"its", "when?", "function", "part", "as nobody"} {
			unwrapped = strings.ReplaceAll(unwrapped, before+word, " "+word)
		}
	}
	if unwrapped == wrappedDeck {
		t.Fatal("nothing is unwrapped")
	}
	wrapped := deck.Parse("a.md", []byte(wrappedDeck))
	other := deck.Parse("a.md", []byte(unwrapped))
	for i, n := range wrapped.Notes {
		for j, c := range n.Cards {
			if got := other.Notes[i].Cards[j]; got.Key != c.Key || got.Text != c.Text {
				t.Errorf("%q and %q have other keys", c.Front, got.Front)
			}
		}
	}
}

func TestListingsShowTheSource(t *testing.T) {
	t.Parallel()
	for _, n := range deck.Parse("a.md", []byte(wrappedDeck)).Notes {
		for _, c := range n.Cards {
			if text := c.Question() + c.Answer(); strings.ContainsRune(text, markup.Flow) {
				t.Errorf("%q has marks of lines that flow", text)
			}
		}
	}
}

// TestFootnotesReachAllPartsOfANote: what one part has and another refers to is shown there.
func TestFootnotesReachAllPartsOfANote(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ src, definitions string }{
		{
			"Q: Who[^1] is it?\nA: Ada.\n\n[^1]: The *first*\nprogrammer.\n\nA (more): Yes.",
			"[^1]: The *first*\nprogrammer.",
		},
		{
			"Q: Who?[^a]\n\n[^a]: A name.\n[^b]: No[^a].\n\nA: Ada[^a][^b].\n\nA (more): See[^b].",
			"[^a]: A name.|[^b]: No[^a].",
		},
		{"Q: Who[^1]?\nA: Ada[^1].\n\n[^2]: Lost.", ""},
		{"Q: Who[^1]?\n\n[^1]: One.\n\nA: Ada[^1].\n\n[^1]: Two.", ""},
		{"C: A [gap][^1].\n\nA (more): So.\n\n[^1]: Long\n\n    text.", "[^1]: Long||    text."},
		{"C: A gap[^1].\n\n[^1]: In a [gap].\n\nA (more): So[^1].", ""},
		{
			"Q: See [a] and[^1].\nA: Yes.\n\n[^1]: So.\n\n[a]: https://a.org/",
			"[a]: https://a.org/|[^1]: So.",
		},
	} {
		note := deck.Parse("a.md", []byte(c.src+"\n")).Notes[0]
		if got := strings.ReplaceAll(strings.ReplaceAll(note.Definitions, "\n\n[", "|["), "\n\n",
			"||"); got != c.definitions {
			t.Errorf("%q: definitions %q, want %q", c.src, got, c.definitions)
		}
	}
}

func TestDefinitionsReachTheNotesThatUseThem(t *testing.T) {
	t.Parallel()
	const text = `[outside]: https://a.org/1

Q: [x][Outside] and [end]
A: [own]

[own]: b.png "title"
[end]: #near

C: ![gap][End] is [here] [own]

Q: none
A: [other]

- [end]: <c d.png>
`
	want := []string{
		"[outside]: https://a.org/1\n[own]: b.png \"title\"\n[end]: #near",
		"[own]: b.png \"title\"\n[end]: #near",
		"[end]: <c d.png>",
	}
	var got []string
	f := deck.Parse("a.md", []byte(text))
	for _, n := range f.Notes {
		got = append(got, n.Definitions)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got, want := f.Definitions[3], (deck.Definition{
		Pos: deck.Pos{Line: 14, Col: 3}, Source: "[end]: <c d.png>", Dest: "c d.png",
	}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
