package out

import "testing"

// TestFileLinks looks at which terminals get links to files, and to lines of them.
func TestFileLinks(t *testing.T) {
	const file, atLine = "\x1b]8;;file:///n/a%20b%23.md\x07a\x1b]8;;\x07",
		"\x1b]8;;file:///n/a%20b%23.md#3\x07a\x1b]8;;\x07"
	for _, tt := range []struct {
		env  map[string]string
		want string
	}{
		{map[string]string{"VTE_VERSION": "7200"}, file},
		{map[string]string{"VTE_VERSION": "4601"}, "a"},
		{map[string]string{"TERM_PROGRAM": "iTerm.app"}, file},
		{map[string]string{"TERM_PROGRAM": "WezTerm"}, file},
		{map[string]string{"TERM_PROGRAM": "Apple_Terminal"}, "a"},
		{map[string]string{"WT_SESSION": "x"}, file},
		{map[string]string{"KITTY_WINDOW_ID": "1"}, atLine},
		{map[string]string{"KITTY_WINDOW_ID": "1", "TERM": "dumb"}, "a"},
		{nil, "a"},
	} {
		getenv := func(name string) string { return tt.env[name] }
		s := NewStream(nil)
		s.SetColours("auto", getenv)
		if got := s.FileLink("a", "/n/a b#.md", 3); got != "a" {
			t.Errorf("%v: no terminal gets %q", tt.env, got)
		}
		s.Terminal = true
		s.SetColours("auto", getenv)
		if got := s.FileLink("a", "/n/a b#.md", 3); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.env, got, tt.want)
		}
		if got := s.FileLink("a", "a.md", 3); got != "a" {
			t.Errorf("%v: a relative path gets %q", tt.env, got)
		}
	}
}
