// Package cli is the command line of cards: its commands, what they print and how they end. Each
// command has a file of its own; the rules of a collection, of scheduling and of a sitting are
// elsewhere. Nothing here knows the process that runs it but by [Env].
package cli

import (
	"io"
	"runtime"
	"strings"
	"time"
)

// Env is all that a command knows of the process that runs it.
type Env struct {
	Dir    string   // working directory
	Vars   []string // environment, as from os.Environ
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	Now    func() time.Time
	Zone   *time.Location // of the person
	Random io.Reader      // for the ids of events
	PID    int
	Host   func() (string, error) // name of the machine
	// Program is the path of the program that runs; nil where it must not be started again.
	Program func() (string, error)
	Spare   time.Duration // that may be used after a sitting has ended and has said what it came to
}

// Getenv returns the value of a variable of the environment, empty if it is not set.
func (e Env) Getenv(name string) string {
	value, _ := e.lookupEnv(name)
	return value
}

// lookupEnv returns the value of a variable of the environment, and whether it is set.
func (e Env) lookupEnv(name string) (value string, set bool) {
	for _, v := range e.Vars {
		if n, val, ok := strings.Cut(v, "="); ok && sameVariable(n, name) {
			value, set = val, true
		}
	}
	return value, set
}

// sameVariable compares names of variables, which Windows does not tell apart by case.
func sameVariable(a, b string) bool {
	return a == b || runtime.GOOS == "windows" && strings.EqualFold(a, b)
}

// Clock returns a clock that starts at the given instant, in RFC 3339, and ticks as now does; now
// itself if start is empty. An instant that cannot be read is a usage error.
func Clock(start string, now func() time.Time) (func() time.Time, error) {
	if start == "" {
		return now, nil
	}
	t, err := time.Parse(time.RFC3339, start)
	if err != nil {
		return nil, usagef("CARDS_NOW=%q: not a time such as 2026-03-01T09:00:00Z", start)
	}
	began := now()
	return func() time.Time { return t.Add(now().Sub(began)) }, nil
}

// Zone returns the zone that the variable TZ names, the local one if it is empty or the path of a
// file, which Go has read. A name that is none is a usage error: study days would begin at the
// wrong hour.
func Zone(tz string, local *time.Location) (*time.Location, error) {
	name := strings.TrimPrefix(tz, ":")
	if name == "" || strings.HasPrefix(name, "/") {
		return local, nil
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		if _, err := time.LoadLocation("Europe/Berlin"); err != nil {
			return local, nil // there are systems that know no zones
		}
		return nil, usagef("TZ=%q: not a time zone such as Europe/Berlin", tz)
	}
	return z, nil
}
