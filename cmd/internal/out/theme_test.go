package out_test

import (
	"image/color"
	"math"
	"testing"

	"cards/cmd/internal/out"

	fatih "github.com/fatih/color"
)

// backgrounds are what terminals have without being asked for something else.
var backgrounds = map[out.Theme]map[string]uint32{
	out.Light: {
		"xterm, Terminal.app, GNOME": 0xffffff, "GNOME, new": 0xfafafa, "Solarized": 0xfdf6e3,
		"Solarized, highlighted": 0xeee8d5,
	},
	out.Dark: {
		"xterm, Terminal.app Pro": 0x000000, "GNOME": 0x171421, "GNOME, new": 0x1e1e1e,
		"Ubuntu": 0x300a24, "Windows": 0x0c0c0c,
		"PowerShell": 0x012456, "Solarized": 0x002b36, "Solarized, highlighted": 0x073642,
	},
}

// TestAccentsCanBeRead computes contrasts by the formula of WCAG 2.2 from the colours that
// terminals have for the numbers.
func TestAccentsCanBeRead(t *testing.T) {
	t.Parallel()
	for theme, known := range backgrounds {
		for name, background := range known {
			for a := out.Acting; a <= out.Number; a++ {
				attributes := theme.Attributes(a)
				if len(attributes) != 3 || attributes[0] != 38 || attributes[1] != 5 || attributes[2] < 16 {
					t.Fatalf("accent %d of theme %d is %v, no colour that is fixed", a, theme, attributes)
				}
				if got := ratio(xterm(uint32(attributes[2])), background); got < 4.5 {
					t.Errorf("accent %d has a contrast of %.2f with %s", a, got, name)
				}
			}
			if got := out.ThemeOn(rgb(background)); got != theme {
				t.Errorf("on %s the theme is %d", name, got)
			}
		}
	}
	for _, between := range []uint32{0x808080, 0x777777, 0xcc3333} {
		if got := out.ThemeOn(rgb(between)); got != out.Mono {
			t.Errorf("on %06x the theme is %d", between, got)
		}
	}
}

// TestWithoutBackground has no colours where nothing is known of the background.
func TestWithoutBackground(t *testing.T) {
	t.Parallel()
	for a := out.Acting; a <= out.Number; a++ {
		for _, attribute := range out.Mono.Attributes(a) {
			if attribute != fatih.Bold && attribute != fatih.Underline && attribute != fatih.ReverseVideo {
				t.Errorf("accent %d is attribute %d", a, attribute)
			}
		}
		if len(out.Bare.Attributes(a)) > 0 {
			t.Errorf("accent %d is set apart in a text without means", a)
		}
	}
}

func rgb(v uint32) color.Color {
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff}
}

// xterm returns one of xterm's 256 colours, as its documentation computes them.
func xterm(n uint32) uint32 {
	if n >= 232 {
		return (8 + (n-232)*10) * 0x010101
	}
	levels := [...]uint32{0, 95, 135, 175, 215, 255}
	n -= 16
	return levels[n/36]<<16 | levels[n/6%6]<<8 | levels[n%6]
}

func ratio(a, b uint32) float64 {
	light := func(v uint32) float64 {
		sum := 0.0
		for shift, weight := range map[int]float64{16: 0.2126, 8: 0.7152, 0: 0.0722} {
			c := float64(v>>shift&0xff) / 255
			if c <= 0.04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+0.055)/1.055, 2.4)
			}
			sum += weight * c
		}
		return sum
	}
	x, y := light(a), light(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}
