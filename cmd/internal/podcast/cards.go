package podcast

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/speech"
	"cards/deck"
	"cards/deck/markup"
	"cards/srs"
	"cards/srs/quiz"
	"cards/storage"
	"cards/storage/folders"
)

// Config is what an episode is about.
type Config struct {
	Scope    storage.Scope
	Minutes  int
	New      int // how many new cards are heard too
	More     bool
	Say      map[string]string // words and how they are read instead
	Calendar srs.Calendar
	Now      time.Time
	Leeches  desk.Leeches
}

// Card is one that can be heard.
type Card struct {
	ID       deck.Key
	Note     srs.NoteID
	Deck     string
	Section  string // names the section in [Material.Sections]
	New      bool
	Recall   float64 // chance that it is recalled, 0…1
	Language string
	Question string // as it is spoken
	Answer   string
	Thinks   time.Duration // how long the person thinks about it; 0 if nothing tells

	place int // in the order of decks
}

// weak says whether a card is heard twice.
func (c *Card) weak() bool {
	const well = .8
	return c.Recall < well
}

// Section is a part of a deck with its study notes.
type Section struct {
	Title    string   // its heading, as it is spoken
	Notes    []string // as they are spoken, in pieces; nil for none
	Language string
}

// LeftOut is a card that cannot be heard.
type LeftOut struct {
	Card   string `json:"card"`
	Reason string `json:"reason"`
}

// Material is what an episode can be made of.
type Material struct {
	Cards    []Card // those that need it most first
	Sections map[string]Section
	LeftOut  []LeftOut
	Studied  int // cards of the scope that were asked before
}

// Gather returns the cards of a scope that can be heard, new ones first if there are to be some,
// and then in the order of their need: what was missed, lapses, leeches, then what most is lost of
// in a second of listening. There are more of them than fit into the minutes.
func Gather(store *storage.Collection, c Config) (*Material, error) {
	g := gatherer{
		store: store, config: c, texts: make(map[string]*deck.File),
		m: &Material{Sections: make(map[string]Section)},
	}
	cards, err := g.load()
	if err != nil {
		return nil, err
	}
	order, err := g.order(cards)
	if err != nil {
		return nil, err
	}
	perMinute := 20 // at most: a question of a word, three seconds, an answer of a word
	for _, i := range order {
		if len(g.m.Cards) == c.Minutes*perMinute {
			break
		}
		g.add(cards[i], i)
	}
	return g.m, g.gaps()
}

type gatherer struct {
	store  *storage.Collection
	config Config
	texts  map[string]*deck.File // of deck files, by their paths
	m      *Material
}

// load reads the cards of the scope that may be asked, in the order of decks.
func (g *gatherer) load() ([]*storage.Card, error) {
	var cards []*storage.Card
	today := g.config.Calendar.Day(g.config.Now)
	err := g.store.Cards(g.config.Scope, func(c *storage.Card) bool {
		if !c.Draft && !c.Suspended && !desk.IsBuried(c, today) {
			cards = append(cards, c)
		}
		return true
	})
	return cards, err
}

// order returns the places of cards in the order in which they are taken.
func (g *gatherer) order(cards []*storage.Card) ([]int, error) {
	var order []int
	for i, c := range cards {
		switch {
		case c.Schedule.Phase != srs.New:
			g.m.Studied++
		case len(order) < g.config.New:
			order = append(order, i)
		}
	}
	today := g.config.Calendar.Day(g.config.Now)
	needs, err := desk.Needs(g.store, cards, g.config.Calendar, today, g.config.Leeches)
	if err != nil {
		return nil, err
	}
	return append(order, quiz.ByNeed(needs, func(i int) float64 {
		const silence, letter = 7.0, 0.07 // seconds, about
		text := len(cards[i].Front) + len(cards[i].Back)
		return (1 - needs[i].Recall) / (silence + letter*float64(text))
	})...), nil
}

// add adds a card as it is spoken, or says why it cannot be.
func (g *gatherer) add(c *storage.Card, place int) {
	file := g.file(c.Path)
	reader := speech.Reader{Language: file.Front.Language, Say: g.config.Say}
	question, answer, reason := Said(reader, c)
	if g.config.More && c.More != "" {
		more, _ := reader.Text(out.Document(c.More, c.Definitions)) // what cannot be read of it is not missed
		answer = strings.TrimSpace(answer + " " + more)
	}
	if len(reason) == 0 && (question == "" || answer == "") {
		reason = []string{speech.Nothing}
	}
	if len(reason) > 0 {
		g.m.LeftOut = append(g.m.LeftOut, LeftOut{c.ID.String(), reason[0]})
		return
	}
	g.m.Cards = append(g.m.Cards, Card{
		ID: c.ID, Note: c.Note, Deck: c.Deck, Section: g.section(c), New: c.Schedule.Phase == srs.New,
		Recall:   desk.RecallOn(c, g.config.Calendar.Day(g.config.Now)),
		Language: file.Front.Language, Question: question, Answer: answer, place: place,
	})
}

// Said returns the words of a question, with the options of a choice, and those of its answer, and
// what of both cannot be spoken.
func Said(reader speech.Reader, c *storage.Card) (question, answer string, without []string) {
	question, without = reader.Question(out.Document(c.Front, c.Definitions))
	source := c.Answer()
	if c.Kind == deck.KindChoice {
		var right []string
		for _, o := range c.Options {
			if o.Right {
				right = append(right, "- "+o.Text)
			}
		}
		source = strings.Join(right, "\n")
	}
	if c.Kind == deck.KindChoice {
		question += options(reader, c)
	}
	answer, also := reader.Text(out.Document(source, c.Definitions))
	return question, answer, append(without, also...)
}

// options returns the options of a choice, with numbers.
func options(reader speech.Reader, c *storage.Card) string {
	var b strings.Builder
	for i, o := range c.Options {
		words, _ := reader.Text(out.Document(o.Text, c.Definitions)) // a right one that cannot be read is found above
		b.WriteString(" " + strconv.Itoa(i+1) + ". " + words)
	}
	return b.String()
}

// file returns a deck file, an empty one if it cannot be read any more.
func (g *gatherer) file(path string) *deck.File {
	f, ok := g.texts[path]
	if !ok {
		text, err := desk.ReadDeck(folders.Abs(g.store.Root(), path))
		if err != nil {
			text = nil
		}
		f = deck.Parse(path, text)
		g.texts[path] = f
	}
	return f
}

// section returns what the section of a card is called, and notes how its notes are spoken.
func (g *gatherer) section(c *storage.Card) string {
	name := c.Path + "\n" + strings.Join(c.Section, "\n")
	if _, ok := g.m.Sections[name]; ok {
		return name
	}
	f := g.file(c.Path)
	reader := speech.Reader{Language: f.Front.Language, Say: g.config.Say}
	s := Section{Language: f.Front.Language, Title: out.Line(c.Deck)}
	if n := len(c.Section); n > 0 {
		s.Title = words(reader, out.Document(c.Section[n-1], c.Definitions))
	}
	definitions := deck.DefinitionSource(f.Definitions)
	s.Notes = pieces(words(reader, out.Document(f.NotesOf(c.Section), definitions)))
	g.m.Sections[name] = s
	return name
}

// words are those of a text, without what cannot be spoken of it.
func words(reader speech.Reader, doc *markup.Document) string {
	text, _ := reader.Text(doc)
	return text
}

// pieces parts a long text at the ends of sentences, as engines take long for it.
func pieces(text string) []string {
	const most = 400 // bytes, unless a sentence is longer
	var list []string
	for len(text) > most {
		at := strings.LastIndex(text[:most], ". ")
		if at < 0 {
			at = strings.Index(text, ". ")
		}
		if at < 0 {
			break
		}
		list = append(list, text[:at+1])
		text = text[at+2:]
	}
	if text != "" {
		list = append(list, text)
	}
	return list
}

// byPlace compares cards by the order of decks.
func byPlace(a, b *Card) int { return cmp.Compare(a.place, b.place) }
