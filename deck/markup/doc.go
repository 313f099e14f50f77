// Package markup reads the Markdown of cards. It alone says what is code, math, a link or an escape: [Spans] for those
// who look for something in the source, such as gaps, and [Parse] for those who show it.
//
// It does not know labels, notes or headings of decks, and renders nothing.
package markup
