package term_test

import (
	"flag"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/deck"
	"cards/deck/settings"
	"cards/storage"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/screens and the pictures in docs anew")

const (
	screensDir  = "testdata/screens"
	picturesDir = "../../../docs"
)

// kinds are the cards of the deck of screens, with the keys that answer them.
var kinds = []struct {
	name string
	keys []string // each leads to a screen
}{
	{"table, code and math", []string{"", "space", "G"}},
	{"cloze with a hint", []string{"", "space"}},
	{"choice of several", []string{"", "1 2", "enter"}},
	{"choice of one", []string{"", "2"}},
	{"typed", []string{"", "P a r i s s", "enter"}},
	{"term", []string{"", "space"}},
	{"term, the other way", []string{"", "space"}},
	{"list, quote and scripts", []string{"", "space"}},
	{"long answer", []string{"", "space", "space"}},
	{"picture", []string{"", "space"}},
}

// shot is one screen, read back through a terminal emulator.
type shot struct {
	name     string
	emulator *vt.Emulator
}

// TestScreensOfEveryKind compares what every kind of card looks like with what it looked like.
func TestScreensOfEveryKind(t *testing.T) {
	t.Parallel()
	for _, width := range []int{40, 80, 120} {
		var b strings.Builder
		light, dark := shots(t, width, out.Light), shots(t, width, out.Dark)
		for i, s := range dark {
			fmt.Fprintf(&b, "== %s\n%s\n-- dark: %s\n-- light: %s\n", s.name, text(s.emulator),
				styles(s.emulator), styles(light[i].emulator))
			if text(s.emulator) != text(light[i].emulator) {
				t.Errorf("%s at %d says something else on a light background", s.name, width)
			}
		}
		golden(t, filepath.Join(screensDir, fmt.Sprintf("%d.txt", width)), b.String())
	}
}

// TestPictures compares the pictures in the documentation with the screens.
func TestPictures(t *testing.T) {
	t.Parallel()
	dark, light := shots(t, 80, out.Dark), shots(t, 80, out.Light)
	for _, p := range []struct {
		file  string
		shot  shot
		theme out.Theme
	}{
		{"basic", dark[1], out.Dark},
		{"cloze", dark[3], out.Dark},
		{"choice", dark[7], out.Dark},
		{"typed", dark[12], out.Dark},
		{"basic-light", light[1], out.Light},
		{"list-light", light[18], out.Light},
	} {
		golden(t, filepath.Join(picturesDir, "screen-"+p.file+".svg"), svg(p.shot.emulator, p.theme))
	}
}

// golden compares with a file, or writes it.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
		t.Errorf("%s (-want +got; write it with -update):\n%s", path, diff)
	}
}

// shots shows each card of the deck of screens.
func shots(t *testing.T, width int, theme out.Theme) []shot {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(screensDir, "deck.md"))
	if err != nil {
		t.Fatal(err)
	}
	file := deck.Parse("go.md", src)
	if len(file.Diagnostics) > 0 {
		t.Fatal(file.Diagnostics)
	}
	var cards []*storage.Card
	for _, n := range file.Notes {
		for _, c := range n.Cards {
			cards = append(cards, &storage.Card{
				Card: c, Deck: "go", Section: n.Section, More: n.More, Definitions: n.Definitions,
				Options: n.Options,
			})
		}
	}
	if len(cards) != len(kinds) {
		t.Fatalf("%d cards of %d kinds", len(cards), len(kinds))
	}
	var all []shot
	for i, kind := range kinds {
		o := options()
		o.Look = term.Look{Theme: theme, Links: true, Words: true}
		o.Deep, o.Images, o.Media = true, settings.BlockImages, &chessboard{}
		screen := term.NewScreen(&sitting{now: noon, cards: cards[i:]}, &term.Frames{}, width, 24, o)
		screen.Hang()
		for side, keys := range kind.keys {
			pressAll(screen, keys)
			all = append(all, shot{fmt.Sprintf("%s, %d", kind.name, side+1), drawn(screen.View(), width)})
		}
	}
	return all
}

// chessboard is the picture at every place.
type chessboard struct{ library }

func (chessboard) Picture(_, _ string) (image.Image, error) {
	img := image.NewGray(image.Rect(0, 0, 8, 8))
	for i := range img.Pix {
		img.Pix[i] = uint8(255 * ((i + i/8) % 2))
	}
	return img, nil
}

// drawn is a screen in a terminal.
func drawn(view string, width int) *vt.Emulator {
	emulator := vt.NewEmulator(width, 24)
	_, _ = emulator.WriteString(strings.ReplaceAll(view, "\n", "\r\n"))
	return emulator
}

// text is what stands on a screen.
func text(e *vt.Emulator) string {
	lines := strings.Split(e.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// styles lists what is set apart on a screen: the line, the text and how.
func styles(e *vt.Emulator) string {
	var list []string
	for y := range e.Height() {
		run, how := "", ""
		end := func() {
			if strings.TrimSpace(run) != "" {
				list = append(list, fmt.Sprintf("%d %q %s", y+1, strings.TrimSpace(run), how))
			}
			run = ""
		}
		for x := range e.Width() {
			cell := e.CellAt(x, y)
			if cell == nil || cell.Width == 0 {
				continue
			}
			if h := wayOf(cell); h != how {
				end()
				how = h
			}
			if how != "" {
				run += cell.Content
			}
		}
		end()
	}
	return strings.Join(list, "; ")
}

// wayOf says how a cell is set apart; nothing if it is not.
func wayOf(c *uv.Cell) string {
	var ways []string
	for _, way := range []struct {
		attribute uint8
		name      string
	}{
		{uv.AttrBold, "bold"},
		{uv.AttrItalic, "italic"},
		{uv.AttrFaint, "faint"},
		{uv.AttrReverse, "reverse"},
		{uv.AttrStrikethrough, "struck"},
	} {
		if c.Style.Attrs&way.attribute != 0 {
			ways = append(ways, way.name)
		}
	}
	if c.Style.Underline != 0 {
		ways = append(ways, "underlined")
	}
	if c.Style.Fg != nil {
		ways = append(ways, hex(c.Style.Fg))
	}
	if c.Link.URL != "" {
		ways = append(ways, "to "+c.Link.URL)
	}
	return strings.Join(ways, " ")
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// BenchmarkFirstPaint lays out a card with a table, code and a formula, from nothing to the lines
// of its screen.
func BenchmarkFirstPaint(b *testing.B) {
	src, err := os.ReadFile(filepath.Join(screensDir, "deck.md"))
	if err != nil {
		b.Fatal(err)
	}
	note := deck.Parse("go.md", src).Notes[0]
	card := &storage.Card{
		Card: note.Cards[0], Deck: "go", Section: note.Section,
		Definitions: note.Definitions,
	}
	for b.Loop() {
		o := options()
		o.Look = term.Look{Theme: out.Dark, Links: true, Words: true}
		screen := term.NewScreen(&sitting{now: noon, cards: []*storage.Card{card}}, &term.Frames{},
			80, 24, o)
		pressAll(screen, "space")
		if view := screen.View(); !strings.Contains(view, "Missing key") {
			b.Fatal(view)
		}
	}
}

func TestScreenFitsAnySize(t *testing.T) {
	t.Parallel()
	for _, make := range []func() *sitting{mistake, choice, cloze, typed, long, longQuestion, waiting} {
		for _, width := range []int{1, 2, 3, 7, 11, 16, 23, 31, 40, 59, 80, 200} {
			for _, height := range []int{1, 2, 3, 5, 8, 13, 24} {
				screen := term.NewScreen(make(), &term.Frames{}, width, height, options())
				for _, key := range []string{"", "f", "1", "space", "?", "x", "3", "u", "U", "s", "u"} {
					if key != "" {
						screen.Send(press(key))
					}
					checkFits(t, screen.View(), width, height)
				}
			}
		}
	}
}

func checkFits(t *testing.T, view string, width, height int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) > height {
		t.Fatalf("%d lines on a screen of %d×%d:\n%s", len(lines), width, height, view)
	}
	for _, line := range lines {
		if ansi.StringWidth(line) > width {
			t.Fatalf("line %q is wider than %d", line, width)
		}
	}
}
