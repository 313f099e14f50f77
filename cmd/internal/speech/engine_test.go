package speech_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"cards/cmd/internal/sound"
	"cards/cmd/internal/speech"
	"cards/storage/folders"
)

// machine is a system with some programs, which notes what is run.
type machine struct {
	speech.System
	ran   []string // commands and their input
	lists string   // what say -v ? prints
	help  string   // of piper
}

func newMachine(system string, programs ...string) *machine {
	m := &machine{help: "usage: piper [-h] -m MODEL, --model MODEL"}
	m.OS = system
	m.Look = func(name string) (string, error) {
		if slices.Contains(programs, name) {
			return "/bin/" + name, nil
		}
		return "", errors.New("not found")
	}
	m.Run = func(_ context.Context, command []string, input string, vars ...string) ([]byte, error) {
		m.ran = append(m.ran, strings.Join(slices.Concat(command, vars), " ")+" < "+input)
		if slices.Contains(command, "?") {
			return []byte(m.lists), nil
		}
		if slices.Contains(command, "--help") {
			return []byte(m.help), nil
		}
		wav := sound.WAV(make(sound.Clip, 240))
		for _, word := range slices.Concat(command, vars) {
			if path := strings.TrimPrefix(word, "CARDS_OUT="); strings.HasSuffix(path, ".wav") {
				return nil, os.WriteFile(path, wav, 0o600)
			}
		}
		return wav, nil
	}
	return m
}

func TestEnginesAreChosen(t *testing.T) {
	t.Parallel()
	fetch := func(context.Context, string, string) ([]byte, error) { return nil, nil }
	tests := map[string]struct {
		system   string
		programs string
		config   folders.Speech
		want     string // the engine, or why there is none
	}{
		"a command": {
			"darwin", "say espeak-ng",
			folders.Speech{Command: []string{"x"}},
			"command",
		},
		"a server":              {"linux", "espeak-ng", folders.Speech{URL: "http://localhost"}, "url"},
		"macOS":                 {"darwin", "say espeak-ng", folders.Speech{}, "say"},
		"say on another system": {"linux", "say", folders.Speech{}, "no program here can speak"},
		"Windows":               {"windows", "powershell", folders.Speech{}, "sapi"},
		"piper with a voice":    {"linux", "piper espeak-ng", folders.Speech{Voice: "joe.onnx"}, "piper"},
		"piper without a voice": {"linux", "piper espeak-ng", folders.Speech{}, "espeak-ng"},
		"one that is wanted": {
			"darwin", "say espeak-ng",
			folders.Speech{Engine: "espeak-ng"},
			"espeak-ng",
		},
		"one that is not there": {
			"linux", "espeak-ng",
			folders.Speech{Engine: "say"},
			`speech.engine = "say": there is no such program here`,
		},
		"none": {"linux", "", folders.Speech{}, "no program here can speak"},
	}
	for name, tt := range tests {
		m := newMachine(tt.system, strings.Fields(tt.programs)...)
		m.Fetch = fetch
		e, err := speech.Choose(t.Context(), tt.config, m.System)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = e.Name
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	mouse := newMachine("linux", "piper", "espeak-ng")
	mouse.help = "piper - configure gaming mice"
	if e, err := speech.Choose(t.Context(), folders.Speech{Voice: "x"}, mouse.System); err != nil ||
		e.Name != "espeak-ng" {
		t.Errorf("a piper that moves a mouse: %+v, %v", e, err)
	}
}

// TestWhatInstallsOne names the command of the first package manager that is there.
func TestWhatInstallsOne(t *testing.T) {
	t.Parallel()
	for program, want := range map[string]string{
		"apt-get": "sudo apt-get install espeak-ng", "brew": "brew install espeak-ng",
		"dnf":    "sudo dnf install espeak-ng",
		"pacman": "sudo pacman -S espeak-ng", "none": "",
	} {
		_, err := speech.Choose(t.Context(), folders.Speech{}, newMachine("linux", program).System)
		none, ok := errors.AsType[*speech.NoEngineError](err)
		if !ok || none.Install != want {
			t.Errorf("%s: %v", program, err)
		}
	}
}

// TestWhatIsMissing says what an engine that the configuration wants lacks.
func TestWhatIsMissing(t *testing.T) {
	t.Parallel()
	for engine, want := range map[string]string{
		"auto": "no program here can speak", "say": "there is no such program here",
		"command": "speech.command is not set", "url": "speech.url is not set",
		"piper": "or speech.voice is not one of its voices",
	} {
		_, err := speech.Choose(t.Context(), folders.Speech{Engine: engine},
			newMachine("linux", "piper").System)
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: %v", engine, err)
		}
	}
}

// TestNothingIsWritten has a command end well without the file that it was to write.
func TestNothingIsWritten(t *testing.T) {
	t.Parallel()
	e, err := speech.Choose(t.Context(), folders.Speech{Command: []string{"speak", "{out}"}},
		newMachine("linux").System)
	if err != nil {
		t.Fatal(err)
	}
	e.System.Run = func(context.Context, []string, string, ...string) ([]byte, error) {
		return []byte("done\n"), nil
	}
	if _, err := e.Speak(t.Context(), speech.Utterance{Text: "a"}); err == nil ||
		err.Error() != "command: it ended without a sound" {
		t.Errorf("%v", err)
	}
}

// TestCommandsOfEngines is what each engine is called with. Texts are never arguments.
func TestCommandsOfEngines(t *testing.T) {
	t.Parallel()
	const text = "--rm $(x) Why?"
	tests := map[string]struct {
		system, program string
		config          folders.Speech
		u               speech.Utterance
		want            string // the beginning of the last command
	}{
		"espeak": {
			"linux", "espeak-ng",
			folders.Speech{},
			speech.Utterance{},
			"/bin/espeak-ng -b 1 --stdin --stdout -v en < ",
		},
		"its answers": {
			"linux", "espeak-ng",
			folders.Speech{},
			speech.Utterance{Language: "de-DE", Role: speech.Answers},
			"/bin/espeak-ng -b 1 --stdin --stdout -v de+f2 < ",
		},
		"Brazil": {
			"linux", "espeak-ng",
			folders.Speech{},
			speech.Utterance{Language: "pt_BR"},
			"/bin/espeak-ng -b 1 --stdin --stdout -v pt-br < ",
		},
		"its own voice": {
			"linux", "espeak-ng",
			folders.Speech{Voice: "en+m7"},
			speech.Utterance{Language: "de"},
			"/bin/espeak-ng -b 1 --stdin --stdout -v en+m7 < ",
		},
		"piper": {
			"linux", "piper",
			folders.Speech{Voice: "j.onnx"},
			speech.Utterance{Role: speech.Answers},
			"/bin/piper -m j.onnx -f ",
		},
		"say": {
			"darwin", "say",
			folders.Speech{},
			speech.Utterance{Language: "de", Role: speech.Answers},
			"/bin/say -o ",
		},
		"a command": {
			"linux", "",
			folders.Speech{
				Command: []string{"tts", "-l", "{language}", "-v", "{voice}"},
				Voice:   "amy",
			},
			speech.Utterance{Language: "de"},
			"tts -l de -v amy < ",
		},
		"one that files": {
			"linux", "",
			folders.Speech{Command: []string{"tts", "-o", "{out}"}},
			speech.Utterance{},
			"tts -o ",
		},
		"SAPI": {
			"windows", "powershell",
			folders.Speech{},
			speech.Utterance{Language: "fr"},
			"/bin/powershell -NoProfile -NonInteractive -Command ",
		},
	}
	for name, tt := range tests {
		m := newMachine(tt.system, tt.program)
		m.lists = "Alex  en_US  # Hi\nAnna  de_DE  # Hallo!\nGrandma (German)  de_DE  # Hallo!\n"
		e, err := speech.Choose(t.Context(), tt.config, m.System)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		tt.u.Text = text
		wav, err := e.Speak(t.Context(), tt.u)
		last := m.ran[len(m.ran)-1]
		command, input, _ := strings.Cut(last, " < ")
		if err != nil || !strings.HasPrefix(last, tt.want) || strings.Contains(command, text) ||
			strings.TrimSpace(input) != text {
			t.Errorf("%s: %v, ran %q", name, err, last)
		}
		if clip, err := sound.ReadWAV(wav); err != nil || len(clip) != 240 {
			t.Errorf("%s: %d samples, %v", name, len(clip), err)
		}
		if name == "say" && !strings.HasSuffix(command, "-v Grandma (German)") {
			t.Errorf("%s: %q", name, command)
		}
		if name == "SAPI" && !strings.Contains(command, "CARDS_LANGUAGE=fr CARDS_ROLE=0") {
			t.Errorf("%s: %q", name, command)
		}
	}
}
