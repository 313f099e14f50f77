// Package out is how the program speaks to people: streams and what is known of their readers,
// colours, the words for times and numbers, tables, bars, and text of others made harmless. Each
// exists here once, for every front end.
package out
