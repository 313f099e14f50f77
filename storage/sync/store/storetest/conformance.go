package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cards/storage/sync/store"
)

// Conforms holds a store, which is empty, to what every store must do.
func Conforms(t *testing.T, s store.Store) {
	t.Helper()
	ctx := t.Context()
	if list, err := s.List(ctx, "cards1/"); err != nil || len(list) > 0 {
		t.Errorf("an empty store lists %v, %v", list, err)
	}
	if _, err := s.Get(ctx, "cards1/none", 10); !errors.Is(err, store.ErrNone) {
		t.Errorf("get of nothing: %v", err)
	}
	if err := s.Delete(ctx, "cards1/none"); err != nil {
		t.Errorf("delete of nothing: %v", err)
	}
	all := []byte{}
	for i := range 256 {
		all = append(all, byte(i))
	}
	contents := map[string][]byte{
		"cards1/store.json": []byte("{}\n"), "cards1/s/2026/aa": bytes.Repeat(all, 300),
		"cards1/s/2026/aa.lost": {}, "cards1/s/1970/bb": all,
		"decks/x/1/a b ü.md": []byte("Q: a\nA: b\n"),
	}
	for name, data := range contents {
		put(t, s, name, data)
	}
	for name, want := range contents {
		if got, err := s.Get(ctx, name, 1<<20); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%q: %d bytes, %v; want %d", name, len(got), err, len(want))
		}
	}
	wantNames(t, s, "cards1/", "cards1/s/1970/bb", "cards1/s/2026/aa", "cards1/s/2026/aa.lost",
		"cards1/store.json")
	wantNames(t, s, "cards1/s/1970/", "cards1/s/1970/bb")
	if _, err := s.Get(ctx, "cards1/s/1970/bb", 255); !isTooLarge(err) {
		t.Errorf("get of more than is wanted: %v", err)
	}
	put(t, s, "cards1/s/1970/bb", []byte("again"))
	if got, err := s.Get(ctx, "cards1/s/1970/bb", 255); err != nil || string(got) != "again" {
		t.Errorf("put again: %q, %v", got, err)
	}
	if err := s.Delete(ctx, "cards1/s/1970/bb"); err != nil {
		t.Errorf("delete: %v", err)
	}
	wantNames(t, s, "cards1/s/1970/")
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.List(ended, "cards1/"); !errors.Is(err, context.Canceled) {
		t.Errorf("list after the end: %v", err)
	}
}

// ManyConform puts more objects into a store than one page of a listing has.
func ManyConform(t *testing.T, s store.Store, n int) {
	t.Helper()
	var want []string
	for i := range n {
		name := fmt.Sprintf("cards1/s/2026/%032x", i)
		put(t, s, name, []byte{byte(i)})
		want = append(want, name)
	}
	wantNames(t, s, "cards1/", want...)
}

func put(t *testing.T, s store.Store, name string, data []byte) {
	t.Helper()
	if err := s.Put(t.Context(), name, data); err != nil {
		t.Fatalf("put %q: %v", name, err)
	}
}

func isTooLarge(err error) bool {
	_, ok := errors.AsType[*store.TooLargeError](err)
	return ok
}

func wantNames(t *testing.T, s store.Store, prefix string, want ...string) {
	t.Helper()
	list, err := s.List(t.Context(), prefix)
	if err != nil {
		t.Fatalf("list %q: %v", prefix, err)
	}
	var names []string
	for _, o := range list {
		names = append(names, o.Name)
	}
	slices.Sort(names)
	if !slices.Equal(names, want) {
		t.Errorf("list %q: %d names, want %d\n%s", prefix, len(names), len(want),
			strings.Join(names[:min(len(names), 20)], "\n"))
	}
}
