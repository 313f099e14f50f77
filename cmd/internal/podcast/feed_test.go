package podcast_test

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/podcast"
)

// publish adds an episode of a day to the feed of a folder, as the command does.
func publish(t *testing.T, folder string, day time.Time, keep int) []byte {
	t.Helper()
	stem := podcast.Stem("go/words", day)
	for _, end := range append(podcast.Sidecars(), ".mp3") {
		write(t, filepath.Join(folder, stem+end), stem+end)
	}
	f, err := podcast.OpenFeed(folder)
	if err != nil {
		t.Fatal(err)
	}
	if f.Base, err = url.Parse("https://example.org/my cards/"); err != nil {
		t.Fatal(err)
	}
	f.Language = "en"
	item := podcast.Item{
		File: stem + ".mp3", Title: "A & B", About: "3 cards", Made: day,
		Bytes: int64(len(stem) + 4), Seconds: 61,
	}
	for _, old := range f.Add(item, keep) {
		if err := f.Drop(old); err != nil {
			t.Error(err)
		}
	}
	data, err := f.XML()
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, podcast.FeedFile), string(data))
	return data
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// names returns what is in a folder.
func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestFeedKeepsTheNewest(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	day := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	write(t, filepath.Join(folder, "mine.mp3"), "not the feed's")
	var last []byte
	for i := range 6 {
		last = publish(t, folder, day.AddDate(0, 0, i), 3)
	}
	want := []string{"feed.xml", "mine.mp3"}
	for i := 3; i < 6; i++ {
		for _, end := range []string{".chapters.json", ".mp3", ".vtt"} {
			want = append(want, fmt.Sprintf("go-words-2026-03-0%d%s", 2+i, end))
		}
	}
	slices.Sort(want)
	if got := names(t, folder); !slices.Equal(got, want) {
		t.Errorf("there are %v\nwant %v", got, want)
	}
	if again := publish(t, folder, day.AddDate(0, 0, 5), 3); string(again) != string(last) {
		t.Errorf("the same day again: %s\nwant %s", again, last)
	}
	var read struct {
		Items []struct {
			GUID      string `xml:"guid"`
			Enclosure struct {
				URL    string `xml:"url,attr"`
				Length int64  `xml:"length,attr"`
			} `xml:"enclosure"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(last, &read); err != nil || len(read.Items) != 3 {
		t.Fatalf("%v: %s", err, last)
	}
	newest := read.Items[0]
	if newest.Enclosure.URL != "https://example.org/my%20cards/go-words-2026-03-07.mp3" ||
		newest.GUID != podcast.GUID("go-words-2026-03-07") {
		t.Errorf("%+v", newest)
	}
}

// TestFeedTouchesNothingElse: a feed that somebody else wrote has no file deleted that is no
// episode.
func TestFeedTouchesNothingElse(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	folder := filepath.Join(parent, "feed")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(parent, "secret.mp3"), "x")
	write(t, filepath.Join(folder, "notes.md"), "x")
	var items strings.Builder
	for _, address := range []string{"https://e.org/../secret.mp3", "https://e.org/..%2Fsecret.mp3", "https://e.org/notes.md", "%", "https://e.org/gone.mp3"} {
		items.WriteString(fmt.Sprintf(`<item><pubDate>Mon, 02 Jan 2006 15:04:05 +0000</pubDate><enclosure url="%s" length="1" type="x"/></item>`, address))
	}
	write(t, filepath.Join(folder, podcast.FeedFile),
		"<rss><channel>"+items.String()+"</channel></rss>")
	publish(t, folder, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), 1)
	if _, err := os.Stat(filepath.Join(parent, "secret.mp3")); err != nil {
		t.Error(err)
	}
	if got := names(t, folder); !slices.Contains(got, "notes.md") {
		t.Errorf("there are %v", got)
	}
	write(t, filepath.Join(folder, podcast.FeedFile), "no feed")
	if _, err := podcast.OpenFeed(folder); err == nil || !strings.Contains(err.Error(), "feed.xml") {
		t.Errorf("what is no feed: %v", err)
	}
}

func TestStem(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 3, 2, 23, 0, 0, 0, time.UTC)
	for deck, want := range map[string]string{
		"go": "go-2026-03-02", "lang/es": "lang-es-2026-03-02", `a:b\c?`: "a-b-c--2026-03-02",
		"..": "-2026-03-02",
	} {
		if got := podcast.Stem(deck, day); got != want {
			t.Errorf("%q: %q", deck, got)
		}
	}
}
