package folders

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"cards/deck/settings"
)

// speechKey is the table of what reads texts aloud.
const speechKey = "speech"

// AnySpeech is the value of speech.engine for the first engine that is there.
const AnySpeech = "auto"

// Speech is what reads texts aloud. The zero Speech is whatever there is.
type Speech struct {
	Engine      string // "" for [AnySpeech]
	Voice       string // of questions; "" for one that goes with the language
	AnswerVoice string
	Say         map[string]string // words, and how they are read instead

	// The following say where texts go, so only a person's own configuration can have them.

	Command    []string // reads a text and prints WAV, or writes it to {out}; nil for none
	URL        string   // up to and with /v1; "" for none
	Name       string   // of the model of the server
	KeyEnv     string   // variable of the environment that holds the key; "" for none
	KeyCommand []string
}

// speech takes in the table of what reads aloud.
func (r *reading) speech(value any) {
	s := &r.config.Speech
	r.table(speechKey, value, func(e entry, name string, value any) error {
		if leadsOut(name, value) && !r.own(e, "speech."+name+" says where texts go") {
			return nil
		}
		return s.set(name, value)
	})
	r.eitherWay(speechKey, s.URL, s.Command)
}

// leadsOut says whether a value names a program, an address, a key or a file.
func leadsOut(name string, value any) bool {
	switch name {
	case "command", "url", "name", "key_env", "key_command":
		return true
	case "voice", "answer_voice":
		text, _ := value.(string)
		return strings.ContainsAny(text, `/\`)
	}
	return false
}

// set takes in one value.
func (s *Speech) set(name string, value any) (err error) {
	switch name {
	case "engine":
		if s.Engine, err = text(value); err == nil && !slices.Contains(engines(), s.Engine) {
			err = errors.New("must be " + strings.Join(engines(), ", "))
		}
	case "voice":
		s.Voice, err = voice(value)
	case "answer_voice":
		s.AnswerVoice, err = voice(value)
	case "say":
		s.Say, err = readings(value)
	case "command":
		s.Command, err = settings.List(value, text)
	case "url":
		s.URL, err = address(value, "http://localhost:8880/v1")
	case "name":
		s.Name, err = text(value)
	case "key_env":
		s.KeyEnv, err = text(value)
	case "key_command":
		s.KeyCommand, err = settings.List(value, text)
	default:
		err = errors.New("the keys are engine, voice, answer_voice, say, command, url, name, key_env, key_command")
	}
	return err
}

// engines are the values of speech.engine.
func engines() []string {
	return []string{AnySpeech, "say", "sapi", "piper", "espeak-ng", "command", "url"}
}

// voice reads the name of a voice, which programs get as an argument of their own.
func voice(value any) (string, error) {
	s, err := text(value)
	if err == nil && strings.HasPrefix(s, "-") {
		err = errors.New("a voice cannot begin with -")
	}
	return s, err
}

// readings reads { word = "reading" }.
func readings(value any) (map[string]string, error) {
	table, ok := value.(map[string]any)
	if !ok {
		return nil, errors.New(`must be a table of words such as kubectl = "cube control"`)
	}
	say := make(map[string]string, len(table))
	for word, reading := range table {
		s, ok := reading.(string)
		if !ok || word == "" {
			return nil, errors.New(word + ": must be how the word is read, in quotes")
		}
		say[word] = s
		if err := noControls(s); err != nil {
			return nil, err
		}
	}
	return say, nil
}

// over returns what a collection says of speech over what a person says of all of theirs.
func (s Speech) over(user Speech) Speech {
	all := user
	if s.Engine != "" {
		all.Engine = s.Engine
	}
	if s.Voice != "" {
		all.Voice = s.Voice
	}
	if s.AnswerVoice != "" {
		all.AnswerVoice = s.AnswerVoice
	}
	all.Say = make(map[string]string, len(user.Say)+len(s.Say))
	for _, from := range []map[string]string{user.Say, s.Say} {
		maps.Copy(all.Say, from)
	}
	return all
}
