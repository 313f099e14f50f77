package storage

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"time"

	"cards/deck"
	"cards/deck/front"
	"cards/storage/folders"
)

// young is how long after a change a file may change again without another stamp.
const young = 2 * time.Second

// announced is the number of changed files from which a compile says that it may take long.
const announced = 100

// Compile brings what is stored of the deck files up to date: it walks the folders and reads only
// files that have changed. When nothing has changed it writes nothing. Compile is called first by
// every command that shows or asks cards.
func (c *textOwner) Compile(ctx context.Context, now time.Time) (Compilation, error) {
	c.compiled, c.compiling = now, true
	defer func() { c.compiling = false }()
	result, err := c.compileOnce(ctx, now)
	if errors.Is(err, errMended) {
		result, err = c.compileOnce(ctx, now)
	}
	return result, err
}

func (c *textOwner) compileOnce(ctx context.Context, now time.Time) (Compilation, error) {
	config, err := folders.ReadConfig(c.root)
	if err != nil {
		return Compilation{}, err
	}
	c.config = &config
	found, err := folders.Walk(c.root, config)
	if err != nil {
		return Compilation{}, err
	}
	if len(found.Unfinished) > 0 && c.clearUnfinished(found.Unfinished) {
		if found, err = folders.Walk(c.root, config); err != nil {
			return Compilation{}, err
		}
	}
	plan, result, err := c.plan(c.look, found)
	if errors.Is(err, errStale) {
		plan, result, err = c.planAnew(found)
	}
	if err != nil {
		return Compilation{}, err
	}
	if err := plan.read(ctx, c.root, now); err != nil || plan.empty() {
		return result, err
	}
	stored, err := c.carryOut(plan, now)
	if isReadOnly(err) {
		result.Unwritten = err
		return result, nil
	}
	return stored, err
}

// planAnew is [Collection.plan] after what is stored was derived again, if it can be stored.
func (c *textOwner) planAnew(found folders.Found) (*plan, Compilation, error) {
	if err := c.update(func(*txn) error { return nil }); err != nil && !isReadOnly(err) {
		return nil, Compilation{}, err
	}
	return c.plan(c.view, found)
}

// isReadOnly says whether an error is that of a file that only others may write, or nobody.
func isReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// errStale says that what is derived was derived by other rules than those of this version.
var errStale = errors.New("derived by other rules")

// plan returns what a compile has to do, and what it finds if that is nothing, by one of the ways
// to read the collection.
func (c *textOwner) plan(
	read func(func(*txn) error) error, found folders.Found,
) (plan *plan, result Compilation, err error) {
	err = read(func(t *txn) error {
		if !t.current() {
			return errStale
		}
		if plan, err = t.plan(found); err != nil {
			return err
		}
		result, err = t.summary()
		return err
	})
	return plan, result, err
}

// carryOut stores what a plan has read.
func (c *textOwner) carryOut(plan *plan, now time.Time) (result Compilation, err error) {
	err = c.updateInRoom(plan.room(), func(t *txn) error {
		if len(plan.jobs) >= announced {
			if err := t.Announce(now); err != nil {
				return err
			}
		}
		if err := t.compile(plan); err != nil {
			return err
		}
		linked, err := t.matchEdits(now)
		if err != nil {
			return err
		}
		if err := t.noteVanished(now); err != nil {
			return err
		}
		result, err = t.summary()
		result.Linked = linked
		return err
	})
	result.Changed = plan.changed
	return result, err
}

// plan is what a compile has to do.
type plan struct {
	jobs     []*job
	gone     []*deckFile
	held     []*deckFile // in a folder that cannot be read now
	problems []deck.Diagnostic
	reported bool // the problems are those that are stored
	changed  int  // files with new content
	match    bool // there is something new to match
}

// job is one file that may have changed.
type job struct {
	found folders.File
	known *deckFile // nil for a new file

	file *deckFile
	text *text // nil if it is what is stored
}

func (p *plan) empty() bool {
	return len(p.jobs) == 0 && len(p.gone) == 0 && len(p.held) == 0 && p.reported && !p.match
}

// room returns about how large the collection's file may become by files that have changed.
func (p *plan) room() int {
	const (
		perByte = 4   // what is stored of a text, as a multiple of it
		perNote = 300 // bytes in the indexes, which short notes have as much of as long ones
	)
	sum := 0
	for _, j := range p.jobs {
		if j.text != nil {
			sum += perByte*int(j.found.Stamp.Size) + perNote*len(j.text.outline.notes)
		}
	}
	return sum
}

// plan compares what a walk found with what is stored.
func (t *txn) plan(found folders.Found) (*plan, error) {
	files, err := t.deckFiles()
	if err != nil {
		return nil, err
	}
	known := make(map[string]*deckFile, len(files))
	for _, f := range files {
		known[f.path] = f
	}
	p := &plan{problems: problemDiagnostics(found.Problems)}
	for _, f := range found.Files {
		k := known[f.Path]
		delete(known, f.Path)
		if k == nil || k.young || k.problem != "" || k.stamp != f.Stamp || k.name != f.Name ||
			k.parser != parserRules {
			p.jobs = append(p.jobs, &job{found: f, known: k})
		}
	}
	for _, f := range known {
		switch unread := hides(found.Problems, f.path); {
		case unread == nil:
			p.gone = append(p.gone, f)
		case f.problem == "":
			unseen := *f
			unseen.problem = unread.Error()
			p.held = append(p.held, &unseen)
		}
	}
	p.reported = t.hasProblems(p.problems)
	p.match = t.Get(bucketMeta, []byte(metaMatch)) != nil
	return p, nil
}

// hides returns why the file of that path cannot be seen, or nil if it could be.
func hides(problems []folders.Problem, path string) error {
	for _, p := range problems {
		if !p.Skipped && holds(p.Path, path) {
			return p.Err
		}
	}
	return nil
}

func problemDiagnostics(problems []folders.Problem) []deck.Diagnostic {
	var list []deck.Diagnostic
	for _, p := range problems {
		d := unread(p.Path, p.Err.Error())
		if p.Skipped {
			d.Severity = deck.Warning
		}
		if c, ok := errors.AsType[*folders.CopyError](p.Err); ok {
			d.Hint = copyHint(c)
		}
		list = append(list, d)
	}
	return list
}

func copyHint(e *folders.CopyError) string {
	hint := "copy what is new in it to " + e.Original + ", then delete it"
	if e.Numbered {
		hint += "; if it is a deck of its own, rename it"
	}
	return hint
}

// read reads and parses the files of the jobs, on all cores, and leaves those that are as they are
// stored. When the context ends it does not wait for a file system that does not answer.
func (p *plan) read(ctx context.Context, root string, now time.Time) error {
	if len(p.jobs) == 0 {
		return ctx.Err()
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.readAll(ctx, root, now)
	}()
	select {
	case <-ctx.Done():
		return ctx.Err() // the plan still belongs to whoever reads
	case <-done:
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	p.jobs = slices.DeleteFunc(p.jobs, func(j *job) bool {
		if j.text != nil {
			p.changed++
		}
		return j.text == nil && j.known != nil && *j.known == *j.file
	})
	return nil
}

func (p *plan) readAll(ctx context.Context, root string, now time.Time) {
	var group sync.WaitGroup
	next := make(chan *job)
	for range min(runtime.GOMAXPROCS(0), len(p.jobs)) {
		group.Go(func() {
			for j := range next {
				j.read(ctx, root, now)
			}
		})
	}
	for _, j := range p.jobs {
		if ctx.Err() != nil {
			break
		}
		next <- j
	}
	close(next)
	group.Wait()
}

func (j *job) read(ctx context.Context, root string, now time.Time) {
	f := &deckFile{path: j.found.Path, name: j.found.Name, stamp: j.found.Stamp, parser: parserRules}
	j.file = f
	source, err := folders.ReadFile(ctx, folders.Abs(root, j.found.Path), folders.MaxDeck)
	if err != nil {
		j.unread(err)
		return
	}
	f.young = isYoung(f.stamp, now)
	sum := sha256.Sum256(source)
	f.hash = [16]byte(sum[:])
	if k := j.known; k != nil && k.hash == f.hash && k.name == f.name && k.parser == f.parser {
		f.id, f.deck, f.description, f.errors = k.id, k.deck, k.description, k.errors
		f.preset, f.settings = k.preset, k.settings
		return
	}
	j.parse(source)
}

// unread keeps what is known of a file that cannot be read.
func (j *job) unread(err error) {
	if j.known != nil {
		*j.file = *j.known
	} else {
		j.file.deck = deck.Name(j.file.name, front.Matter{})
		j.text = textOf(&content{})
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	j.file.problem = err.Error()
}

func isYoung(s folders.Stamp, now time.Time) bool {
	since := func(ns int64) time.Duration { return now.Sub(time.Unix(0, ns)).Abs() }
	return since(s.ModTime) < young || s.Change != 0 && since(s.Change) < young
}

func (j *job) parse(source []byte) { j.take(deck.Parse(j.found.Path, source)) }

// take takes what the file says.
func (j *job) take(parsed *deck.File) {
	c := &content{notes: parsed.Notes, diagnostics: parsed.Diagnostics}
	for i := range c.notes {
		n := &c.notes[i]
		n.Tags = slices.Compact(slices.Sorted(slices.Values(slices.Concat(n.Tags, parsed.Front.Tags))))
	}
	for _, b := range parsed.Broken {
		c.broken = append(c.broken, b.Key)
	}
	for _, d := range c.diagnostics {
		if d.Severity == deck.Error {
			j.file.errors++
		}
	}
	j.file.deck = deck.Name(j.found.Name, parsed.Front)
	j.file.description = parsed.Front.Description
	j.file.preset, j.file.settings = parsed.Front.Preset, parsed.Front.Settings
	j.text = textOf(c)
}
