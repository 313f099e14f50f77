package speech_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"cards/cmd/internal/sound"
	"cards/cmd/internal/speech"
	"cards/storage/folders"
)

// counting returns clips of an engine that counts how often it speaks, and how often at a time.
func counting(t *testing.T, folder string, speak func(ctx context.Context, text string) ([]byte, error)) *speech.Clips {
	t.Helper()
	m := newMachine("linux")
	m.Run = func(ctx context.Context, _ []string, input string, _ ...string) ([]byte, error) {
		return speak(ctx, input)
	}
	e, err := speech.Choose(t.Context(), folders.Speech{Command: []string{"x"}}, m.System)
	if err != nil {
		t.Fatal(err)
	}
	return &speech.Clips{Engine: e, Folder: folder}
}

func TestClipsAreKept(t *testing.T) {
	t.Parallel()
	var spoken, now, most atomic.Int32
	folder := filepath.Join(t.TempDir(), "speech")
	c := counting(t, folder, func(_ context.Context, text string) ([]byte, error) {
		spoken.Add(1)
		most.Store(max(most.Load(), now.Add(1)))
		defer now.Add(-1)
		return sound.WAV(make(sound.Clip, len(text))), nil
	})
	var texts []speech.Utterance
	for i := range 20 {
		texts = append(texts, speech.Utterance{Text: fmt.Sprintf("%0*d", i+1, 0)})
	}
	for range 2 {
		clips, err := c.All(t.Context(), texts, func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		for i, clip := range clips {
			if len(clip) != i+1 {
				t.Errorf("clip %d has %d samples", i, len(clip))
			}
		}
	}
	if spoken.Load() != 20 || most.Load() > 2 {
		t.Errorf("spoken %d times, %d at a time", spoken.Load(), most.Load())
	}
	path, err := c.Path(t.Context(), texts[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("cut"), 0o600); err != nil {
		t.Fatal(err)
	}
	if clip, err := c.Clip(t.Context(), texts[0]); err != nil || len(clip) != 1 ||
		spoken.Load() != 21 {
		t.Errorf("a damaged clip: %d samples, %v, spoken %d times", len(clip), err, spoken.Load())
	}
	if _, err := c.Clip(t.Context(), speech.Utterance{Text: "0", Language: "de"}); err != nil ||
		spoken.Load() != 22 {
		t.Errorf("another language: %v, spoken %d times", err, spoken.Load())
	}
	unkept := counting(t, "", func(context.Context, string) ([]byte,
		error,
	) {
		return sound.WAV(make(sound.Clip, 9)), nil
	})
	if clip, err := unkept.Clip(t.Context(), texts[0]); err != nil || len(clip) != 9 {
		t.Errorf("kept nowhere: %d, %v", len(clip), err)
	}
}

// TestEnginesThatFail: the first failure is told, an engine that hangs is ended, and nothing is
// kept.
func TestEnginesThatFail(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		speak func(ctx context.Context, text string) ([]byte, error)
		want  string
	}{
		"fails": {func(context.Context, string) ([]byte, error) {
			return nil,
				errors.New("no such voice")
		}, "no such voice"},
		"no WAV": {
			func(context.Context, string) ([]byte, error) { return []byte("hello"), nil },
			"command: no WAV sound",
		},
		"no sound": {
			func(context.Context, string) ([]byte, error) { return sound.WAV(nil), nil },
			"command: no sound",
		},
		"hangs": {func(ctx context.Context, _ string) ([]byte, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}, "command: no sound within 10ms"},
	}
	for name, tt := range tests {
		folder := t.TempDir()
		c := counting(t, folder, tt.speak)
		if name == "hangs" {
			c.Engine.Patience = 10 * time.Millisecond
		}
		_, err := c.All(t.Context(), []speech.Utterance{{Text: "a"}, {Text: "b"}, {Text: "c"}},
			func(int) {})
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
		if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
			t.Errorf("%s: %v is kept, %v", name, entries, err)
		}
	}
}
