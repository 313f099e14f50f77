// Package fit finds the parameters of the FSRS-6 memory model that explain a person's review log, says how well
// parameters predict it, and advises whether new ones are worth having.
package fit
