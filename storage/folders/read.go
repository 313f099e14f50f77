package folders

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// MaxDeck is the size of the largest deck file that is read, in bytes: reading one takes some ten
// times its size of memory.
const MaxDeck = 64 << 20

// SizeError says that a file is not read because it is larger than Limit bytes.
type SizeError struct{ Limit int64 }

func (e *SizeError) Error() string {
	const megabyte = 1 << 20
	return fmt.Sprintf("larger than %d MB, the most that is read", e.Limit/megabyte)
}

// ReadFile returns the content of the regular file at path, of at most limit bytes. What is there
// may have become something else since it was last looked at, so what was opened is looked at: a
// pipe is not waited for, and a device that never ends is not read. The error is a [*fs.PathError]
// of [ErrSpecial], of a [*SizeError] or of what the system says, or that of the context.
func ReadFile(ctx context.Context, path string, limit int64) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|nonblocking, 0)
	if err != nil {
		return nil, err
	}
	return readClosing(ctx, f, limit)
}

// OpenIn opens the file of that name in root to be read. A pipe is not waited for.
func OpenIn(root *os.Root, name string) (*os.File, error) {
	return root.OpenFile(name, os.O_RDONLY|nonblocking, 0)
}

// ReadIn is [ReadFile] of the file of that name in root.
func ReadIn(ctx context.Context, root *os.Root, name string, limit int64) ([]byte, error) {
	f, err := OpenIn(root, name)
	if err != nil {
		return nil, err
	}
	return readClosing(ctx, f, limit)
}

func readClosing(ctx context.Context, f *os.File, limit int64) ([]byte, error) {
	defer f.Close()
	data, err := readOpened(ctx, f, limit)
	if _, known := errors.AsType[*fs.PathError](err); err != nil && !known && ctx.Err() == nil {
		err = &fs.PathError{Op: "read", Path: f.Name(), Err: err}
	}
	return data, err
}

func readOpened(ctx context.Context, f *os.File, limit int64) ([]byte, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, ErrSpecial
	case info.Size() > limit:
		return nil, &SizeError{Limit: limit}
	}
	var b bytes.Buffer
	b.Grow(int(info.Size()) + bytes.MinRead) // so that the end is found without more room
	n, err := b.ReadFrom(io.LimitReader(heeding{ctx, f}, limit+1))
	if err == nil && n > limit { // it grew
		err = &SizeError{Limit: limit}
	}
	return b.Bytes(), err
}

// heeding is a reader that ends with its context.
type heeding struct {
	ctx context.Context
	r   io.Reader
}

func (h heeding) Read(p []byte) (int, error) {
	if err := h.ctx.Err(); err != nil {
		return 0, err
	}
	const piece = 1 << 20 // bytes: one read of a large file is not waited for
	return h.r.Read(p[:min(len(p), piece)])
}
