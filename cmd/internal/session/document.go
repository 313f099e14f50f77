package session

import (
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/deck/markup"
)

// Question is what is asked, nil without a card. The options of a choice are part of it; once a
// cloze is revealed its gaps are filled. Pictures and sounds whose names say some of the answer are
// hidden until then.
func (s Screen) Question() *markup.Document {
	switch c := s.Card; {
	case c == nil:
		return nil
	case c.Kind == deck.KindCloze && s.State == Revealed:
		return out.Document(c.Back, c.Definitions)
	case c.Kind == deck.KindChoice:
		return NewChoice(c).Document(false)
	case s.State == Asking:
		return withoutAnswers(out.Document(c.Front, c.Definitions), c)
	default:
		return out.Document(c.Front, c.Definitions)
	}
}

// Answer is what is right, nil before it is revealed and for a cloze, whose question says it.
func (s Screen) Answer() *markup.Document {
	if s.Card == nil || s.State != Revealed || s.Card.Kind == deck.KindCloze {
		return nil
	}
	return out.Document(s.Card.Back, s.Card.Definitions)
}

// More is the explanation behind the answer, nil if there is none or nothing is revealed.
func (s Screen) More() *markup.Document {
	if s.Card == nil || s.State != Revealed || s.Card.More == "" {
		return nil
	}
	return out.Document(s.Card.More, s.Card.Definitions)
}
