// Package picture reads the pictures of cards and writes them for terminals: by the protocols of
// kitty, iTerm2 and sixel, or as characters whose halves are coloured.
package picture

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	"io"

	// The formats that are read.
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
)

// most is how many pixels a picture may have to be read.
const most = 50_000_000

// errFormat says that a file is no picture of a format that is read.
var errFormat = errors.New("neither PNG nor JPEG nor GIF")

// Decode reads a picture: PNG, JPEG or the first frame of GIF, with at most 50 megapixels. How
// large it is is looked at before it is read. A photograph stands as the camera says.
func Decode(r io.ReadSeeker) (image.Image, error) {
	config, _, err := image.DecodeConfig(bufio.NewReader(r))
	switch pixels := int64(config.Width) * int64(config.Height); {
	case errors.Is(err, image.ErrFormat):
		return nil, errFormat
	case err != nil:
		return nil, err
	case pixels <= 0:
		return nil, errors.New("it has no pixels")
	case pixels > most:
		return nil, fmt.Errorf("%d × %d pixels are too many", config.Width, config.Height)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	turn := orientation(r)
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bufio.NewReader(r))
	if err != nil || turn == 1 {
		return img, err
	}
	return turned{img, turn}, nil
}

// Fit returns how many cells a picture takes and how many pixels it is drawn with. It is never
// larger than the cells it may take; cell is how many pixels one has. What is smaller stays as it
// is, but where pixels are so small that text has several for one.
func Fit(size, box, cell image.Point) (cells, pixels image.Point) {
	const plain = 16 // pixels that a line has where they are of the usual size
	scale := float64(max(cell.Y/plain, 1))
	scale = min(scale, float64(box.X*cell.X)/float64(size.X), float64(box.Y*cell.Y)/float64(size.Y))
	pixels.X = max(int(float64(size.X)*scale+0.5), 1)
	pixels.Y = max(int(float64(size.Y)*scale+0.5), 1)
	return image.Pt(ceil(pixels.X, cell.X), ceil(pixels.Y, cell.Y)), pixels
}

func ceil(n, by int) int { return (n + by - 1) / by }
