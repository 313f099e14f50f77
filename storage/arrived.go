package storage

import (
	"cards/deck"
	"cards/storage/journal"
)

// Fate is what has become of a text that an import may bring.
type Fate struct {
	Arrived bool     // an import has brought it before, and that was not taken back
	Live    bool     // it stands in a deck file, or another text of the same card does
	Path    string   // of the file that it stands in, as in [Card.Path]; "" if it is not live
	Key     deck.Key // that is live
	Draft   bool
}

// Fates returns what has become of texts, in their order.
func (c *logOwner) Fates(keys []deck.Key) ([]Fate, error) {
	fates := make([]Fate, len(keys))
	err := c.view(func(t *txn) error {
		if t.isEmpty(bucketPlaces) && t.newest().IsZero() {
			clear(fates)
			return nil // nothing has arrived, and nothing is there
		}
		paths := make(map[fileID]string)
		for i, k := range keys {
			var err error
			if fates[i], err = t.fate(k, paths); err != nil {
				return err
			}
		}
		return nil
	})
	return fates, err
}

func (t *queryTx) fate(k deck.Key, paths map[fileID]string) (Fate, error) {
	history, live := t.history(k), t.isLive(k)
	if len(history) == 0 && !live {
		return Fate{}, nil // nothing is known of it, nor linked with it
	}
	arrived, err := t.arrivedIn(history)
	f := Fate{Arrived: arrived}
	if err != nil {
		return f, err
	}
	card := []deck.Key{k}
	if !live {
		s, err := t.state(t.name(k))
		if err != nil {
			return f, err
		}
		card = s.keys
	}
	for _, live := range card {
		places, err := t.places(live)
		if err != nil {
			return f, err
		}
		if len(places) == 0 {
			continue
		}
		f.Live, f.Key, f.Draft = true, live, places[0].draft
		f.Path, err = t.pathOf(places[0].file, paths)
		return f, err
	}
	return f, nil
}

// pathOf returns the path of a file, which is read once.
func (t *textTx) pathOf(id fileID, known map[fileID]string) (string, error) {
	path, ok := known[id]
	if ok {
		return path, nil
	}
	f, err := t.deckFile(id)
	if err != nil {
		return "", err
	}
	known[id] = f.path
	return f.path, nil
}

// arrivedIn says whether an import in force brought a text, by the events about it.
func (t *eventTx) arrivedIn(history []journal.ID) (bool, error) {
	for _, id := range history {
		ev, err := t.event(id)
		if err != nil {
			return false, err
		}
		if _, ok := ev.Body.(journal.TextSeen); ok && t.isImports(ev.Step) && t.inForce(ev.Step) {
			return true, nil
		}
	}
	return false, nil
}

// isImports says whether a step is that of an import: it is the id of no event.
func (t *eventTx) isImports(step journal.ID) bool { return t.Get(bucketLog, step[:]) == nil }

// Brought returns the texts that the runs in force of a source, by its name, have brought, in log
// order.
func (c *logOwner) Brought(source string) ([]journal.TextSeen, error) {
	var texts []journal.TextSeen
	err := c.view(func(t *txn) error {
		texts = nil
		runs := make(map[journal.ID]bool)
		err := t.scan(func(ev journal.Event) error {
			if b, ok := ev.Body.(journal.Imported); ok && b.Source == source {
				runs[ev.Step] = t.inForce(ev.Step)
			}
			return nil
		})
		if err != nil || len(runs) == 0 {
			return err
		}
		return t.scan(func(ev journal.Event) error {
			if b, ok := ev.Body.(journal.TextSeen); ok && runs[ev.Step] {
				texts = append(texts, b)
			}
			return nil
		})
	})
	return texts, err
}
