package folders

import (
	"errors"
	"path/filepath"

	"cards/deck"
	"cards/deck/settings"
)

// The keys of syncing. They say where keys are and when the network is used, so only a person's own
// configuration can have them.
const (
	syncAfterKey   = "sync_after"
	syncFileKey    = "sync_key_file"
	syncCommandKey = "sync_key_command"
)

// Sync is what a person says of syncing. The zero Sync says nothing.
type Sync struct {
	AfterReview bool     // it runs when a sitting has ended
	KeyFile     string   // absolute path of a file with the keys of a bucket; "" for none
	KeyCommand  []string // a command that prints them; nil for none
}

// isSyncKey says whether a key is one of syncing.
func isSyncKey(name string) bool {
	return name == syncAfterKey || name == syncFileKey || name == syncCommandKey
}

// sync takes in what stands under one of the keys of syncing.
func (r *reading) sync(e entry) {
	if r.other != nil {
		r.config.Warnings = append(r.config.Warnings, deck.Diagnostic{
			Path: r.path, Pos: r.pos(e.whole.start), Severity: deck.Warning,
			Text: e.key + " is about syncing, which a collection cannot set: it is not used",
			Hint: "write it into your own configuration, which `cards paths` shows",
		})
		return
	}
	s := &r.config.Sync
	var err error
	switch e.key {
	case syncAfterKey:
		s.AfterReview = e.value == "review"
		if !s.AfterReview {
			err = errors.New(`must be "review"`)
		}
	case syncFileKey:
		if s.KeyFile, err = text(e.value); err == nil && !filepath.IsAbs(s.KeyFile) {
			err = errors.New("must be the whole path of a file, in quotes")
		}
	case syncCommandKey:
		s.KeyCommand, err = settings.List(e.value, text)
		if err == nil && len(s.KeyCommand) == 0 {
			err = errors.New("must be a command and its arguments, each in quotes")
		}
	}
	r.remark(e, e.key, err)
}
