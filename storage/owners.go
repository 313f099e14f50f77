package storage

// The owners of a collection, by what is theirs. Each has the methods of those that it embeds, and
// of no other: the compiler keeps the order.

// logOwner appends to the log and reads it.
type logOwner struct{ *room }

// wholeLog changes the log at large: by another log, an import, and by steps that are taken back or
// brought back, which may have any number of events.
type wholeLog struct{ *logOwner }

// modelOwner chooses the parameters of the memory model.
type modelOwner struct{ *wholeLog }

// cardOwner finds cards and tells where they stand.
type cardOwner struct{ *room }

// courseOwner tells how the memory of all cards went, from one day to the next.
type courseOwner struct{ *logOwner }

// linkOwner says which texts are one card.
type linkOwner struct{ *logOwner }

// textOwner reads the deck files and notes what was done to them.
type textOwner struct{ *wholeLog }

// backupOwner keeps earlier states of the log, and makes it good again.
type backupOwner struct{ *wholeLog }

// deviceOwner hands events to other devices and takes theirs.
type deviceOwner struct{ *wholeLog }
