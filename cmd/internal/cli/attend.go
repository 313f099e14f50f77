package cli

import (
	"context"
	"fmt"
	"time"

	"cards/cmd/internal/out"
)

// attend lets a context end what a collection does for long, and shows on a terminal how far it is:
// so many events of how many, and how long it still takes. End removes what was shown.
func (a *app) attend(ctx context.Context, c *collection, what string) (end func()) {
	return attendTo(ctx, a, c, what, 0)
}

// attendTo is [app.attend] of a work that first goes through so many events; 0 if that is not
// known.
func attendTo(ctx context.Context, a *app, c *collection, what string, events int) (end func()) {
	m, begun := a.meter(what), a.Now()
	c.BackUpFirst(func() error { return backUpBefore(ctx, a, c) })
	c.Attend(ctx, func(done, all int) {
		if all == 0 && done <= events {
			all = events
		}
		m.put(what + "… " + advance(done, all, a.Now().Sub(begun)))
	})
	return m.end
}

// advance says how much is done of all, and, by how long that took, when the rest is.
func advance(done, all int, took time.Duration) string {
	text := out.Plural(done, "event")
	if all == 0 {
		return text
	}
	text = fmt.Sprintf("%s of %s", out.Count(done), out.Plural(all, "event"))
	return text + timeLeft(float64(done)/float64(all), took)
}
