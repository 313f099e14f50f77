package cli

import (
	"image"
	"runtime"

	"cards/cmd/internal/media"
	"cards/cmd/internal/out"
	"cards/cmd/internal/picture"
	"cards/storage/folders"
)

// shelf shows and plays what the cards of a collection refer to.
type shelf struct {
	media.Library
	media.Programs
}

// hasDisplay says whether programs with windows can be shown.
func hasDisplay(a *app) bool {
	return runtime.GOOS != "linux" || a.Getenv("DISPLAY") != "" || a.Getenv("WAYLAND_DISPLAY") != ""
}

func (a *app) media(c *collection) shelf {
	return shelf{
		c.library(),
		media.System(runtime.GOOS, c.config.Player, hasDisplay(a)),
	}
}

// library is where the pictures and sounds of a collection are.
func (c *collection) library() media.Library {
	return media.NewLibrary(c.Root(), c.config.Roots(c.Root()))
}

// Open implements [term.Media].
func (s shelf) Open(deckFile, dest string) (said string, opened bool) {
	target, isAddress := media.Address(dest)
	switch {
	case dest == "":
		target = folders.Abs(s.Root, deckFile)
	case !isAddress:
		f, err := s.Find(deckFile, dest)
		switch {
		case err != nil:
			return "not opened: " + out.Line(err.Error()), false
		case f.Kind == media.Other:
			return "no picture and no sound: " + out.Line(f.Path), false
		}
		target = f.Path
	}
	if err := s.Programs.Open(target); err != nil {
		return out.Line(target) + " (" + out.Line(err.Error()) + ")", false
	}
	return "opened " + out.Line(target), true
}

// Picture implements [term.Media].
func (s shelf) Picture(deckFile, dest string) (image.Image, error) {
	f, err := s.Library.Open(deckFile, dest)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return picture.Decode(f)
}

// Play implements [term.Media].
func (s shelf) Play(deckFile, dest string) (stop func(), said string) {
	f, err := s.Find(deckFile, dest)
	switch {
	case err != nil:
		return nil, "not played: " + out.Line(err.Error())
	case f.Kind != media.Sound:
		return nil, "no sound: " + out.Line(f.Path)
	}
	p, err := s.Programs.Play(f.Path)
	if err != nil {
		return nil, "not played: " + out.Line(err.Error())
	}
	return p.Stop, "plays " + out.Line(dest)
}
