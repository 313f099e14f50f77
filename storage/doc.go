// Package storage keeps one person's collection: a folder of deck files with the log of everything
// that was answered. The log is the truth; what else is in the file is derived from it and from the
// deck files, and can be rebuilt. FORMAT.md draws what is stored.
//
// A [Collection] holds no file open between calls: every call opens the file, does one transaction
// and closes it, so that several programs can use one collection at once and one that is killed
// leaves nothing behind. Nothing here reads a clock or the environment; instants and zones are
// parameters.
package storage

// Format is the newest format of collections that this version reads, and the one that it writes.
const Format = format
