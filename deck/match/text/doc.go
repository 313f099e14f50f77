// Package text reads texts into words, to compare what they say in any language.
//
// A [Reader] returns the words of a text: of letters, numbers, code, symbols, and single characters
// of scripts without spaces, each with what is known of it. A [Scanner] returns only a number for
// each of them, and is fast enough for all texts that there are. Both fold case, accents and width.
// [KinOf], [IsTypo] and the like say how two words belong together.
//
// Lists of words are kept only where they pay, as data (languages/): words of grammar, numbers, and
// words that turn a question, those that negate and those of order and quantity. No list is
// complete.
package text
