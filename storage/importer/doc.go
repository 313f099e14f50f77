// Package importer brings decks from elsewhere into a collection. It recognises what it is given by
// its content, reads it, compares it with what is there and what came before, and writes deck
// files, media and the log; of every line of the input it says what became of it.
//
// # How a format comes in
//
// The format itself is a package below deck/from: it takes a text or bytes and returns rows of
// types of its own, each with the lines that it stands on. It is pure, knows nothing of notes or
// collections, and has its own tests and fuzz test. Here it has one file, read_NAME.go, with
//
//   - a recogniser, a function from [Sample] to [Guess]: how sure it is, why, and the [Reader] that
//     would read it, set up with what was found out (a separator, a code page). It looks at the
//     content first; the name of the file may only confirm. With --format it is asked alone, and
//     returns a reader whatever the content;
//   - the reader, a function from [Input] to [Content]: it turns rows into [Item]s, in the order of
//     the source, and accounts for every line of the input in [Content.Parts], exactly once;
//
// and one row in the table of [formats]. All else is the same for every format and happens once, in
// this package: Markdown is escaped, notes become text that is read back to see that it asks what
// it should, cards get their keys and statuses, decks are chosen, appended to and split, media are
// copied, histories become events, files and log are written so that one undo takes them back.
//
// A test gives checkContent a file of the format: it adds up the parts. A script in
// cmd/cards/testdata/script imports it twice, with edits between.
//
// What a note is named by matters: with [Note.Identity], the source's own means of naming it, it
// may change its text and is the same; without one it is recognised by its source and question.
package importer
