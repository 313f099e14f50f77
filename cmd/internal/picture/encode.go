package picture

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/sixel"
)

// Blocks writes a picture as lines of characters, each of which shows two pixels, one above the
// other.
func Blocks(img *image.RGBA) []string {
	size := img.Rect.Size()
	lines := make([]string, ceil(size.Y, 2))
	for row := range lines {
		var b strings.Builder
		for x := range size.X {
			up := img.RGBAAt(x, 2*row)
			fmt.Fprintf(&b, "\x1b[38;2;%d;%d;%d", up.R, up.G, up.B)
			if 2*row+1 < size.Y {
				down := img.RGBAAt(x, 2*row+1)
				fmt.Fprintf(&b, ";48;2;%d;%d;%d", down.R, down.G, down.B)
			}
			b.WriteString("m▀")
		}
		lines[row] = b.String() + ansi.ResetStyle
	}
	return lines
}

// Kitty draws a picture where the cursor is.
func Kitty(img image.Image, cells image.Point) string {
	const chunk = 4096 // bytes
	data := encoded(img)
	head := fmt.Sprintf("a=T,C=1,q=2,f=100,c=%d,r=%d,", cells.X, cells.Y)
	var b strings.Builder
	for {
		part := data[:min(len(data), chunk)]
		data = data[len(part):]
		more := 0
		if len(data) > 0 {
			more = 1
		}
		fmt.Fprintf(&b, "\x1b_G%sm=%d;%s\x1b\\", head, more, part)
		if head = "q=2,"; more == 0 {
			return b.String()
		}
	}
}

// KittyClear takes what [Kitty] has drawn from the screen.
const KittyClear = "\x1b_Ga=d,d=A,q=2\x1b\\"

// ITerm draws a picture where the cursor is.
func ITerm(img image.Image, cells image.Point) string {
	return fmt.Sprintf("\x1b]1337;File=inline=1;doNotMoveCursor=1;width=%d;height=%d:%s\a",
		cells.X, cells.Y, encoded(img))
}

// Sixel draws a picture where the cursor is.
func Sixel(img image.Image) string {
	var b bytes.Buffer
	_ = (&sixel.Encoder{}).Encode(&b, img) // a buffer takes all
	return ansi.SixelGraphics(0, 1, 0, b.Bytes())
}

// encoded is a picture as PNG in base 64.
func encoded(img image.Image) string {
	var b bytes.Buffer
	_ = png.Encode(&b, img) // a buffer takes all
	return base64.StdEncoding.EncodeToString(b.Bytes())
}
