//go:build unix

package folders

import "syscall"

// nonblocking is what a file is opened with so that a pipe without a writer is not waited for.
const nonblocking = syscall.O_NONBLOCK
