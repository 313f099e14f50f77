package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"cards/cmd/internal/model"
	"cards/cmd/internal/out"
	"cards/cmd/internal/podcast"
	"cards/cmd/internal/speech"
	"cards/storage/folders"
)

// speaking is what reads texts aloud in this run.
type speaking struct {
	*app
	clips  *speech.Clips
	config folders.Speech
}

// speaking returns the engine that the configuration and the flags lead to.
func (a *app) speaking(ctx context.Context, c *collection, voices [2]string) (*speaking, error) {
	config := c.config.Speech
	for i, voice := range []*string{&config.Voice, &config.AnswerVoice} {
		if voices[i] != "" {
			*voice = voices[i]
		}
	}
	s := &speaking{app: a, config: config}
	system := speech.System{OS: runtime.GOOS, Look: exec.LookPath, Run: runProgram, Fetch: s.fetch}
	engine, err := speech.Choose(ctx, config, system)
	if none, ok := errors.AsType[*speech.NoEngineError](err); ok {
		hint := "install espeak-ng, or name a program that speaks in the table [speech] " +
			"of your own configuration: `cards help config`"
		if none.Install != "" {
			hint = "`" + none.Install + "` installs one"
		}
		err = &hinted{err, hint}
	}
	if err != nil {
		return nil, err
	}
	s.clips = &speech.Clips{Engine: engine, Folder: speechCache(a)}
	return s, nil
}

// speechCache returns the folder where clips are kept; "" if the environment does not say where.
func speechCache(a *app) string {
	cache := folders.UserCache(a.Getenv, runtime.GOOS)
	if cache == "" {
		return ""
	}
	return filepath.Join(cache, "speech")
}

// voices returns those of questions and of answers in a language.
func (s *speaking) voices(ctx context.Context, language string) (voices [2]string, err error) {
	for i, role := range []speech.Role{speech.Asks, speech.Answers} {
		if voices[i], err = s.clips.Engine.Voice(ctx,
			speech.Utterance{Language: language, Role: role}); err != nil {
			return voices, err
		}
	}
	return voices, nil
}

// isServer says whether texts are sent to a server.
func (s *speaking) isServer() bool { return s.clips.Engine.Name == "url" }

// agree says what of an episode is sent to a server, if one speaks, and asks.
func (s *speaking) agree(ctx context.Context, e *podcast.Episode, yes bool) error {
	if !s.isServer() {
		return nil
	}
	texts, letters := 0, 0
	seen := make(map[speech.Utterance]bool)
	for _, p := range e.Parts {
		if seen[p.Say] || s.clips.Has(ctx, p.Say) {
			continue
		}
		seen[p.Say] = true
		texts++
		letters += len([]rune(p.Say.Text))
	}
	if texts == 0 {
		return nil
	}
	sends := fmt.Sprintf("This sends about %s (%s characters) of your cards %s.",
		out.Plural(texts, "text"), out.Count(letters), s.where())
	return s.consent(ctx, "podcast", sends, yes)
}

// where says where texts are sent.
func (s *speaking) where() string {
	host, local := model.Host(s.config.URL)
	text := "to " + host + ", over the network"
	if local {
		text = "to " + host + ", on this machine"
	}
	if s.config.Name != "" {
		text += ", for " + s.config.Name
	}
	return text
}

// consent says what is sent where, and asks unless it was agreed to. Without a terminal nothing is
// sent.
func (s *speaking) consent(ctx context.Context, command, sends string, yes bool) error {
	switch {
	case yes:
		s.say("%s", sends)
		return nil
	case !s.converses():
		return &usageError{
			command + ": texts are not sent without your consent; nothing was sent. " + sends,
			"--yes agrees",
		}
	}
	s.print("%s Go on? [y/N]", sends)
	if err := s.out.Flush(); err != nil {
		return err
	}
	line, err := readLine(ctx, s.Stdin)
	if err != nil {
		return err
	}
	if answer := strings.ToLower(strings.TrimSpace(line)); answer != "y" && answer != "yes" {
		return errors.New(command + ": nothing was sent")
	}
	return nil
}

// fetch has the server speak.
func (s *speaking) fetch(ctx context.Context, text, voice string) ([]byte, error) {
	key, err := configuredKey(ctx, s.app, "speech", s.config.KeyEnv, s.config.KeyCommand)
	if err != nil {
		return nil, err
	}
	return model.Speaker{Config: s.config, Key: key, Wait: waitFor}.Speak(ctx, text, voice)
}

// convert writes the episode in a format that takes ffmpeg, with the chapters that it knows.
func (p *casting) convert(ctx context.Context, path, end string) (int64, error) {
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		return 0, &hinted{
			fmt.Errorf("write %q: ffmpeg is not installed", path),
			"files that end in .mp3 and .wav need no other program",
		}
	}
	dir, err := os.MkdirTemp("", "cards-*")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	wav, mp3, made := filepath.Join(dir, "e.wav"), filepath.Join(dir, "e.mp3"),
		filepath.Join(dir, "made"+end)
	if _, err := writeWhole(wav, p.episode.WAV); err != nil {
		return 0, err
	}
	if _, err := writeWhole(mp3, func(to io.Writer) error {
		return p.episode.MP3(to, p.label())
	}); err != nil {
		return 0, err
	}
	_, err = runProgram(ctx, []string{
		ffmpeg, "-v", "error", "-nostdin", "-i", wav, "-i", mp3, "-map", "0:a", "-map_metadata",
		"1", "-map_chapters", "1", made,
	}, "")
	if err != nil {
		return 0, fmt.Errorf("write %q: %w", path, err)
	}
	data, err := os.ReadFile(made)
	if err != nil {
		return 0, err
	}
	return writeWhole(path, func(to io.Writer) error { _, err := to.Write(data); return err })
}
