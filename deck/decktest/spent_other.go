//go:build !unix

package decktest

import "time"

var start = time.Now()

// spent returns the time since the process began, where a process is not asked for its own.
func spent() time.Duration { return time.Since(start) }
