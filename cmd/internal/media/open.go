package media

import (
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"strings"
)

// errNoViewer says that there is no program to open something with.
var errNoViewer = errors.New("no program to open it with")

// Programs are those of the system, and what a person says of them.
type Programs struct {
	OS      string                                       // as in [runtime.GOOS]
	Look    func(name string) (path string, err error)   // finds a program, as [exec.LookPath]
	Start   func(program string, args ...string) Process // runs one that nobody waits for
	Display bool                                         // there is a screen for windows
	Player  string                                       // the command that plays sounds; empty for the first that there is
}

// Process is a program that runs.
type Process interface {
	// Stop ends it, if it has not ended.
	Stop()
	// Failed says why it could not be started.
	Failed() error
}

// Address returns the address of the web or of mail that a destination is, false if it is none.
func Address(dest string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(dest))
	if err != nil {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.String(), u.Host != ""
	case "mailto":
		return u.String(), u.Opaque != ""
	}
	return "", false
}

// Open shows an address or a file, by its absolute path, in the viewer of the system.
func (p Programs) Open(target string) error {
	name, args := "xdg-open", []string{target}
	switch p.OS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", target}
	}
	program, err := p.Look(name)
	if err != nil || !p.Display {
		return errNoViewer
	}
	return p.Start(program, args...).Failed()
}

// player is a program that plays sounds, with what it needs to do so without a window.
type player struct {
	name string
	args []string
	only string // what it plays, by the end of the name; empty for all
}

// players are tried in order.
func players() []player {
	script := "$p = New-Object System.Media.SoundPlayer $args[0]; $p.PlaySync()"
	return []player{
		{"mpv", []string{"--no-video", "--really-quiet", "--no-terminal", "--"}, ""},
		{"ffplay", []string{"-nodisp", "-autoexit", "-loglevel", "quiet"}, ""},
		{"afplay", nil, ""},
		{"pw-play", nil, ""},
		{"paplay", nil, ""},
		{"aplay", []string{"-q"}, ".wav"},
		{"powershell", []string{"-NoProfile", "-Command", script}, ".wav"},
	}
}

// ErrNoPlayer says that there is no program to play a sound with.
var ErrNoPlayer = errors.New("no player: install mpv or ffplay, or set audio.player")

// Play plays a sound, by its absolute path.
func (p Programs) Play(path string) (Process, error) {
	program, args, err := p.Plays(path)
	if err != nil {
		return nil, err
	}
	running := p.Start(program, append(args, path)...)
	return running, running.Failed()
}

// Plays returns the program that plays a sound, and what it needs to do so.
func (p Programs) Plays(path string) (program string, args []string, err error) {
	if words := strings.Fields(p.Player); len(words) > 0 {
		program, err := p.Look(words[0])
		if err != nil {
			return "", nil, fmt.Errorf("audio.player %q: %w", p.Player, err)
		}
		return program, words[1:], nil
	}
	for _, candidate := range players() {
		if !strings.HasSuffix(strings.ToLower(path), candidate.only) {
			continue
		}
		if program, err := p.Look(candidate.name); err == nil {
			return program, candidate.args, nil
		}
	}
	return "", nil, ErrNoPlayer
}

// System are the programs of this machine.
func System(goos, player string, display bool) Programs {
	return Programs{OS: goos, Look: exec.LookPath, Start: start, Player: player, Display: display}
}
