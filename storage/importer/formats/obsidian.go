package formats

import (
	"path"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/cardtag"
	"cards/deck/from/obsidian"
	"cards/deck/from/pattern"
	"cards/srs"
	"cards/storage/importer/source"
)

// obsidianName is the name of the format of notes of Obsidian with cards.
const obsidianName = "obsidian"

// recogniseObsidian knows a note by its schedules, by the tag that makes it one of cards, or else
// by several of its cards.
func recogniseObsidian(s source.Sample) source.Guess {
	g := source.Guess{Read: obsidianReader(s)}
	text, ok := s.Text()
	ext := strings.ToLower(path.Ext(s.Name))
	if !ok || ext != ".md" && ext != ".markdown" && ext != "" {
		return g
	}
	habits := habitsOf(s)
	if !obsidian.MayHold(text, s.Vault, habits) {
		return g
	}
	settings, note := readNote(s.Vault, habits, text)
	if s.Whole {
		g.Read = noteReader(note)
	}
	asked, apart, schedules := -scopes(text, note.Cards), 0, 0
	for _, c := range note.Cards {
		schedules += len(c.Schedules)
		if c.Kind != obsidian.Cloze {
			asked++
		}
		if c.Apart {
			apart++
		}
	}
	tagged := note.IsTagged(settings)
	switch n := len(note.Cards); {
	case schedules > 0:
		g.Confidence = 0.97
		g.Reason = "schedules of Obsidian's spaced repetition, " + source.Counted(n, "note")
	case n > 0 && s.Vault != nil && (tagged || s.Vault.Folders):
		g.Confidence, g.Reason = 0.96, source.Counted(n, "note")+" as the settings of the vault say"
	case n > 0 && tagged:
		g.Confidence, g.Reason = 0.93, "the tag #flashcards and "+source.Counted(n, "note")+
			" of Obsidian's spaced repetition"
	case apart > 0:
		g.Confidence = 0.75
		g.Reason = source.Counted(apart, "note") + " with a line ? or ?? between their sides"
	case asked > 1 && s.Vault == nil && !cardtag.IsLogseq(text):
		g.Confidence, g.Reason = 0.6, source.Counted(asked, "note")+
			" as Obsidian's spaced repetition writes them"
	}
	return g
}

// scopes counts the cards of a text that only seem to be some: "::" stands behind a name in them
// that others have before it, too, without a space, as in std::move and std::thread, or before
// something that is called.
func scopes(text string, cards []obsidian.Card) int {
	if !strings.Contains(text, "::") {
		return 0
	}
	names, members, count := make(map[string]int), make(map[string]bool), 0
	number := 0
	for line := range strings.SplitSeq(text, "\n") {
		number++
		for len(cards) > 0 && cards[0].Line < number {
			cards = cards[1:]
		}
		if len(cards) == 0 {
			break
		}
		if c := cards[0]; c.Line > number || c.Apart || c.Kind != obsidian.Basic {
			continue
		}
		if name := scopeIn(line); name != "" {
			names[name]++
			members[name] = members[name] || hasMember(line)
		}
	}
	for name, n := range names {
		if n > 1 || members[name] {
			count += n
		}
	}
	return count
}

// isMember matches what only code has: a call, or a constant, of something.
var isMember = pattern.New(`\w::~?(?:\w+\(|[A-Z][A-Z0-9]*_[A-Z0-9_]+\b)`)

// hasMember says whether a line holds such a call or constant.
func hasMember(line string) bool {
	return strings.ContainsAny(line, "(_") && isMember().MatchString(line)
}

// scopeIn returns the word before the first "::" of a line, if a name goes on right behind that; ""
// if it does not, as in most cards.
func scopeIn(line string) string {
	before, after, _ := strings.Cut(line, "::")
	if after == "" || !isWordByte(after[0]) && after[0] != '~' || '0' <= after[0] && after[0] <= '9' {
		return ""
	}
	start := len(before)
	for start > 0 && isWordByte(before[start-1]) {
		start--
	}
	return before[start:]
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

// obsidianReader returns the reader of a note that reads it by the settings of its vault if they
// are there, or else by its habits.
func obsidianReader(s source.Sample) source.Reader {
	return func(in source.Input) (*source.Content, error) {
		text, err := in.Text()
		if err != nil {
			return nil, err
		}
		_, note := readNote(in.Vault, habitsOf(s), text)
		return noteContent(note, in), nil
	}
}

// habitsOf returns how other notes of the source write cards, if no settings say that.
func habitsOf(s source.Sample) obsidian.Habits {
	if s.Vault != nil || s.Habits == nil {
		return obsidian.Habits{}
	}
	return s.Habits()
}

// noteReader returns the reader of a note that has been read.
func noteReader(note obsidian.Note) source.Reader {
	return func(in source.Input) (*source.Content, error) { return noteContent(note, in), nil }
}

func noteContent(note obsidian.Note, in source.Input) *source.Content {
	c := &source.Content{
		Shared: true, Items: make([]source.Item, 0, len(note.Cards)),
		Parts: make([]source.Part, 0, len(note.Cards)+len(note.Lines)),
	}
	lines := note.Lines
	for _, card := range note.Cards {
		c.Items = append(c.Items,
			source.Item{Deck: card.Deck, Section: card.Section, Note: obsidianNote(card, in.Zone)})
		for ; len(lines) > 0 && lines[0].Number < card.Line; lines = lines[1:] {
			c.Parts = append(c.Parts, obsidianPart(lines[0]))
		}
		c.Account(card.Line, card.End, source.Taken, "")
	}
	for _, line := range lines {
		c.Parts = append(c.Parts, obsidianPart(line))
	}
	c.SortParts()
	return c
}

// readNote reads a note by the settings of its vault, or else by those that its text suggests.
func readNote(
	vault *obsidian.Settings, h obsidian.Habits, text string,
) (obsidian.Settings, obsidian.Note) {
	text = strings.TrimPrefix(text, "\ufeff")
	if vault != nil {
		return *vault, obsidian.Read(text, *vault)
	}
	return obsidian.Guess(text, h)
}

func obsidianPart(line obsidian.Line) source.Part {
	p := source.Part{Line: line.Number, End: line.Number}
	switch line.What {
	case obsidian.Text:
		p.As, p.Reason = source.Left, "text that is not a card"
	case obsidian.Heading:
		p.As = source.Frame
	case obsidian.Skipped:
		p.As, p.Reason = source.Left, "front matter or a comment"
	case obsidian.Broken:
		p.As, p.Reason = source.Refused, "a card without a question or an answer"
	}
	return p
}

func obsidianNote(card obsidian.Card, zone *time.Location) *source.Note {
	n := &source.Note{
		Line: card.Line, End: card.End, Label: deck.Question,
		Prompt: card.Front, Answer: card.Back,
	}
	switch card.Kind {
	case obsidian.Reversed:
		n.Label = deck.Term
	case obsidian.Cloze:
		n.Label = deck.Cloze
	}
	for _, s := range card.Schedules {
		n.Cards = append(n.Cards, source.CardHistory{Start: obsidianStart(s, zone)})
	}
	return n
}

// obsidianStart returns a schedule of the plugin as a start.
func obsidianStart(s obsidian.Schedule, zone *time.Location) *source.Start {
	if s.New {
		return nil
	}
	due := dayOf(s.Due, zone)
	start := &source.Start{
		Stability: s.Stability, Difficulty: s.Difficulty, Due: due, Last: due - srs.Day(s.Interval),
		Phase: srs.InReview, Reviews: max(s.Reviews, 1), Lapses: s.Lapses,
	}
	if s.Stability == 0 {
		start.Difficulty = difficultyOf(float64(s.Ease))
		start.Stability = max(0.1, s.Interval)
	}
	if !s.Last.IsZero() {
		start.Last = dayOf(s.Last, zone)
	}
	return start
}

// difficultyOf returns an ease of SM-2, in percent, as a difficulty of FSRS, as the plugin converts
// it itself when it goes over to FSRS; an ease that is not known is that of a new card.
func difficultyOf(ease float64) float64 {
	const least, most, usual = 130, 370, 250
	if ease == 0 {
		ease = usual
	}
	return 10 - 9*(min(max(ease, least), most)-least)/(most-least)
}

// dayOf returns the date of an instant; one at midnight in UTC is a date already.
func dayOf(t time.Time, zone *time.Location) srs.Day {
	if t.Equal(t.UTC().Truncate(24 * time.Hour)) {
		zone = time.UTC
	}
	return srs.Calendar{Zone: zone}.Day(t)
}
