package session

import (
	"slices"
	"strconv"
)

// The commands of a quiz or a test, beside those that it has in common with a review.
const (
	GoOn Command = iota + 96
	Guess
	Skip
	Right // the answer that was just given is right too
	Pick  // and those after it: an option by its number
)

// Picks is how many options have a key of their own.
const Picks = 9

// ExamKeys returns the keys of a quiz or a test beside those of a review. What a review does by a
// key is done by the same one there, and no key means something else; digits choose options, or say
// how well an answer was known, as they rate in a review.
func ExamKeys(review Keys) Keys {
	rows := []Binding{
		{
			GoOn, "go-on", keys("enter space"), "go on",
			"show the answer, or go on to the next question", false,
		},
		{Guess, "guess", keys("v"), "a guess", "mark the next answer as a guess", true},
		{Skip, "skip", keys("x"), "skip", "skip the question: it counts as not known", true},
		{
			Right, "right", keys("y"), "mine is right too",
			"say that the answer you gave is right too", true,
		},
	}
	for n := range Picks {
		does := ""
		if n == 0 {
			does = "choose an option; in your head: 1 known, 2 partly, 3 not"
		}
		rows = append(rows, Binding{Pick + Command(n), "", keys(strconv.Itoa(n + 1)), "", does, false})
	}
	own := len(rows)
	for _, b := range review.rows {
		switch b.Command {
		case Undo, Suspend, Edit, Open, Play, Help, Quit, Type, Background, Down, Up, PageDown,
			PageUp, Top, Bottom:
			rows = append(rows, b)
		}
	}
	for i, b := range rows[:own] {
		rows[i].Keys = slices.DeleteFunc(b.Keys, func(key string) bool {
			c := review.by[key]
			return c != NoCommand && c != Show && (c < RateAgain || c > RateEasy)
		})
	}
	return newKeys(rows)
}

// Number returns which option a command chooses, from 1; false if it chooses none.
func (c Command) Number() (int, bool) {
	n := int(c) - int(Pick) + 1
	return n, 1 <= n && n <= Picks
}
