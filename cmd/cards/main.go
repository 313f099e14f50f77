// Command cards is a spaced-repetition flashcard engine for plain-text decks.
package main

import (
	"crypto/rand"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"cards/cmd/internal/cli"
)

func main() { os.Exit(run(time.Now)) }

// run runs the command of this process, whose clock is given, and returns its exit code.
func run(now func() time.Time) int {
	collectLater()
	env, err := environment(now)
	if err != nil {
		return cli.Fail(os.Stderr, os.Args[1:], err)
	}
	return cli.Main(untilStopped(), env, os.Args[1:])
}

// collectLater lets the first collection of garbage wait until the heap is four times as large as
// usual: most commands are over before, and marking would take a tenth of their time. Who holds
// much is to have less garbage beside it.
func collectLater() {
	const first, usual, large = 400, 100, 40 // percent of what is held
	if before := debug.SetGCPercent(first); before != usual {
		debug.SetGCPercent(before) // somebody has chosen it
		return
	}
	percent := first
	var adapt func(*[16]byte)
	adapt = func(again *[16]byte) { // behind each collection
		held := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(held)
		wanted := usual
		if held[0].Value.Kind() == metrics.KindUint64 && held[0].Value.Uint64() > 64<<20 {
			wanted = large
		}
		if wanted != percent {
			percent = wanted
			debug.SetGCPercent(percent)
		}
		runtime.SetFinalizer(again, adapt)
	}
	runtime.SetFinalizer(new([16]byte), adapt)
}

// environment is what this process shows of itself to commands.
func environment(clock func() time.Time) (cli.Env, error) {
	dir, err := os.Getwd()
	if err != nil {
		return cli.Env{}, err
	}
	now, err := cli.Clock(os.Getenv("CARDS_NOW"), clock)
	if err != nil {
		return cli.Env{}, err
	}
	zone, err := cli.Zone(os.Getenv("TZ"), time.Local)
	return cli.Env{
		Dir: dir, Vars: os.Environ(), Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Now: now, Zone: zone, Random: rand.Reader, PID: os.Getpid(), Host: os.Hostname,
		Program: os.Executable,
		Spare:   time.Second / 2,
	}, err
}
