package podcast_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/podcast"
	"cards/cmd/internal/sound"
	"cards/cmd/internal/speech"
	"cards/deck"
	"cards/srs"
)

// perLetter is how long the voices of these tests take for a letter.
const perLetter = 60 * time.Millisecond

func lengths(u speech.Utterance) time.Duration { return perLetter * time.Duration(len(u.Text)) }

// made returns so many cards of two siblings each, in sections of ten.
func made(n int, recall float64) *podcast.Material {
	m := &podcast.Material{Sections: make(map[string]podcast.Section)}
	for i := range n {
		section := fmt.Sprintf("s%d", i/10)
		m.Sections[section] = podcast.Section{
			Title: "Part " + section,
			Notes: []string{"Notes of " + section + "."},
		}
		m.Cards = append(m.Cards, podcast.Card{
			ID: deck.Key{byte(i), byte(i >> 8)}, Note: srs.NoteID{byte(i / 2), byte(i >> 9)},
			Deck: "d", Section: section,
			New: recall == 0, Recall: recall, Question: fmt.Sprintf("Question %d?", i),
			Answer: fmt.Sprintf("Answer %d.", i),
		})
	}
	return m
}

func options(minutes int) podcast.Options {
	return podcast.Options{
		Deck: "d", Limit: time.Duration(minutes) * time.Minute,
		Notes: podcast.NotesAuto, Pause: 1,
	}
}

// asked returns the cards of a script in their order.
func asked(script []podcast.Part) (cards []int, again []bool) {
	for _, p := range script {
		if p.Kind == podcast.Question {
			cards, again = append(cards, p.Card), append(again, p.Again)
		}
	}
	return cards, again
}

func TestWeakCardsComeAgainAfterFourOthers(t *testing.T) {
	t.Parallel()
	m := made(40, .5)
	script := podcast.Compose(m, options(20), lengths)
	cards, again := asked(script)
	first := make(map[int]int)
	repeats := 0
	for i, c := range cards {
		if !again[i] {
			first[c] = i
			continue
		}
		repeats++
		if at, ok := first[c]; !ok || i-at <= 4 {
			t.Errorf("card %d comes again at %d after %d", c, i, at)
		}
		if m.Cards[cards[i-1]].Note == m.Cards[c].Note {
			t.Errorf("card %d comes again beside its sibling", c)
		}
	}
	if repeats < len(first)-5 || len(first) < 20 {
		t.Errorf("%d of %d cards come again", repeats, len(first))
	}
	if _, again := asked(podcast.Compose(made(40, .9), options(20),
		lengths)); slices.Contains(again, true) {
		t.Error("a card that is known well comes again")
	}
}

func TestSiblingsAreApart(t *testing.T) {
	t.Parallel()
	for _, recall := range []float64{.5, .9} {
		m := made(40, recall)
		cards, _ := asked(podcast.Compose(m, options(10), lengths))
		for i := range cards[1:] {
			if m.Cards[cards[i]].Note == m.Cards[cards[i+1]].Note {
				t.Errorf("recall %.1f: siblings %d and %d follow one another", recall, cards[i], cards[i+1])
			}
		}
	}
}

// TestNotesComeFirst: the notes of a section stand before its first question, once, and only if
// they are wanted or a card of it is new.
func TestNotesComeFirst(t *testing.T) {
	t.Parallel()
	known, fresh := made(20, .9), made(20, 0)
	o := options(20)
	count := func(script []podcast.Part) (n int) {
		seen := ""
		for _, p := range script {
			if p.Kind == podcast.Notes {
				n++
				seen = p.Say.Text
			}
			if p.Kind == podcast.Question && !p.Again && n > 0 &&
				!strings.Contains(seen, fmt.Sprintf("s%d.", p.Card/10)) {
				t.Errorf("card %d comes after %q", p.Card, seen)
			}
		}
		return n
	}
	if n := count(podcast.Compose(known, o, lengths)); n != 0 {
		t.Errorf("%d notes before what is known", n)
	}
	if n := count(podcast.Compose(fresh, o, lengths)); n != 2 {
		t.Errorf("%d notes before what is new", n)
	}
	o.Notes = podcast.NotesAll
	if n := count(podcast.Compose(known, o, lengths)); n != 2 {
		t.Errorf("%d notes of two sections that are all wanted", n)
	}
	o.Notes = podcast.NotesNone
	if n := count(podcast.Compose(fresh, o, lengths)); n != 0 {
		t.Errorf("%d notes that nobody wants", n)
	}
}

func TestGaps(t *testing.T) {
	t.Parallel()
	tests := []struct {
		thinks time.Duration
		answer string
		pause  float64
		want   time.Duration
	}{
		{6 * time.Second, "x", 1, 6 * time.Second},
		{time.Second, "x", 1, 3 * time.Second},
		{time.Minute, "x", 1, 12 * time.Second},
		{6 * time.Second, "x", 1.5, 9 * time.Second},
		{6 * time.Second, "x", 0, 0},
		{0, strings.Repeat("x", 50), 1, 5600 * time.Millisecond}, // 2 s + 1.2 × 3 s
		{0, "x", 1, 3 * time.Second},
		{0, strings.Repeat("x", 500), 1, 12 * time.Second},
	}
	for _, tt := range tests {
		m := made(1, .9)
		m.Cards[0].Thinks, m.Cards[0].Answer = tt.thinks, tt.answer
		o := options(1)
		o.Pause = tt.pause
		for _, p := range podcast.Compose(m, o, lengths) {
			if p.Kind == podcast.Question && p.After != tt.want {
				t.Errorf("%+v: %v", tt, p.After)
			}
		}
	}
}

// tones speaks with tones of the length of texts, some a bit longer than their letters say.
func tones(_ context.Context, texts []speech.Utterance) ([]sound.Clip, error) {
	clips := make([]sound.Clip, len(texts))
	for i, u := range texts {
		random := rand.New(rand.NewPCG(uint64(len(u.Text)), 1))
		clips[i] = make(sound.Clip, sound.Samples(lengths(u))+random.IntN(sound.Rate/10))
		for j := range clips[i] {
			clips[i][j] = int16(8000 * (j / 30 % 2 * 2))
		}
	}
	return clips, nil
}

// TestMinutes: an episode is as long as it was wanted, as far as there are cards enough.
func TestMinutes(t *testing.T) {
	t.Parallel()
	for _, recall := range []float64{0, .5, .95} {
		for _, minutes := range []int{1, 5} {
			e, err := podcast.Record(t.Context(), made(300, recall), options(minutes), tones)
			if err != nil {
				t.Fatal(err)
			}
			want := time.Duration(minutes) * time.Minute
			if d := e.Total - want; d > 15*time.Second || d < -30*time.Second {
				t.Errorf("%d minutes with recall %.2f: %v", minutes, recall, e.Total)
			}
		}
	}
	e, err := podcast.Record(t.Context(), made(3, .9), options(15), tones)
	if err != nil || e.Questions() != 3 {
		t.Errorf("of three cards %d are asked, %v", e.Questions(), err)
	}
	m := made(1, .9)
	m.Cards[0].Question = strings.Repeat("Why? ", 500)
	if e, err := podcast.Record(t.Context(), m, options(1), tones); err != nil || e.Questions() != 1 {
		t.Errorf("a card that is longer than the episode: %d, %v", e.Questions(), err)
	}
}

// TestChapters has one for each card where it is asked first, or for each section where there are
// many.
func TestChapters(t *testing.T) {
	t.Parallel()
	e := podcast.Sketch(made(20, .5), options(15))
	chapters := e.Chapters()
	if len(chapters) != 20 || !slices.IsSortedFunc(chapters,
		func(a, b sound.Chapter) int { return int(a.Start - b.Start) }) {
		t.Errorf("%d chapters: %v", len(chapters), chapters)
	}
	for _, h := range e.Cards {
		at := slices.IndexFunc(chapters,
			func(c sound.Chapter) bool { return podcast.Seconds(c.Start) == h.Start })
		if at < 0 == !h.Again {
			t.Errorf("a card at %v, again %v, has chapter %d", h.Start, h.Again, at)
		}
	}
	many := podcast.Sketch(made(300, .9), options(180))
	if n := many.Questions(); n != 300 {
		t.Fatalf("%d cards are asked", n)
	}
	chapters = many.Chapters()
	if len(chapters) != 30 || chapters[0].Title != "Part s0" {
		t.Errorf("%d chapters of 30 sections, the first %v", len(chapters), chapters[0])
	}
}

func TestTranscript(t *testing.T) {
	t.Parallel()
	m := made(1, .9)
	m.Cards[0].Question = "Is a < b & b --> c?"
	vtt := string(podcast.Sketch(m, options(1)).VTT())
	if !strings.HasPrefix(vtt, "WEBVTT\n\n00:00:00.000 --> 00:00:0") {
		t.Errorf("it begins with %q", vtt[:40])
	}
	if !strings.Contains(vtt, "\n<v Question>Is a &lt; b &amp; b --&gt; c?\n") ||
		!strings.Contains(vtt, "\n<v Answer>Answer 0.\n") {
		t.Errorf("%s", vtt)
	}
}

// TestTimesAreToTheMillisecond has no time in what programs read with more than three digits after
// the point.
func TestTimesAreToTheMillisecond(t *testing.T) {
	t.Parallel()
	e := podcast.Sketch(made(40, .5), options(15))
	file, err := e.ChapterFile("x")
	if err != nil {
		t.Fatal(err)
	}
	cards, err := json.Marshal(e.Cards)
	if err != nil {
		t.Fatal(err)
	}
	chapters, err := json.Marshal(e.ChapterList())
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{file, cards, chapters} {
		if at := regexp.MustCompile(`[0-9.]*\.[0-9]{4,}[^,}]*`).Find(data); at != nil ||
			len(data) < 1000 {
			t.Errorf("%s in %d bytes", at, len(data))
		}
	}
	for d, want := range map[time.Duration]float64{
		3400*time.Millisecond + 400: 3.4, 0: 0, 1_999_999_999: 2, 83_333: 0,
		12*time.Second + 8*time.Millisecond: 12.008,
	} {
		if got := podcast.Seconds(d); got != want {
			t.Errorf("%v is %v", d, got)
		}
	}
}
