package deck

import (
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"cards/deck/front"
)

// Name returns the name of the deck whose file has this path, with slashes, below the folder of its
// collection: the path without its extension .md, the last part replaced by the name that the front
// matter gives. It is in Normalization Form C: some systems keep the names of files in Form D, and
// people type them in Form C.
func Name(file string, matter front.Matter) string {
	dir, base := path.Split(file)
	if matter.Name != "" {
		return norm.NFC.String(dir + matter.Name)
	}
	if ext := path.Ext(base); strings.EqualFold(ext, ".md") {
		base = strings.TrimSuffix(base, ext)
	}
	return norm.NFC.String(dir + base)
}
