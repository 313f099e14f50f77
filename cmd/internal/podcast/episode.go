package podcast

import (
	"context"
	"maps"
	"time"

	"cards/cmd/internal/sound"
	"cards/cmd/internal/speech"
)

// Episode is a script with its place in time.
type Episode struct {
	Parts []Placed
	Cards []Heard // in the order in which they are asked
	Total time.Duration

	material *Material
	clips    map[speech.Utterance]sound.Clip
	samples  int
}

// Placed is a part of an episode with when it begins and ends; the silence after it not included.
type Placed struct {
	Part
	Start, End time.Duration
}

// Heard is a card as it is asked in an episode. Its JSON is that of --json, in seconds.
type Heard struct {
	Card    string  `json:"card"`
	Start   float64 `json:"start"` // when its question begins
	Gap     float64 `json:"gap"`   // the silence after the question
	Seconds float64 `json:"seconds"`
	Again   bool    `json:"again"`

	start time.Duration
}

// Sketch is an episode as long as it may be, before anything of it is spoken.
func Sketch(m *Material, o Options) *Episode {
	e := &Episode{material: m}
	e.place(Compose(m, o, guess(nil)), guess(nil))
	return e
}

// Maker speaks texts.
type Maker func(ctx context.Context, texts []speech.Utterance) ([]sound.Clip, error)

// Record makes an episode. How long a text takes is known once it is spoken, so the script is
// composed again until all of it is.
func Record(ctx context.Context, m *Material, o Options, speak Maker) (*Episode, error) {
	clips := make(map[speech.Utterance]sound.Clip)
	var script []Part
	const rounds = 6
	for range rounds {
		script = Compose(m, o, guess(clips))
		if unspoken(script, clips) == nil {
			break
		}
		if err := speakAll(ctx, unspoken(script, clips), clips, speak); err != nil {
			return nil, err
		}
	}
	level(clips)
	e := &Episode{material: m, clips: clips}
	e.place(script, guess(clips))
	return e, nil
}

// unspoken lists what of a script has no clip yet, each once.
func unspoken(script []Part, clips map[speech.Utterance]sound.Clip) []speech.Utterance {
	var texts []speech.Utterance
	seen := make(map[speech.Utterance]bool)
	for _, p := range script {
		if _, ok := clips[p.Say]; !ok && !seen[p.Say] {
			texts = append(texts, p.Say)
			seen[p.Say] = true
		}
	}
	return texts
}

func speakAll(ctx context.Context, texts []speech.Utterance, clips map[speech.Utterance]sound.Clip,
	speak Maker,
) error {
	spoken, err := speak(ctx, texts)
	if err != nil {
		return err
	}
	for i, clip := range spoken {
		clips[texts[i]] = clip
	}
	return nil
}

// guess returns how long texts take: those that are spoken exactly, others as long as these by
// their letters.
func guess(clips map[speech.Utterance]sound.Clip) Lengths {
	const usual, start = 65 * time.Millisecond, 300 * time.Millisecond
	letters, samples := 0, 0
	for u, clip := range clips {
		letters += len([]rune(u.Text))
		samples += len(clip)
	}
	rate, before := usual, start
	if letters > 0 {
		rate, before = sound.Length(samples)/time.Duration(letters), 0
	}
	return func(u speech.Utterance) time.Duration {
		if clip, ok := clips[u]; ok {
			return sound.Length(len(clip))
		}
		return before + rate*time.Duration(len([]rune(u.Text)))
	}
}

// level makes all voices equally loud. A voice is a role in a language.
func level(clips map[speech.Utterance]sound.Clip) {
	voices := make(map[speech.Utterance][]sound.Clip)
	for _, u := range sorted(maps.Keys(clips)) {
		voice := speech.Utterance{Language: u.Language, Role: u.Role}
		voices[voice] = append(voices[voice], clips[u])
	}
	for _, list := range voices {
		sound.Level(list)
	}
}

// Seconds returns a time in seconds, to the millisecond: what has more digits says no more.
func Seconds(d time.Duration) float64 {
	return float64(d.Round(time.Millisecond).Milliseconds()) / 1000
}

// place puts the parts of a script on the line of time.
func (e *Episode) place(script []Part, lengths Lengths) {
	for _, p := range script {
		start := e.samples
		e.samples += sound.Samples(lengths(p.Say))
		e.Parts = append(e.Parts, Placed{p, at(start), at(e.samples)})
		e.samples += sound.Samples(p.After)
		switch p.Kind {
		case Question:
			e.Cards = append(e.Cards, Heard{
				Card: e.material.Cards[p.Card].ID.String(), Start: Seconds(at(start)),
				Gap: Seconds(p.After), Again: p.Again,
				start: at(start),
			})
		case Answer:
			h := &e.Cards[len(e.Cards)-1]
			h.Seconds = Seconds(at(e.samples) - h.start)
		}
	}
	e.Total = at(e.samples)
}

// at returns the instant of a sample, in whole milliseconds as everything tells it.
func at(sample int) time.Duration { return sound.Length(sample).Round(time.Millisecond) }

// Questions returns how many different cards are asked.
func (e *Episode) Questions() int {
	n := 0
	for _, h := range e.Cards {
		if !h.Again {
			n++
		}
	}
	return n
}

// Chapters returns a chapter for each card where it is asked first, titled with its question. Where
// these are more than a tag can list there is one for each section.
func (e *Episode) Chapters() []sound.Chapter {
	var byCard, bySection []sound.Chapter
	section := ""
	for _, p := range e.Parts {
		if p.Kind != Question || p.Again {
			continue
		}
		c := &e.material.Cards[p.Card]
		byCard = append(byCard, sound.Chapter{Start: p.Start, Title: c.Question})
		if c.Section != section {
			section = c.Section
			bySection = append(bySection,
				sound.Chapter{Start: p.Start, Title: e.material.Sections[section].Title})
		}
	}
	if len(byCard) > sound.MaxChapters {
		return bySection[:min(len(bySection), sound.MaxChapters)]
	}
	return byCard
}
