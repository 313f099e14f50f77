package cli

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// editorVariables name the editor, the first that is set.
var editorVariables = [...]string{"CARDS_EDITOR", "VISUAL", "EDITOR"}

// editor returns the command of the person's editor, and whether they have named it.
func (d *dialog) editor() (command string, named bool) {
	for _, name := range editorVariables {
		if value := strings.TrimSpace(d.Getenv(name)); value != "" {
			return value, true
		}
	}
	if runtime.GOOS == "windows" {
		return "notepad", false
	}
	return "vi", false
}

// noEditor says that a command would open an editor that nobody sees.
func noEditor(command string) error {
	return &hinted{
		errors.New(command + ": there is no terminal for an editor"),
		"CARDS_EDITOR, VISUAL or EDITOR names one that needs none",
	}
}

// editing returns the process that edits a file, the cursor on a line from 1 if the editor is one
// that takes it; 0 is no line. The command may have arguments of its own, as in a shell.
func (d *dialog) editing(ctx context.Context, file string, line int) *exec.Cmd {
	command, _ := d.editor()
	args := []string{file}
	if line > 0 && takesLine(command) {
		args = []string{fmt.Sprintf("+%d", line), file}
	}
	cmd := shellCommand(ctx, d.Env, command, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = d.Stdin, d.Stdout, d.Stderr
	return cmd
}

// shellCommand returns the process that runs a command of the person's, which may have arguments as
// in a shell, with further arguments behind.
func shellCommand(ctx context.Context, env Env, command string, args ...string) *exec.Cmd {
	var cmd *exec.Cmd
	if runtime.GOOS == "windows" {
		words := strings.Fields(command)
		cmd = exec.CommandContext(ctx, words[0], append(words[1:], args...)...)
	} else {
		cmd = exec.CommandContext(ctx, "sh",
			append([]string{"-c", command + ` "$@"`, command}, args...)...)
	}
	cmd.Dir, cmd.Env = env.Dir, env.Vars
	return cmd
}

// takesLine says whether an editor is one that takes a line by +LINE.
func takesLine(command string) bool {
	name, _, _ := strings.Cut(command, " ")
	switch strings.TrimSuffix(filepath.Base(name), ".exe") {
	case "vi", "vim", "nvim", "nano":
		return true
	}
	return false
}

// edit runs the editor on a file until the person leaves it.
func (d *dialog) edit(ctx context.Context, file string, line int) error {
	if err := errors.Join(d.out.Flush(), d.err.Flush()); err != nil {
		return err
	}
	if err := d.editing(ctx, file, line).Run(); err != nil {
		return d.editorError(err)
	}
	return nil
}

// editorError says what is wrong with the editor.
func (d *dialog) editorError(err error) error {
	command, _ := d.editor()
	return &hinted{
		fmt.Errorf("run the editor %q: %w", command, err),
		"CARDS_EDITOR, VISUAL or EDITOR names another editor",
	}
}
