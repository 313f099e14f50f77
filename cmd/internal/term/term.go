// Package term shows cards in a terminal: the text of cards as lines of a given width, the screen
// on which a person reviews, and the same review line by line where there is no such screen. Which
// card is asked and what an answer does is decided elsewhere; nothing here reads the clock or the
// environment.
package term
