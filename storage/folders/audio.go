package folders

import "errors"

// audioKey is the table of what plays sounds. It names a program, so only a person's own
// configuration can have it: that of a collection comes with its files from whoever wrote them.
const audioKey = "audio"

// audio takes in the table of what plays sounds.
func (r *reading) audio(value any) {
	if !r.own(r.place(audioKey), "audio names a program") {
		return
	}
	r.table(audioKey, value, func(_ entry, name string, value any) error {
		command, ok := value.(string)
		switch {
		case name != "player":
			return errors.New("the only key is audio.player")
		case !ok:
			return errors.New("must be a command in quotes")
		}
		r.config.Player = command
		return noControls(command)
	})
}
