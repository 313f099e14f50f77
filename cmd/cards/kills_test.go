package main

import (
	"bytes"
	"math/rand/v2"
	"os/exec"
	"slices"
	"testing"
	"time"
)

// rounds returns how often a test of kills does so, by whether it runs in full.
func rounds(few, full int) int {
	if inFull() {
		return full
	}
	return few
}

// random returns a source of other instants in each run, and logs its seed.
func random(t *testing.T) *rand.Rand {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// kills ends commands at random instants. How fast the machine is, and how busy, does not matter:
// the waits become shorter after each command that was over before, and longer after each that was
// not.
type kills struct {
	t    *testing.T
	rng  *rand.Rand
	most time.Duration // that is waited
	all  int
	hit  int // those that fell while the command was at work
}

// newKills lets a command end its work, to know how long that takes.
func newKills(t *testing.T, rng *rand.Rand, cmd *exec.Cmd) *kills {
	t.Helper()
	begun := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%q: %v\n%s", cmd.Args, err, out)
	}
	return &kills{t: t, rng: rng, most: time.Since(begun)}
}

// goOn says whether more are to be killed: there are to be so many, and a quarter of them at work.
func (k *kills) goOn(wanted int) bool {
	k.t.Helper()
	if k.all == 4*wanted && k.hit < wanted/4 {
		k.t.Fatalf("of %d commands only %d were killed at work, though none was waited for longer than %s", k.all, k.hit, k.most)
	}
	if k.all < wanted || k.hit < wanted/4 {
		return true
	}
	k.t.Logf("%d of %d commands were killed at work", k.hit, k.all)
	return false
}

// exitPart is how a command exits that was done in part.
const exitPart = 4

// kill starts a command and kills it after a while. That it fails by itself fails the test, but for
// the exit codes that are allowed.
func (k *kills) kill(cmd *exec.Cmd, allowed ...int) {
	k.t.Helper()
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	timer := time.AfterFunc(time.Duration(k.rng.Int64N(int64(k.most))),
		func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	timer.Stop()
	k.all++
	switch {
	case err == nil, slices.Contains(allowed, cmd.ProcessState.ExitCode()):
		k.most = max(k.most*3/4, time.Millisecond)
	case cmd.ProcessState.Exited():
		k.t.Fatalf("%q: %v\n%s", cmd.Args, err, said.Bytes())
	default:
		k.hit++
		k.most += k.most / 4
	}
}
