package term

import (
	"fmt"
	"image"
	"slices"
	"strconv"
	"strings"
	"time"

	"cards/cmd/internal/picture"
	"cards/deck/settings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// spot is where a picture is drawn over the screen, and which of its lines.
type spot struct {
	*hanging
	at          image.Point // of the first line
	first, last int
}

// A mark stands for a line of a picture that is drawn over the screen. It begins with a control
// character: no text of a card can have one.
const markStart, markEnd = "\x1b_", "\x1b\\"

func mark(id, line int) string { return fmt.Sprintf("%s%d;%d%s", markStart, id, line, markEnd) }

// cutMark returns a line without the mark in it, and what that marks.
func cutMark(text string) (rest, before string, id, line int, ok bool) {
	before, marked, ok := strings.Cut(text, markStart)
	inner, after, ends := strings.Cut(marked, markEnd)
	number, place, _ := strings.Cut(inner, ";")
	if !ok || !ends {
		return text, "", 0, 0, false
	}
	id, _ = strconv.Atoi(number) // it was written so
	line, _ = strconv.Atoi(place)
	return before + after, before, id, line, true
}

// unmarked are the lines of a screen as they are drawn: where a picture comes over them, nothing
// is.
func unmarked(screen []string) []string {
	plain := slices.Clone(screen)
	for i, line := range plain {
		plain[i], _, _, _, _ = cutMark(line)
	}
	return plain
}

// spots are the pictures that a screen is marked with.
func (g *gallery) spots(screen []string) []spot {
	var list []spot
	for y, text := range screen {
		_, before, id, line, ok := cutMark(text)
		if !ok {
			continue
		}
		if last := len(list) - 1; last >= 0 && list[last].id == id && list[last].last == line-1 {
			list[last].last = line
			continue
		}
		for _, h := range g.hung {
			if h != nil && h.id == id {
				list = append(list, spot{h, image.Pt(ansi.StringWidth(before), y), line, line})
			}
		}
	}
	return list
}

// drawOver comes when pictures are ready to be drawn over the screen.
type drawOver struct {
	turn  int
	mark  uint64 // of the frames when they were arranged
	text  string // that draws them
	tries int
}

// arrange draws the pictures of a screen over it where they are not there yet. What is there no
// more goes with everything else: the screen is drawn anew.
func (g *gallery) arrange(screen []string) tea.Cmd {
	spots := g.spots(screen)
	if slices.Equal(spots, g.over) {
		return nil
	}
	var cmds []tea.Cmd
	if len(g.over) > 0 {
		cmds = append(cmds, tea.ClearScreen)
		if g.terminal.way() == settings.KittyImages {
			cmds = append(cmds, tea.Raw(picture.KittyClear))
		}
	}
	g.over = spots
	g.turns++
	if len(spots) > 0 {
		turn, mark, way := g.turns, g.frames.now(), g.terminal.way()
		cmds = append(cmds, tea.Tick(2*frame, func(time.Time) tea.Msg {
			return drawOver{turn: turn, mark: mark, text: drawing(spots, way)}
		}))
	}
	return tea.Batch(cmds...)
}

// drawing is what draws pictures over a screen.
func drawing(spots []spot, way settings.Images) string {
	var b strings.Builder
	b.WriteString(ansi.SaveCursor)
	for _, s := range spots {
		b.WriteString(ansi.CursorPosition(s.at.X+1, s.at.Y+1))
		seen := image.Rect(0, s.first*s.cell.Y, s.image.Rect.Dx(),
			(s.last+1)*s.cell.Y).Intersect(s.image.Rect)
		part := picture.Part(s.image, seen)
		cells := image.Pt((seen.Dx()+s.cell.X-1)/s.cell.X, s.last-s.first+1)
		switch way {
		case settings.SixelImages:
			b.WriteString(picture.Sixel(part))
		case settings.KittyImages:
			b.WriteString(picture.Kitty(part, cells))
		default:
			b.WriteString(picture.ITerm(part, cells))
		}
	}
	return b.String() + ansi.RestoreCursor
}

// draw draws over the screen once that shows what it should be drawn over.
func (g *gallery) draw(msg drawOver) tea.Cmd {
	const patience = 50 // frames
	switch {
	case msg.turn != g.turns:
		return nil
	case g.frames.shows(msg.mark) || msg.tries == patience:
		return tea.Raw(msg.text)
	}
	msg.tries++
	return tea.Tick(frame, func(time.Time) tea.Msg { return msg })
}
