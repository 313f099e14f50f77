package trainlog

// row is one line of a log.
type row struct {
	time   int64 // milliseconds since 1970
	rating uint8 // 0 in a row that is no answer

	// Of Anki's rows only.
	kind   revlogType
	factor int
}

// revlogType is the column type of Anki's revlog.
type revlogType uint8

const (
	learning revlogType = iota
	review
	relearning
	filtered
	manual
	rescheduled
)

func (r row) rated() bool { return r.rating > 0 }

// cram tells an answer in a filtered deck that does not affect scheduling.
func (r row) cram() bool { return r.kind == filtered && r.factor == 0 }

// reset tells a row that made its card new again.
func (r row) reset() bool { return r.kind == manual && r.factor == 0 }

// trainedFrom returns where the newest unbroken run of learning answers begins in the rows of one
// card: what is older belongs to another life of the card, and without such a run its beginning is
// unknown.
func trainedFrom(rows []row) int {
	start := len(rows)
	for i := len(rows) - 1; i >= 0; i-- {
		switch r := rows[i]; {
		case r.cram():
		case r.rated() && r.kind == learning:
			start = i
		case r.reset() || start < len(rows):
			return start
		}
	}
	return start
}
