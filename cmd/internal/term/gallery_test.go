//go:build unix

package term_test

import (
	"errors"
	"image"
	"image/color"
	"strings"
	"testing"

	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/deck/settings"
	"cards/srs"
	"cards/storage"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// gallery has a picture of 40 by 40 pixels at every place but one.
type gallery struct{ library }

func (gallery) Picture(_, dest string) (image.Image, error) {
	if dest == "gone.png" {
		return nil, errors.New("no such file")
	}
	img := image.NewRGBA(image.Rect(0, 0, 40, 40))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	img.SetRGBA(0, 0, color.RGBA{G: 200, A: 255})
	return img, nil
}

func pictures() *sitting {
	return &sitting{now: noon, cards: []*storage.Card{
		basic("Which one? ![the one](a.png)", "Number 7.\n\n![seven](b.png)", ""),
		basic("And ![that](gone.png)?", "one", ""),
	}}
}

// shows is what a terminal gets that shows a picture in a way.
var shows = map[settings.Images]string{
	settings.KittyImages: "\x1b_Ga=T,C=1", settings.ITermImages: "\x1b]1337;File=inline=1",
	settings.SixelImages: "\x1bP0;1q\"1;1;", settings.BlockImages: "▀",
}

// TestTerminalShowsPictures shows them in every way, takes them down with their card, and shows the
// name of one that cannot be read.
func TestTerminalShowsPictures(t *testing.T) {
	t.Parallel()
	for way, want := range shows {
		t.Run(string(way), func(t *testing.T) {
			t.Parallel()
			s := pictures()
			o := options()
			o.Theme, o.Images, o.Deep, o.Media = out.Dark, way, true, &gallery{}
			x := open(t)
			term.SetCell(o.Terminal, 10, 20)
			x.runWith(t.Context(), s, true, o)
			x.awaitRaw(want, 1)
			x.await("Which one?")
			x.awaitGone("the one") // its name
			x.send(" ")
			x.await("Number 7.")
			x.awaitRaw(want, 2)
			x.send("3")
			x.await("And picture: that (gone.png)?")
			if way == settings.KittyImages {
				x.awaitRaw("\x1b_Ga=d", 1)
			}
			x.awaitGone("▀")
			x.send("q")
			if err := x.wait(); err != nil {
				t.Error(err)
			}
		})
	}
}

// awaitRaw waits until the terminal got a text so often.
func (t *terminal) awaitRaw(text string, times int) {
	t.t.Helper()
	holds := func() bool { return strings.Count(t.written(), text) >= times }
	t.until(holds, "the terminal does not get %q %d times", text, times)
}

// TestPicturesAsTheTerminalCan goes by what the terminal says of itself.
func TestPicturesAsTheTerminalCan(t *testing.T) {
	t.Parallel()
	version := func(name string) tea.Msg { return tea.TerminalVersionMsg{Name: name} }
	cell, sixel := uv.CellSizeEvent{Width: 10, Height: 20},
		uv.PrimaryDeviceAttributesEvent{62, 1, 4, 22}
	for name, c := range map[string]struct {
		change   func(*term.Terminal)
		messages []tea.Msg
		want     settings.Images
	}{
		"nothing said": {nil, nil, settings.BlockImages},
		"kitty":        {nil, []tea.Msg{version("kitty(0.26.5)")}, settings.KittyImages},
		"Ghostty":      {nil, []tea.Msg{version("ghostty 1.2.0")}, settings.KittyImages},
		"iTerm2":       {nil, []tea.Msg{version("iTerm2 3.5.4")}, settings.ITermImages},
		"WezTerm": {
			nil,
			[]tea.Msg{sixel, cell, version("WezTerm 20240203")},
			settings.ITermImages,
		},
		"xterm": {
			nil,
			[]tea.Msg{version("XTerm(379)"), cell, sixel},
			settings.SixelImages,
		},
		"cells of no size": {nil, []tea.Msg{sixel}, settings.BlockImages},
		"class 4, no sixel": {
			nil,
			[]tea.Msg{cell, uv.PrimaryDeviceAttributesEvent{4, 22}},
			settings.BlockImages,
		},
		"few colours": {func(x *term.Terminal) { x.Deep = false }, nil, settings.NoImages},
		"tmux": {
			func(x *term.Terminal) { x.Within = true },
			[]tea.Msg{version("kitty"), cell, sixel},
			settings.BlockImages,
		},
		"off": {
			func(x *term.Terminal) { x.Images = settings.NoImages },
			[]tea.Msg{version("kitty")},
			settings.NoImages,
		},
		"said": {
			func(x *term.Terminal) { x.Images = settings.KittyImages }, nil,
			settings.KittyImages,
		},
		"sixel of an unknown": {
			func(x *term.Terminal) { x.Images = settings.SixelImages }, nil,
			settings.BlockImages,
		},
		"no means at all": {
			func(x *term.Terminal) { x.Theme = out.Bare },
			[]tea.Msg{version("kitty")},
			settings.NoImages,
		},
		"blocks, though kitty": {
			func(x *term.Terminal) { x.Images = settings.BlockImages },
			[]tea.Msg{version("kitty")},
			settings.BlockImages,
		},
	} {
		o := options()
		o.Theme, o.Images, o.Deep, o.Media = out.Dark, settings.AutoImages, true, &gallery{}
		if c.change != nil {
			c.change(o.Terminal)
		}
		screen := term.NewScreen(pictures(), &term.Frames{}, 60, 20, o)
		for _, m := range c.messages {
			screen.Send(m)
		}
		if got := term.Way(o.Terminal); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestPicturesAreReadBeforeSpaceRates has what a picture moved out of sight scroll into it first.
func TestPicturesAreReadBeforeSpaceRates(t *testing.T) {
	t.Parallel()
	s := &sitting{now: noon, cards: []*storage.Card{basic("q", "![one](a.png)\n\nlast words", "")}}
	o := options()
	o.Theme, o.Images, o.Deep, o.Media = out.Dark, settings.BlockImages, true, &gallery{}
	x := open(t)
	x.runWith(t.Context(), s, true, o)
	x.await("show the answer")
	x.send(" ")
	x.await("↓")
	x.send(" ")
	x.await("last words")
	if len(s.given) > 0 {
		t.Errorf("it rated %v", s.given)
	}
	x.send(" ")
	if err := x.wait(); err != nil {
		t.Error(err)
	}
	if len(s.given) != 1 || s.given[0] != srs.Good {
		t.Errorf("given %v", s.given)
	}
}

// TestTerminalIsAskedOnce puts no question twice, however many screens follow one another.
func TestTerminalIsAskedOnce(t *testing.T) {
	t.Parallel()
	o := options()
	o.Theme, o.Ask, o.Images, o.Deep = out.Mono, true, settings.AutoImages, true
	x := open(t)
	for range 2 {
		x.runWith(t.Context(), mistake(), false, o)
		x.await("What mistake was made")
		x.send("q")
		if err := x.wait(); err != nil {
			t.Error(err)
		}
		x.await("still due")
		x.send("\n")
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, question := range []string{"\x1b]11;?", "\x1b[>q", "\x1b[16t", "\x1b[c"} {
		if n := strings.Count(x.raw.String(), question); n != 1 {
			t.Errorf("%q was put %d times", question, n)
		}
	}
}

// TestLateRepliesAreNoKeys has the terminal say of itself, in pieces, what it was asked for, once
// the answer is shown: none of it rates, opens or ends anything.
func TestLateRepliesAreNoKeys(t *testing.T) {
	t.Parallel()
	s := mistake()
	o := options()
	o.Theme, o.Ask, o.Images, o.Deep = out.Mono, true, settings.AutoImages, true
	x := open(t)
	x.runWith(t.Context(), s, true, o)
	x.await("What mistake was made")
	x.send(" ")
	x.await("It was assumed")
	before := x.screen()
	for _, reply := range []string{
		"\x1b[?2027;0$y", "\x1b]11;rgb:1111/2222/3333\x1b\\", "\x1bP>|XTerm(379)\x1b\\",
		"\x1b[6;20;10t", "\x1b[?64;1;2;4;21c",
	} {
		for i := range len(reply) {
			x.send(reply[i : i+1])
		}
	}
	x.send("?")
	x.await("this help")
	x.send("?")
	x.await("It was assumed")
	if after := x.screen(); after != before || len(s.given)+len(s.did) > 0 {
		t.Errorf("given %v, did %v; the screen was\n%s\nand is\n%s", s.given, s.did, before, after)
	}
	x.send("3")
	x.await("Who did it?")
	x.send("q")
	if err := x.wait(); err != nil {
		t.Error(err)
	}
}
