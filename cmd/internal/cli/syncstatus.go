package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"cards/cmd/internal/out"
	"cards/storage/sync"
	"cards/storage/sync/store"
)

// syncStatusJSON is what `cards sync --status --json` prints.
type syncStatusJSON struct {
	Store     string       `json:"store"`
	Encrypted bool         `json:"encrypted"`
	Segments  int          `json:"segments"`
	Bytes     int64        `json:"bytes"`
	Unsent    int          `json:"unsent"`
	Devices   []deviceJSON `json:"devices"`
}

// deviceJSON is one device, as its newest segment tells of it.
type deviceJSON struct {
	Name        string `json:"name"`
	Seen        string `json:"seen"`
	Knew        int    `json:"knew"`
	Missing     int    `json:"missing"`
	OtherConfig bool   `json:"other_config"`
}

// status shows the devices and what waits.
func (s *syncing) status(ctx context.Context) error {
	waiting, err := s.unsent()
	if err != nil {
		return err
	}
	here, ids, err := s.c.Held()
	if err != nil {
		return err
	}
	segments, size, unreachable := s.contents(ctx)
	if _, ok := errors.AsType[*store.UnreachableError](unreachable); unreachable != nil && !ok {
		return unreachable
	}
	config := configHash(s.c.Root())
	j := syncStatusJSON{
		Store: s.state.To, Encrypted: s.state.Place.Encryption == sync.Encrypted,
		Segments: segments, Bytes: size, Unsent: waiting.All(), Devices: []deviceJSON{},
	}
	for _, name := range s.state.Names() {
		h := s.state.Devices[name]
		if name == s.state.Device {
			continue
		}
		j.Devices = append(j.Devices, deviceJSON{
			name, h.Made.UTC().Format(time.RFC3339), h.Knew.Events, h.Missing(here, ids),
			h.Config != config,
		})
	}
	if s.json.wanted {
		if err := s.printJSON(j); err != nil {
			return err
		}
	} else {
		s.printStatus(j, waiting, here, unreachable == nil)
	}
	if unreachable != nil {
		return s.failed(unreachable)
	}
	return nil
}

// contents returns what is in the store; what is known of it here if it cannot be reached.
func (s *syncing) contents(ctx context.Context) (segments int, size int64, err error) {
	id, err := s.state.Place.ID()
	if err != nil {
		return 0, 0, err
	}
	st, done, err := s.openStore(ctx, false)
	if err == nil {
		defer done()
		segments, size, err = sync.Contents(ctx, st)
	}
	if err == nil {
		return segments, size, nil
	}
	known, knownErr := s.c.Segments(id)
	for _, one := range known {
		size += one.Size
	}
	return len(known), size, errors.Join(err, knownErr)
}

func (s *syncing) printStatus(j syncStatusJSON, waiting sync.Count, here int, reached bool) {
	secrecy := "not encrypted"
	if j.Encrypted {
		secrecy = "encrypted"
	}
	known := ""
	if !reached {
		known = ", as last seen"
	}
	fmt.Fprintf(s.out, "%s (%s), %s, %s%s\n", out.Line(j.Store), secrecy,
		out.Plural(j.Segments, "segment"), bytesText(j.Bytes), known)
	sent := "everything sent"
	if waiting.All() > 0 {
		sent = counted(waiting) + " not sent"
	}
	t := out.Table{}
	t.Add(out.Line(s.state.Device), "this device", out.Plural(here, "event"), sent)
	for _, d := range j.Devices {
		seen, _ := time.Parse(time.RFC3339, d.Seen) // it was just written
		missing := "nothing missing here"
		if d.Missing > 0 {
			missing = out.Count(d.Missing) + " missing here"
		}
		if d.OtherConfig {
			missing += "; its config.toml differs"
		}
		t.Add(out.Line(d.Name), ago(s.Now().Sub(seen)), "knew "+
			out.Plural(d.Knew, "event"), missing)
	}
	t.Print(s.out)
}

// ago says how long something is past.
func ago(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", int(d.Minutes()))
	case d < 2*day:
		return fmt.Sprintf("%d h ago", int(d.Hours()))
	}
	return out.Plural(int(d/day), "day") + " ago"
}

// syncComplaints says what is wrong with the store that is set up, as far as it is known here:
// nothing asks the store.
func syncComplaints(c *collection) []complaint {
	folder := storageFolder(c.Root())
	state, keys, err := sync.ReadState(folder)
	if errors.Is(err, sync.ErrNoStore) {
		return nil
	}
	if err == nil {
		_, err = sealerOf(state.Place, keys)
	}
	if err != nil {
		return []complaint{{"sync", err.Error(), "cards sync --join"}}
	}
	here, ids, err := c.Held()
	if err != nil {
		return nil // it was said
	}
	var list []complaint
	for _, name := range state.Names() {
		if n := state.Devices[name].Missing(here, ids); n > 0 {
			text := fmt.Sprintf("%s knew %s that did not arrive here", out.Line(name),
				out.Plural(n, "event"))
			list = append(list, complaint{"sync", text, "cards sync"})
		}
	}
	return list
}
