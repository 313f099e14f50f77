// Package anki reads and writes the packages and collections of Anki: the archive, the database in
// it, and what its tables and objects mean. It knows nothing of notes and schedules of our own.
//
// A package comes in three generations: with a database of schema 11 under one of two names, whose
// settings are JSON, and with one of schema 18 whose settings are tables of Protocol Buffers, all
// of it compressed by Zstandard. A collection is such a database alone. [Open] takes all of them;
// [Writer] writes the one that every Anki since 2.1 opens.
//
// What is read may come from anywhere. Nothing is trusted: sizes are bounded before anything is
// unpacked, names are names of files in one folder, and of the database only tables are read.
package anki
