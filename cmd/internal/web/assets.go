package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"strings"
)

//go:embed assets
var files embed.FS

// assets are what the browser runs, with the type of each.
func assets() map[string]string {
	return map[string]string{
		"app.js": "text/javascript", "study.js": "text/javascript", "text.js": "text/javascript",
		"store.js": "text/javascript", "quiz.js": "text/javascript", "sw.js": "text/javascript",
		"temml.js": "text/javascript", "app.css": "text/css", "temml.css": "text/css",
		"manifest.json": "application/manifest+json",
		"icon.svg":      "image/svg+xml",
	}
}

// serveAssets serves the page and what it is made of.
func serveAssets(mux *http.ServeMux) {
	within, err := fs.Sub(files, "assets")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	page := static(within, "index.html", "text/html; charset=utf-8")
	mux.Handle("GET /{$}", page)
	mux.Handle("GET /p", page)
	for name, kind := range assets() {
		mux.Handle("GET /"+name, static(within, name, kind+"; charset=utf-8"))
	}
	mux.Handle("GET /stats.css", styles())
}

// static serves a file that never changes while the program runs. The browser asks each time
// whether it is still the same, and gets it again only after an update.
func static(within fs.FS, name, kind string) http.Handler {
	data, err := fs.ReadFile(within, name)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return fixed(data, kind)
}

func fixed(data []byte, kind string) http.Handler {
	sum := sha256.Sum256(data)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	packed := compressed(data)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("ETag", tag)
		h.Set("Cache-Control", "no-cache")
		h.Set("Vary", "Accept-Encoding")
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		h.Set("Content-Type", kind)
		send := data
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			send = packed
		}
		_, _ = w.Write(send)
	})
}

func compressed(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // it is a level
	_, _ = w.Write(data)                                  // to memory
	_ = w.Close()
	return b.Bytes()
}
