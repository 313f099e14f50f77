package sync

import (
	"fmt"
	"strings"
)

// Address says where a store is.
type Address struct {
	Kind   string // one of the kinds below
	Path   string // of a folder
	Bucket string
	Prefix string // of objects in the bucket, without slashes at its ends; empty for none
}

// The kinds of stores.
const (
	Folder = "dir" // something else carries it to other machines
	Git    = "git" // a folder in a work tree, which commits carry
	Bucket = "s3"
)

// AddressError says that a text is not the address of a store.
type AddressError struct{ Text string }

func (e *AddressError) Error() string { return fmt.Sprintf("%q is not the address of a store", e.Text) }

// ParseAddress reads an address: dir:PATH, git:PATH or s3://BUCKET/PREFIX.
func ParseAddress(text string) (Address, error) {
	if place, ok := strings.CutPrefix(text, Bucket+"://"); ok {
		bucket, prefix, _ := strings.Cut(place, "/")
		if bucket == "" || strings.ContainsAny(place, "?#%\\ \x00") ||
			strings.Contains(prefix, "//") {
			return Address{}, &AddressError{text}
		}
		return Address{Kind: Bucket, Bucket: bucket, Prefix: strings.Trim(prefix, "/")}, nil
	}
	kind, path, ok := strings.Cut(text, ":")
	if !ok || kind != Folder && kind != Git || path == "" {
		return Address{}, &AddressError{text}
	}
	return Address{Kind: kind, Path: path}, nil
}

// String returns what [ParseAddress] reads.
func (a Address) String() string {
	if a.Kind == Bucket {
		return strings.TrimSuffix(Bucket+"://"+a.Bucket+"/"+a.Prefix, "/")
	}
	return a.Kind + ":" + a.Path
}
