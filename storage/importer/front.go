package importer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"cards/deck/settings"
	"cards/storage/importer/source"
)

// frontMatter returns what a new deck file begins with; "" for no preset.
func frontMatter(c *source.Content, file, preset string, set settings.Set) string {
	var b strings.Builder
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %s\n", key, value)
		}
	}
	title := strings.Join(strings.Fields(strings.ReplaceAll(c.Title, "/", "-")), " ")
	if title != "" && title+".md" != path.Base(file) {
		line("name", tomlString(title))
	}
	line("description", tomlString(c.Description))
	line("source", tomlString(c.Source))
	var tags []string
	for _, tag := range c.Tags {
		tags = append(tags, tomlString(tag))
	}
	if len(tags) > 0 {
		line("tags", "["+strings.Join(tags, ", ")+"]")
	}
	line("preset", tomlString(preset))
	if set != (settings.Set{}) {
		for _, k := range settings.Keys() {
			if value, ok := k.Text(set); ok {
				line(k.Name, value)
			}
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "---\n" + b.String() + "---\n\n"
}

// tomlString returns a text as TOML quotes it: as JSON does, but for one character; "" if it is
// empty.
func tomlString(text string) string {
	if text == "" {
		return ""
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(strings.ToValidUTF8(text, "\ufffd")) // a string always can be
	return strings.ReplaceAll(strings.TrimSpace(b.String()), "\x7f", `\u007f`)
}
