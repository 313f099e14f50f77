package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestFileLinks looks at the files behind what commands print: on a terminal that says that it has
// links.
func TestFileLinks(t *testing.T) {
	t.Parallel()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{
		"a b.md": "Q: Where?\nA: Here.\n\nQ: When?\n",
	})
	inRoot := func(name string) string { return filepath.Join(p.root, name) }
	for _, tt := range []struct{ args, path, line, text string }{
		{"check", "a%20b.md", "#4", "a b.md:4:1"},
		{"show Where?", "a%20b.md", "#1", "a b.md:1"},
		{"add -q More -a Yes --yes --deck notes/b.md", "b.md", "#1", "b.md:1"},
		{"paths", ".cards/collection.db", "", inRoot(".cards/collection.db")},
		{"config set new_per_day 3", ".cards/config.toml", "", inRoot(".cards/config.toml")},
	} {
		for variable, link := range map[string]string{
			"KITTY_WINDOW_ID=1": inRoot(tt.path) + tt.line,
			"VTE_VERSION=7200":  inRoot(tt.path),
			"NONE=":             "",
		} {
			args := strings.Fields(tt.args)
			cmd := p.command(args...)
			cmd.Env = append(cmd.Env, "TERM=xterm", "NO_COLOR=1", variable)
			want := tt.text
			if link != "" {
				want = "\x1b]8;;file://" + link + "\x07" + tt.text + "\x1b]8;;\x07"
			}
			shown := onTerminal(t, cmd, 40)
			if !strings.Contains(shown, want) || link == "" && strings.Contains(shown, "\x1b]8") {
				t.Errorf("cards %s, %s: no %q in %q", tt.args, variable, want, shown)
			}
			if args[0] == "add" {
				p.run("", "undo")
			}
		}
		cmd := p.command(strings.Fields(tt.args)...)
		cmd.Env = append(cmd.Env, "KITTY_WINDOW_ID=1")
		if out, _ := cmd.CombinedOutput(); strings.Contains(string(out), "\x1b") {
			t.Errorf("cards %s, piped: %q", tt.args, out)
		}
	}
}
