package term

import (
	"image"
	"slices"

	"cards/cmd/internal/session"
	"cards/deck"
)

// Media shows and plays what cards refer to. The paths of deck files are those of cards.
type Media interface {
	// Open opens what a deck file refers to, or the file itself for no reference, and says so, or
	// why it did not.
	Open(deckFile, dest string) (said string, opened bool)
	// Picture reads a picture that a deck file refers to.
	Picture(deckFile, dest string) (image.Image, error)
	// Play plays a sound that a deck file refers to until it ends or stop is called; nil if it cannot.
	Play(deckFile, dest string) (stop func(), said string)
}

// Reader reads cards aloud.
type Reader interface {
	// Read reads the side of a card that came up until it has ended or stop is called, and returns at
	// once.
	Read(screen session.Screen) (stop func())
}

// shelf gives what the card that is shown refers to to other programs, one after the other.
type shelf struct {
	media Media // nil for none
	auto  bool  // sounds play by themselves when their side comes up
	read  Reader

	card           deck.Key
	opened, played int
	stop           func() // ends the sound that plays; nil if none does
}

// turn takes notice of the side of a card that came up.
func (s *shelf) turn(screen session.Screen) {
	if screen.Card == nil || screen.Card.Key != s.card {
		s.quiet()
		s.card = deck.Key{}
		if screen.Card != nil {
			s.card = screen.Card.Key
		}
	}
	s.opened, s.played = 0, 0
	if s.read != nil && screen.Card != nil {
		s.quiet()
		s.stop = s.read.Read(screen)
		return
	}
	if s.media == nil || !s.auto || screen.Card == nil {
		return
	}
	for _, r := range screen.References() {
		if r.Sound && r.Back == (screen.State == session.Revealed) {
			s.start(screen, r.Dest)
			return
		}
	}
}

// quiet ends the sound that plays.
func (s *shelf) quiet() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
}

func (s *shelf) start(screen session.Screen, dest string) (said string) {
	s.quiet()
	s.stop, said = s.media.Play(screen.Card.Path, dest)
	return said
}

// do opens or plays what comes next, and says what that was: what came up with the answer first.
func (s *shelf) do(c session.Command, screen session.Screen) string {
	switch {
	case s.media == nil:
		return "there is nothing to open or play here"
	case screen.Card == nil:
		return noCard
	}
	var sounds, others []session.Reference
	references := screen.References()
	slices.SortStableFunc(references, func(a, b session.Reference) int {
		return map[bool]int{true: 0, false: 1}[a.Back] - map[bool]int{true: 0, false: 1}[b.Back]
	})
	for _, r := range references {
		if r.Sound {
			sounds = append(sounds, r)
		} else {
			others = append(others, r)
		}
	}
	if c == session.Open {
		targets := append(others, session.Reference{}) // the file of the card
		target := targets[s.opened%len(targets)]
		s.opened++
		said, opened := s.media.Open(screen.Card.Path, target.Dest)
		return told(target, said, opened)
	}
	if len(sounds) == 0 {
		return "there is no sound on this side of the card"
	}
	target := sounds[s.played%len(sounds)]
	s.played++
	said := s.start(screen, target.Dest)
	return told(target, said, s.stop != nil)
}

// told is what is said of a reference: nothing of its name while that is part of the answer.
func told(r session.Reference, said string, done bool) string {
	switch {
	case !r.Hides:
		return said
	case !done:
		return "that did not work; the reason comes with the answer, since it gives the name away"
	case r.Sound:
		return "playing"
	}
	return "opened"
}
