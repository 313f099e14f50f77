package storage

import (
	"slices"

	"cards/deck"
	"cards/storage/journal"
)

// index is what follows from each event by itself. Adding an event puts it into the buckets,
// deriving everything gathers it first; [enter] says for both what it is.
type index interface {
	addHistory(k deck.Key, id journal.ID) error           // the event is about a key
	addOrigin(path string, k deck.Key) error              // a text was seen in a file
	addSource(k deck.Key) error                           // a key is that of an imported card
	addScattered(step journal.ID) error                   // an event of the step is not close to it
	addParams(id journal.ID) error                        // the event sets parameters
	decideStep(step, by journal.ID, k journal.Kind) error // the event takes a step back, or brings it back
}

// enter puts what follows from an event by itself into an index.
func enter(x index, ev journal.Event) error {
	for _, k := range ev.Keys() {
		if err := x.addHistory(k, ev.ID); err != nil {
			return err
		}
	}
	if !ev.ID.IsClose(ev.Step) {
		if err := x.addScattered(ev.Step); err != nil {
			return err
		}
	}
	switch b := ev.Body.(type) {
	case journal.TextSeen:
		if b.IsSource() {
			if err := x.addSource(b.Key); err != nil {
				return err
			}
		}
		return x.addOrigin(b.Path, b.Key)
	case journal.ParamsSet:
		return x.addParams(ev.ID)
	}
	if target, k, ok := journal.Target(ev.Body); ok {
		return x.decideStep(target, ev.ID, k)
	}
	return nil
}

func (t *eventTx) addOrigin(path string, k deck.Key) error {
	return t.Put(bucketOrigins, originKey(path, k), []byte{})
}

func (t *eventTx) addSource(k deck.Key) error { return t.Put(bucketSources, k[:], []byte{}) }

func (t *eventTx) addScattered(step journal.ID) error {
	return t.Put(bucketScattered, step[:], []byte{})
}

func (t *eventTx) addParams(id journal.ID) error { return t.Put(bucketParams, id[:], []byte{}) }

// isSource says whether a key is that of an imported card.
func (t *eventTx) isSource(k deck.Key) bool { return t.Get(bucketSources, k[:]) != nil }

// gathered is an index in memory, of events that come in log order.
type gathered struct {
	keys    map[deck.Key]uint32 // that events are about: their numbers, in the order in which they came
	order   []deck.Key          // of these; nil until they are sorted
	ids     []journal.ID        // of the events, by their numbers in the log
	refs    []reference         // in the order of the log
	origins []origin
	path    string // of the newest of these
	prefix  []byte // that its origin begins with
	sources map[deck.Key]bool
	params  []journal.ID
	steps   map[journal.ID]bool     // that are scattered
	step    journal.ID              // the newest of these
	decided map[journal.ID]decision // by step
	pairs   map[journal.Pair]said   // that links and unlinks are about: what the newest of each says
	earlier map[journal.Pair][]said // what older ones say, where there are any
}

// reference says that an event is about a key, by their numbers.
type reference struct{ key, event uint32 }

// decision is what decides of a step: the newest cancel or restore.
type decision struct {
	by   journal.ID
	kind journal.Kind
}

// said is what a link or unlink says of its pair.
type said struct {
	id, step journal.ID
	linked   bool
}

func newGathered() *gathered {
	return &gathered{
		keys: make(map[deck.Key]uint32), sources: make(map[deck.Key]bool),
		steps:   make(map[journal.ID]bool),
		decided: make(map[journal.ID]decision), pairs: make(map[journal.Pair]said),
		earlier: make(map[journal.Pair][]said),
	}
}

// addValue takes in the next event of the log, as that keeps it. Of most nothing is read but which
// cards they are about.
func (g *gathered) addValue(id journal.ID, value []byte) error {
	g.ids = append(g.ids, id)
	k, path, seen := journal.SeenIn(id, value)
	pair, linked, paired := journal.PairIn(id, value)
	switch {
	case seen:
		g.origins = append(g.origins, g.originOf(path, k))
	case paired:
		g.addPair(pair, said{id: id, step: journal.StepOf(id, value), linked: linked})
	case !journal.Moves(value) && !journal.Keeps(id, value):
		ev, err := journal.Decode(id, value)
		if err != nil {
			return err
		}
		return g.enter(ev)
	}
	keys, n := journal.KeysIn(value)
	for _, k := range keys[:n] {
		if err := g.addHistory(k, id); err != nil {
			return err
		}
	}
	if step := journal.StepOf(id, value); !id.IsClose(step) {
		return g.addScattered(step)
	}
	return nil
}

// add takes in the next event of the log.
func (g *gathered) add(ev journal.Event) error {
	g.ids = append(g.ids, ev.ID)
	return g.enter(ev)
}

func (g *gathered) enter(ev journal.Event) error {
	if p, ok := journal.PairOf(ev.Body); ok {
		_, linked := ev.Body.(journal.Linked)
		g.addPair(p, said{id: ev.ID, step: ev.Step, linked: linked})
	}
	return enter(g, ev)
}

func (g *gathered) addPair(p journal.Pair, s said) {
	if older, ok := g.pairs[p]; ok {
		g.earlier[p] = append(g.earlier[p], older)
	}
	g.pairs[p] = s
}

// decisive returns the newest in force of what is said of a pair; false if none is.
func (g *gathered) decisive(p journal.Pair) (said, bool) {
	if s := g.pairs[p]; !g.isUndone(s.step) {
		return s, true
	}
	for _, s := range slices.Backward(g.earlier[p]) {
		if !g.isUndone(s.step) {
			return s, true
		}
	}
	return said{}, false
}

func (g *gathered) addHistory(k deck.Key, _ journal.ID) error {
	number, ok := g.keys[k]
	if !ok {
		number = uint32(len(g.keys))
		g.keys[k] = number
	}
	next := reference{number, uint32(len(g.ids) - 1)}
	if n := len(g.refs); n == 0 || g.refs[n-1] != next {
		g.refs = append(g.refs, next)
	}
	return nil
}

func (g *gathered) addOrigin(path string, k deck.Key) error {
	g.origins = append(g.origins, g.originOf([]byte(path), k))
	return nil
}

// originOf is [originKey], for paths that mostly come again.
func (g *gathered) originOf(path []byte, k deck.Key) origin {
	if len(g.prefix) == 0 || string(path) != g.path {
		g.path = string(path)
		g.prefix = originPrefix(g.path)
	}
	var o origin
	copy(o[copy(o[:], g.prefix):], k[:])
	return o
}

func (g *gathered) addSource(k deck.Key) error {
	g.sources[k] = true
	return nil
}

func (g *gathered) addScattered(step journal.ID) error {
	if step != g.step { // those of an import are of one
		g.steps[step], g.step = true, step
	}
	return nil
}

func (g *gathered) addParams(id journal.ID) error {
	g.params = append(g.params, id)
	return nil
}

// decideStep is called in the order of the log, so that the last is the newest.
func (g *gathered) decideStep(step, by journal.ID, k journal.Kind) error {
	g.decided[step] = decision{by, k}
	return nil
}

func (g *gathered) isUndone(step journal.ID) bool {
	d, ok := g.decided[step]
	return ok && d.kind == journal.KindCancel
}

// expect makes room for so many events: what grows is copied, which takes more than it holds.
func (g *gathered) expect(events int) {
	g.ids = make([]journal.ID, 0, events)
	g.refs = make([]reference, 0, events+events/8) // links are about two keys
}

// about returns the numbers of the keys that an event is about, by its number: events are to be
// asked for in the order of the log, though not all. It does so from the place at on, and moves
// that behind them.
func (g *gathered) about(event uint32, at *int) []reference {
	for *at < len(g.refs) && g.refs[*at].event < event {
		*at++
	}
	from := *at
	for *at < len(g.refs) && g.refs[*at].event == event {
		*at++
	}
	return g.refs[from:*at]
}

// eachHistory calls do for the keys in their order, with the ids of all events about each.
func (g *gathered) eachHistory(do func(deck.Key, []journal.ID) error) error {
	ends := make([]uint32, len(g.keys))
	for _, r := range g.refs {
		ends[r.key]++
	}
	for i := 1; i < len(ends); i++ {
		ends[i] += ends[i-1]
	}
	order := make([]uint32, len(g.refs))
	next := append([]uint32{0}, ends...)
	for _, r := range g.refs {
		order[next[r.key]] = r.event
		next[r.key]++
	}
	var ids []journal.ID
	for _, k := range g.sorted() {
		number, start := g.keys[k], uint32(0)
		if number > 0 {
			start = ends[number-1]
		}
		ids = ids[:0]
		for _, i := range order[start:ends[number]] {
			ids = append(ids, g.ids[i])
		}
		if err := do(k, ids); err != nil {
			return err
		}
	}
	return nil
}

// sorted returns the keys in their order, once all are gathered.
func (g *gathered) sorted() []deck.Key {
	if g.order == nil {
		g.order = sortedKeys(g.keys)
	}
	return g.order
}
