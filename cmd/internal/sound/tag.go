package sound

import (
	"encoding/binary"
	"fmt"
	"time"
)

// MaxChapters is how many chapters a tag can list.
const MaxChapters = 255

// Chapter is a part of an episode, from its start to that of the next.
type Chapter struct {
	Start time.Duration
	Title string
}

// Tag is what an MP3 says of itself.
type Tag struct {
	Title, Album, Artist string
	Recorded             time.Time
	Length               time.Duration
	Chapters             []Chapter // [MaxChapters] at most, in the order of time
	Lyrics               string    // what is said
}

// Bytes returns the tag as ID3v2.4.0, with chapters by the addendum of its authors (CHAP, CTOC).
func (t Tag) Bytes() []byte {
	frames := text("TIT2", t.Title)
	frames = append(frames, text("TALB", t.Album)...)
	frames = append(frames, text("TPE1", t.Artist)...)
	frames = append(frames, text("TDRC", t.Recorded.UTC().Format("2006-01-02T15:04:05"))...)
	frames = append(frames, text("TLEN", fmt.Sprint(t.Length.Milliseconds()))...)
	frames = append(frames, frame("USLT", []byte("\x03und\x00"+t.Lyrics))...)
	if len(t.Chapters) > 0 {
		frames = append(frames, t.contents()...)
	}
	for i, c := range t.Chapters {
		end := t.Length
		if i+1 < len(t.Chapters) {
			end = t.Chapters[i+1].Start
		}
		frames = append(frames, frame("CHAP", c.body(i, end))...)
	}
	header := append([]byte("ID3\x04\x00\x00"), syncsafe(len(frames))...)
	return append(header, frames...)
}

// contents returns the frame that lists the chapters.
func (t Tag) contents() []byte {
	const topLevel, ordered = 2, 1
	body := append([]byte("toc\x00"), topLevel|ordered, byte(len(t.Chapters)))
	for i := range t.Chapters {
		body = append(body, chapterID(i)...)
	}
	return frame("CTOC", body)
}

func chapterID(i int) string { return fmt.Sprintf("c%d\x00", i) }

// body is that of the frame of a chapter.
func (c Chapter) body(i int, end time.Duration) []byte {
	const noOffset = 1<<32 - 1 // times are what counts
	body := []byte(chapterID(i))
	for _, v := range []uint32{milliseconds(c.Start), milliseconds(end), noOffset, noOffset} {
		body = binary.BigEndian.AppendUint32(body, v)
	}
	return append(body, text("TIT2", c.Title)...)
}

// milliseconds rounds a time as everything that tells of it does.
func milliseconds(d time.Duration) uint32 { return uint32(d.Round(time.Millisecond).Milliseconds()) }

// text returns a frame with a text in UTF-8.
func text(id, value string) []byte { return frame(id, append([]byte{3}, value...)) }

func frame(id string, body []byte) []byte {
	b := append([]byte(id), syncsafe(len(body))...)
	return append(append(b, 0, 0), body...)
}

// syncsafe writes a number in four bytes of seven bits.
func syncsafe(n int) []byte {
	return []byte{byte(n >> 21 & 0x7f), byte(n >> 14 & 0x7f), byte(n >> 7 & 0x7f), byte(n & 0x7f)}
}
