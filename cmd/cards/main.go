// Command cards is a spaced-repetition flashcard engine for plain-text decks.
package main

import (
	"crypto/rand"
	"math"
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
// usual: most commands are over before, and marking would take a tenth of their time. Up to some
// size of the process there may be as much garbage as is held; who holds so much that little is
// left of that is to have less garbage beside it.
func collectLater() {
	const first = 400 // percent of what is held
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return // somebody has chosen it
	}
	if before := debug.SetGCPercent(first); before != 100 {
		debug.SetGCPercent(before)
		return
	}
	percent, limit := first, int64(0)
	var adapt func(*[16]byte)
	adapt = func(again *[16]byte) { // behind each collection
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		held := int64(0)
		if live[0].Value.Kind() == metrics.KindUint64 {
			held = int64(live[0].Value.Uint64())
		}
		if wanted, most := garbageBeside(held); wanted != percent || most != limit {
			percent, limit = wanted, most
			debug.SetGCPercent(percent)
			debug.SetMemoryLimit(limit)
		}
		runtime.SetFinalizer(again, adapt)
	}
	runtime.SetFinalizer(new([16]byte), adapt)
}

// garbageBeside returns how much garbage there may be beside so many bytes that are held, in
// percent of these, and how many bytes there may be of both.
func garbageBeside(held int64) (percent int, limit int64) {
	const whole, most = 176 << 20, 160 << 20
	if held <= most {
		return 100, max(whole, held*6/5)
	}
	return 40, math.MaxInt64
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
