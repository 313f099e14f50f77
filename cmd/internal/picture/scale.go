package picture

import (
	"image"
	"image/color"
	"image/draw"
)

// mostSamples is how many pixels of a picture one that is drawn is the mean of, along each side.
const mostSamples = 6

// Scale draws a picture with other measures, opaque: behind what can be seen through is white, or
// black for a picture that is bright.
func Scale(img image.Image, size image.Point) *image.RGBA {
	scaled := image.NewRGBA(image.Rectangle{Max: size})
	from, at := img.Bounds(), sampler(img)
	for y := range size.Y {
		for x := range size.X {
			area := image.Rect(from.Dx()*x/size.X, from.Dy()*y/size.Y, from.Dx()*(x+1)/size.X,
				from.Dy()*(y+1)/size.Y)
			scaled.SetRGBA(x, y, mean(at, area.Add(from.Min)))
		}
	}
	return onBackdrop(scaled)
}

// sampler returns what reads the pixels of a picture.
func sampler(img image.Image) func(x, y int) color.RGBA64 {
	if t, ok := img.(turned); ok {
		at := sampler(t.Image)
		return func(x, y int) color.RGBA64 { return at(t.source(x, y)) }
	}
	if fast, ok := img.(image.RGBA64Image); ok {
		return fast.RGBA64At
	}
	return func(x, y int) color.RGBA64 {
		r, g, b, a := img.At(x, y).RGBA()
		return color.RGBA64{R: uint16(r), G: uint16(g), B: uint16(b), A: uint16(a)}
	}
}

// mean is the mean of an area of a picture, of which at least one pixel counts.
func mean(at func(x, y int) color.RGBA64, area image.Rectangle) color.RGBA {
	wide, high := max(area.Dx(), 1), max(area.Dy(), 1)
	columns, rows := min(wide, mostSamples), min(high, mostSamples)
	var r, g, b, a uint32
	for y := range rows {
		for x := range columns {
			c := at(area.Min.X+wide*x/columns, area.Min.Y+high*y/rows)
			r, g, b, a = r+uint32(c.R), g+uint32(c.G), b+uint32(c.B), a+uint32(c.A)
		}
	}
	n := uint32(rows * columns)
	return color.RGBA{uint8(r / n >> 8), uint8(g / n >> 8), uint8(b / n >> 8), uint8(a / n >> 8)}
}

// onBackdrop makes a picture opaque.
func onBackdrop(img *image.RGBA) *image.RGBA {
	light, seen := 0, 0
	for i := 0; i < len(img.Pix); i += 4 {
		p := img.Pix[i : i+4]
		light += int(p[0])*3 + int(p[1])*6 + int(p[2])
		seen += int(p[3]) * 10
	}
	backdrop := image.White
	if 4*light > 3*seen {
		backdrop = image.Black
	}
	if img.Opaque() {
		return img
	}
	opaque := image.NewRGBA(img.Rect)
	draw.Draw(opaque, img.Rect, backdrop, image.Point{}, draw.Src)
	draw.Draw(opaque, img.Rect, img, image.Point{}, draw.Over)
	return opaque
}

// Part copies a part of a picture.
func Part(img *image.RGBA, area image.Rectangle) *image.RGBA {
	part := image.NewRGBA(image.Rectangle{Max: area.Size()})
	draw.Draw(part, part.Rect, img, area.Min, draw.Src)
	return part
}
