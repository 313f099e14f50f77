package find

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"cards/storage/query"
)

// Sieve tells quickly which texts may fit words, so that the others need not be added to an [Index]. It
// may take a text for one that fits, and never the other way round.
type Sieve struct {
	wanted []string
	signs  []uint64          // that each has
	typos  []int             // that each may have
	seen   map[string]likely // by the words of texts
	texts  []likely
	known  uint32 // bits of wanted words that stand in some text
}

// likely says which of the wanted words a word or a text may have, a bit for each.
type likely struct {
	plainly uint32 // as they are, or as parts of others
	atAll   uint32 // with typing errors, too
}

// NewSieve returns the sieve for words as [Index.Find] takes them; nil if it finds what is no word.
func NewSieve(text string) *Sieve {
	wanted := slices.Collect(words(query.Fold(text)))
	if len(wanted) == 0 {
		return nil
	}
	s := &Sieve{wanted: wanted[:min(len(wanted), mostWords)], seen: make(map[string]likely)}
	for _, word := range s.wanted {
		s.signs = append(s.signs, signsOf(word))
		s.typos = append(s.typos, typosOf(utf8.RuneCountInString(word)))
	}
	return s
}

// Look takes the next text, folded.
func (s *Sieve) Look(folded string) {
	var has likely
	for word := range words(folded) {
		if !s.sharesSigns(word) {
			continue
		}
		of, ok := s.seen[word]
		if !ok {
			of = s.of(word)
			s.seen[strings.Clone(word)] = of
		}
		has.plainly |= of.plainly
		has.atAll |= of.atAll
	}
	s.texts = append(s.texts, has)
}

// sharesSigns says whether a word has nearly all characters of a wanted one: each error spoils one at most.
func (s *Sieve) sharesSigns(word string) bool {
	signs := signsOf(word)
	for i, wanted := range s.signs {
		if bits.OnesCount64(wanted&^signs) <= s.typos[i] {
			return true
		}
	}
	return false
}

// of says which of the wanted words a word may be meant by.
func (s *Sieve) of(word string) likely {
	var l likely
	for i, wanted := range s.wanted {
		bit := uint32(1) << i
		letters := utf8.RuneCountInString(wanted)
		switch unfinished := i == len(s.wanted)-1; {
		case word == wanted:
			s.known |= bit
			l.plainly |= bit
		case strings.HasPrefix(word, wanted) && (unfinished || letters >= leastPart),
			letters >= leastPart && strings.Contains(word, wanted):
			l.plainly |= bit
		case mayBeTypo(wanted, word, letters, unfinished):
			l.atAll |= bit
		}
	}
	l.atAll |= l.plainly
	return l
}

func mayBeTypo(wanted, word string, letters int, unfinished bool) bool {
	typos := typosOf(letters)
	return typos > 0 && bits.OnesCount64(signsOf(wanted)&^signsOf(word)) <= typos &&
		typed([]rune(wanted), []rune(word), typos, unfinished) > 0
}

// Keeps says whether a text may fit, by its number from 0, when all were looked at.
func (s *Sieve) Keeps(i int) bool {
	has := s.texts[i].plainly&s.known | s.texts[i].atAll&^s.known
	n := bits.OnesCount32(has)
	return n > 0 && 2*n >= len(s.wanted)
}
