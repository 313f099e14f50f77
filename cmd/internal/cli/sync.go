package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"cards/storage"
	"cards/storage/sync"
	"cards/storage/sync/s3"
	"cards/storage/sync/store"
)

type syncOptions struct {
	to, endpoint, region, device, join          string
	plain, invite, status, verify, leave, rekey bool
}

func newSync(a *app) *cobra.Command {
	var opts syncOptions
	cmd := &cobra.Command{
		Use:   "sync",
		Short: "Bring the answers of all your devices together",
		Long: `
Receive the answers that your other devices have put into the store, and send what was given here.
It asks nothing and overwrites nothing: every answer of every device counts, whatever the clocks
say, and what a store has lost is put back by whichever device has it.

--to sets up the store, on the first device: a folder that something else carries (Syncthing,
Dropbox, a network drive), a bucket of any S3-compatible object store, or a git work tree, in which
it commits, pulls and pushes only the folder .cards-sync. On every other device, --join takes what
--invite prints on the first, and reads the six words that go with it. What is in the store is
encrypted, unless you pass --plain with --to.

The keys of a bucket come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from a file or a
command that your own configuration names: sync_key_file = "/path", sync_key_command = ["pass",
"show", "s3"]. Either gives the lines "aws_access_key_id = …" and "aws_secret_access_key = …". With
sync_after = "review" in your own configuration, it runs in the background at the end of a session.

Only the review log travels. Decks are text: keep them in git, or in a folder that is carried as
well.

With --json, print an object: {"received", "sent", "from", "requests", "bytes", "seconds", "unsent",
"missing"}; with --status {"store", "encrypted", "segments", "bytes", "unsent", "devices": [{"name",
"seen", "knew", "missing", "other_config"}]}. The numbers count answers and other changes; "knew"
and "missing" count events.`,
		Example: "cards sync --to dir:~/Sync/cards",
		Args:    wantArgs(0, 0),
		Annotations: map[string]string{exits: "1: the store cannot be reached; what is waiting " +
			"here is safe"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runSync(cmd.Context(), a, opts)
		},
	}
	a.jsonFlag(cmd, "print an object", syncJSON{}, syncStatusJSON{})
	flags := cmd.Flags()
	flags.StringVar(&opts.to, "to", "",
		"set up the store at `ADDRESS`: dir:PATH, s3://BUCKET/PREFIX or git:PATH")
	flags.StringVar(&opts.endpoint, "endpoint", "",
		"with --to s3://…: the `URL` of a server other than AWS")
	flags.StringVar(&opts.region, "region", "", "with --to s3://…: the `REGION` of the bucket")
	flags.BoolVar(&opts.plain, "plain", false, "with --to: do not encrypt what is in the store")
	flags.StringVar(&opts.device, "device", "",
		"with --to or --join: call this device `NAME` (default: the machine's name)")
	flags.BoolVar(&opts.invite, "invite", false, "print what another device needs to join")
	flags.StringVar(&opts.join, "join", "",
		"join the store of an `INVITATION`; the words are read from standard input")
	flags.BoolVar(&opts.status, "status", false,
		"show the devices and what is not where it should be")
	flags.BoolVar(&opts.verify, "verify", false, "read everything in the store again")
	flags.BoolVar(&opts.rekey, "rekey", false, "change the key: other devices have to join again")
	flags.BoolVar(&opts.leave, "leave", false, "forget the store; nothing in it is deleted")
	for _, one := range []string{"to", "join"} {
		cmd.MarkFlagsMutuallyExclusive(one, "invite", "status", "verify", "rekey", "leave")
	}
	return cmd
}

// syncJSON is what a round comes to, for scripts.
type syncJSON struct {
	Received int      `json:"received"`
	Sent     int      `json:"sent"`
	From     []string `json:"from"`
	Requests int      `json:"requests"`
	Bytes    int64    `json:"bytes"`
	Seconds  float64  `json:"seconds"`
	Unsent   int      `json:"unsent"`
	Missing  int      `json:"missing"`
}

func runSync(ctx context.Context, a *app, o syncOptions) error {
	if (o.plain || o.endpoint != "" || o.region != "") && o.to == "" {
		return usagef("sync: --plain, --endpoint and --region only work with --to")
	}
	if o.device != "" && o.to == "" && o.join == "" {
		return usagef("sync: --device only works with --to or --join")
	}
	c, err := a.open("sync")
	if err == nil {
		err = c.exists()
	}
	if err != nil {
		return err
	}
	s := &syncing{app: a, c: c, folder: storageFolder(c.Root())}
	switch {
	case o.to != "" || o.join != "":
		return s.setUp(ctx, o)
	case o.leave:
		return s.leave()
	}
	if err := s.read(); err != nil {
		return err
	}
	switch {
	case o.invite:
		return s.invite(ctx)
	case o.status:
		return s.status(ctx)
	case o.rekey:
		return s.rekey(ctx)
	}
	return s.run(ctx, o.verify)
}

// syncing is one run of sync.
type syncing struct {
	*app
	c      *collection
	folder string // of the database
	state  sync.State
	keys   sync.Keys
	sealer sync.Sealer

	traffic store.Traffic
	// with another device: this one has just come, and has the name of its machine
	mayShareName bool
}

// read reads what store is set up here.
func (s *syncing) read() (err error) {
	s.state, s.keys, err = sync.ReadState(s.folder)
	if errors.Is(err, sync.ErrNoStore) {
		return &hinted{err, "`cards sync --to dir:FOLDER` sets one up; `cards sync --help` says " +
			"more"}
	}
	if open, ok := errors.AsType[*sync.OpenKeysError](err); ok {
		return &hinted{err, "`chmod 600 " + shellWord(open.Path) + "` keeps them to yourself"}
	}
	if err == nil {
		s.sealer, err = sealerOf(s.state.Place, s.keys)
	}
	return err
}

// monthly is how often everything in the store is read again by itself.
const monthly = 30 * 24 * time.Hour

// run does a round and says what came of it.
func (s *syncing) run(ctx context.Context, verify bool) error {
	began := s.Now()
	verify = verify || began.Sub(s.state.Verified) > monthly
	had := s.state.Device
	result, err := s.round(ctx, verify)
	s.sayApart(had)
	if err != nil {
		return s.failed(err)
	}
	if verify {
		s.state.Verified = began
	}
	if s.state.Hear(result.Heard) || verify {
		if err := s.state.Write(s.folder); err != nil {
			return err
		}
	}
	took := s.Now().Sub(began)
	return errors.Join(updateSubscribed(ctx, s.app, s.c), s.tell(result, took))
}

// round does a round between the collection and its store.
func (s *syncing) round(ctx context.Context, verify bool) (sync.Result, error) {
	st, done, err := s.openStore(ctx, false)
	if err != nil {
		return sync.Result{}, err
	}
	defer done()
	id, err := s.state.Place.ID()
	if err != nil {
		return sync.Result{}, err
	}
	end := s.attend(ctx, s.c, "syncing")
	defer end()
	syncer := sync.Syncer{
		Log: s.c, Store: st, ID: id, Sealer: s.sealer, Place: s.state.Place,
		Device: s.state.Device, Config: configHash(s.c.Root()), Now: s.Now,
	}
	if s.mayShareName {
		syncer.Named = s.setApart
	}
	var result sync.Result
	err = within(ctx, st, func() (err error) {
		result, err = syncer.Run(ctx, verify)
		// the database is another one than when the store was set up
		if errors.Is(err, storage.ErrOtherStore) {
			if err = s.c.SetStore(id); err == nil {
				result, err = syncer.Run(ctx, verify)
			}
		}
		return err
	})
	return result, err
}

// failed says of an error of the store what it means for what waits here.
func (s *syncing) failed(err error) error {
	if errors.Is(err, sync.ErrOtherKey) {
		return &hinted{err, "nothing was changed; run `cards sync --join` with a new " +
			"invitation from one of your devices"}
	}
	if answer, ok := errors.AsType[*s3.AnswerError](err); ok && answer.IsRefused() {
		return &hinted{err, "are these the keys of this bucket, and do they allow list, get " +
			"and put in it? What is waiting here is safe"}
	} else if ok && answer.IsElsewhere() {
		return &hinted{err, "`cards sync --to " + shellWord(s.state.To) +
			" --region REGION` or `--endpoint URL` names the right one"}
	}
	unreachable, ok := errors.AsType[*store.UnreachableError](err)
	if !ok {
		return err
	}
	waiting, countErr := s.unsent()
	if countErr != nil {
		return err
	}
	text := "nothing is waiting here"
	if n := waiting.All(); n == 1 {
		text = counted(waiting) + " is waiting here and is safe"
	} else if n > 0 {
		text = counted(waiting) + " are waiting here and are safe"
	}
	return &hinted{fmt.Errorf("%w; %s", unreachable, text), "`cards sync` tries again"}
}

// unsent counts what was given here and is not in the store.
func (s *syncing) unsent() (sync.Count, error) {
	var n sync.Count
	id, err := s.state.Place.ID()
	if err != nil {
		return n, err
	}
	for ev, err := range s.c.Unsent(id) {
		if err != nil {
			return n, err
		}
		n.Add(ev)
	}
	return n, nil
}
