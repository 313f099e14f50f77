package srs

// IsLeech says whether a card was forgotten so often that it is a leech: as many times as the
// limit, or more. With a limit of 0 none is.
func IsLeech(lapses, limit int) bool { return limit > 0 && lapses >= limit }

// LeechAgain says whether it is to be told of a leech that it was forgotten once more: when it
// becomes one, and whenever half as many lapses, rounded up, have been added, as in Anki
// (rslib/src/scheduler/states/review.rs, leech_threshold_met).
func LeechAgain(lapses, limit int) bool {
	return IsLeech(lapses, limit) && (lapses-limit)%((limit+1)/2) == 0
}

// Lapses says whether the review is one in which a card was forgotten in review phase.
func (r Review) Lapses() bool { return r.Counts() && r.Before == InReview && r.Rating == Again }
