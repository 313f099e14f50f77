package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cards/cmd/internal/out"
	"cards/cmd/internal/podcast"
	"cards/cmd/internal/speech"
)

// writtenEpisode is an episode as a file.
type writtenEpisode struct {
	path  string // as the person has it
	bytes int64
	feed  *string
}

// object is the episode for programs.
func (p *casting) object(w *writtenEpisode) episodeJSON {
	e := episodeJSON{
		File: w.path, Seconds: podcast.Seconds(p.episode.Total), Bytes: w.bytes,
		Episode: podcast.GUID(p.stem()),
		Cards:   p.episode.Cards, LeftOut: p.material.LeftOut,
		Chapters: p.episode.ChapterList(), Feed: w.feed,
	}
	if e.LeftOut == nil {
		e.LeftOut = []podcast.LeftOut{}
	}
	if p.speech != nil {
		e.Engine = p.speech.clips.Engine.Name
		// it has spoken already
		voices, _ := p.speech.voices(context.Background(), p.material.Cards[0].Language)
		e.Voice = voices[0]
	}
	return e
}

// write writes the episode with its transcript and chapters, into a feed if one is wanted.
func (p *casting) write(ctx context.Context) error {
	written := &writtenEpisode{path: cmp.Or(p.options.file, p.stem()+".mp3")}
	if p.options.feed != "" {
		written.path = filepath.Join(p.options.feed, p.stem()+".mp3")
		if err := os.MkdirAll(p.path(p.options.feed), 0o755); err != nil {
			return err
		}
	}
	if err := p.writeFiles(ctx, written); err != nil {
		return err
	}
	if p.options.feed != "" {
		feed := filepath.Join(p.options.feed, podcast.FeedFile)
		written.feed = &feed
		if err := p.writeFeed(written); err != nil {
			return err
		}
	}
	if p.json.wanted {
		return p.printJSON(p.object(written))
	}
	p.print("wrote %s: %s, %.1f MB, %s", written.path, out.Exact(p.episode.Total),
		float64(written.bytes)/1e6, p.count())
	if written.feed != nil {
		p.print("%s is what a podcast program subscribes to, once it is at %s/%s",
			*written.feed, strings.TrimSuffix(p.options.base, "/"), podcast.FeedFile)
	}
	p.printLeftOut()
	return nil
}

// writeFiles writes the episode and what stands beside it.
func (p *casting) writeFiles(ctx context.Context, w *writtenEpisode) error {
	path := p.path(w.path)
	var err error
	switch end := strings.ToLower(filepath.Ext(path)); end {
	case ".mp3":
		w.bytes, err = writeWhole(path, func(to io.Writer) error {
			return p.episode.MP3(to, p.label())
		})
	case ".wav":
		w.bytes, err = writeWhole(path, p.episode.WAV)
	default:
		w.bytes, err = p.convert(ctx, path, end)
	}
	if err != nil {
		return err
	}
	chapters, err := p.episode.ChapterFile(p.label().Title)
	if err != nil {
		return err
	}
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	for end, data := range map[string][]byte{".vtt": p.episode.VTT(), ".chapters.json": chapters} {
		if _, err := writeWhole(stem+end, func(to io.Writer) error {
			_, err := to.Write(data)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// writeFeed puts the episode into the feed of its folder.
func (p *casting) writeFeed(w *writtenEpisode) error {
	folder := p.path(p.options.feed)
	feed, err := podcast.OpenFeed(folder)
	if err != nil {
		return err
	}
	feed.Base, err = url.Parse(p.options.base) // which was checked
	if err != nil {
		return err
	}
	feed.Language = speech.Code639(p.material.Cards[0].Language)
	dropped := feed.Add(podcast.Item{
		File: filepath.Base(w.path), Title: p.label().Title, About: p.count(), Made: p.label().Made,
		Bytes:   w.bytes,
		Seconds: int(p.episode.Total.Round(time.Second).Seconds()),
	}, p.options.keep)
	data, err := feed.XML()
	if err != nil {
		return err
	}
	cover, err := podcast.Cover()
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{podcast.FeedFile: data, podcast.CoverFile: cover} {
		write := func(to io.Writer) error {
			_, err := io.Copy(to, bytes.NewReader(data))
			return err
		}
		if _, err := writeWhole(filepath.Join(folder, name), write); err != nil {
			return err
		}
	}
	for _, item := range dropped {
		if err := feed.Drop(item); err != nil {
			return err
		}
	}
	return nil
}

// writeWhole writes a file that is there whole, or as it was before, and returns its size.
func writeWhole(path string, write func(io.Writer) error) (int64, error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".cards-*")
	if err != nil {
		return 0, err
	}
	defer os.Remove(f.Name()) // which is gone if all went well
	if err := errors.Join(write(f), f.Close()); err != nil {
		return 0, err
	}
	const forAll = 0o644 // programs of others play it
	if err := os.Chmod(f.Name(), forAll); err != nil {
		return 0, err
	}
	info, err := os.Stat(f.Name())
	if err != nil {
		return 0, err
	}
	return info.Size(), os.Rename(f.Name(), path)
}
