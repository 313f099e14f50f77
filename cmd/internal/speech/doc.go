// Package speech reads texts aloud: it says which words a text is spoken with, and has an engine
// that the machine has, or that a person names, turn them into sound.
//
//	spoken.go   documents as words
//	formula.go  formulas as words
//	phrases.go  what is said beside the cards, by language
//	engine.go   which engine speaks, with which voice
//	programs.go the engines
//	clips.go    clips, made once and kept
package speech
