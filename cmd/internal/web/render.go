package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"html"
	"io"
	"net/http"
	"strings"

	"cards/cmd/internal/media"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/cmd/internal/syntax"
	"cards/deck"
	"cards/deck/markup"
	"cards/deck/markup/web"
	"cards/srs"
	"cards/storage"
)

// show is how texts of a deck file become HTML.
func (s *Site) show(deckFile string) web.Show {
	address := func(dest string) string { return s.address(deckFile, dest) }
	return web.Show{Images: address, Sounds: address, Code: coloured, TeX: true}
}

// html returns a document of a deck file as HTML, nothing for none.
func (s *Site) html(deckFile string, doc *markup.Document) string {
	if doc == nil {
		return ""
	}
	return web.HTML(doc, s.show(deckFile))
}

// coloured marks the words of code by what they are.
func coloured(language, text string) string {
	classes := map[syntax.Class]string{
		syntax.Keyword: "k", syntax.Text: "s", syntax.Number: "m", syntax.Comment: "c",
	}
	tokens := syntax.Tokens(language, text)
	if tokens == nil {
		return html.EscapeString(text)
	}
	var b strings.Builder
	for _, t := range tokens {
		if class := classes[t.Class]; class != "" {
			b.WriteString(`<span class="` + class + `">` + html.EscapeString(t.Text) + `</span>`)
		} else {
			b.WriteString(html.EscapeString(t.Text))
		}
	}
	return b.String()
}

// address returns where a picture or sound of a deck file can be had; "" for anything else. Its name
// tells nothing, and nobody can guess those of files that no card has shown.
func (s *Site) address(deckFile, dest string) string {
	f, err := s.media.Find(deckFile, dest)
	if err != nil || f.Kind == media.Other {
		return ""
	}
	sum := hmac.New(sha256.New, s.sealed[:])
	_, _ = io.WriteString(sum, deckFile+"\x00"+dest) // a hash takes everything
	name := hex.EncodeToString(sum.Sum(nil)[:16])
	s.kept[name] = reference{deckFile, dest}
	return "/media/" + name
}

// file sends a picture or sound that a card refers to.
func (s *Site) file(w http.ResponseWriter, r *http.Request) error {
	ref, known := s.kept[r.PathValue("name")]
	if !known {
		return problem{http.StatusNotFound, "no such file"}
	}
	found, err := s.media.Find(ref.deckFile, ref.dest)
	if err != nil || found.Kind == media.Other {
		return problem{http.StatusNotFound, "no such picture or sound"}
	}
	f, err := s.media.Open(ref.deckFile, ref.dest)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", http.DetectContentType(head[:n])) // never HTML or SVG: see [media.KindOf]
	w.Header().Set("Cache-Control", "private, max-age=86400")
	http.ServeContent(w, r, "", info.ModTime(), f)
	return nil
}

// Card is a card as the page asks it.
type Card struct {
	Key     string   `json:"key"`    // that answers are given for
	ID      string   `json:"id"`     // the card's name
	Newest  string   `json:"newest"` // its last event; empty if it has none
	Deck    string   `json:"deck"`
	Section []string `json:"section"`
	File    string   `json:"file"`
	Line    int      `json:"line"`
	Kind    string   `json:"kind"` // basic, typed, choice, term, …
	Phase   string   `json:"phase"`
	Flag    int      `json:"flag"`
	Leech   bool     `json:"leech"`

	Front   string   `json:"front"`   // HTML, as everything that is shown
	Filled  string   `json:"filled"`  // of a cloze: the question with its gaps filled
	Back    string   `json:"back"`    // empty where Filled or Options say what is right
	Explain string   `json:"explain"` // what stands behind the answer
	Right   string   `json:"right"`   // what is right, without markup
	Options []Option `json:"options"` // of a choice, in the order of this showing
	Several bool     `json:"several"` // more than one option is right

	Preview []Preview `json:"preview"` // what each rating would do; again first
	From    int64     `json:"from"`    // when its step is over, in milliseconds; 0 if it may be asked at once
}

// Option is one of a choice.
type Option struct {
	HTML  string `json:"html"`
	Right bool   `json:"right"`
}

// Preview is what a rating would do.
type Preview struct {
	Due   int64  `json:"due"`   // milliseconds
	Label string `json:"label"` // how long it puts the card off, as people say it
	Today bool   `json:"today"` // the card is asked again on this study day
}

// card returns a card of a batch as the page asks it.
func (s *Site) card(b session.Batched, leech bool) Card {
	c := b.Card
	asking := session.Screen{State: session.Asking, Card: c}
	shown := session.Screen{State: session.Revealed, Card: c}
	card := Card{
		Key: c.Key.String(), ID: c.ID.String(), Deck: c.Deck, Section: append([]string{}, c.Section...),
		File: c.Path, Line: c.Line, Kind: c.Kind.String(), Phase: c.Schedule.Phase.String(), Flag: c.Flag,
		Leech: leech, Front: s.html(c.Path, asking.Question()), Explain: s.html(c.Path, shown.More()),
		Options: []Option{}, Right: out.Plain(c.Answer(), c.Definitions),
	}
	if !c.Newest.IsZero() {
		card.Newest = c.Newest.String()
	}
	if !b.From.IsZero() {
		card.From = b.From.UnixMilli()
	}
	switch choice := session.NewChoice(c); {
	case choice != nil:
		s.giveOptions(&card, choice, c)
	case c.Kind == deck.KindCloze:
		card.Filled = s.html(c.Path, shown.Question())
	default:
		card.Back = s.html(c.Path, shown.Answer())
	}
	for _, r := range b.Preview {
		card.Preview = append(card.Preview, s.preview(r))
	}
	return card
}

// preview is what a rating would do.
func (s *Site) preview(r srs.Review) Preview {
	at := r.Due.At
	if at.IsZero() {
		at = s.Calendar.Start(r.Due.Day)
	}
	return Preview{at.UnixMilli(), out.Interval(r), s.Calendar.Day(at) <= s.today()}
}

func (s *Site) giveOptions(card *Card, choice *session.Choice, c *storage.Card) {
	card.Front = s.html(c.Path, choice.Prompt())
	card.Several = choice.HasSeveral()
	for _, o := range choice.Options {
		card.Options = append(card.Options, Option{s.html(c.Path, out.Document(o.Text, c.Definitions)), o.Right})
	}
}

// explained is what stands behind the answer of a card, nil if nothing does.
func explained(c *storage.Card) *markup.Document {
	return session.Screen{State: session.Revealed, Card: c}.More()
}

func escaped(text string) string { return html.EscapeString(out.Line(text)) }
