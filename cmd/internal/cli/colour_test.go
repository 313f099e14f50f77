package cli_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/cli"
)

// TestColours decides for each stream by flag, then NO_COLOR, then what asks for colours. Neither
// stream is a terminal.
func TestColours(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		vars []string
		flag string
		want bool
	}{
		{"a pipe has none", nil, "", false},
		{"asked for by flag", nil, "--color=always", true},
		{"asked for by variable", []string{"FORCE_COLOR=1"}, "", true},
		{"the other variable", []string{"CLICOLOR_FORCE=1"}, "", true},
		{"zero does not ask", []string{"CLICOLOR_FORCE=0", "FORCE_COLOR=0"}, "", false},
		{"refused before asked for", []string{"NO_COLOR=1", "FORCE_COLOR=1"}, "", false},
		{"empty does not refuse", []string{"NO_COLOR=", "FORCE_COLOR=1"}, "", true},
		{"the flag comes before all", []string{"NO_COLOR=1"}, "--color=always", true},
		{"the flag refuses too", []string{"FORCE_COLOR=1"}, "--color=never", false},
		{"a dumb terminal can be made to", []string{"TERM=dumb", "FORCE_COLOR=1"}, "", true},
	}
	for _, tt := range tests {
		var out, errs bytes.Buffer
		env := cli.Env{
			Dir: t.TempDir(), Vars: tt.vars, Stdout: &out, Stderr: &errs, Now: time.Now,
			Zone: time.UTC,
		}
		args := []string{"help", "review"}
		if tt.flag != "" {
			args = append(args, tt.flag)
		}
		if code := cli.Main(t.Context(), env, args); code != 0 {
			t.Fatalf("%s: exit code %d: %s", tt.name, code, errs.String())
		}
		if got := strings.Contains(out.String(), "\x1b["); got != tt.want {
			t.Errorf("%s: colours %t, want %t", tt.name, got, tt.want)
		}
	}
}
