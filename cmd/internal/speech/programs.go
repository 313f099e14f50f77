package speech

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cards/storage/folders"
)

// The names of engines that rules are about.
const (
	espeak = "espeak-ng"
	piper  = "piper"
)

// kind is a kind of engine.
type kind struct {
	name  string
	find  func(ctx context.Context, config folders.Speech, s System) (program string, ok bool)
	voice func(ctx context.Context, e *Engine, u Utterance) (string, error)
	speak func(ctx context.Context, e *Engine, u Utterance, voice string) ([]byte, error)
}

// kinds lists the engines in the order in which they are looked for.
func kinds() []kind {
	return []kind{
		{"command", findCommand, onlyVoice, speakCommand},
		{"url", findServer, onlyVoice, speakServer},
		{"say", find("say", "darwin"), sayVoice, speakSay},
		{"sapi", find("powershell", "windows"), byRole, speakSAPI},
		{piper, findPiper, onlyVoice, speakPiper},
		{espeak, find(espeak, ""), espeakVoice, speakEspeak},
	}
}

// byRole leaves the voice to the engine.
func byRole(context.Context, *Engine, Utterance) (string, error) { return "", nil }

// onlyVoice takes the voice of questions for answers: no other is known to be there.
func onlyVoice(_ context.Context, e *Engine,
	_ Utterance,
) (string, error) {
	return e.voices[Asks], nil
}

// find looks for a program, on one system only if one is named.
func find(name, system string) func(context.Context, folders.Speech, System) (string, bool) {
	return func(_ context.Context, _ folders.Speech, s System) (string, bool) {
		if system != "" && s.OS != system {
			return "", false
		}
		program, err := s.Look(name)
		return program, err == nil
	}
}

func findCommand(_ context.Context, config folders.Speech, _ System) (string, bool) {
	return "", len(config.Command) > 0
}

func findServer(_ context.Context, config folders.Speech, s System) (string, bool) {
	return "", config.URL != "" && s.Fetch != nil
}

// findPiper looks for the program that speaks: another of the same name moves a mouse. Without a
// voice it cannot.
func findPiper(ctx context.Context, config folders.Speech, s System) (string, bool) {
	program, err := s.Look(piper)
	if err != nil || config.Voice == "" {
		return "", false
	}
	help, _ := s.Run(ctx, []string{program, "--help"}, "") // an error still may have printed it
	return program, bytes.Contains(help, []byte("--model"))
}

// errNoSound says that a program ended well and wrote nothing.
var errNoSound = errors.New("it ended without a sound")

// inFile runs a command that writes a file, whose path it gets, and returns what that holds.
func inFile(run func(path string) error) ([]byte, error) {
	dir, err := os.MkdirTemp("", "cards-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "speech.wav")
	if err := run(path); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNoSound
	}
	return data, err
}

// speakCommand runs the person's own command, which reads the text and writes WAV to {out}, or
// prints it.
func speakCommand(ctx context.Context, e *Engine, u Utterance, voice string) ([]byte, error) {
	asks := slices.ContainsFunc(e.command,
		func(word string) bool { return strings.Contains(word, "{out}") })
	fill := func(out string) []string {
		words := strings.NewReplacer("{out}", out, "{voice}", voice, "{language}", Code639(u.Language))
		command := make([]string, len(e.command))
		for i, word := range e.command {
			command[i] = words.Replace(word)
		}
		return command
	}
	if !asks {
		return e.System.Run(ctx, fill(""), u.Text)
	}
	return inFile(func(path string) error {
		_, err := e.System.Run(ctx, fill(path), u.Text)
		return err
	})
}

func speakServer(ctx context.Context, e *Engine, u Utterance, voice string) ([]byte, error) {
	return e.System.Fetch(ctx, u.Text, voice)
}

// sayVoice returns the voice of macOS that speaks a language: the first for questions, the second
// for answers. It lists them as "Anna de_DE # Hallo!".
func sayVoice(ctx context.Context, e *Engine, u Utterance) (string, error) {
	listed, err := e.System.Run(ctx, []string{e.program, "-v", "?"}, "")
	if err != nil {
		return "", err
	}
	var names []string
	for line := range strings.Lines(string(listed)) {
		before, _, _ := strings.Cut(line, "#")
		fields := strings.Fields(before)
		if len(fields) < 2 {
			continue
		}
		locale := strings.ReplaceAll(strings.ToLower(fields[len(fields)-1]), "_", "-")
		if locale == Code639(u.Language) || strings.HasPrefix(locale, primary(u.Language)+"-") {
			names = append(names, strings.Join(fields[:len(fields)-1], " "))
		}
	}
	if len(names) == 0 {
		return "", nil
	}
	return names[min(int(u.Role), len(names)-1)], nil
}

func speakSay(ctx context.Context, e *Engine, u Utterance, voice string) ([]byte, error) {
	return inFile(func(path string) error {
		command := []string{
			e.program, "-o", path, "--file-format=WAVE",
			"--data-format=LEI16@24000", "-f", "-",
		}
		if voice != "" {
			command = append(command, "-v", voice)
		}
		_, err := e.System.Run(ctx, command, u.Text)
		return err
	})
}

// sapiScript has Windows speak. Nothing of a text stands in it: it reads the text, and variables.
const sapiScript = `Add-Type -AssemblyName System.Speech
[Console]::InputEncoding = [Text.Encoding]::UTF8
$s = New-Object System.Speech.Synthesis.SpeechSynthesizer
$all = $s.GetInstalledVoices() | ForEach-Object { $_.VoiceInfo }
$mine = @($all | Where-Object { $_.Culture.TwoLetterISOLanguageName -eq $env:CARDS_LANGUAGE })
if ($env:CARDS_VOICE) { $s.SelectVoice($env:CARDS_VOICE) }
elseif ($mine.Count -gt 0) { $s.SelectVoice($mine[[Math]::Min([int]$env:CARDS_ROLE, $mine.Count - 1)].Name) }
$s.SetOutputToWaveFile($env:CARDS_OUT)
$s.Speak([Console]::In.ReadToEnd())
$s.Dispose()`

func speakSAPI(ctx context.Context, e *Engine, u Utterance, voice string) ([]byte, error) {
	return inFile(func(path string) error {
		role := map[Role]string{Asks: "0", Answers: "1"}[u.Role]
		_, err := e.System.Run(ctx, []string{
			e.program, "-NoProfile", "-NonInteractive", "-Command",
			sapiScript,
		}, u.Text,
			"CARDS_OUT="+path, "CARDS_VOICE="+voice, "CARDS_LANGUAGE="+primary(u.Language), "CARDS_ROLE="+
				role)
		return err
	})
}

func speakPiper(ctx context.Context, e *Engine, u Utterance, voice string) ([]byte, error) {
	if voice == "" {
		return nil, errors.New("piper: speech.voice must name a voice, the path of its .onnx file")
	}
	return inFile(func(path string) error {
		_, err := e.System.Run(ctx, []string{e.program, "-m", voice, "-f", path}, u.Text+"\n")
		return err
	})
}

// espeakVoice returns a language as a voice, for answers in another tone.
func espeakVoice(_ context.Context, _ *Engine, u Utterance) (string, error) {
	voice := primary(u.Language)
	switch code := Code639(u.Language); code {
	case "en-us", "en-gb", "pt-br", "es-419", "fr-be", "fr-ch":
		voice = code
	case "zh", "zh-cn", "zh-tw":
		voice = "cmn"
	case "no":
		voice = "nb"
	}
	if u.Role == Answers {
		voice += "+f2"
	}
	return voice, nil
}

func speakEspeak(ctx context.Context, e *Engine, u Utterance, voice string) ([]byte, error) {
	const utf8 = "1"
	return e.System.Run(ctx, []string{e.program, "-b", utf8, "--stdin", "--stdout", "-v", voice},
		u.Text)
}
