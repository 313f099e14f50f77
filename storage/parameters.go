package storage

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"

	"cards/deck"
	"cards/srs/model"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/wire"
)

// Parameters are a memory model with the event that set its numbers; the zero id where nothing has,
// so that they are the defaults of FSRS-6.
type Parameters struct {
	Model model.Kernel
	Set   journal.ID
}

// Models are the memory models in force.
type Models struct {
	All     Parameters            // of the collection
	Presets map[string]Parameters // of the presets that have parameters of their own, by name
}

// Of returns the parameters by which cards in a preset are scheduled: its own, or else those of the
// collection. The preset without a name is none.
func (m Models) Of(preset string) Parameters {
	if own, ok := m.Presets[preset]; ok {
		return own
	}
	return m.All
}

// Models returns the memory models in force.
func (c *modelOwner) Models() (m Models, err error) {
	err = c.view(func(t *txn) error {
		sets, err := t.paramsInForce()
		if err != nil {
			return err
		}
		m.Presets = make(map[string]Parameters, len(sets.presets))
		for name, set := range sets.presets {
			own, err := t.modelOf(set)
			if err != nil {
				return err
			}
			m.Presets[name] = Parameters{own, set}
		}
		m.All.Set = sets.all
		m.All.Model, err = t.modelOf(sets.all)
		return err
	})
	return m, err
}

// Newest returns the id of the newest event of the log; zero if it is empty.
func (c *logOwner) Newest() (journal.ID, error) {
	var id journal.ID
	err := c.view(func(t *txn) error {
		id = t.newest()
		return nil
	})
	return id, err
}

// paramsSets are the events that set the parameters in force.
type paramsSets struct {
	all     journal.ID
	presets map[string]journal.ID // by name of the preset
	files   map[fileID]journal.ID // what cards follow that are asked from a file, as far as it was asked
}

func newParamsSets() *paramsSets {
	return &paramsSets{presets: make(map[string]journal.ID), files: make(map[fileID]journal.ID)}
}

// paramsInForce returns the events that set the parameters in force.
func (t *paramTx) paramsInForce() (*paramsSets, error) {
	if t.sets != nil {
		return t.sets, nil
	}
	sets := newParamsSets()
	copy(sets.all[:], t.Get(bucketMeta, []byte(metaParams)))
	if value := t.Get(bucketMeta, []byte(metaPresets)); value != nil {
		d := wire.NewDecoder(value)
		for range d.Count() {
			name := d.String()
			sets.presets[name] = d.ID()
		}
		if err := d.End(); err != nil {
			return nil, &wire.CorruptError{Bucket: bucketMeta, Key: []byte(metaPresets), Err: err}
		}
	}
	t.sets = sets
	return sets, nil
}

// decideParams notes the parameters in force.
func (t *paramTx) decideParams() error {
	sets, err := t.newestParams()
	if err != nil {
		return err
	}
	t.sets = nil
	return t.putParams(sets)
}

// newestParams finds the parameters in force: of the collection and of each preset the newest of a
// model that is known.
func (t *paramTx) newestParams() (*paramsSets, error) {
	sets := newParamsSets()
	c := t.Bucket(bucketParams).Cursor()
	for key, _ := c.First(); key != nil; key, _ = c.Next() {
		ev, err := t.event(journal.ID(key))
		if err != nil {
			return nil, err
		}
		b, ok := ev.Body.(journal.ParamsSet)
		if _, known := b.Kernel(); !ok || !known || !t.inForce(ev.Step) {
			continue
		}
		if b.Preset == "" {
			sets.all = ev.ID
		} else {
			sets.presets[b.Preset] = ev.ID
		}
	}
	return sets, nil
}

func (t *paramTx) putParams(sets *paramsSets) error {
	e := &wire.Encoder{}
	e.Uint(uint64(len(sets.presets)))
	for _, name := range slices.Sorted(maps.Keys(sets.presets)) {
		set := sets.presets[name]
		e.String(name)
		e.Bytes(set[:])
	}
	for key, value := range map[string][]byte{metaParams: sets.all[:], metaPresets: e.Value()} {
		if key == metaParams && sets.all.IsZero() || key == metaPresets && len(sets.presets) == 0 {
			value = nil
		}
		if err := t.putOrDelete(bucketMeta, []byte(key), value); err != nil {
			return err
		}
	}
	return nil
}

// putOrDelete stores an entry, or deletes it if there is no value.
func (t *paramTx) putOrDelete(bucket string, key, value []byte) error {
	if value == nil {
		return t.Delete(bucket, key)
	}
	return t.Put(bucket, key, value)
}

// modelOf returns the memory model with the parameters that an event set; of the zero id, the
// defaults.
func (t *paramTx) modelOf(set journal.ID) (model.Kernel, error) {
	if m := t.models[set]; m != nil {
		return m, nil
	}
	var m model.Kernel = model.New(model.Defaults())
	if !set.IsZero() {
		ev, err := t.event(set)
		if err != nil {
			return nil, err
		}
		b, _ := ev.Body.(journal.ParamsSet)
		var ok bool
		if m, ok = b.Kernel(); !ok {
			err := fmt.Errorf("%s sets none", ev.ID)
			return nil, &wire.CorruptError{Bucket: bucketMeta, Key: []byte(metaParams), Err: err}
		}
	}
	t.models[set] = m
	return m, nil
}

// paramsOf returns the event that set the parameters which the memory of a card, given by its keys,
// is to follow: those of the preset of its first place, or else of the collection.
func (t *stateTx) paramsOf(keys []deck.Key) (journal.ID, error) {
	return t.paramsIn(keys, t.fileOf)
}

// paramsIn is [stateTx.paramsOf] by what says which file a card is asked from.
func (t *stateTx) paramsIn(
	keys []deck.Key, fileOf func([]deck.Key) (fileID, bool),
) (journal.ID, error) {
	sets, err := t.paramsInForce()
	if err != nil || len(sets.presets) == 0 {
		return sets.orAll(), err
	}
	if file, ok := fileOf(keys); ok {
		return t.paramsOfFile(file)
	}
	return sets.all, nil
}

// fileOf returns the file that a card, given by its keys, is asked from; false if its text is gone.
func (t *textTx) fileOf(keys []deck.Key) (fileID, bool) {
	for _, k := range keys {
		if value := t.Get(bucketPlaces, k[:]); len(value) >= placeSize {
			return fileIDOf(value), true
		}
	}
	return 0, false
}

// orAll returns the event of the collection, also if nothing could be read.
func (s *paramsSets) orAll() journal.ID {
	if s == nil {
		return journal.ID{}
	}
	return s.all
}

// paramsOfFile is [cardTx.paramsOf] for the cards that are asked from a file.
func (t *stateTx) paramsOfFile(id fileID) (journal.ID, error) {
	sets, err := t.paramsInForce()
	if err != nil {
		return journal.ID{}, err
	}
	set, known := sets.files[id]
	if known {
		return set, nil
	}
	set = sets.all
	if value := t.Get(bucketFiles, id.bytes()); value != nil && len(sets.presets) > 0 {
		f, err := decodeDeckFile(id, value)
		if err != nil {
			return journal.ID{}, err
		}
		if own, ok := sets.presets[t.presetOf(f.scheduled())]; ok {
			set = own
		}
	}
	sets.files[id] = set
	return set, nil
}

// presetOf returns the name of the preset that a deck is scheduled by; "" if by none. A
// configuration that cannot be read says nothing of presets: memory follows it when it can be.
func (c *room) presetOf(d folders.Deck) string {
	if c.config == nil {
		config, err := folders.ReadConfig(c.root)
		if err != nil {
			config = folders.Config{}
		}
		c.config = &config
	}
	return c.config.PresetName(d)
}

// followed returns a hash of which parameters the cards of each file are to follow; nil if all
// follow those of the collection.
func (t *stateTx) followed() ([]byte, error) {
	sets, err := t.paramsInForce()
	if err != nil || len(sets.presets) == 0 {
		return nil, err
	}
	sum := fnv.New64a()
	c := t.Bucket(bucketFiles).Cursor()
	for key, _ := c.First(); key != nil; key, _ = c.Next() {
		set, err := t.paramsOfFile(fileIDOf(key))
		if err != nil {
			return nil, err
		}
		sum.Write(append(bytes.Clone(key), set[:]...)) // which returns no error
	}
	return binary.BigEndian.AppendUint64(nil, sum.Sum64()), nil
}
