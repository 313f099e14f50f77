package term

import (
	"context"
	"os/exec"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage"
)

// Sitting is what is shown here: a [session.Session].
type Sitting interface {
	Screen() (session.Screen, error)
	Reveal()
	Grade(typed string) session.Graded
	Rate(srs.Rating) (session.Rated, error)
	Early()
	Pass()
	Suspend() (*storage.Card, error)
	Bury() (*storage.Card, error)
	Flag(n int) (*storage.Card, error)
	More() (session.Added, error)
	Edit() (*session.Editing, error)
	Edited(ctx context.Context, e *session.Editing, anyway bool) (desk.Edited, error)
	Why() (*desk.Why, error)
	Undo() (session.Undone, error)
	Redo() (session.Undone, error)
	Summary() (session.Summary, error)
}

// Options is what a front end needs to know besides.
type Options struct {
	*Terminal
	Keys     session.Keys
	Calendar srs.Calendar                          // in whose zone instants are told
	Editor   func(file string, line int) *exec.Cmd // edits a file, with the terminal to itself; nil for none
	Media    Media                                 // nil for none
	Reader   Reader                                // nil for none
	Autoplay bool                                  // sounds play when their side of a card comes up
	Notice   string                                // to be said at the start; may be empty
	Kept     string                                // the file in which the answers are
	Columns  int                                   // that lines after a sitting have; 0 for any
}
