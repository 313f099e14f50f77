package podcast

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// words returns all that is said, a line each.
func (e *Episode) words() string {
	var b strings.Builder
	for _, p := range e.Parts {
		b.WriteString(p.Say.Text + "\n")
	}
	return b.String()
}

// VTT returns the transcript of an episode as WebVTT.
func (e *Episode) VTT() []byte {
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	var b strings.Builder
	b.WriteString("WEBVTT\n")
	for _, p := range e.Parts {
		fmt.Fprintf(&b, "\n%s --> %s\n<v %s>%s\n", stamp(p.Start), stamp(p.End), voices()[p.Kind],
			escape.Replace(p.Say.Text))
	}
	return []byte(b.String())
}

// voices are who says what, by the kind of a part.
func voices() map[Kind]string {
	return map[Kind]string{
		Opening: "Question", Notes: "Notes", Question: "Question", Answer: "Answer", Close: "Question",
	}
}

// stamp writes an instant as WebVTT does.
func stamp(d time.Duration) string {
	ms := d.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3600000, ms/60000%60, ms/1000%60, ms%1000)
}

// Chapter is one in a file of chapters.
type Chapter struct {
	Start float64 `json:"start"` // seconds
	Title string  `json:"title"`
}

// ChapterList returns the chapters as --json has them.
func (e *Episode) ChapterList() []Chapter {
	list := []Chapter{}
	for _, c := range e.Chapters() {
		list = append(list, Chapter{Seconds(c.Start), c.Title})
	}
	return list
}

// ChapterFile returns the chapters as JSON, by version 1.2.0 of the Podcast Namespace's format.
func (e *Episode) ChapterFile(title string) ([]byte, error) {
	type chapter struct {
		Start float64 `json:"startTime"`
		Title string  `json:"title"`
	}
	file := struct {
		Version  string    `json:"version"`
		Title    string    `json:"title"`
		Chapters []chapter `json:"chapters"`
	}{"1.2.0", title, []chapter{}}
	for _, c := range e.ChapterList() {
		file.Chapters = append(file.Chapters, chapter(c))
	}
	data, err := json.MarshalIndent(file, "", "  ")
	return append(data, '\n'), err
}
