package sync_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
	"cards/storage/sync"
	"cards/storage/sync/store"
	"cards/storage/sync/store/storetest"
)

// party is a real collection that takes part, with files of its own and a clock that is off.
type party struct {
	*storagetest.Collection
	files map[string]string
	name  string
}

// parties is some of them with bad luck.
type parties struct {
	t    *testing.T
	rand *rand.Rand
	all  []*party
	mem  *storetest.Mem
	bad  *storetest.Faulty
	seal sync.Sealer
}

func (p *parties) sync(of *party, s store.Store) error {
	p.t.Helper()
	device := &sync.Syncer{
		Log: of.Collection.Collection, Store: s, ID: simulated, Sealer: p.seal,
		Place:  sync.NewPlace(simulated),
		Device: of.name, Now: func() time.Time { return of.Now },
	}
	_, err := device.Run(p.t.Context(), false)
	if _, ok := errors.AsType[*store.UnreachableError](err); err != nil && !ok {
		p.t.Errorf("%s: %v", of.name, err)
	}
	return err
}

func (p *parties) step(n int) {
	p.t.Helper()
	of := p.all[p.rand.IntN(len(p.all))]
	of.Now = of.Now.Add(time.Duration(p.rand.IntN(3*60*60)) * time.Second)
	switch luck := p.rand.IntN(100); {
	case luck < 45:
		p.answer(of)
	case luck < 52:
		if _, err := of.Undo(journal.ID{}, of.Now); err != nil &&
			!errors.Is(err, storage.ErrNothing) && !errors.Is(err, storage.ErrElsewhere) {
			p.t.Errorf("undo: %v", err)
		}
	case luck < 57:
		key := of.AnyKey()
		body := journal.PropertySet{Key: key, Property: journal.Flag, Value: int64(p.rand.IntN(8))}
		if _, err := of.Append(of.Now, body); err != nil {
			p.t.Errorf("flag: %v", err)
		}
	case luck < 67:
		p.edit(of, n)
	case luck < 77: // what git would bring
		p.pull(of, p.all[p.rand.IntN(len(p.all))])
	default:
		_ = p.sync(of, p.bad) // it is to fail; what is wrong then is said
	}
}

// answer rates some card.
func (p *parties) answer(of *party) {
	p.t.Helper()
	var questions []string
	err := of.Cards(storage.Scope{}, func(c *storage.Card) bool {
		questions = append(questions, c.Question())
		return true
	})
	if err != nil {
		p.t.Fatal(err)
	}
	of.Rate(questions[p.rand.IntN(len(questions))], srs.Rating(1+p.rand.IntN(4)))
}

// edit rewords a question, adds one, or takes one out.
func (p *parties) edit(of *party, n int) {
	p.t.Helper()
	file := fmt.Sprintf("%c.md", 'a'+p.rand.IntN(2))
	notes := strings.Split(strings.TrimSpace(of.files[file]), "\n\n")
	i := p.rand.IntN(len(notes))
	switch luck := p.rand.IntN(4); {
	case luck == 0:
		notes = append(notes, fmt.Sprintf("Q: What was added by %s in step %d of this?\nA: thing %d", of.name, n, n))
	case luck == 1 && len(notes) > 3:
		notes = slices.Delete(notes, i, i+1)
	default:
		notes[i] = strings.Replace(notes[i], "?", fmt.Sprintf(" really, number %d?", n), 1)
	}
	of.files[file] = strings.Join(notes, "\n\n") + "\n"
	of.Write(file, of.files[file])
	of.Compile()
}

func (p *parties) pull(of, from *party) {
	p.t.Helper()
	of.files = maps.Clone(from.files)
	for file, text := range of.files {
		of.Write(file, text)
	}
	of.Compile()
}

// sight is all that must be the same at the end.
type sight struct {
	Events  []journal.Event
	Cards   map[deck.Key]srs.Schedule
	Orphans []storage.Orphan
	Links   []storage.CardLink
}

func (p *parties) see(of *party) sight {
	p.t.Helper()
	s := sight{Cards: make(map[deck.Key]srs.Schedule)}
	err := of.Events(func(ev journal.Event, _ bool, _ deck.Key) bool {
		s.Events = append(s.Events, ev)
		return true
	})
	if err != nil {
		p.t.Fatal(err)
	}
	err = of.Cards(storage.Scope{}, func(c *storage.Card) bool {
		s.Cards[c.ID] = c.Schedule
		return true
	})
	var orphansErr, linksErr error
	s.Orphans, orphansErr = of.Orphans()
	s.Links, linksErr = of.Links()
	if err := errors.Join(err, orphansErr, linksErr); err != nil {
		p.t.Fatal(err)
	}
	return s
}

func runParties(t *testing.T, seed uint64) {
	t.Helper()
	p := &parties{
		t: t, rand: rand.New(rand.NewPCG(seed, 2)), mem: storetest.NewMem(),
		seal: sync.Plain{},
	}
	p.bad = &storetest.Faulty{Store: p.mem, Rand: p.rand}
	for i, skew := range []time.Duration{0, -48 * time.Hour, 400 * 24 * time.Hour} {
		files := map[string]string{}
		for _, file := range []string{"a.md", "b.md"} {
			for n := range 5 {
				files[file] += fmt.Sprintf("Q: Which word is number %d of the list %s?\nA: word %s%d\n\n", n, file, file, n)
			}
		}
		one := &party{
			storagetest.NewSeeded(t, files, seed*3+uint64(i)+1), files,
			fmt.Sprint("device ", i),
		}
		one.Now = one.Now.Add(skew)
		if err := one.SetStore(simulated); err != nil {
			t.Fatal(err)
		}
		p.all = append(p.all, one)
	}
	for n := range 40 {
		p.step(n)
	}
	for _, of := range p.all[1:] {
		p.pull(of, p.all[0])
	}
	for range 5 {
		for _, of := range p.all {
			if err := p.sync(of, p.mem); err != nil {
				t.Fatal(err)
			}
			of.Compile()
		}
	}
	want := p.see(p.all[0])
	for _, of := range p.all[1:] {
		if diff := cmp.Diff(want, p.see(of)); diff != "" {
			t.Fatalf("seed %d: device 0 and %s (-0 +):\n%s", seed, of.name, diff[:min(len(diff), 3000)])
		}
	}
	for _, of := range p.all {
		for ev, err := range of.Unsent(simulated) {
			t.Fatalf("seed %d: %s has unsent %v, %v", seed, of.name, ev, err)
		}
	}
}

// TestRealCollectionsConverge has three collections with own files and clocks at a store with
// faults: at the end they are the same. Each is checked when the test is over.
func TestRealCollectionsConverge(t *testing.T) {
	t.Parallel()
	seeds := 20
	if os.Getenv("CARDS_LONG") != "" {
		seeds = 200
	}
	for seed := range seeds {
		runParties(t, uint64(seed))
	}
}
