package cli

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/subscribe"
	"cards/deck/media"
	"cards/deck/shared"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/sync"
	"cards/storage/sync/seal"
	"cards/storage/sync/store"
)

type publishOptions struct{ to, name, key, endpoint, region string }

func newPublish(a *app) *cobra.Command {
	var opts publishOptions
	cmd := &cobra.Command{
		Use:   "publish DECK…",
		Short: "Publish decks that others can subscribe to",
		Long: `
Write decks, with the pictures and sounds in them, into a folder or a bucket from which any web
server can serve them as they are: "cards subscribe ADDRESS" takes them from there, and every later
version. They are signed with a key of yours, which is created the first time and kept in
.cards/publish.key: do not lose it, since your subscribers trust that key alone.

When you edit a card, everybody who subscribed keeps their progress, and texts that you joined with
"cards relink" are one card for them too. What you have learned, answered and set yourself is not
published.`,
		Example:           "cards publish biology --to dir:~/site --name \"Biology 101\"",
		Args:              wantArgs(1, -1),
		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runPublish(cmd.Context(), a, opts, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&opts.to, "to", "",
		"write them to `ADDRESS`: dir:PATH or s3://BUCKET/PREFIX")
	flags.StringVar(&opts.name, "name", "", "call them `NAME` (default: the deck's own name)")
	flags.StringVar(&opts.key, "key", "", "sign with the key in `FILE`")
	flags.StringVar(&opts.endpoint, "endpoint", "",
		"with s3://…: the `URL` of a server other than AWS")
	flags.StringVar(&opts.region, "region", "", "with s3://…: the `REGION` of the bucket")
	return cmd
}

// publishing is one run of publish.
type publishing struct {
	*syncing
	manifest shared.Manifest
	contents map[string][]byte // of the files, by their paths in the deck
	key      ed25519.PrivateKey
}

func runPublish(ctx context.Context, a *app, o publishOptions, args []string) error {
	if o.to == "" {
		return usagef("publish: --to is missing: it says where, dir:PATH or s3://BUCKET/PREFIX")
	}
	c, scope, err := a.scoped(ctx, "publish", args)
	if err != nil {
		return err
	}
	to, err := storeAddress(a, o.to)
	if err != nil {
		return err
	}
	if to.Kind == sync.Git {
		return usagef("publish: --to git:…: publish into a folder of the work tree by dir:PATH, " +
			"and commit it")
	}
	p := &publishing{
		syncing:  &syncing{app: a, c: c, folder: storageFolder(c.Root())},
		contents: make(map[string][]byte),
	}
	p.state = sync.State{To: to.String(), Endpoint: o.endpoint, Region: o.region}
	if to.Kind == sync.Bucket {
		p.bucketDefaults()
	}
	if err := p.collect(scope, args, o.name); err != nil {
		return err
	}
	if p.key, err = p.signingKey(o.key); err != nil {
		return err
	}
	st, done, err := p.openStore(ctx, true)
	if err != nil {
		return err
	}
	defer done()
	return p.publish(ctx, st)
}

// collect reads the files that are published.
func (p *publishing) collect(scope storage.Scope, args []string, name string) error {
	decks, err := p.c.Decks(scope)
	if err != nil {
		return err
	}
	if len(decks) == 0 {
		return noCards(p.c, scope, args)
	}
	for _, d := range decks {
		text, err := desk.ReadDeck(p.c.file(d.Path))
		if err != nil {
			return err
		}
		if filepath.IsAbs(filepath.FromSlash(d.Path)) {
			return fmt.Errorf("publish: %q is outside the collection's folder", d.Path)
		}
		p.contents[d.Path] = text
		p.collectMedia(d.Path, string(text))
	}
	if name == "" {
		name = path.Base(decks[0].Name)
		if len(decks) > 1 {
			name = filepath.Base(p.c.Root())
		}
	}
	p.manifest.Name = name
	for _, file := range slices.Sorted(maps.Keys(p.contents)) {
		data := p.contents[file]
		p.manifest.Files = append(p.manifest.Files,
			shared.File{Path: file, Size: int64(len(data)), SHA256: shared.SumOf(data)})
	}
	return p.collectLinks()
}

// collectMedia reads the pictures and sounds of a deck file. What cannot go along is said.
func (p *publishing) collectMedia(file, text string) {
	library := p.c.library()
	for _, m := range media.Find(text) {
		name := path.Join(path.Dir(file), m.Path)
		// It may be written as in a URL, or lie anywhere.
		if f, err := library.Find(file, m.Path); err == nil {
			name = folders.Path(p.c.Root(), f.Path)
		}
		err := shared.CheckPath(name)
		if strings.HasPrefix(m.Path, "@/") {
			err = errors.New("paths that begin at the folder of the collection lead elsewhere " +
				"for others")
		}
		var data []byte
		if err == nil {
			data, err = folders.ReadFile(context.Background(), p.c.file(name), shared.MaxFile)
		}
		if at, ok := errors.AsType[*fs.PathError](err); ok {
			err = at.Err // the path is a matter of this machine
		}
		if err != nil {
			p.say("%s: left out: %s: %s", out.Line(file), out.Line(m.Path), out.Line(err.Error()))
			continue
		}
		p.contents[name] = data
	}
}

// collectLinks notes which earlier texts of the cards that are published are one card with them.
func (p *publishing) collectLinks() error {
	links, err := p.c.Links()
	if err != nil {
		return err
	}
	p.manifest.Links = [][2]string{}
	for _, l := range links {
		if _, ok := p.contents[l.New.Path]; ok && !l.Waits {
			p.manifest.Links = append(p.manifest.Links,
				[2]string{l.Old.Key.String(), l.New.Key.String()})
		}
	}
	return nil
}

// keyFile is where the key of an author is, beside the database.
const keyFile = "publish.key"

// signingKey returns the key that decks are signed with. The one of the collection is made if there
// is none.
func (p *publishing) signingKey(file string) (ed25519.PrivateKey, error) {
	own := file == ""
	if own {
		file = filepath.Join(p.folder, keyFile)
	} else {
		file = p.path(file)
	}
	info, err := os.Stat(file)
	if own && errors.Is(err, fs.ErrNotExist) {
		seed := make([]byte, ed25519.SeedSize)
		if _, err := io.ReadFull(p.Random, seed); err != nil {
			return nil, err
		}
		return ed25519.NewKeyFromSeed(seed), writeNew(file, []byte(hex.EncodeToString(seed)+"\n"))
	}
	if err == nil && !sync.IsPrivate(info) {
		err = &hinted{&sync.OpenKeysError{Path: file}, "`chmod 600 " + shellWord(file) +
			"` keeps it to yourself"}
	}
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	seed, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("%q: it is not a key that publish has made", file)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// publish writes the next version, the manifest last.
func (p *publishing) publish(ctx context.Context, st store.Store) error {
	folder := "decks/" + shared.Slug(p.manifest.Name) + "/"
	before, err := p.published(ctx, st, folder)
	if err != nil {
		return err
	}
	m := &p.manifest
	if before.Version > 0 && before.Name == m.Name && reflect.DeepEqual(before.Files, m.Files) &&
		reflect.DeepEqual(before.Links, m.Links) {
		p.print("Nothing has changed: %s is already published as version %d.", out.Line(m.Name),
			before.Version)
		return nil
	}
	m.Version = before.Version + 1
	signed, err := m.Sign(p.key)
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	for _, f := range m.Files {
		if err := st.Put(ctx, fmt.Sprintf("%s%d/%s", folder, m.Version, f.Path),
			p.contents[f.Path]); err != nil {
			return p.unpublished(err)
		}
	}
	if err := st.Put(ctx, folder+subscribe.ManifestName, signed); err != nil {
		return p.unpublished(err)
	}
	if err := p.clear(ctx, st, folder); err != nil {
		return err
	}
	p.print("Published %s, version %d: %s.", out.Line(m.Name), m.Version,
		out.Plural(len(m.Files), "file"))
	p.print("Others get it with `cards subscribe %s`; your key is: %s", p.served(folder),
		keyWords(p.key))
	return nil
}

func (p *publishing) unpublished(err error) error {
	return &hinted{err, "nothing was published; run it again"}
}

// published returns what is there already; the zero Manifest if nothing is.
func (p *publishing) published(
	ctx context.Context, st store.Store, folder string,
) (shared.Manifest, error) {
	data, err := st.Get(ctx, folder+subscribe.ManifestName, shared.MaxManifest)
	if errors.Is(err, store.ErrNone) {
		return shared.Manifest{}, nil
	}
	if err != nil {
		return shared.Manifest{}, p.unpublished(err)
	}
	m, err := shared.Read(data)
	public, _ := p.key.Public().(ed25519.PublicKey) // it is one
	if err == nil && m.Key != hex.EncodeToString(public) {
		err = &hinted{
			errors.New("a deck of that name is published there by another key"),
			"--key names the file with that key, --name another name",
		}
	}
	return m, err
}

// clear removes the versions before the last one: nobody begins to fetch these any more.
func (p *publishing) clear(ctx context.Context, st store.Store, folder string) error {
	list, err := st.List(ctx, folder)
	if err != nil {
		return err
	}
	for _, o := range list {
		number, _, _ := strings.Cut(strings.TrimPrefix(o.Name, folder), "/")
		if n, err := strconv.Atoi(number); err != nil || n >= p.manifest.Version-1 {
			continue
		}
		if err := st.Delete(ctx, o.Name); err != nil && !errors.Is(err, store.ErrDenied) {
			return err
		}
	}
	return nil
}

// served returns the address of what was published, as far as it is known.
func (p *publishing) served(folder string) string {
	to, err := sync.ParseAddress(p.state.To)
	if err != nil {
		return ""
	}
	if to.Kind == sync.Folder {
		return shellWord("dir:" + filepath.Join(to.Path,
			filepath.FromSlash(strings.TrimSuffix(folder, "/"))))
	}
	if p.state.Endpoint == "" {
		return "https://" + to.Bucket + ".s3.amazonaws.com/" + path.Join(to.Prefix, folder)
	}
	return strings.TrimSuffix(p.state.Endpoint, "/") + "/" + path.Join(to.Bucket, to.Prefix, folder)
}

// keyWords returns the words by which people compare keys.
func keyWords(key ed25519.PrivateKey) string {
	public, _ := key.Public().(ed25519.PublicKey) // it is one
	return seal.Words(subscribe.Fingerprint(hex.EncodeToString(public)))
}
