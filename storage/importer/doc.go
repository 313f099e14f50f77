// Package importer brings decks from elsewhere into a collection. It recognises what it is given by
// its content, reads it, compares it with what is there and what came before, and writes deck
// files, media and the log; of every line of the input it says what became of it.
//
// What formats there are, and how one more comes in, package formats says; package source says what
// they are read as. All else is the same for every format and happens once, here: Markdown is
// escaped, notes become text that is read back to see that it asks what it should, cards get their
// keys and statuses, decks are chosen, appended to and split, media are copied, histories become
// events, files and log are written so that one undo takes them back.
//
// A [reading] reads the files and hands them to an [intake], which takes each: a [judgement] says
// how its notes relate to the [past], a [placing] chooses and fills decks, a [revision] rewrites
// notes that changed in the source. What comes of it is collected in a [plan], which a [telling]
// makes events of, and a [writing] puts into the collection.
package importer
