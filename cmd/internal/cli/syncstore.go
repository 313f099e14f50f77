package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"cards/cmd/internal/out"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/sync"
	"cards/storage/sync/s3"
	"cards/storage/sync/seal"
	"cards/storage/sync/store"
)

// storageFolder returns the folder of a collection's database.
func storageFolder(root string) string { return filepath.Join(root, storage.Folder) }

// sealerOf returns what seals for a store, by the keys that are kept here.
func sealerOf(p sync.Place, k sync.Keys) (sync.Sealer, error) {
	if p.Encryption == sync.Unencrypted {
		return sync.Plain{}, nil
	}
	key, err := seal.Parse(k.Identity)
	if err == nil && !key.Opens(p) {
		err = sync.ErrOtherKey
	}
	if err != nil {
		return nil, &hinted{err, "nothing was changed; run `cards sync --join` with an " +
			"invitation from one of your devices"}
	}
	return key, nil
}

// storeAddress reads the address of a store as a person types it: paths are relative to the working
// directory, and ~ is the home.
func storeAddress(a *app, text string) (sync.Address, error) {
	to, err := sync.ParseAddress(text)
	if err != nil {
		return to, &usageError{
			"sync: " + err.Error(),
			"a folder is dir:PATH, a bucket s3://BUCKET/PREFIX, a git work tree git:PATH",
		}
	}
	if to.Path == "" {
		return to, nil
	}
	if rest, ok := strings.CutPrefix(to.Path, "~/"); ok && a.Getenv("HOME") != "" {
		to.Path = filepath.Join(a.Getenv("HOME"), rest)
	}
	to.Path = a.path(to.Path)
	return to, nil
}

// openStore opens the store that is set up; fresh makes its folder if there is none.
func (s *syncing) openStore(
	ctx context.Context, fresh bool,
) (st store.Store, done func(), err error) {
	to, err := sync.ParseAddress(s.state.To)
	if err != nil {
		return nil, nil, err
	}
	if to.Kind == sync.Bucket {
		return s.openBucket(ctx, to)
	}
	folder := to.Path
	if to.Kind == sync.Git {
		if _, err := os.Stat(to.Path); err != nil {
			return nil, nil, &store.UnreachableError{Err: err}
		}
		folder = store.GitFolder(to.Path)
		fresh = true // git keeps no empty folders
	}
	if fresh {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return nil, nil, &store.UnreachableError{Err: err}
		}
	}
	if to.Kind == sync.Git {
		g, err := store.OpenGit(to.Path, runGit, &s.traffic)
		if err != nil {
			return nil, nil, err
		}
		return g, func() { _ = g.Close() }, nil
	}
	d, err := store.OpenDir(folder, &s.traffic)
	if err != nil {
		return nil, nil, err
	}
	return d, func() { _ = d.Close() }, nil
}

// carried is a store that something carries before and after a round.
type carried interface {
	Begin(ctx context.Context) error
	End(ctx context.Context) error
}

// within does something with a store, between what carries it.
func within(ctx context.Context, st store.Store, do func() error) error {
	c, ok := st.(carried)
	if !ok {
		return do()
	}
	if err := c.Begin(ctx); err != nil {
		return err
	}
	return errors.Join(do(), c.End(ctx))
}

// runGit runs git without asking anything.
func runGit(ctx context.Context, folder string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", folder}, args...)...)
	var printed, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &printed, &said
	cmd.Env = append(os.Environ(), "GIT_TERMINAL_PROMPT=0", "GIT_EDITOR=true", "LC_ALL=C")
	err := cmd.Run()
	if line, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n"); err != nil && line != "" {
		err = errors.New(out.Line(line))
	}
	return printed.String(), err
}

// openBucket opens a store in a bucket.
func (s *syncing) openBucket(ctx context.Context, to sync.Address) (store.Store, func(), error) {
	keys, err := s.bucketKeys(ctx)
	if err != nil {
		return nil, nil, err
	}
	bucket, err := s3.New(s3.Config{
		Endpoint: s.state.Endpoint, Region: s.state.Region, Bucket: to.Bucket, Prefix: to.Prefix,
		Keys: keys, Now: s.Now, Wait: waitFor,
	}, &s.traffic)
	if errors.Is(err, s3.ErrNoKeys) {
		err = &hinted{err, "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sync_key_file or " +
			"sync_key_command in your own configuration"}
	}
	if err != nil {
		return nil, nil, err
	}
	return bucket, bucket.Close, nil
}

// bucketKeys returns the keys of the bucket: of the environment, of a person's own configuration,
// or those that came with the invitation.
func (s *syncing) bucketKeys(ctx context.Context) (s3.Keys, error) {
	keys := s3.Keys{
		Access: s.Getenv("AWS_ACCESS_KEY_ID"), Secret: s.Getenv("AWS_SECRET_ACCESS_KEY"),
		Session: s.Getenv("AWS_SESSION_TOKEN"),
	}
	said := s.c.config.Sync
	switch {
	case keys.Access != "" && keys.Secret != "":
		return keys, nil
	case len(said.KeyCommand) > 0:
		text, err := runCommand(ctx, said.KeyCommand, "")
		if err != nil {
			return s3.Keys{}, fmt.Errorf("sync_key_command: %w", err)
		}
		return parseKeys("sync_key_command", text)
	case said.KeyFile != "":
		info, err := os.Stat(said.KeyFile)
		if err == nil && !sync.IsPrivate(info) {
			err = &hinted{&sync.OpenKeysError{Path: said.KeyFile}, "`chmod 600 " +
				shellWord(said.KeyFile) + "` keeps them to yourself"}
		}
		if err != nil {
			return s3.Keys{}, err
		}
		text, err := os.ReadFile(said.KeyFile)
		if err != nil {
			return s3.Keys{}, err
		}
		return parseKeys(said.KeyFile, string(text))
	}
	return s3.Keys{Access: s.keys.Access, Secret: s.keys.Secret}, nil
}

// parseKeys reads keys as the tools of AWS write them: a name, an equals sign and a value a line.
// The error does not repeat them.
func parseKeys(from, text string) (s3.Keys, error) {
	var keys s3.Keys
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(line, "=")
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "aws_access_key_id":
			keys.Access = value
		case "aws_secret_access_key":
			keys.Secret = value
		case "aws_session_token":
			keys.Session = value
		}
	}
	if keys.Access == "" || keys.Secret == "" {
		return keys, fmt.Errorf("%s: the lines aws_access_key_id = … and aws_secret_access_key = "+
			"… are not there", from)
	}
	return keys, nil
}

// configHash tells the configuration of a collection apart from others; "" if it has none.
func configHash(root string) string {
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(folders.ConfigPath)))
	if errors.Is(err, fs.ErrNotExist) || len(data) == 0 {
		return ""
	}
	const enough = 8
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:enough])
}

// deviceName returns what this device is called: as was said, or as the machine is.
func deviceName(a *app, said string) string {
	name := said
	if name == "" {
		if host, err := a.Host(); err == nil {
			name, _, _ = strings.Cut(host, ".")
		}
	}
	if name == "" {
		name = "device"
	}
	return name
}
