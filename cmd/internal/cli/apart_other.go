//go:build !unix

package cli

import "os/exec"

// apart does nothing: there, processes live on when the terminal is closed.
func apart(*exec.Cmd) {}
