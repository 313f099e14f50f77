package cli

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"

	"cards/cmd/internal/out"
)

// browseFile shows a file in the person's browser: the one that CARDS_BROWSER or BROWSER names,
// else that of the system.
func browseFile(ctx context.Context, a *app, path string) error {
	command := browserCommand(a)
	cmd := exec.CommandContext(ctx, command[0], append(command[1:], path)...)
	cmd.Dir, cmd.Env = a.Dir, a.Vars
	if err := errors.Join(a.out.Flush(), a.err.Flush()); err != nil {
		return err
	}
	if err := cmd.Run(); err != nil {
		return &hinted{
			fmt.Errorf("open %q with %q: %w", path, command[0], err),
			"CARDS_BROWSER names another program; the page is in " + a.shortPath(path),
		}
	}
	a.print("the page is in %s", a.out.FileLink(out.Line(a.shortPath(path)), path, 0))
	return nil
}

// startBrowser shows an address in the person's browser, and does not wait for it.
func startBrowser(ctx context.Context, a *app, address string) error {
	command := browserCommand(a)
	cmd := exec.CommandContext(context.WithoutCancel(ctx), command[0],
		append(command[1:], address)...)
	cmd.Dir, cmd.Env = a.Dir, a.Vars
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // nothing follows from how it ends
	return nil
}

// browserCommand returns the command that shows a file.
func browserCommand(a *app) []string {
	for _, name := range []string{"CARDS_BROWSER", "BROWSER"} {
		if named := strings.Fields(a.Getenv(name)); len(named) > 0 {
			return named
		}
	}
	switch runtime.GOOS {
	case "darwin":
		return []string{"open"}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	return []string{"xdg-open"}
}
