package podcast

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// Cover returns the picture of a feed: a card on a plain ground, in the least size that directories
// take.
func Cover() ([]byte, error) {
	const size, margin, line = 1400, 300, 40
	palette := color.Palette{
		color.RGBA{0x1f, 0x3a, 0x5f, 0xff},
		color.RGBA{0xfb, 0xf7, 0xec, 0xff},
		color.RGBA{0xc9, 0x8a, 0x2b, 0xff},
	}
	img := image.NewPaletted(image.Rect(0, 0, size, size), palette)
	fill := func(r image.Rectangle, colour uint8) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				img.SetColorIndex(x, y, colour)
			}
		}
	}
	fill(image.Rect(margin, margin, size-margin, size-margin), 1)
	for i, width := range []int{520, 360} {
		top := margin + 200 + 160*i
		fill(image.Rect(margin+140, top, margin+140+width, top+line), 0)
	}
	fill(image.Rect(margin+140, size-margin-240, margin+140+440, size-margin-240+line), 2)
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return b.Bytes(), err
}
