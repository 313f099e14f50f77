package ankinote

import (
	"fmt"
	"strconv"
	"strings"
)

// occlusionMark is how the text of a gap begins that is a region of a picture.
const occlusionMark = "image-occlusion:"

// Occlusions returns a field whose gaps that are regions of a picture,
// image-occlusion:SHAPE:KEY=VALUE…, say in words where these are, with their number among all as a
// hint. What they are made of is lost.
func Occlusions(field string) string {
	if !strings.Contains(field, occlusionMark) {
		return field
	}
	found := gaps(field)
	total := len(Numbers(field))
	var b strings.Builder
	pos := 0
	for _, g := range found {
		text := field[g.text:g.stop]
		if g.start < pos || !strings.HasPrefix(text, occlusionMark) {
			continue
		}
		b.WriteString(field[pos:g.text])
		hint := ""
		if len(g.numbers) > 0 {
			hint = fmt.Sprintf("::region %d of %d", g.numbers[0], total)
		}
		b.WriteString(region(text) + hint)
		pos = g.stop
		if pos+2 < len(field) && !strings.HasPrefix(field[pos+2:], "<br>") {
			b.WriteString("}}<br>")
			pos += 2
		}
	}
	return b.String() + field[pos:]
}

// region says in words where a region is.
func region(text string) string {
	parts := strings.Split(strings.NewReplacer(`\:`, "\uff1a", `\\`, `\`).Replace(text), ":")
	shape := map[string]string{"rect": "rectangle", "": "region"}[parts[min(1, len(parts)-1)]]
	if shape == "" {
		shape = parts[1]
	}
	values := make(map[string]string)
	for _, p := range parts[min(2, len(parts)):] {
		if key, value, ok := strings.Cut(p, "="); ok {
			values[key] = value
		}
	}
	var words []string
	for _, w := range []struct{ key, words string }{
		{"left", "%s from the left"},
		{"top", "%s from the top"},
		{"width", "%s wide"},
		{"height", "%s high"},
		{"rx", "%s to the side"},
		{"ry", "%s up and down"},
	} {
		if share, err := strconv.ParseFloat(values[w.key], 64); err == nil {
			words = append(words, fmt.Sprintf(w.words, fmt.Sprintf("%.0f %%", 100*share)))
		}
	}
	if t := values["text"]; t != "" {
		words = append(words, t)
	}
	if len(words) == 0 {
		return shape
	}
	return shape + ", " + strings.Join(words, ", ")
}
