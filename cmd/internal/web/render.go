package web

import (
	"html"
	"strings"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/cmd/internal/syntax"
	"cards/deck"
	"cards/deck/markup"
	"cards/deck/markup/web"
	"cards/srs"
	"cards/storage"
)

// renderer makes HTML of cards.
type renderer struct {
	*ground
	library *library
}

// show is how texts of a deck file become HTML.
func (r renderer) show(deckFile string) web.Show {
	address := func(dest string) string { return r.library.address(deckFile, dest) }
	return web.Show{Images: address, Sounds: address, Code: coloured, TeX: true}
}

// html returns a document of a deck file as HTML, nothing for none.
func (r renderer) html(deckFile string, doc *markup.Document) string {
	if doc == nil {
		return ""
	}
	return web.HTML(doc, r.show(deckFile))
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
func (r renderer) card(b session.Batched, leech bool) Card {
	c := b.Card
	asking := session.Screen{State: session.Asking, Card: c}
	shown := session.Screen{State: session.Revealed, Card: c}
	card := Card{
		Key: c.Key.String(), ID: c.ID.String(), Deck: c.Deck, Section: append([]string{}, c.Section...),
		File: c.Path, Line: c.Line, Kind: c.Kind.String(), Phase: c.Schedule.Phase.String(), Flag: c.Flag,
		Leech: leech, Front: r.html(c.Path, asking.Question()), Explain: r.html(c.Path, shown.More()),
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
		r.giveOptions(&card, choice, c)
	case c.Kind == deck.KindCloze:
		card.Filled = r.html(c.Path, shown.Question())
	default:
		card.Back = r.html(c.Path, shown.Answer())
	}
	for _, rated := range b.Preview {
		card.Preview = append(card.Preview, r.preview(rated))
	}
	return card
}

// preview is what a rating would do.
func (r renderer) preview(of srs.Review) Preview {
	at := of.Due.At
	if at.IsZero() {
		at = r.Calendar.Start(of.Due.Day)
	}
	return Preview{at.UnixMilli(), out.Interval(of), r.Calendar.Day(at) <= r.today()}
}

func (r renderer) giveOptions(card *Card, choice *session.Choice, c *storage.Card) {
	card.Front = r.html(c.Path, choice.Prompt())
	card.Several = choice.HasSeveral()
	for _, o := range choice.Options {
		html := r.html(c.Path, out.Document(o.Text, c.Definitions))
		card.Options = append(card.Options, Option{html, o.Right})
	}
}

// explained is what stands behind the answer of a card, nil if nothing does.
func explained(c *storage.Card) *markup.Document {
	return session.Screen{State: session.Revealed, Card: c}.More()
}

func escaped(text string) string { return html.EscapeString(out.Line(text)) }
