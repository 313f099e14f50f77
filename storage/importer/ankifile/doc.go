// Package ankifile reads packages and collections of Anki: the notes as what a deck can ask, the
// review log as events, decks, presets and media as what they are here. Packages may be larger than
// memory: fields and rows wait in files until their events are made.
//
// The door is [Recognise]. What the log keeps of a note, so that an export can give it back, is
// read again by [Kept] and [DeckIn].
package ankifile
