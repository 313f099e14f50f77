package cli

import (
	"context"
	"os"
	"sync"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/media"
	"cards/cmd/internal/out"
	"cards/cmd/internal/podcast"
	"cards/cmd/internal/session"
	"cards/cmd/internal/speech"
	"cards/deck"
	"cards/storage/folders"
)

// reader reads the cards of a review aloud, and nothing waits for it.
type reader struct {
	*speaking
	c         *collection
	ctx       context.Context
	programs  media.Programs
	temp      string            // removed at the end; "" for none
	languages map[string]string // of deck files, by their paths

	group  sync.WaitGroup
	lock   sync.Mutex
	failed error // the first time
}

// newReader returns what reads aloud, after the person has agreed to what is sent for that, if
// anything is.
func newReader(ctx context.Context, a *app, c *collection, yes bool) (*reader, error) {
	s, err := a.speaking(ctx, c, [2]string{})
	if err != nil {
		return nil, err
	}
	r := &reader{
		speaking: s, c: c, ctx: ctx, programs: a.media(c).Programs,
		languages: make(map[string]string),
	}
	if _, _, err := r.programs.Plays("speech.wav"); err != nil {
		return nil, err
	}
	if s.isServer() {
		err := s.consent(ctx, "review", "This sends the texts of cards, as they are asked, "+
			s.where()+".", yes)
		if err != nil {
			return nil, err
		}
	}
	if s.clips.Folder == "" {
		if r.temp, err = os.MkdirTemp("", "cards-*"); err != nil {
			return nil, err
		}
		s.clips.Folder = r.temp
	}
	return r, nil
}

// close waits until nothing is read any more, and says why something was not.
func (r *reader) close() {
	r.group.Wait()
	if r.temp != "" {
		_ = os.RemoveAll(r.temp) // the system removes it else
	}
	if r.failed != nil {
		r.say("not everything was read aloud: %s", out.Line(r.failed.Error()))
	}
}

// Read implements [term.Reader].
func (r *reader) Read(screen session.Screen) (stop func()) {
	question, answer, _ := podcast.Said(r.words(screen.Card.Path), screen.Card)
	language := r.languages[screen.Card.Path]
	say := []speech.Utterance{
		{Text: question, Language: language, Role: speech.Asks},
		{Text: answer, Language: language, Role: speech.Answers},
	}
	if screen.State == session.Revealed {
		say = say[1:]
	}
	ctx, cancel := context.WithCancel(r.ctx)
	r.group.Go(func() {
		r.speak(ctx, say[0])
		for _, next := range say[1:] { // so that it comes at once when it is shown
			if next.Text != "" && ctx.Err() == nil {
				_, _ = r.clips.Clip(ctx, next) // an error comes again then
			}
		}
	})
	return cancel
}

// words says how the texts of a deck file are read.
func (r *reader) words(path string) speech.Reader {
	language, ok := r.languages[path]
	if !ok {
		if text, err := desk.ReadDeck(folders.Abs(r.c.Root(), path)); err == nil {
			language = deck.Parse(path, text).Front.Language
		}
		r.languages[path] = language
	}
	return speech.Reader{Language: language, Say: r.config.Say}
}

// speak plays a text until it has ended or the context ends.
func (r *reader) speak(ctx context.Context, u speech.Utterance) {
	if u.Text == "" {
		return
	}
	_, err := r.clips.Clip(ctx, u)
	if ctx.Err() != nil {
		return
	}
	var path string
	if err == nil {
		path, err = r.clips.Path(ctx, u)
	}
	if err == nil {
		var p media.Process
		if p, err = r.programs.Play(path); err == nil {
			context.AfterFunc(ctx, p.Stop)
		}
	}
	if err != nil {
		r.lock.Lock()
		defer r.lock.Unlock()
		if r.failed == nil {
			r.failed = err
		}
	}
}
