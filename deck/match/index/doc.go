// Package index tells how rare words are in a collection of texts, and which texts of the past have
// the words, the prompt or the answer of a new one: the few among many that are worth comparing.
package index
