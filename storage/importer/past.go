package importer

import (
	"cards/deck"
	"cards/deck/match"
	"cards/storage"
)

// past is what the collection knows of the texts of a source.
type past struct {
	collection *storage.Collection
	source     string                    // what the source is known again by
	foreseen   map[deck.Key]storage.Fate // of texts that were asked for beforehand; nil without any

	brought bool                  // what earlier runs of the source brought is read:
	texts   map[string][]deck.Key // by prompt
	keys    map[deck.Key]bool
	files   map[string]int  // how many texts went into a file
	asked   map[string]bool // prompts that stand in those files now
	own     []match.Live    // cards in those files that no run of the source brought
}

// recall finds out, once, what earlier runs of the source brought, and what stands in the files now
// that it went into.
func (p *past) recall(in target) error {
	if p.brought {
		return nil
	}
	seen, err := p.collection.Brought(p.source)
	if err != nil {
		return err
	}
	p.texts, p.keys = make(map[string][]deck.Key), make(map[deck.Key]bool)
	p.files, p.asked = make(map[string]int), make(map[string]bool)
	for _, s := range seen {
		p.keys[s.Key] = true
		if s.IsSource() {
			continue
		}
		p.files[s.Path]++
		if s.Text.Prompt != "" {
			p.texts[s.Text.Prompt] = append(p.texts[s.Text.Prompt], s.Key)
		}
	}
	for path := range p.files {
		data, err := in.readIn(path)
		if err != nil {
			continue // the file is gone, or not to be read: nothing in it is asked
		}
		p.look(path, data)
	}
	p.brought = true
	return nil
}

// look takes in what stands in a file that texts of the source went into.
func (p *past) look(path string, data []byte) {
	for _, n := range deck.Parse("", data).Notes {
		for _, c := range n.Cards {
			p.asked[c.Text.Prompt] = true
			if !p.keys[c.Key] {
				p.own = append(p.own, match.Live{Seen: seenIn(path, c)})
			}
		}
	}
}

// foresee finds out what has become of texts, all in one read; of none if there are none.
func (p *past) foresee(keys []deck.Key) error {
	p.foreseen = nil
	if len(keys) == 0 {
		return nil
	}
	fates, err := p.collection.Fates(keys)
	if err != nil {
		return err
	}
	p.foreseen = make(map[deck.Key]storage.Fate, len(keys))
	for i, k := range keys {
		p.foreseen[k] = fates[i]
	}
	return nil
}

// fates returns what has become of texts, in their order.
func (p *past) fates(keys []deck.Key) ([]storage.Fate, error) {
	fates := make([]storage.Fate, len(keys))
	for i, k := range keys {
		fate, ok := p.foreseen[k]
		if !ok {
			return p.collection.Fates(keys)
		}
		fates[i] = fate
	}
	return fates, nil
}

// keysBefore returns those of the card of the source that a note is, and of the texts that it was
// exported with.
func (p *past) keysBefore(e *entry) []deck.Key {
	if e.Note == nil || e.Note.Identity == "" && len(e.Note.Was) == 0 {
		return nil
	}
	b := e.brought()
	return append([]deck.Key{b.from(p.source, 0).SourceKey()}, e.Note.Was...)
}

// seenIn returns a card as matching takes it.
func seenIn(path string, c deck.Card) match.Seen {
	return match.Seen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: path}
}
