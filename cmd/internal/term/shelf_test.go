package term_test

import (
	"errors"
	"image"
	"strings"
	"testing"

	"cards/cmd/internal/term"
	"cards/storage"

	"github.com/google/go-cmp/cmp"
)

// library notes what is opened and played.
type library struct{ did []string }

func (l *library) Open(deckFile, dest string) (string, bool) {
	l.did = append(l.did, "open "+deckFile+" "+dest)
	return "opened " + dest, true
}

// Picture reads no picture: there are others for that.
func (l *library) Picture(_, _ string) (image.Image, error) { return nil, errors.New("no picture") }

func (l *library) Play(_, dest string) (func(), string) {
	l.did = append(l.did, "play "+dest)
	return func() { l.did = append(l.did, "stop "+dest) }, "♪ " + dest
}

func sounds() *sitting {
	card := basic("![x](a.png) [said](q.mp3)", "[word](b.mp3) <https://e.org>", "")
	card.Path = "go.md"
	return &sitting{now: noon, cards: []*storage.Card{card, basic("next", "one", "")}}
}

func TestOpenAndPlay(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string][]string{
		"o o o":           {"open go.md a.png", "open go.md ", "open go.md a.png"},
		"space o o o":     {"open go.md https://e.org", "open go.md a.png", "open go.md "},
		"p p":             {"play q.mp3", "stop q.mp3", "play q.mp3"},
		"p space p 3":     {"play q.mp3", "stop q.mp3", "play b.mp3", "stop b.mp3"},
		"p space 3 p o":   {"play q.mp3", "stop q.mp3", "open  "},
		"p space 3 u p 1": {"play q.mp3", "stop q.mp3", "play q.mp3"},
	} {
		l := &library{}
		o := options()
		o.Media = l
		pressAll(term.NewScreen(sounds(), &term.Frames{}, 80, 24, o), keys)
		if diff := cmp.Diff(want, l.did); diff != "" {
			t.Errorf("%q (-want +got):\n%s", keys, diff)
		}
	}
}

func TestAutoplay(t *testing.T) {
	t.Parallel()
	l := &library{}
	o := options()
	o.Media, o.Autoplay = l, true
	pressAll(term.NewScreen(sounds(), &term.Frames{}, 80, 24, o), "space 3")
	want := []string{"play q.mp3", "stop q.mp3", "play b.mp3", "stop b.mp3"}
	if diff := cmp.Diff(want, l.did); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOpenAndPlayByLine(t *testing.T) {
	t.Parallel()
	l := &library{}
	o := options()
	o.Media, o.Plays = l, "play"
	var b strings.Builder
	if err := term.RunPlain(t.Context(), sounds(),
		strings.NewReader("open\nplay\nshow\nplay\nplay\nquit\n"), &b, o); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"open go.md a.png", "play q.mp3", "stop q.mp3", "play b.mp3", "stop b.mp3",
		"play q.mp3", "stop q.mp3",
	}
	if diff := cmp.Diff(want, l.did); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, text := range []string{"said ♪ q.mp3 · play plays", "opened a.png", "word ♪ b.mp3"} {
		if !strings.Contains(b.String(), text) {
			t.Errorf("no %q in\n%s", text, b.String())
		}
	}
}

// TestOpenGivesNothingAway says nothing of a name that is part of the answer before that is shown.
func TestOpenGivesNothingAway(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]string{"o": "\nopened\n", "space o": "opened paris.png", "p": "\nplaying\n", "space p": "♪ paris.mp3"} {
		card := basic("Which city? ![seen](paris.png) [heard](paris.mp3)", "Paris", "")
		o := options()
		o.Media = &library{}
		screen := term.NewScreen(&sitting{now: noon, cards: []*storage.Card{card}}, &term.Frames{},
			80, 24, o)
		pressAll(screen, keys)
		if got := screen.View(); !strings.Contains(got, want) || strings.Contains(want, "\n") &&
			strings.Contains(got, "paris") {
			t.Errorf("%s: no %q in\n%s", keys, want, got)
		}
	}
}
