package term

import (
	"image"
	"slices"

	"cards/cmd/internal/picture"
	"cards/deck"
	"cards/deck/settings"
	"cards/storage"

	tea "charm.land/bubbletea/v2"
)

// gallery shows the pictures of the card that is shown, from when they are read. Some terminals
// draw them over the characters of the screen, of which the library that draws characters knows
// nothing.
type gallery struct {
	terminal *Terminal
	media    Media // nil for none
	frames   drawn

	open   bool // the first card is on the screen: pictures take their time
	height int  // of the screen, in lines
	card   deck.Key
	file   string               // of the card
	hung   map[frameOf]*hanging // nil for what is being read
	wanted []frameOf            // that are to be read
	named  int                  // how many were read
	over   []spot               // what is drawn over the screen, or is about to be
	turns  int                  // how often that has changed
}

// frameOf is a picture, how much room it has and how it is shown.
type frameOf struct {
	dest string
	box  image.Point // cells
	way  settings.Images
}

// hanging is a picture that was read; without lines one that cannot be.
type hanging struct {
	image *image.RGBA
	cell  image.Point // pixels of a cell
	lines []string    // that stand for it in a text
	id    int         // of those that are read, one after the other
}

// pictureRead comes when a picture was read.
type pictureRead struct {
	card deck.Key
	of   frameOf
	*hanging
}

// turn takes notice of the card that is shown.
func (g *gallery) turn(c *storage.Card) {
	switch {
	case c == nil:
		g.card, g.file = deck.Key{}, ""
	case c.Key != g.card || c.Path != g.file:
		g.card, g.file = c.Key, c.Path
	default:
		return
	}
	g.hung, g.wanted = nil, nil
}

// lines are a picture of the card as lines of at most so many cells, none while it cannot be shown.
func (g *gallery) lines(dest string, width int) []string {
	const (
		widest    = 200
		narrowest = 4
	)
	way := g.terminal.way()
	if way == settings.NoImages || g.media == nil || !g.open || width < narrowest {
		return nil
	}
	of := frameOf{dest, image.Pt(min(width, widest), max(g.height*3/5, 2)), way}
	h, known := g.hung[of]
	switch {
	case h != nil:
		return h.lines
	case !known && !slices.Contains(g.wanted, of):
		g.wanted = append(g.wanted, of)
	}
	return nil
}

// fit takes over the height of the screen, which is drawn anew.
func (g *gallery) fit(height int) {
	if cell := g.frames.cell(); cell != (image.Point{}) {
		g.terminal.cell = cell
	}
	g.height, g.over = height, nil
}

// update takes over a message that is about pictures, and says whether there is more to see.
func (g *gallery) update(msg tea.Msg) (more bool, cmd tea.Cmd) {
	switch msg := msg.(type) {
	case shown:
		g.open = true
		return true, nil
	case pictureRead:
		return g.hang(msg), nil
	case drawOver:
		return false, g.draw(msg)
	case tea.ResumeMsg, editorLeft: // the screen is drawn anew
		g.over = nil
	}
	return false, nil
}

// hang takes over a picture that was read, and says whether there is more to see.
func (g *gallery) hang(msg pictureRead) bool {
	if _, waits := g.hung[msg.of]; !waits || msg.card != g.card {
		return false
	}
	g.hung[msg.of] = msg.hanging
	return len(msg.lines) > 0
}

// work returns what is to be done for the pictures of a screen.
func (g *gallery) work(screen func() []string) tea.Cmd {
	if len(g.hung)+len(g.wanted)+len(g.over) == 0 {
		return nil
	}
	cmds := []tea.Cmd{g.arrange(screen())}
	for _, of := range g.wanted {
		if g.hung == nil {
			g.hung = map[frameOf]*hanging{}
		}
		g.hung[of] = nil
		cmds = append(cmds, g.read(of))
	}
	g.wanted = nil
	return tea.Batch(cmds...)
}

// read reads a picture and makes of it what the terminal shows.
func (g *gallery) read(of frameOf) tea.Cmd {
	media, file, card, cell := g.media, g.file, g.card, g.terminal.cellFor(of.way)
	g.named++
	id := g.named
	return func() tea.Msg {
		h := &hanging{id: id, cell: cell}
		if img, err := media.Picture(file, of.dest); err == nil {
			h.layOut(img, of)
		}
		return pictureRead{card, of, h}
	}
}

// cellFor is how many pixels a cell has where pictures are shown in a way.
func (t *Terminal) cellFor(way settings.Images) image.Point {
	switch {
	case way == settings.BlockImages:
		return image.Pt(1, 2)
	case t.cell == image.Point{}:
		return image.Pt(10, 20) // as usual
	}
	return t.cell
}

// layOut makes a picture fit.
func (h *hanging) layOut(img image.Image, of frameOf) {
	cells, pixels := picture.Fit(img.Bounds().Size(), of.box, h.cell)
	h.image = picture.Scale(img, pixels)
	if of.way == settings.BlockImages {
		h.lines = picture.Blocks(h.image)
		return
	}
	for line := range cells.Y {
		h.lines = append(h.lines, mark(h.id, line))
	}
}
