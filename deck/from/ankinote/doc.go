// Package ankinote writes what notes of Anki ask as Markdown: the HTML of fields, formulas, sounds
// and gaps in the ways of Anki, and the templates that make cards of fields.
package ankinote
