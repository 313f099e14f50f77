package main

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"cards": cards, "tone": tone, "recorder": recorder})
}

// still is a variable of scripts.
const still = "CLOCK_STANDS_STILL"

// cards is the program. In a script its clock stands still: the figures there are not those of how
// busy the machine is.
func cards() {
	now := time.Now
	if os.Getenv(still) != "" {
		began := now()
		now = func() time.Time { return began }
	}
	os.Exit(run(now))
}

// TestScripts runs every script in testdata/script with the program, each in a folder and with a
// home of its own, at nine in the morning of 2 March 2026 in Berlin. With UPDATE_SCRIPTS set the
// scripts' expectations become what was printed.
func TestScripts(t *testing.T) {
	buckets := bucketServer(t)
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
		Condition:           condition,
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			commands, _, _ := strings.Cut(env.Getenv("PATH"), string(os.PathListSeparator))
			env.Setenv("COMMANDS", commands) // for who wants no others
			env.Setenv("HOME", home)
			env.Setenv("S3_ENDPOINT", buckets)
			env.Setenv("TZ", "Europe/Berlin")
			env.Setenv("CARDS_NOW", "2026-03-02T09:00:00+01:00")
			env.Setenv(still, "yes")
			return os.MkdirAll(home, 0o700) // a script may have files in it
		},
	})
}

// bucketServer starts a server of buckets that makes each when it is asked for.
func bucketServer(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(gofakes3.New(s3mem.New(), gofakes3.WithAutoBucket(true)).Server())
	t.Cleanup(server.Close)
	return server.URL
}

// inFull reports whether the large checks run in full and not in their small forms: .ci/long sets
// CARDS_LONG.
func inFull() bool { return os.Getenv("CARDS_LONG") != "" }

// condition knows "root": permissions bind everybody else.
func condition(name string) (bool, error) {
	if name != "root" {
		return false, fmt.Errorf("unknown condition %q", name)
	}
	return os.Geteuid() == 0, nil
}

// exits is a command of scripts: "exits 3 cards due --exit-code" runs a program that must end with
// that exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			ts.Fatalf("%v", err)
		}
		code = ended.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}
