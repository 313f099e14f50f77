//go:build unix

package cli

import (
	"os/exec"
	"syscall"
)

// apart has a process live on when the terminal is closed.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
