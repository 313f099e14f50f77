package importer

import "fmt"

// UnsupportedError says that a file is of no format that is read. Format says what it is in words for
// a person, or is empty if that cannot be told.
type UnsupportedError struct {
	Path, Format string
	Text         error // why what is named as a text is none; nil if it is one, or has no such name
}

func (e *UnsupportedError) Error() string {
	if e.Text != nil {
		return fmt.Sprintf("import %q: %v", e.Path, e.Text)
	}
	if e.Format == "" {
		return fmt.Sprintf("import %q: neither a Markdown deck nor another known format", e.Path)
	}
	return fmt.Sprintf("import %q: not a deck of Markdown but another format: %s", e.Path, e.Format)
}
