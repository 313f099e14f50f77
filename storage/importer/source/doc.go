// Package source says what is imported: by what a format is recognised, what a reader is given, and
// what it returns. It knows no format, and nothing of what becomes of the content.
//
// What a note is named by matters: with [Note.Identity], the source's own means of naming it, it
// may change its text and is the same; without one it is recognised by its source and question.
package source
