package storage

import "context"

// Attend lets a context end what takes long from now on, [Collection.Merge], [Collection.Import],
// [Collection.Undo], [Collection.Redo], [Collection.Restore] and [Collection.Rebuild], which then
// leave all as it was. Report is told how many of so many events they have gone through, of 0 if it
// is not known of how many; nil: nobody is.
func (c *room) Attend(ctx context.Context, report func(done, all int)) {
	c.attended, c.reported = ctx, report
}

// attending returns the context that may end what takes long.
func (c *room) attending() context.Context {
	if c.attended == nil {
		return context.Background()
	}
	return c.attended
}

func (c *room) report(done, all int) {
	if c.reported != nil {
		c.reported(done, all)
	}
}
