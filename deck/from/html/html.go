// Package html writes HTML, as other programs keep the texts of cards in it, as Markdown.
package html

import (
	"html"
	"strings"
	"sync"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
)

// Markdown returns a fragment of HTML as Markdown. Line breaks stay; <sub> and <sup> stay as they
// are; scripts and styles go. Text without tags only loses its character references.
func Markdown(fragment string) string {
	if !hasTag(fragment) {
		return strings.TrimSpace(unreferenced(fragment))
	}
	text, err := sharedConverter().ConvertString(fragment)
	if err != nil {
		return strings.TrimSpace(unreferenced(fragment))
	}
	return strings.TrimSpace(softBreaks(text))
}

// sharedConverter returns the converter, which many texts may share.
var sharedConverter = sync.OnceValue(func() *converter.Converter {
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(commonmark.WithStrongDelimiter("**")),
		strikethrough.NewStrikethroughPlugin(), table.NewTablePlugin(),
	), converter.WithEscapeMode(converter.EscapeModeDisabled))
	for _, tag := range []string{"sub", "sup"} {
		c.Register.RendererFor(tag, converter.TagTypeInline, base.RenderAsHTML,
			converter.PriorityStandard)
	}
	c.Register.TagType("u", converter.TagTypeInline, converter.PriorityStandard)
	return c
})

// hasTag says whether a text has a tag or a comment in it.
func hasTag(text string) bool {
	for at := strings.IndexByte(text, '<'); at >= 0 && at+1 < len(text); {
		if c := text[at+1]; 'a' <= c|0x20 && c|0x20 <= 'z' || c == '/' || c == '!' {
			return true
		}
		next := strings.IndexByte(text[at+1:], '<')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return false
}

func unreferenced(s string) string {
	return strings.ReplaceAll(html.UnescapeString(s), "\u00a0", " ")
}

// softBreaks writes a break as a line break alone, which a deck keeps.
func softBreaks(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "  \n", "\n"), "\u00a0", " ")
}
