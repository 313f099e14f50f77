// Package deck reads decks: Markdown files in which people write what they want to remember.
// [Parse] turns the text of a file into notes and their cards, each with a key that names what it
// asks, and reports everything that is wrong with its place. FORMAT.md specifies the text and the
// keys.
//
// Nothing here reads files, knows when a card is due or shows anything.
package deck
