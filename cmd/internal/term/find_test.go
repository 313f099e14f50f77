//go:build unix

package term_test

import (
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/deck"
	"cards/deck/settings"
	"cards/storage"
	"cards/storage/storagetest"
)

// finding shows the screen that finds cards on a new terminal.
func finding(t *testing.T, words string) (*terminal, *storagetest.Collection, chan term.Chosen) {
	t.Helper()
	return findingOn(t, &term.Terminal{Now: func() time.Time { return noon }}, words)
}

// steps is a list of so many.
func steps(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "- step %d\n", i+1)
	}
	return b.String()
}

// findingOn shows it on a terminal of which something is known.
func findingOn(
	t *testing.T, known *term.Terminal, words string,
) (*terminal, *storagetest.Collection, chan term.Chosen) {
	t.Helper()
	c := storagetest.New(t, map[string]string{
		"go.md":    "Q: Which keyword starts a goroutine?\nA: go\n\nQ: What leaks?\nA: A goroutine.\n",
		"latin.md": "Q: salve?\nA: hello\n",
		"steps.md": "Q: What is long?\nA:\n" + steps(29),
		"art.md":   "Q: Who painted this?\nA: Nobody. ![a square](square.png)\n",
	})
	finder, err := desk.NewFinder(c.Collection, storage.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	x := open(t)
	o := term.FindOptions{
		Terminal: known, Media: &gallery{}, Words: words, Most: 20, Card: c.Card,
		Find: func(words string, most int) []desk.Found { return finder.Find(words, most) },
		Again: func() (err error) {
			finder, err = desk.NewFinder(c.Collection, storage.Scope{})
			return err
		},
		Edit: func(card *storage.Card) (*session.Editing,
			error,
		) {
			return session.BeginEdit(c.Collection, card)
		},
		Edited: func(e *session.Editing, anyway bool) (desk.Edited, error) {
			edited, _, err := session.TakeEdit(t.Context(), c.Collection, c.Now, e, anyway)
			return edited, err
		},
		Editor: func(file string, line int) *exec.Cmd {
			const change = `sed -i.old "$1s/goroutine/thread/; $1s/Q: salve/B: salve/" "$2" && rm "$2.old"`
			cmd := exec.Command("sh", "-c", change, "sh", strconv.Itoa(line), file)
			cmd.Stdin, cmd.Stdout = x.theirs, x.theirs
			return cmd
		},
	}
	chosen := make(chan term.Chosen, 1)
	go func() { _, _ = io.Copy(x.ours, x.emulator) }()
	go func() {
		found, err := term.RunFind(t.Context(), x.theirs, x.theirs, []string{"TERM=xterm-256color"}, o)
		chosen <- found
		x.end <- err
	}()
	return x, c, chosen
}

// TestFindShowsWhatIsWrongWithAnEdit in whole lines, with what can be done about it.
func TestFindShowsWhatIsWrongWithAnEdit(t *testing.T) {
	t.Parallel()
	x, _, _ := finding(t, "")
	x.await("type some words")
	x.send("salve\r")
	x.await("> ")
	x.send("e")
	for _, line := range []string{
		"latin.md:2:1: error:", "hint:", "e edit it again", "leave the card out",
	} {
		x.await(line)
	}
	x.send("x")
	x.await("1 card left out")
	x.awaitGone("e edit it again")
	x.send("q")
	if err := x.wait(); err != nil {
		t.Fatal(err)
	}
}

func TestFindFollowsWhatIsTyped(t *testing.T) {
	x, c, chosen := finding(t, "")
	x.await("type some words")
	x.send("gorout")
	x.await("2 cards")
	x.await("go:1")
	x.send("\x15salv")
	x.await("latin:1")
	x.send("zzz")
	x.await("no card has words like these")
	x.send("\x15goroutine\r")
	x.await("> ")
	x.send("\r")
	x.await("Which keyword starts a goroutine?")
	x.await("go.md:1")
	x.send("q")
	x.await("2 cards")
	x.send("e")
	x.await("1 card edited")
	x.send("q")
	if err := x.wait(); err != nil {
		t.Fatal(err)
	}
	if got := <-chosen; got.Command != "" || len(got.Cards) != 0 {
		t.Errorf("chosen: %+v", got)
	}
	c.Find("Which keyword starts a thread?")
	x.checkRestored()
}

// TestFindScrollsALongCard: what is out of sight is counted, pages are pages, and the end is left
// by one more.
func TestFindScrollsALongCard(t *testing.T) {
	t.Parallel()
	x, _, chosen := finding(t, "long")
	x.await("1 card")
	x.send("\r")
	x.await("↓ ")
	x.await("step 1\n")
	x.send("    ")
	x.await("step 29")
	x.await("↑ ")
	x.send(strings.Repeat("\x1b[5~", 4))
	x.await("step 1\n")
	x.send("     ") // one more than it takes to the end
	x.await("mark")
	x.send("q")
	if err := x.wait(); err != nil {
		t.Error(err)
	}
	<-chosen
}

// TestFindShowsPictures shows those of a card that was found, and takes them down with it. It asks
// the terminal nothing: that is for a sitting.
func TestFindShowsPictures(t *testing.T) {
	t.Parallel()
	for _, way := range []settings.Images{settings.BlockImages, settings.KittyImages, settings.AutoImages} {
		known := &term.Terminal{
			Look: term.Look{Theme: out.Dark}, Images: way, Deep: true, Ask: true,
			Now: func() time.Time { return noon },
		}
		x, _, chosen := findingOn(t, known, "painted")
		x.await("1 card")
		x.send("\r")
		x.await("Nobody.")
		if way == settings.AutoImages {
			x.awaitRaw(shows[settings.BlockImages], 1)
		} else {
			x.awaitRaw(shows[way], 1)
		}
		x.send("q")
		x.await("mark") // of the list
		if way == settings.KittyImages {
			x.awaitRaw("\x1b_Ga=d", 1)
		}
		x.awaitGone("▀")
		x.send("q")
		if err := x.wait(); err != nil {
			t.Error(err)
		}
		<-chosen
		for _, question := range []string{"\x1b]11;?", "\x1b[>0q", "\x1b[c"} {
			if strings.Contains(x.written(), question) {
				t.Errorf("the terminal was asked %q", question)
			}
		}
	}
}

func TestFindMarksCardsForACommand(t *testing.T) {
	x, c, chosen := finding(t, "goroutine")
	x.await("2 cards")
	x.send("  ")
	x.await("2 marked")
	x.send(":")
	x.await("for the 2 cards that you marked")
	x.send("flag 2\r")
	if err := x.wait(); err != nil {
		t.Fatal(err)
	}
	want := []deck.Key{c.Find("Which keyword starts a goroutine?").ID, c.Find("What leaks?").ID}
	if got := <-chosen; got.Command != "flag 2" || !slices.Equal(got.Cards, want) {
		t.Errorf("chosen: %+v, want %v", got, want)
	}
	x.checkRestored()
}
