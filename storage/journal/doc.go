// Package journal owns what the log says: the events, the ids that order them, their bytes, and
// what they do to the card that they are about. It knows no database: what carries events elsewhere
// needs this package alone.
//
// All that is peculiar to a kind of event stands in its row of the table in kinds.go, and nowhere
// else.
package journal
