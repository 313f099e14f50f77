package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/go-mp3"
)

// heard is what the program says of an episode.
type heard struct {
	File    string
	Seconds float64
	Bytes   int64
	Cards   []struct {
		Card                string
		Start, Gap, Seconds float64
		Again               bool
	}
	Chapters []struct {
		Start float64
		Title string
	}
	LeftOut []struct{ Reason string } `json:"left_out"`
}

// podcast makes an episode with tones of a level and returns what is said of it, and its bytes.
func (p *program) podcast(level string, args ...string) (heard, []byte) {
	p.t.Helper()
	config := filepath.Join(p.home, ".config", "cards")
	if err := os.MkdirAll(config, 0o700); err != nil {
		p.t.Fatal(err)
	}
	text := fmt.Sprintf("[speech]\ncommand = [\"tone\", %q]\n", level)
	if err := os.WriteFile(filepath.Join(config, "config.toml"), []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
	file := filepath.Join(p.home, "episode.mp3")
	var h heard
	out := p.run("", append([]string{"podcast", "--json", "-o", file}, args...)...)
	if err := json.Unmarshal([]byte(out), &h); err != nil {
		p.t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		p.t.Fatal(err)
	}
	return h, data
}

// tagSize returns how long the tag of an MP3 is.
func tagSize(t *testing.T, data []byte) int {
	t.Helper()
	if string(data[:4]) != "ID3\x04" {
		t.Fatalf("% x is no tag", data[:4])
	}
	return 10 + int(data[6])<<21 + int(data[7])<<14 + int(data[8])<<7 + int(data[9])
}

// chaps returns the starts of the chapters in a tag, in milliseconds, and their titles.
func chaps(tag []byte) (starts []int, titles []string) {
	for rest := tag; ; {
		at := bytes.Index(rest, []byte("CHAP"))
		if at < 0 {
			return starts, titles
		}
		body := rest[at+10:]
		body = body[bytes.IndexByte(body, 0)+1:]
		starts = append(starts, int(binary.BigEndian.Uint32(body)))
		title := body[16:]
		size := int(title[4])<<21 | int(title[5])<<14 | int(title[6])<<7 | int(title[7])
		titles = append(titles, string(title[11:10+size]))
		rest = title[10+size:]
	}
}

// decibels returns the root mean square of what is heard from one second to another, 60 ms inside
// of both: encoder and decoder are late by so much.
func decibels(samples []int16, from, to float64) float64 {
	const rate, inside = 24000, .06
	sum, n := 0.0, 0
	for _, v := range samples[int((from+inside)*rate):min(int((to-inside)*rate), len(samples))] {
		sum += float64(v) * float64(v) / (1 << 30)
		n++
	}
	return 10 * math.Log10(sum/float64(n)+1e-12)
}

// TestEpisodeIsWhatItSays makes an episode with tones and takes it apart: frames, length, chapters,
// silence in the gaps and sound between them.
func TestEpisodeIsWhatItSays(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	p := newProgram(t, now, map[string]string{"a.md": cardsFile("thing", 10)})
	h, data := p.podcast("-12", "--new", "10", "--minutes", "4")
	size := tagSize(t, data)
	frames := data[size:]
	const frameBytes, frameSamples, rate = 144, 576, 24000
	if int64(len(data)) != h.Bytes || len(frames)%frameBytes != 0 {
		t.Errorf("%d bytes, of which it says %d; %d behind the tag", len(data), h.Bytes, len(frames))
	}
	for i := 0; i < len(frames); i += frameBytes {
		if frames[i] != 0xFF || frames[i+1]&0xF0 != 0xF0 {
			t.Fatalf("no frame begins at %d: % x", i, frames[i:i+4])
		}
	}
	d, err := mp3.NewDecoder(bytes.NewReader(frames))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(d)
	if err != nil {
		t.Fatal(err)
	}
	samples := make([]int16, len(raw)/4)
	for i := range samples {
		samples[i] = int16(binary.LittleEndian.Uint16(raw[4*i:]))
	}
	if off := float64(len(samples)) - h.Seconds*rate; math.Abs(off) > frameSamples+rate/1000 {
		t.Errorf("%d samples for %.3f s", len(samples), h.Seconds)
	}
	sum := 0.0
	for _, c := range h.Cards {
		end := c.Start + .06*float64(len("What is thing number 0?"))
		if db := decibels(samples, c.Start, end); db < -40 {
			t.Errorf("the question at %.3f has %.1f dB", c.Start, db)
		}
		if db := decibels(samples, end+.06, end+c.Gap); db > -60 {
			t.Errorf("the gap after %.3f has %.1f dB", end, db)
		}
		answer := end + c.Gap
		if db := decibels(samples, answer+.06, c.Start+c.Seconds-1); db < -40 {
			t.Errorf("the answer at %.3f has %.1f dB", answer, db)
		}
		sum += c.Seconds
	}
	opening, ending := "a. 10 questions, about 4 minutes. Say each answer aloud before you hear it.", "That was a: 10 questions."
	sum += .06*float64(len(opening)+len(ending)) + 1
	if math.Abs(sum-h.Seconds) > .05 {
		t.Errorf("clips and gaps take %.3f s of %.3f", sum, h.Seconds)
	}
	starts, titles := chaps(data[:size])
	if len(starts) != len(h.Chapters) || len(starts) < 8 {
		t.Fatalf("%d chapters, of which it says %d", len(starts), len(h.Chapters))
	}
	for i, c := range h.Chapters {
		if math.Abs(float64(starts[i])-1000*c.Start) > 1 || titles[i] != c.Title ||
			!strings.HasPrefix(c.Title, "What is thing number ") {
			t.Errorf("chapter %d: %d %q, it says %.3f %q", i, starts[i], titles[i], c.Start, c.Title)
		}
	}
	if probe, err := exec.LookPath("ffprobe"); err == nil {
		args := []string{"-v", "error", "-show_chapters", filepath.Join(p.home, "episode.mp3")}
		said, err := exec.Command(probe, args...).CombinedOutput()
		if n := strings.Count(string(said), "[CHAPTER]"); err != nil || n != len(starts) {
			t.Errorf("ffprobe finds %d chapters of %d: %v %s", n, len(starts), err, said)
		}
	}
	if again, same := p.podcast("-12", "--new", "10", "--minutes", "4"); !bytes.Equal(same, data) ||
		again.Seconds != h.Seconds {
		t.Error("the same again is another")
	}
	_, soft := p.podcast("-30", "--new", "10", "--minutes", "4")
	if len(soft) != len(data) {
		t.Errorf("a softer voice makes %d bytes of %d", len(soft), len(data))
	}
}

// TestGapsAreThoseOfThePerson answers a card in 4, 6 and 20 s: it has 6 s to be answered in.
func TestGapsAreThoseOfThePerson(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	p := newProgram(t, now, map[string]string{"a.md": "Q: What is it?\nA: This\n"})
	key := strings.TrimSpace(p.run("", "list", "--jq", ".[].id"))
	for i, seconds := range []int{4, 6, 20} {
		p.now = now.AddDate(0, 0, 20*i)
		p.run("", "answer", strings.Trim(key, `"`), "good", "--took", fmt.Sprintf("%ds", seconds))
	}
	h, _ := p.podcast("-12")
	if len(h.Cards) != 1 || h.Cards[0].Gap != 6 {
		t.Errorf("%+v", h.Cards)
	}
}

// TestShippedDeckAsEpisode: five minutes of the deck on the schema update are five minutes, its notes come
// before its questions, and no sign of markup is spoken.
func TestShippedDeckAsEpisode(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "decks", "schema-update.md"))
	if err != nil {
		t.Fatal(err)
	}
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		map[string]string{"schema-update.md": string(text)})
	h, _ := p.podcast("-12", "--new", "60", "--minutes", "5")
	if h.Seconds < 4.5*60 || h.Seconds > 5.25*60 {
		t.Errorf("it takes %.1f s", h.Seconds)
	}
	script := p.run("", "podcast", "--new", "60", "--minutes", "5", "--dry-run")
	if notes, question := strings.Index(script, "notes  Situation: Implementing"),
		strings.Index(script, "Q      "); notes < 0 || notes > question {
		t.Errorf("notes at %d, the first question at %d:\n%s", notes, question, script)
	}
	whole := p.run("", "podcast", "--new", "99", "--minutes", "120", "--dry-run", "--notes", "all",
		"--more")
	for line := range strings.Lines(whole) {
		if strings.ContainsAny(line, "*_`[]#<>{}\\") {
			t.Errorf("markup is spoken: %s", line)
		}
	}
}
