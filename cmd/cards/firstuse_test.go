package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestFirstUseAtOnce uses the default collection for the first time from several processes: one
// makes it and says so, and to each it is whole.
func TestFirstUseAtOnce(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	const processes = 6
	outputs := make(chan string)
	for range processes {
		go func() {
			cmd := exec.Command("cards", "review")
			cmd.Dir = data
			cmd.Env = append(os.Environ(), "XDG_DATA_HOME="+data, "CARDS_HOME=", "CARDS_NOW=")
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Error(err)
			}
			outputs <- string(out)
		}()
	}
	made := 0
	for range processes {
		out := <-outputs
		if strings.HasPrefix(out, "made the default collection in ") {
			made++
			_, out, _ = strings.Cut(out, "\n")
		}
		if want := "20 due, all new\n"; !strings.HasPrefix(out, want) {
			t.Errorf("printed %q, want %q first", out, want)
		}
	}
	if made != 1 {
		t.Errorf("%d processes said that they made the collection", made)
	}
	if left, err := filepath.Glob(filepath.Join(data, "*")); err != nil || len(left) != 1 {
		t.Errorf("left in the data folder: %q, %v", left, err)
	}
}
