// Package markup reads the Markdown of cards, and it alone says what is code, math, a comment, a
// link or an escape: [Blocks] for those who read a text line by line, such as the parser of decks,
// [Spans] for those who look for something in the source, such as gaps, and [Parse] for those who
// show it.
//
// It does not know labels, notes or headings of decks, and renders nothing.
package markup
