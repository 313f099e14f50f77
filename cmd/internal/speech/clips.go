package speech

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"cards/cmd/internal/sound"
)

// Clips makes the sound of texts, and keeps it: what was spoken once is not spoken again.
type Clips struct {
	Engine *Engine
	Folder string // where clips are kept; "" for nowhere
}

// atOnce is how many texts are spoken at a time.
const atOnce = 2

// Path returns where the sound of a text is kept.
func (c *Clips) Path(ctx context.Context, u Utterance) (string, error) {
	voice, err := c.Engine.Voice(ctx, u)
	if err != nil || c.Folder == "" {
		return "", err
	}
	parts := []string{c.Engine.identity(), voice, Code639(u.Language), u.Text}
	return filepath.Join(c.Folder,
		fmt.Sprintf("%x.wav", sha256.Sum256([]byte(strings.Join(parts, "\x00"))))), nil
}

// Has says whether the sound of a text is kept.
func (c *Clips) Has(ctx context.Context, u Utterance) bool {
	path, err := c.Path(ctx, u)
	if err != nil || path == "" {
		return false
	}
	_, err = os.Stat(path)
	return err == nil
}

// Clip returns the sound of a text.
func (c *Clips) Clip(ctx context.Context, u Utterance) (sound.Clip, error) {
	path, err := c.Path(ctx, u)
	if err != nil {
		return nil, err
	}
	if path != "" {
		if data, err := os.ReadFile(path); err == nil {
			if clip, err := sound.ReadWAV(data); err == nil {
				return clip, nil // else it is made again
			}
		}
	}
	data, err := c.Engine.Speak(ctx, u)
	if err != nil {
		return nil, err
	}
	clip, err := sound.ReadWAV(data)
	if err == nil && len(clip) == 0 {
		err = errors.New("no sound")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Engine.Name, err)
	}
	if path != "" {
		keep(path, sound.WAV(clip))
	}
	return clip, nil
}

// keep writes a clip for the next time. Where that does not work it is spoken again then.
func keep(path string, data []byte) {
	dir := filepath.Dir(path)
	if os.MkdirAll(dir, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(dir, "*.part")
	if err != nil {
		return
	}
	_, err = f.Write(data)
	if errors.Join(err, f.Close()) != nil || os.Rename(f.Name(), path) != nil {
		_ = os.Remove(f.Name()) // the system's caches are emptied anyway
	}
}

// All returns the sounds of texts, in their order. Done is told how many there are as they come.
func (c *Clips) All(ctx context.Context, texts []Utterance,
	done func(n int),
) ([]sound.Clip, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	clips := make([]sound.Clip, len(texts))
	var group sync.WaitGroup
	var lock sync.Mutex
	next, made := 0, 0
	for range min(atOnce, len(texts)) {
		group.Go(func() {
			for {
				lock.Lock()
				i := next
				next++
				lock.Unlock()
				if i >= len(texts) || ctx.Err() != nil {
					return
				}
				clip, err := c.Clip(ctx, texts[i])
				if err != nil {
					cancel(err)
					return
				}
				lock.Lock()
				clips[i] = clip
				made++
				done(made)
				lock.Unlock()
			}
		})
	}
	group.Wait()
	return clips, context.Cause(ctx)
}
