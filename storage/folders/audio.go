package folders

import (
	"errors"

	"cards/deck"
)

// audioKey is the table of what plays sounds. It names a program, so only a person's own configuration
// can have it: that of a collection comes with its files from whoever wrote them.
const audioKey = "audio"

// audio takes in the table of what plays sounds.
func (r *reading) audio(value any) {
	at := r.place(audioKey)
	if r.other != nil {
		r.config.Warnings = append(r.config.Warnings, deck.Diagnostic{
			Path: r.path, Pos: r.pos(at.whole.start), Severity: deck.Warning,
			Text: "audio names a program, which a collection cannot do: it is not used",
			Hint: "write it into your own configuration, which `cards paths` shows",
		})
		return
	}
	table, ok := value.(map[string]any)
	if !ok {
		r.remark(at, audioKey, errors.New("must be a table: [audio]"))
		return
	}
	for name, value := range table {
		command, ok := value.(string)
		e := r.place(audioKey, name)
		switch {
		case name != "player":
			r.remark(e, audioKey+"."+name, errors.New("there is only audio.player"))
		case !ok:
			r.remark(e, audioKey+"."+name, errors.New("must be a command in quotes"))
		default:
			r.remark(e, audioKey+"."+name, noControls(command))
			r.config.Player = command
		}
	}
}
