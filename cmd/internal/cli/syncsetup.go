package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"cards/cmd/internal/out"
	"cards/storage"
	"cards/storage/sync"
	"cards/storage/sync/s3"
	"cards/storage/sync/seal"
	"cards/storage/sync/store"
)

// setUp sets up a store that a person named, or that an invitation leads to, and does the first
// round.
func (s *syncing) setUp(ctx context.Context, o syncOptions) error {
	state, keys, err := sync.ReadState(s.folder)
	if err != nil && !errors.Is(err, sync.ErrNoStore) {
		return err
	}
	s.state = sync.State{To: o.to, Endpoint: o.endpoint, Region: o.region, Device: state.Device}
	s.keys.Identity = keys.Identity
	if o.join != "" {
		if err := s.accept(o); err != nil {
			return err
		}
	}
	to, err := storeAddress(s.app, s.state.To)
	if err != nil {
		return err
	}
	s.state.To = to.String()
	if to.Kind == sync.Bucket {
		s.bucketDefaults()
	} else if s.state.Endpoint != "" || s.state.Region != "" {
		return usagef("sync: --endpoint and --region only work with a bucket: s3://BUCKET/PREFIX")
	}
	unnamed := o.device == "" && s.state.Device == ""
	if o.device != "" || unnamed {
		s.state.Device = deviceName(s.app, o.device)
	}
	made, err := s.meet(ctx, o)
	if err != nil {
		return s.unmet(err, o)
	}
	if err := s.begin(); err != nil {
		return err
	}
	if !s.json.wanted {
		did := "Joined"
		if made {
			did = "Made"
		}
		s.say("%s the store %s as %s%s", did, out.Line(s.state.To),
			out.Line(s.state.Device), s.secrecy())
	}
	s.mayShareName = unnamed && !made
	return s.run(ctx, false)
}

// setApart gives this device, which was just named after its machine, another name if somebody in
// the store has that one: many machines are called alike. The name is kept before it is used.
func (s *syncing) setApart(heard map[string]sync.Header) (string, error) {
	name := s.state.Device
	for n := 2; ; n++ {
		if _, taken := heard[s.state.Device]; !taken {
			break
		}
		s.state.Device = fmt.Sprintf("%s-%d", name, n)
	}
	if s.state.Device == name {
		return name, nil
	}
	return s.state.Device, s.state.Write(s.folder)
}

// sayApart says that this device got another name than it had.
func (s *syncing) sayApart(had string) {
	if s.state.Device != had && !s.json.wanted {
		s.say("another device is called %s, so this one is %s; "+
			"`cards sync --to %s --device NAME` gives it another name",
			out.Line(had), out.Line(s.state.Device), out.Line(shellWord(s.state.To)))
	}
}

func (s *syncing) secrecy() string {
	if s.state.Place.Encryption == sync.Encrypted {
		return "; what is in it is encrypted"
	}
	return "; what is in it is not encrypted"
}

// bucketDefaults takes from the environment what was not said of a bucket.
func (s *syncing) bucketDefaults() {
	s.state.Endpoint = cmp.Or(s.state.Endpoint, s.Getenv("AWS_ENDPOINT_URL_S3"),
		s.Getenv("AWS_ENDPOINT_URL"))
	s.state.Region = cmp.Or(s.state.Region, s.Getenv("AWS_REGION"), s.Getenv("AWS_DEFAULT_REGION"))
}

// unmet says of an error that nothing is set up.
func (s *syncing) unmet(err error, o syncOptions) error {
	if _, ok := errors.AsType[*store.UnreachableError](err); ok {
		to, _ := sync.ParseAddress(s.state.To)
		if o.join != "" && o.to == "" && to.Path != "" {
			return &hinted{err, "nothing was set up; if the folder is elsewhere here, add `--to " +
				to.Kind + ":FOLDER`"}
		}
		return &hinted{err, "nothing was set up; try again when it can be reached"}
	}
	if _, ok := errors.AsType[*s3.AnswerError](err); ok {
		return s.failed(err)
	}
	return err
}

// meet makes the store, or finds out whether it can be read.
func (s *syncing) meet(ctx context.Context, o syncOptions) (made bool, err error) {
	st, done, err := s.openStore(ctx, o.join == "")
	if err != nil {
		return false, err
	}
	defer done()
	err = within(ctx, st, func() (err error) {
		made, err = s.meetIn(ctx, st, o)
		return err
	})
	return made, err
}

func (s *syncing) meetIn(
	ctx context.Context, st store.Store, o syncOptions,
) (made bool, err error) {
	place, err := sync.ReadPlace(ctx, st)
	if errors.Is(err, store.ErrNone) {
		made = true
		place, err = s.make(ctx, st, o.plain)
	}
	if err != nil {
		return false, err
	}
	if place.Encryption == sync.Encrypted && o.plain {
		return false, errors.New("this store is encrypted: it cannot be used with --plain")
	}
	if place.Encryption == sync.Unencrypted && strings.HasPrefix(s.state.To, sync.Bucket+":") &&
		!o.plain && o.join == "" {
		return false, &hinted{
			errors.New("this store is not encrypted: whoever runs the server could read when and " +
				"what you answer"),
			"--plain says that you accept that",
		}
	}
	if place.Encryption == sync.Encrypted && s.keys.Identity == "" {
		return false, &hinted{
			errors.New("this store already exists, and is encrypted"),
			"`cards sync --invite` on a device that has it prints an invitation; `cards sync " +
				"--join` takes it here",
		}
	}
	if s.sealer, err = sealerOf(place, s.keys); err != nil {
		return false, err
	}
	s.state.Place = place
	return made, nil
}

// make makes a store where there is none.
func (s *syncing) make(ctx context.Context, st store.Store, plain bool) (sync.Place, error) {
	var id storage.StoreID
	if _, err := io.ReadFull(s.Random, id[:]); err != nil {
		return sync.Place{}, err
	}
	place := sync.NewPlace(id)
	if plain {
		return place.Make(ctx, st)
	}
	key, err := s.key()
	if err != nil {
		return place, err
	}
	return key.Place(place).Make(ctx, st)
}

// key returns the key of the collection, a new one if it has none.
func (s *syncing) key() (*seal.Key, error) {
	if s.keys.Identity != "" {
		return seal.Parse(s.keys.Identity)
	}
	key, err := seal.New()
	if err == nil {
		s.keys.Identity = key.Secret()
	}
	return key, err
}

// begin keeps what store is set up, here and in the database.
func (s *syncing) begin() error {
	id, err := s.state.Place.ID()
	if err != nil {
		return err
	}
	s.state.Verified = s.Now()
	if s.state.Place.Encryption == sync.Unencrypted {
		s.keys.Identity = ""
	}
	if err := sync.WriteState(s.folder, s.state, s.keys); err != nil {
		return err
	}
	return s.c.SetStore(id)
}

// leave forgets the store.
func (s *syncing) leave() error {
	state, _, err := sync.ReadState(s.folder)
	if errors.Is(err, sync.ErrNoStore) {
		return err
	}
	if err := errors.Join(s.c.SetStore(storage.StoreID{}), sync.Forget(s.folder)); err != nil {
		return err
	}
	s.print("Left the store %s; nothing in it was deleted.", out.Line(state.To))
	return nil
}

// fromHome returns the address of the store, with ~ for the home folder of this device: that of
// another one may be called otherwise.
func (s *syncing) fromHome() string {
	kind, place, _ := strings.Cut(s.state.To, ":")
	home := s.Getenv("HOME")
	if rest, ok := strings.CutPrefix(place, strings.TrimSuffix(home, "/")+"/"); ok && home != "" {
		return kind + ":~/" + rest
	}
	return s.state.To
}

// invite prints what another device needs to join, and the words that open it.
func (s *syncing) invite(ctx context.Context) error {
	i := seal.Invitation{
		To: s.fromHome(), Endpoint: s.state.Endpoint, Region: s.state.Region,
		Key: s.keys.Identity,
	}
	if strings.HasPrefix(s.state.To, sync.Bucket+":") {
		keys, err := s.bucketKeys(ctx)
		if err != nil {
			return err
		}
		if keys.Session == "" { // others will not be good for long
			i.Access, i.Secret = keys.Access, keys.Secret
		}
	}
	line, code, err := i.Seal()
	if err != nil {
		return err
	}
	command := "cards sync --join " + line
	s.print("On the other device, in its collection:")
	fmt.Fprintf(s.out, "\n%s\n\n", command)
	if s.out.Terminal {
		if err := s.printQR(command); err != nil {
			return err
		}
	}
	s.print("It asks for these words. Say them, or type them there; do not send them together " +
		"with the line:")
	fmt.Fprintf(s.out, "\n  %s\n", code)
	if to, err := sync.ParseAddress(s.state.To); err == nil && to.Path != "" {
		s.say("if the folder is elsewhere there, add `--to %s:FOLDER`", to.Kind)
	}
	return nil
}

// accept opens an invitation with the words that a person types.
func (s *syncing) accept(o syncOptions) error {
	if s.converses() {
		s.say("the six words of the invitation:")
	}
	const longest = 1000 // letters
	words, err := bufio.NewReader(io.LimitReader(s.Stdin, longest)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	line := strings.TrimSpace(strings.TrimPrefix(o.join, "cards sync --join"))
	i, err := seal.OpenInvitation(line, words)
	if err != nil {
		return &hinted{err, "nothing was changed; `cards sync --invite` on the other device " +
			"prints a new one"}
	}
	s.state.Endpoint, s.state.Region = i.Endpoint, i.Region
	s.keys = sync.Keys{Identity: i.Key, Access: i.Access, Secret: i.Secret}
	if s.state.To == "" {
		s.state.To = i.To
	}
	return nil
}

// rekey gives the store another key and another id: what is in it is put there anew. A device that
// was lost cannot read what comes then.
func (s *syncing) rekey(ctx context.Context) error {
	if s.state.Place.Encryption != sync.Encrypted {
		return usagef("sync: --rekey: this store is not encrypted")
	}
	if _, err := s.round(ctx, false); err != nil { // what others have put there is not to be lost
		return s.failed(err)
	}
	st, done, err := s.openStore(ctx, false)
	if err != nil {
		return s.failed(err)
	}
	defer done()
	old, err := sync.Listed(ctx, st)
	if err != nil {
		return s.failed(err)
	}
	s.keys.Identity = ""
	place, err := s.make(ctx, st, false)
	if err != nil {
		return s.failed(err)
	}
	s.state.Place, s.state.Devices = place, nil
	if s.sealer, err = sealerOf(place, s.keys); err != nil {
		return err
	}
	if err := s.begin(); err != nil {
		return err
	}
	for _, name := range old {
		if err := st.Delete(ctx, name); err != nil {
			return s.failed(err)
		}
	}
	s.say("the store has a new key; every other device has to join again: `cards sync --invite`")
	return s.run(ctx, false)
}
