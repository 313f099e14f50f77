package answer

// Known holds the answers of a deck. What a card answers is no typing error of another card.
type Known struct {
	whole map[string]bool
	words map[string]bool
}

// NewKnown returns what is known of answers; they are texts without markup.
func NewKnown(answers []string) *Known {
	k := &Known{map[string]bool{}, map[string]bool{}}
	for _, answer := range answers {
		k.whole[plain(answer)] = true
		for _, t := range tokens(answer) {
			if t.kind == word && !isLight(t.key) {
				k.words[t.key] = true
			}
		}
	}
	return k
}

// hasAnswer says whether a text is an answer of the deck.
func (k *Known) hasAnswer(text string) bool { return k != nil && k.whole[plain(text)] }

// hasWord says whether a word stands in an answer of the deck.
func (k *Known) hasWord(key string) bool { return k != nil && k.words[key] }
