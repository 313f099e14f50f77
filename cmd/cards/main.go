// Command cards is a spaced-repetition flashcard engine for plain-text decks.
package main

func main() {}
