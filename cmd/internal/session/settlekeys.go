package session

// The commands of a round of settling, beside those that it has in common with a review.
const (
	Same Command = iota + 64
	Other
	All
	Leave // for another time
)

// SettlingKeys returns the keys of a round of settling. A key that a review has too does the same
// there.
func SettlingKeys() Keys {
	rows := []Binding{
		{Same, "same", keys("y"), "same card", "", true},
		{Other, "other", keys("n"), "another card", "", true},
		{All, "all", keys("a"), "yes to all the rest", "", true},
		{Leave, "later", keys("l"), "later", "", true},
	}
	for _, b := range bindings() {
		switch b.Command {
		case Show, Undo, Quit, Background, Down, Up, PageDown, PageUp, Top, Bottom:
			rows = append(rows, b)
		}
	}
	return newKeys(rows)
}
