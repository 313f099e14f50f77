package sync

import (
	"context"
	"strings"

	"cards/storage/sync/store"
)

// Contents returns how many segments are in a store, and their bytes.
func Contents(ctx context.Context, s store.Store) (segments int, size int64, err error) {
	objects, err := s.List(ctx, root)
	for _, o := range objects {
		if isSegment(o.Name) && !strings.HasSuffix(o.Name, lostSuffix) {
			segments++
			size += o.Size
		}
	}
	return segments, size, err
}

// Listed returns the names of all segments and complaints in a store.
func Listed(ctx context.Context, s store.Store) ([]string, error) {
	objects, err := s.List(ctx, root)
	var names []string
	for _, o := range objects {
		if isSegment(o.Name) {
			names = append(names, o.Name)
		}
	}
	return names, err
}
