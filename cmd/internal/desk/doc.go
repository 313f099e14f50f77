// Package desk is what a person can do with a collection, for every front end: values in, values
// out, no stream. What is due, what waits and what comes is said here once; screens, JSON and
// prompts ask it.
package desk
