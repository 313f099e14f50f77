package podcast

import (
	"bufio"
	"cmp"
	"io"
	"iter"
	"slices"
	"time"

	"cards/cmd/internal/sound"
	"cards/cmd/internal/speech"
)

// Label is what an episode is called.
type Label struct {
	Title string
	Deck  string
	Made  time.Time
}

// MP3 writes an episode as MP3, with its chapters and its words.
func (e *Episode) MP3(w io.Writer, l Label) error {
	tag := sound.Tag{
		Title: l.Title, Album: l.Deck, Artist: "cards", Recorded: l.Made, Length: e.Total,
		Chapters: e.Chapters(), Lyrics: e.words(),
	}
	buffered := bufio.NewWriter(w)
	if _, err := buffered.Write(tag.Bytes()); err != nil {
		return err
	}
	encoder := sound.NewEncoder(buffered)
	for clip := range e.sound() {
		if err := encoder.Write(clip); err != nil {
			return err
		}
	}
	if err := encoder.Close(); err != nil {
		return err
	}
	return buffered.Flush()
}

// WAV writes an episode as WAV.
func (e *Episode) WAV(w io.Writer) error {
	_, err := w.Write(sound.WAV(slices.Concat(slices.Collect(e.sound())...)))
	return err
}

// sound returns voices and silence in their order.
func (e *Episode) sound() iter.Seq[sound.Clip] {
	return func(yield func(sound.Clip) bool) {
		for _, p := range e.Parts {
			if !yield(e.clips[p.Say]) || !yield(make(sound.Clip, sound.Samples(p.After))) {
				return
			}
		}
	}
}

// sorted returns texts in an order that is always the same.
func sorted(texts iter.Seq[speech.Utterance]) []speech.Utterance {
	return slices.SortedFunc(texts, func(a, b speech.Utterance) int {
		return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Language, b.Language),
			cmp.Compare(a.Role, b.Role))
	})
}
