package anki

import (
	"encoding/json"
	"strings"
)

// CardData is what the column data of a card says. A member that cannot be read is absent.
type CardData struct {
	Position   *int64  // among new cards, when it was one
	Stability  float64 // days; 0 if it is not known
	Difficulty float64 // 1 to 10, likewise
}

// Known returns what the data of a card says.
func (c *Card) Known() CardData {
	var known CardData
	if !strings.HasPrefix(c.Data, "{") || c.Data == "{}" {
		return known
	}
	d := json.NewDecoder(strings.NewReader(c.Data))
	d.UseNumber()
	var o object
	if d.Decode(&o) != nil {
		return known
	}
	known.Position = o.optional("pos")
	known.Stability, _ = o.float("s")
	known.Difficulty, _ = o.float("d")
	return known
}
