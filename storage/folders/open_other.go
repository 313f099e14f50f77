//go:build !unix

package folders

// nonblocking is nothing where no pipe lies in a folder.
const nonblocking = 0
