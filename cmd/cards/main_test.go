package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"cards": main})
}

// TestScripts runs every script in testdata/script with the program, each in a folder and with a home of its own, at nine
// in the morning of 2 March 2026 in Berlin. With UPDATE_SCRIPTS set the scripts' expectations become what was printed.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			env.Setenv("HOME", home)
			env.Setenv("TZ", "Europe/Berlin")
			env.Setenv("CARDS_NOW", "2026-03-02T09:00:00+01:00")
			return os.Mkdir(home, 0o700)
		},
	})
}
