package find

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"cards/storage/query"
)

// Sieve tells quickly which texts may fit words, so that the others need not be added to an
// [Index]. It may take a text for one that fits, and never the other way round.
type Sieve struct {
	wanted []string
	signs  []uint64          // that each has
	typos  []int             // that each may have
	seen   map[string]likely // by the words of texts
	texts  []likely
	known  uint32 // bits of wanted words that stand in some text

	letters [utf8.RuneSelf]uint64 // of ASCII, what each adds to a set of characters; 0 if it is in no word
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
	for b := range s.letters {
		if isWord(rune(b)) {
			s.letters[b] = signsOf(string(rune(b)))
		}
	}
	for _, word := range s.wanted {
		s.signs = append(s.signs, signsOf(word))
		s.typos = append(s.typos, typosOf(utf8.RuneCountInString(word)))
	}
	return s
}

// Look takes the next text, folded, which it does not keep.
func (s *Sieve) Look(folded []byte) {
	var has likely
	from, signs := 0, uint64(0)
	for i, b := range folded {
		if b >= utf8.RuneSelf { // the rest is looked at by characters
			for word := range words(string(folded[from:])) {
				s.word([]byte(word), signsOf(word), &has)
			}
			from = len(folded)
			break
		}
		if sign := s.letters[b]; sign != 0 {
			signs |= sign
			continue
		}
		if i > from {
			s.word(folded[from:i], signs, &has)
		}
		from, signs = i+1, 0
	}
	if from < len(folded) {
		s.word(folded[from:], signs, &has)
	}
	s.texts = append(s.texts, has)
}

// word takes a word of a text, with the set of its characters. It can be meant only if it has
// nearly all those of a wanted one: each error spoils one at most.
func (s *Sieve) word(word []byte, signs uint64, has *likely) {
	for i, wanted := range s.signs {
		if bits.OnesCount64(wanted&^signs) > s.typos[i] {
			continue
		}
		of, ok := s.seen[string(word)]
		if !ok {
			of = s.of(string(word))
			s.seen[string(word)] = of
		}
		has.plainly |= of.plainly
		has.atAll |= of.atAll
		return
	}
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
