package podcast

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The files of a feed beside its episodes.
const (
	FeedFile  = "feed.xml"
	CoverFile = "cover.png"
)

// Sidecars are the ends of the names of files beside that of an episode, in place of its own.
func Sidecars() []string { return []string{".vtt", ".chapters.json"} }

// Item is an episode in a feed.
type Item struct {
	File    string // its name in the folder
	Title   string
	About   string
	Made    time.Time
	Bytes   int64
	Seconds int
}

// Stem returns the name of an episode's file without its end: one for each day and deck.
func Stem(deck string, day time.Time) string {
	clean := func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}
	return strings.Trim(strings.Map(clean, deck), ". ") + "-" + day.Format(time.DateOnly)
}

// GUID returns what an episode is known by, whatever its file holds.
func GUID(stem string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte("cards podcast\x00"+stem)))[:32]
}

// stem is that of an item's file.
func (i Item) stem() string { return strings.TrimSuffix(i.File, filepath.Ext(i.File)) }

// rss is a feed as it is written. The names of other namespaces have their prefixes, which
// encoding/xml takes for parts of names.
type rss struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	ITunes  string   `xml:"xmlns:itunes,attr"`
	Podcast string   `xml:"xmlns:podcast,attr"`
	Channel channel  `xml:"channel"`
}

type channel struct {
	Title       string  `xml:"title"`
	Link        string  `xml:"link"`
	Language    string  `xml:"language"`
	Description string  `xml:"description"`
	Author      string  `xml:"itunes:author"`
	Explicit    bool    `xml:"itunes:explicit"`
	Image       href    `xml:"itunes:image"`
	Block       string  `xml:"itunes:block"`
	Locked      string  `xml:"podcast:locked"`
	Items       []entry `xml:"item"`
}

type href struct {
	Href string `xml:"href,attr"`
}

type entry struct {
	Title       string     `xml:"title"`
	GUID        guid       `xml:"guid"`
	Published   string     `xml:"pubDate"`
	Description string     `xml:"description"`
	Enclosure   enclosure  `xml:"enclosure"`
	Duration    int        `xml:"itunes:duration"`
	Chapters    linked     `xml:"podcast:chapters"`
	Transcript  transcript `xml:"podcast:transcript"`
}

type guid struct {
	PermaLink bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

type enclosure struct {
	URL    string `xml:"url,attr"`
	Length int64  `xml:"length,attr"`
	Type   string `xml:"type,attr"`
}

type linked struct {
	URL  string `xml:"url,attr"`
	Type string `xml:"type,attr"`
}

type transcript = linked

// Feed is a folder of episodes.
type Feed struct {
	Folder   string
	Base     *url.URL // that the folder has on the web
	Language string
	Items    []Item // the newest first
}

// OpenFeed reads the feed of a folder, which may have none. What it lists and is no longer there is
// left out, and so is what no episode is called.
func OpenFeed(folder string) (*Feed, error) {
	f := &Feed{Folder: folder}
	data, err := os.ReadFile(filepath.Join(folder, FeedFile))
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	var was struct {
		Items []struct {
			Title     string    `xml:"title"`
			Published string    `xml:"pubDate"`
			About     string    `xml:"description"`
			Enclosure enclosure `xml:"enclosure"`
			Duration  int       `xml:"http://www.itunes.com/dtds/podcast-1.0.dtd duration"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(data, &was); err != nil {
		return nil, fmt.Errorf("%s: %w", FeedFile, err)
	}
	for _, i := range was.Items {
		made, err := time.Parse(time.RFC1123Z, i.Published)
		name := fileOf(i.Enclosure.URL)
		if err != nil || name == "" {
			continue
		}
		if info, err := os.Lstat(filepath.Join(folder, name)); err == nil && info.Mode().IsRegular() {
			f.Items = append(f.Items, Item{name, i.Title, i.About, made, info.Size(), i.Duration})
		}
	}
	return f, nil
}

// fileOf returns the name of the file at an address; "" if it is none of an episode.
func fileOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	if !filepath.IsLocal(name) || filepath.Base(name) != name || filepath.Ext(name) != ".mp3" {
		return ""
	}
	return name
}

// Add puts an episode into the feed, in the place of the one of the same file. All but the newest
// are dropped; their items are returned.
func (f *Feed) Add(i Item, keep int) (dropped []Item) {
	f.Items = slices.DeleteFunc(f.Items, func(old Item) bool { return old.File == i.File })
	f.Items = append([]Item{i}, f.Items...)
	slices.SortStableFunc(f.Items, func(a, b Item) int { return b.Made.Compare(a.Made) })
	if len(f.Items) > keep {
		dropped = slices.Clone(f.Items[keep:])
		f.Items = f.Items[:keep]
	}
	return dropped
}

// Drop deletes the files of an episode.
func (f *Feed) Drop(i Item) error {
	errs := []error{os.Remove(filepath.Join(f.Folder, i.File))}
	for _, end := range Sidecars() {
		if err := os.Remove(filepath.Join(f.Folder, i.stem()+end)); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// XML returns the feed as RSS 2.0 with the tags of iTunes and of the Podcast Namespace. It asks not
// to be listed: it is the person's own.
func (f *Feed) XML() ([]byte, error) {
	r := rss{
		Version: "2.0", ITunes: "http://www.itunes.com/dtds/podcast-1.0.dtd",
		Podcast: "https://podcastindex.org/namespace/1.0",
		Channel: channel{
			Title: "cards", Link: f.Base.String(), Language: f.Language,
			Description: "Questions of your own decks, with time to answer them.", Author: "cards",
			Image: href{f.address(CoverFile)}, Block: "Yes", Locked: "yes",
		},
	}
	for _, i := range f.Items {
		r.Channel.Items = append(r.Channel.Items, entry{
			Title: i.Title, GUID: guid{ID: GUID(i.stem())}, Published: i.Made.Format(time.RFC1123Z),
			Description: i.About,
			Enclosure:   enclosure{f.address(i.File), i.Bytes, "audio/mpeg"}, Duration: i.Seconds,
			Chapters:   linked{f.address(i.stem() + ".chapters.json"), "application/json+chapters"},
			Transcript: transcript{f.address(i.stem() + ".vtt"), "text/vtt"},
		})
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "  ")
	err := e.Encode(r)
	b.WriteByte('\n')
	return b.Bytes(), err
}

// address returns that of a file of the folder.
func (f *Feed) address(name string) string { return f.Base.JoinPath(name).String() }
