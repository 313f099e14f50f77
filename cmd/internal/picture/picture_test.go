package picture_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"cards/cmd/internal/picture"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/sixel"
	"github.com/google/go-cmp/cmp"
)

var (
	red  = color.RGBA{255, 0, 0, 255}
	blue = color.RGBA{0, 0, 255, 255}
)

// halves is a picture whose left half is red and whose right half is blue.
func halves(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetRGBA(x, y, map[bool]color.RGBA{true: red, false: blue}[2*x < width])
		}
	}
	return img
}

func encoded(t *testing.T, encode func(b *bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDecode(t *testing.T) {
	t.Parallel()
	img := halves(30, 20)
	frame := func(c color.Color) *image.Paletted {
		p := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{c})
		return p
	}
	asPNG := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, img) })
	for name, data := range map[string][]byte{
		"PNG":  asPNG,
		"JPEG": encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) }),
		"GIF": encoded(t, func(b *bytes.Buffer) error {
			return gif.EncodeAll(b, &gif.GIF{
				Image: []*image.Paletted{frame(red), frame(blue)},
				Delay: []int{0, 0},
			})
		}),
	} {
		got, err := picture.Decode(bytes.NewReader(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r, _, b, _ := got.At(2, 2).RGBA()
		if got.Bounds().Size() != image.Pt(30, 20) || r>>8 < 250 || b>>8 > 5 {
			t.Errorf("%s is of size %v and begins with %v", name, got.Bounds().Size(), got.At(2, 2))
		}
	}
	for wrong, data := range map[string][]byte{
		"neither PNG nor JPEG nor GIF":       []byte("RIFF....WEBPVP8 "),
		"not enough pixel data":              asPNG[:len(asPNG)/2],
		"60000 × 60000 pixels are too many":  headOfPNG(60000, 60000),
		"7072 × 7072 pixels are too many":    headOfPNG(7072, 7072),
		"png: invalid format: non-positive ": headOfPNG(0, 10),
	} {
		if _, err := picture.Decode(bytes.NewReader(data)); err == nil ||
			!strings.Contains(err.Error(), wrong) {
			t.Errorf("got %v, want %q", err, wrong)
		}
	}
}

// TestOrientation turns a photograph as the camera has written that it was held: the red half,
// which is left in the file, comes to a side.
func TestOrientation(t *testing.T) {
	t.Parallel()
	plain := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, halves(60, 40), nil) })
	for turn, red := range map[byte]image.Point{
		1: {2, 20}, 2: {57, 20}, 3: {57, 20}, 4: {2, 20}, 5: {20, 2}, 6: {20, 2}, 7: {20, 57},
		8: {20, 57}, 9: {2, 20},
	} {
		exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" +
			string(turn) + "\x00\x00\x00\x00\x00\x00"
		head := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
		img, err := picture.Decode(bytes.NewReader(append(head, plain[2:]...)))
		if err != nil {
			t.Fatal(err)
		}
		size := image.Pt(60, 40)
		if turn > 4 && turn < 9 {
			size = image.Pt(40, 60)
		}
		got := picture.Scale(img, size)
		if img.Bounds().Size() != size || got.RGBAAt(red.X, red.Y).R < 200 ||
			got.RGBAAt(size.X-1-red.X, size.Y-1-red.Y).B < 200 {
			t.Errorf("%d: %v, %v where red should be", turn, img.Bounds(), got.RGBAAt(red.X, red.Y))
		}
	}
}

// headOfPNG is the beginning of a picture that nobody could hold in memory.
func headOfPNG(width, height uint32) []byte {
	head := append([]byte("IHDR"), make([]byte, 8)...)
	binary.BigEndian.PutUint32(head[4:], width)
	binary.BigEndian.PutUint32(head[8:], height)
	head = append(head, 8, 2, 0, 0, 0)
	data := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\r"), head...)
	return binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(head))
}

func TestFit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ size, box, cell, cells, pixels image.Point }{
		{image.Pt(100, 100), image.Pt(80, 14), image.Pt(10, 20), image.Pt(10, 5), image.Pt(100, 100)},
		{image.Pt(1000, 100), image.Pt(80, 14), image.Pt(10, 20), image.Pt(80, 4), image.Pt(800, 80)},
		{image.Pt(100, 5000), image.Pt(80, 14), image.Pt(10, 20), image.Pt(1, 14), image.Pt(6, 280)},
		{image.Pt(100, 100), image.Pt(80, 14), image.Pt(16, 40), image.Pt(13, 5), image.Pt(200, 200)},
		{image.Pt(300, 200), image.Pt(80, 14), image.Pt(1, 2), image.Pt(42, 14), image.Pt(42, 28)},
		{image.Pt(9000, 1), image.Pt(80, 14), image.Pt(1, 2), image.Pt(80, 1), image.Pt(80, 1)},
	} {
		cells, pixels := picture.Fit(c.size, c.box, c.cell)
		if cells != c.cells || pixels != c.pixels {
			t.Errorf("%v in %v: %v cells of %v pixels, want %v and %v", c.size, c.box, cells,
				pixels, c.cells, c.pixels)
		}
	}
}

func TestScale(t *testing.T) {
	t.Parallel()
	got := picture.Scale(halves(400, 100), image.Pt(4, 1))
	if diff := cmp.Diff([]uint8{255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 255, 255},
		got.Pix); diff != "" {
		t.Errorf("smaller (-want +got):\n%s", diff)
	}
	for line, behind := range map[color.RGBA]color.RGBA{
		{A: 255}:                 {255, 255, 255, 255},
		{255, 255, 255, 255}:     {A: 255},
		{B: 200, R: 40, A: 255}:  {255, 255, 255, 255},
		{250, 250, 100, 255}:     {A: 255},
		{R: 60, G: 60, A: 60}:    {A: 255}, // a bright colour that can be seen through
		{R: 0, G: 0, B: 0, A: 9}: {255, 255, 255, 255},
	} {
		img := image.NewRGBA(image.Rect(0, 0, 10, 10))
		img.SetRGBA(5, 5, line)
		if got := picture.Scale(img, image.Pt(10, 10)).RGBAAt(0, 0); got != behind {
			t.Errorf("behind %v is %v, want %v", line, got, behind)
		}
	}
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	want := []string{
		"\x1b[38;2;255;0;0;48;2;255;0;0m▀\x1b[38;2;0;0;255;48;2;0;0;255m▀\x1b[m",
		"\x1b[38;2;255;0;0m▀\x1b[38;2;0;0;255m▀\x1b[m",
	}
	if diff := cmp.Diff(want, picture.Blocks(halves(2, 3))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestProtocols reads back what a terminal would draw.
func TestProtocols(t *testing.T) {
	t.Parallel()
	noise := image.NewRGBA(image.Rect(0, 0, 90, 60))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(random.Uint32())
	}
	for i := 3; i < len(noise.Pix); i += 4 {
		noise.Pix[i] = 255
	}
	kitty := picture.Kitty(noise, image.Pt(9, 3))
	var data strings.Builder
	parts := regexp.MustCompile(`\x1b_G([^;]*);([^\x1b]*)\x1b\\`).FindAllStringSubmatch(kitty, -1)
	for i, part := range parts {
		if more := strings.Contains(part[1], "m=1"); more != (i < len(parts)-1) || len(part[2]) > 4096 {
			t.Errorf("part %d of %d has %q and %d bytes", i, len(parts), part[1], len(part[2]))
		}
		data.WriteString(part[2])
	}
	if len(parts) < 2 || !strings.HasPrefix(kitty, "\x1b_Ga=T,C=1,q=2,f=100,c=9,r=3,m=1;") {
		t.Errorf("%d parts, from %.40q on", len(parts), kitty)
	}
	checkPNG(t, noise, data.String())

	head, rest, _ := strings.Cut(strings.TrimSuffix(picture.ITerm(noise, image.Pt(9, 3)), "\a"), ":")
	if head != "\x1b]1337;File=inline=1;doNotMoveCursor=1;width=9;height=3" {
		t.Errorf("iTerm2 gets %q", head)
	}
	checkPNG(t, noise, rest)
}

func checkPNG(t *testing.T, want image.Image, data string) {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(data)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []image.Point{{0, 0}, {89, 59}, {13, 44}} {
		if got := color.RGBAModel.Convert(img.At(at.X, at.Y)); got != want.At(at.X, at.Y) {
			t.Errorf("%v is %v, want %v", at, got, want.At(at.X, at.Y))
		}
	}
}

func TestSixel(t *testing.T) {
	t.Parallel()
	lower := picture.Part(halves(40, 30), image.Rect(0, 10, 40, 30))
	text := picture.Sixel(lower)
	p := ansi.NewParser()
	var payload []byte
	p.SetHandler(ansi.Handler{HandleDcs: func(_ ansi.Cmd, _ ansi.Params,
		data []byte,
	) {
		payload = bytes.Clone(data)
	}})
	p.SetDataSize(1 << 16)
	for i := range len(text) {
		p.Advance(text[i])
	}
	img, err := (&sixel.Decoder{}).Decode(bytes.NewReader(payload))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Size() != image.Pt(40, 20) || !near(img.At(3, 3), red) ||
		!near(img.At(36, 18), blue) {
		t.Errorf("%v, %v, %v", img.Bounds(), img.At(3, 3), img.At(36, 18))
	}
}

// near says whether a colour is another one, as far as percents can say it.
func near(a, b color.Color) bool {
	r, g, blue, _ := a.RGBA()
	r2, g2, blue2, _ := b.RGBA()
	within := func(x, y uint32) bool { return max(x, y)-min(x, y) < 0x500 }
	return within(r, r2) && within(g, g2) && within(blue, blue2)
}
