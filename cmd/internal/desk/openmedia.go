package desk

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"cards/storage/folders"
)

// OpenMedia opens a picture or sound that a deck file, as in [storage.Card.Path], refers to.
// Nothing outside of the collection's folders is opened, whatever links lead there.
func OpenMedia(root string, config folders.Config, file, ref string) (fs.File, error) {
	f, err := openMedia(root, config, file, ref)
	if plain, escaped := url.PathUnescape(ref); err != nil && escaped == nil && plain != ref {
		if f, err := openMedia(root, config, file, plain); err == nil {
			return f, nil
		}
	}
	return f, err
}

func openMedia(root string, config folders.Config, file, ref string) (fs.File, error) {
	abs := filepath.Join(filepath.Dir(folders.Abs(root, file)), filepath.FromSlash(ref))
	if below, ok := strings.CutPrefix(ref, "@/"); ok {
		abs = filepath.Join(root, filepath.FromSlash(below))
	}
	for _, folder := range config.Roots(root) {
		rel, err := filepath.Rel(folder, abs)
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		within, err := os.OpenRoot(folder)
		if err != nil {
			return nil, err
		}
		f, err := within.Open(rel)
		return f, errors.Join(err, within.Close())
	}
	return nil, fmt.Errorf("open %q: outside of the folders of the collection", ref)
}

// maxEmbedded is the size of the largest picture that is put into a page, in bytes.
const maxEmbedded = 8 << 20

// Embedded returns a picture that a deck file refers to as the address of its own data, for a page
// that needs no other file; "" for what is no picture, cannot be read or is too large.
func Embedded(root string, config folders.Config, file, ref string) string {
	f, err := OpenMedia(root, config, file, ref)
	if err != nil {
		return ""
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxEmbedded+1))
	kind := pictureKind(data)
	if err != nil || len(data) > maxEmbedded || kind == "" {
		return ""
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// pictureKind returns the media type of a picture by how it begins, "" for anything else.
func pictureKind(data []byte) string {
	begins := map[string]string{
		"\x89PNG\r\n\x1a\n": "image/png", "\xff\xd8\xff": "image/jpeg", "GIF87a": "image/gif", "GIF89a": "image/gif",
	}
	for begin, kind := range begins {
		if strings.HasPrefix(string(data[:min(len(data), 16)]), begin) {
			return kind
		}
	}
	if len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP" {
		return "image/webp"
	}
	return ""
}
