// Command cards is a spaced-repetition flashcard engine for plain-text decks.
package main

import (
	"crypto/rand"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"cards/cmd/internal/cli"
)

func main() { os.Exit(run()) }

func run() int {
	collectLater()
	env, err := environment()
	if err != nil {
		return cli.Fail(os.Stderr, os.Args[1:], err)
	}
	return cli.Main(untilStopped(), env, os.Args[1:])
}

// collectLater lets the first collection of garbage wait until the heap is four times as large as
// usual: most commands are over before, and marking would take a tenth of their time.
func collectLater() {
	if before := debug.SetGCPercent(400); before == 100 {
		runtime.SetFinalizer(new([16]byte), func(*[16]byte) { debug.SetGCPercent(before) })
	} else {
		debug.SetGCPercent(before) // somebody has chosen it
	}
}

// environment is what this process shows of itself to commands.
func environment() (cli.Env, error) {
	dir, err := os.Getwd()
	if err != nil {
		return cli.Env{}, err
	}
	now, err := cli.Clock(os.Getenv("CARDS_NOW"), time.Now)
	if err != nil {
		return cli.Env{}, err
	}
	zone, err := cli.Zone(os.Getenv("TZ"), time.Local)
	return cli.Env{
		Dir: dir, Vars: os.Environ(), Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Now: now, Zone: zone, Random: rand.Reader, PID: os.Getpid(), Host: os.Hostname, Program: os.Executable,
		Spare: time.Second / 2,
	}, err
}
