package web

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// mostAnswers is how many answers come at a time.
const mostAnswers = 500

// Answer is an answer that the page gives, with an id of its own: the milliseconds at which it was
// given, and 80 random bits.
type Answer struct {
	ID       string `json:"id"`
	Key      string `json:"key"`
	Newest   string `json:"newest"` // the card's last event when it was shown
	Rating   int    `json:"rating"` // 1 to 4
	Shown    int64  `json:"shown"`  // milliseconds
	Answered int64  `json:"answered"`
	Offset   int    `json:"offset"` // of the zone there, in minutes east of UTC
}

// Refused is an answer that cannot be written.
type Refused struct {
	ID  string `json:"id"`
	Why string `json:"why"`
}

// Taken is what became of answers.
type Taken struct {
	Took    []string  `json:"took"`
	Refused []Refused `json:"refused"`
	Undone  []string  `json:"undone"` // ids in took that were taken back since
	Moved   []string  `json:"moved"`  // of Took, those whose card was answered elsewhere meanwhile
	Cards   []Card    `json:"cards"`  // that are asked again today, as they are now
}

// answers are taken here.
type answers struct {
	renderer
	pairing *pairing
}

// answers writes answers into the log, each in a step of its own, at the place where it was given.
// One that is in the log already is taken once more and nothing is written.
func (s *answers) answers(w http.ResponseWriter, r *http.Request) error {
	var given []Answer
	if err := body(r, &given); err != nil {
		return err
	}
	if len(given) > mostAnswers {
		why := fmt.Sprintf("more than %d answers at a time", mostAnswers)
		return problem{http.StatusRequestEntityTooLarge, why}
	}
	by, err := s.schedulers()
	if err != nil {
		return err
	}
	taken := Taken{
		Took: []string{}, Refused: []Refused{}, Undone: []string{}, Moved: []string{}, Cards: []Card{},
	}
	for _, a := range given {
		if err := s.take(a, by, &taken); err != nil {
			return err // those before it are in the log, and taken again when they are sent again
		}
	}
	s.tell(r, given, taken)
	return ok(w, taken)
}

// take writes one answer.
func (s *answers) take(a Answer, by *desk.Schedulers, taken *Taken) error {
	late, err := s.late(a)
	if err != nil {
		taken.Refused = append(taken.Refused, Refused{a.ID, err.Error()})
		return nil
	}
	card, err := s.Store.Card(late.Key)
	if errors.Is(err, storage.ErrNotFound) {
		taken.Refused = append(taken.Refused, Refused{a.ID, "no such card"})
		return nil
	}
	if err != nil {
		return err
	}
	late.Form, late.Options = session.FormOf(card)
	scheduler, err := by.Of(card.Scheduled)
	if err != nil {
		return err
	}
	given, err := s.Store.AnswerAs(late, scheduler)
	if err != nil {
		return err
	}
	taken.Took = append(taken.Took, a.ID)
	if given.Undone {
		taken.Undone = append(taken.Undone, a.ID)
	}
	if newest := card.Newest; !newest.IsZero() && newest.String() != a.Newest && newest != late.ID {
		taken.Moved = append(taken.Moved, a.ID)
	}
	return s.again(late.Key, by, taken)
}

// again adds a card to what is asked again today, if its step ends today.
func (s *answers) again(key deck.Key, by *desk.Schedulers, taken *Taken) error {
	card, err := s.Store.Card(key)
	if err != nil {
		return err
	}
	at := card.Schedule.Due.At
	if at.IsZero() || card.Suspended || s.Calendar.Day(at) > s.today() {
		return nil
	}
	b, err := session.Ahead(s.Store, by, card, s.Now())
	if err != nil {
		return err
	}
	taken.Cards = append(taken.Cards, s.card(b, desk.LeechesOf(s.Folders).Has(card)))
	return nil
}

// late reads an answer and says what is wrong with it.
func (s *answers) late(a Answer) (storage.Late, error) {
	id, err := parseEvent(a.ID)
	if err != nil {
		return storage.Late{}, err
	}
	key, err := parseKey(a.Key)
	if err != nil {
		return storage.Late{}, err
	}
	const mostOffset = 14 * 60
	switch {
	case a.Rating < int(srs.Again) || a.Rating > int(srs.Easy):
		return storage.Late{}, fmt.Errorf("rating %d: not from 1 to 4", a.Rating)
	case id[0] >= 0x80:
		return storage.Late{}, errors.New("the id is out of range")
	case id.Time().UnixMilli() != a.Answered || a.Shown > a.Answered || a.Shown < 0:
		return storage.Late{}, errors.New("the times do not fit together")
	case a.Offset < -mostOffset || a.Offset > mostOffset:
		return storage.Late{}, fmt.Errorf("offset %d: not a time zone", a.Offset)
	}
	zone := time.FixedZone("", a.Offset*60)
	return storage.Late{
		ID: id, Key: key, Rating: srs.Rating(a.Rating),
		Shown: time.UnixMilli(a.Shown).In(zone), Answered: time.UnixMilli(a.Answered).In(zone),
	}, nil
}

// tell says what came, and what was given while nobody could take it.
func (s *answers) tell(r *http.Request, given []Answer, taken Taken) {
	const soon = 30 * time.Second
	late := 0
	for _, a := range given {
		if s.Now().Sub(time.UnixMilli(a.Answered)) > soon {
			late++
		}
	}
	name, _ := s.pairing.device(r)
	line := fmt.Sprintf("%s: %s", name, out.Plural(len(taken.Took), "answer"))
	if late > 0 {
		line += fmt.Sprintf(", %d given while it was offline", late)
	}
	if n := len(taken.Moved); n > 0 {
		line += fmt.Sprintf(", %d to cards that were also answered elsewhere", n)
	}
	if n := len(taken.Refused); n > 0 {
		line += fmt.Sprintf(", %d refused", n)
	}
	s.Log(line)
}

// parseEvent reads the id of an event: in hexadecimal digits, as the page makes them, or as the
// program writes them.
func parseEvent(text string) (id journal.ID, err error) {
	if len(text) != hex.EncodedLen(len(id)) {
		return journal.ParseID(text)
	}
	data, err := hex.DecodeString(text)
	copy(id[:], data)
	return id, err
}

// parseKey reads a key in hexadecimal digits.
func parseKey(text string) (key deck.Key, err error) {
	data, err := hex.DecodeString(text)
	if err != nil || copy(key[:], data) < len(key) || len(data) > len(key) {
		return key, fmt.Errorf("key %q: not a key", out.Cut(out.Line(text), 60))
	}
	return key, nil
}
