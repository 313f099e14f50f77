package deck

import (
	"path"
	"strings"
)

// Name returns the name of the deck whose file has this path, with slashes, below the folder of its collection: the
// path without its extension .md, the last part replaced by the name that the front matter gives.
func Name(file string, front FrontMatter) string {
	dir, base := path.Split(file)
	if front.Name != "" {
		return dir + front.Name
	}
	if ext := path.Ext(base); strings.EqualFold(ext, ".md") {
		base = strings.TrimSuffix(base, ext)
	}
	return dir + base
}
