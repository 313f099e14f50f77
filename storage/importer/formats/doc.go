// Package formats reads files of every format as content: it recognises them, and turns rows that
// packages below deck/from return into notes.
//
// # How a format comes in
//
// The format itself is a package below deck/from: it takes a text or bytes and returns rows of
// types of its own, each with the lines that it stands on. It is pure, knows nothing of notes or
// collections, and has its own tests and fuzz test. Here it has one file of its name, with
//
//   - a recogniser, a function from [source.Sample] to [source.Guess]: how sure it is, why, and the
//     [source.Reader] that would read it, set up with what was found out (a separator, a code
//     page). It looks at the content first; the name of the file may only confirm. With --format
//     it is asked alone, and returns a reader whatever the content;
//   - the reader, a function from [source.Input] to [source.Content]: it turns rows into
//     [source.Item]s, in the order of the source, and says what became of every line of the input
//     by [source.Content.Account], exactly once;
//
// and one row in the table of [formats].
//
// A test gives checkContent a file of the format: it adds up the parts. A script in
// cmd/cards/testdata/script imports it twice, with edits between.
package formats
