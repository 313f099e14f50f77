package speech

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"cards/storage/folders"
)

// Role is who speaks.
type Role uint8

// The roles: questions are in one voice, answers in another.
const (
	Asks Role = iota
	Answers
)

// Utterance is a text that is to be spoken.
type Utterance struct {
	Text     string
	Language string // as in [Code639]
	Role     Role
}

// System is what an engine needs of the machine.
type System struct {
	OS   string                                     // as in [runtime.GOOS]
	Look func(name string) (path string, err error) // finds a program, as [exec.LookPath]

	// Run runs a program with a text to read and variables besides its environment, and returns what
	// it printed. It ends the program when the context ends.
	Run func(ctx context.Context, command []string, input string, vars ...string) ([]byte, error)

	// Fetch has a server speak a text; nil if none may be asked.
	Fetch func(ctx context.Context, text, voice string) ([]byte, error)
}

// Engine turns texts into sound.
type Engine struct {
	Name   string
	System System

	// Patience is how long it may take for one text.
	Patience time.Duration

	program string    // that is run
	command []string  // of the person
	voices  [2]string // by role, that the person wants; "" for those that go with the language
	voice   func(ctx context.Context, e *Engine, u Utterance) (string, error)
	speak   func(ctx context.Context, e *Engine, u Utterance, voice string) ([]byte, error)
}

// patience is how long an engine may take for a text unless somebody says otherwise.
const patience = time.Minute

// NoEngineError says that there is no engine.
type NoEngineError struct {
	Wanted  string // by the configuration; "auto" for any
	Install string // the command that installs one here; "" if none is known
}

// Error says what was looked for.
func (e *NoEngineError) Error() string {
	why := "there is no such program here"
	switch e.Wanted {
	case folders.AnySpeech:
		return "no program here can speak"
	case "command", "url":
		why = fmt.Sprintf("speech.%s is not set", e.Wanted)
	case piper:
		why += ", or speech.voice is not one of its voices"
	}
	return fmt.Sprintf("speech.engine = %q: %s", e.Wanted, why)
}

// Choose returns the engine that a configuration wants, or for "auto" the first of those that are
// there: what a person has set up, what the system has, then others. The error is a
// [*NoEngineError].
func Choose(ctx context.Context, config folders.Speech, system System) (*Engine, error) {
	wanted := config.Engine
	if wanted == "" {
		wanted = folders.AnySpeech
	}
	for _, k := range kinds() {
		if wanted != folders.AnySpeech && wanted != k.name {
			continue
		}
		program, ok := k.find(ctx, config, system)
		if !ok {
			continue
		}
		return &Engine{
			Name: k.name, System: system, Patience: patience, program: program, command: config.Command,
			voices: [2]string{config.Voice, config.AnswerVoice}, voice: k.voice, speak: k.speak,
		}, nil
	}
	return nil, &NoEngineError{Wanted: wanted, Install: install(wanted, system)}
}

// Voice returns the voice that speaks, "" if the engine has no name for it.
func (e *Engine) Voice(ctx context.Context, u Utterance) (string, error) {
	if v := e.voices[u.Role]; v != "" {
		return v, nil
	}
	return e.voice(ctx, e, u)
}

// identity is what the sound of a text depends on beside its voice.
func (e *Engine) identity() string {
	return strings.Join(append([]string{e.Name}, e.command...), "\x00")
}

// Speak returns a text as a WAV file.
func (e *Engine) Speak(ctx context.Context, u Utterance) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, e.Patience)
	defer cancel()
	voice, err := e.Voice(ctx, u)
	if err != nil {
		return nil, err
	}
	data, err := e.speak(ctx, e, u, voice)
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("%s: no sound within %s", e.Name, e.Patience)
	case errors.Is(err, errNoSound):
		return nil, fmt.Errorf("%s: %w", e.Name, err)
	}
	return data, err
}

// install returns the command that installs an engine on this machine.
func install(wanted string, s System) string {
	if wanted == piper {
		return "pip install piper-tts"
	}
	if wanted != folders.AnySpeech && wanted != espeak {
		return ""
	}
	for _, manager := range []struct{ program, command string }{
		{"brew", "brew install espeak-ng"},
		{"apt-get", "sudo apt-get install espeak-ng"},
		{"dnf", "sudo dnf install espeak-ng"},
		{"pacman", "sudo pacman -S espeak-ng"},
		{"zypper", "sudo zypper install espeak-ng"},
		{"apk", "sudo apk add espeak-ng"},
		{"nix-env", "nix-env -iA nixpkgs.espeak-ng"},
		{"winget", "winget install eSpeak-NG.eSpeak-NG"},
	} {
		if _, err := s.Look(manager.program); err == nil {
			return manager.command
		}
	}
	return ""
}
