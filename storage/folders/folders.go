// Package folders finds the deck files of a collection: it reads the configuration that names the folders, walks them and
// tells by what a file system reports of a file whether it may have changed. It never writes a deck file.
package folders
