package deck_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/front"
	"cards/deck/settings"
)

// TestTagsOfVaults: editors of notes write the tags of a file in many ways.
func TestTagsOfVaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, front string
		want        []string
		diagnostics []string
	}{
		{name: "text", front: "tags: go", want: []string{"go"}},
		{
			name: "text with commas", front: "tags: go, slices,  deep copy ,",
			want: []string{"go", "slices", "deep copy"},
		},
		{name: "text with spaces", front: "tags: go slices", want: []string{"go", "slices"}},
		{
			name: "text on two lines", front: "tags: >-\n  go,\n  deep copy",
			want: []string{"go", "deep copy"},
		},
		{
			name: "commas of Chinese and Japanese", front: "tags: 编程，语言、Go",
			want: []string{"编程", "语言", "Go"},
		},
		{name: "text in TOML", front: "tags = \"go, slices\"", want: []string{"go", "slices"}},
		{name: "a number", front: "tags: 2024", want: []string{"2024"}},
		{
			name:  "what YAML takes for other than text",
			front: "tags: [go, 2024, 3.10, 0x1F, 1_000, true, no, 2024-01-05, ~]",
			want:  []string{"go", "2024", "3.10", "0x1F", "1_000", "true", "no", "2024-01-05"},
		},
		{
			name:  "what TOML takes for other than text",
			front: "tags = [\"go\", 2024, 1.5, true, 2024-01-05]",
			want:  []string{"go", "2024", "1.5", "true", "2024-01-05"},
		},
		{
			name:  "list with quotes and marks",
			front: "tags:\n  - \"#go/runtime\"\n  - '# deep copy'\n  - 学習",
			want:  []string{"go/runtime", "deep copy", "学習"},
		},
		{name: "one text with marks", front: "tags: \"#go #slices\"", want: []string{"go", "slices"}},
		{name: "lists in a list", front: "tags: [[go], [[slices]]]", want: []string{"go", "slices"}},
		{name: "an anchor", front: "aliases: &a [go]\ntags: *a", want: []string{"go"}},
		{name: "other names of the key", front: "Tags: go\ntag: slices", want: []string{"go", "slices"}},
		{name: "no tags", front: "tags:\ntag: []\nTags: \"\"\nTag: [\"\", \" \"]"},
		{name: "a comment", front: "tags: #go #slices", diagnostics: []string{
			`2:7: warning: front matter: "#go #slices" is a comment in YAML, not a tag`,
		}},
		{
			name: "comments in a list", front: "tags:\n  - #go\n  - slices # a comment\nx:\n  - #y",
			want: []string{"slices"}, diagnostics: []string{
				`3:5: warning: front matter: "#go" is a comment in YAML, not a tag`,
			},
		},
		{
			name: "a comment that is none of tags", front: "tags: # one a line\n  # indented\n  - go",
			want: []string{"go"},
		},
		{
			name: "what is no tag", front: "tags:\n- go: x\n- slices", want: []string{"slices"},
			diagnostics: []string{
				"2:1: error: front matter: tags is not a list of texts",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, ends := range []struct{ mark, end string }{{"", "\n"}, {"\ufeff", "\r\n"}} {
				source := "---\n" + c.front + "\n---\nQ: a\nA: b\n"
				f := deck.Parse("x.md", []byte(lines(ends.mark, ends.end, source)))
				if diff := cmp.Diff(c.want, f.Front.Tags); diff != "" {
					t.Errorf("tags of\n%s\n(-want +got):\n%s", c.front, diff)
				}
				if diff := cmp.Diff(c.diagnostics, diagnostics(f)); diff != "" {
					t.Errorf("diagnostics of\n%s\n(-want +got):\n%s", c.front, diff)
				}
			}
		})
	}
}

// TestFrontMatterOfVaults: what means nothing here does no harm, and what is wrong with one entry
// leaves the others.
func TestFrontMatterOfVaults(t *testing.T) {
	t.Parallel()
	const sound = "aliases: [x, \"y: z\"]\ncreated: 2024-01-05T10:11\nmodified: 2024-01-05\n" +
		"publish: true\nrating: 4.5\nempty:\nnone: null\n" +
		"up: [[Go]]\nmeta: {a: {b: [1, {c: d}]}}\nnested:\n  deep:\n    - 1\n    - {x: y}\n" +
		"quoted: \"{{title}}\"\n"
	for _, c := range []struct {
		name, front string
		want        front.Matter
		diagnostics []string
	}{
		{name: "ordinary", front: sound},
		{
			name: "scalars of other types", front: "name: 2024\ndescription: true",
			want: front.Matter{Name: "2024", Description: "true"},
		},
		{
			name: "quoted numbers", front: "new_per_day: \"10\"\nretention: '0.9'\nsteps: \"1\"",
			want: front.Matter{Settings: settings.Set{
				NewPerDay: new(10), Retention: new(0.9), Steps: &[]time.Duration{time.Minute},
			}},
		},
		{
			name: "several sources", front: "source:\n  - https://example.org\n  - 2024",
			want: front.Matter{Source: "https://example.org, 2024"},
		},
		{
			name:  "entries that are wrong",
			front: "title: {{title}}\nname: Go\nsubtitle: a: b\nby: @me\ntags: [go]",
			want:  front.Matter{Name: "Go", Tags: []string{"go"}}, diagnostics: []string{
				"2:9: warning: front matter: text in braces that is not YAML",
				`4:11: warning: front matter: ": " within a text`,
				"5:5: warning: front matter: '@' is a reserved character",
			},
		},
		{
			name: "known entries that are wrong", front: "tags: [#go, #x]\nname: Go\ndescription: a: b\n",
			want: front.Matter{Name: "Go"}, diagnostics: []string{
				`2:7: error: front matter: "[" that nothing closes`,
				`4:14: error: front matter: ": " within a text`,
			},
		},
		{
			name:  "lines that are no entries",
			front: "tags: go\n<!-- to do -->\nname: Go\n```\nx: [a,\nb]\n%% y: z %%\nsource：a\nby: 'c\n  d'\n",
			want:  front.Matter{Name: "Go", Tags: []string{"go"}}, diagnostics: []string{
				`3:1: warning: front matter: not of the form "key: value"`,
				"5:1: warning: front matter: '`' is a reserved character",
				"8:1: warning: front matter: a text that begins with %",
				`9:1: warning: front matter: not of the form "key: value"`,
			},
		},
		{
			name: "other ordinary errors", front: "u: [[A]], [[B]]\nv: %a\ntags:go\nlanguage:\n\tde\nname: 'x\n",
			diagnostics: []string{
				"2:9: warning: front matter: text behind the end of a value",
				"3:4: warning: front matter: a text that begins with %",
				`4:1: error: front matter: not of the form "key: value"`,
				"6:1: error: front matter: indented by a tab",
				"7:7: error: front matter: a quotation mark that nothing closes",
			},
		},
		{
			name:  "characters that cannot be seen",
			front: "\u200bname: Go\ntags:\u00a0\n\u00a0\u00a0- go\n  - slices\nx: a\u00a0b\nlanguage\u200b:\u00a0de",
			want: front.Matter{
				Name: "Go", Language: "de", Tags: []string{"go", "slices"},
			},
			diagnostics: []string{
				"2:1: warning: front matter: invisible U+200B (zero-width space)",
			},
		},
		{
			name:  "not in text",
			front: "name: Go\u00a0\nx: |\n  a\u00a0: b\ntags: [a\u00a0b]",
			want:  front.Matter{Name: "Go\u00a0", Tags: []string{"a\u00a0b"}},
		},
		{
			name: "two entries that mean nothing", front: "aliases: a\nname: Go\naliases: b",
			want: front.Matter{Name: "Go"}, diagnostics: []string{
				`4:1: warning: front matter: "aliases" appears twice`,
			},
		},
		{
			name: "two entries of one key", front: "name: Go\nname: Rust",
			want: front.Matter{Name: "Rust"}, diagnostics: []string{
				`3:1: error: front matter: "name" appears twice`,
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, ends := range []struct{ mark, end string }{{"", "\n"}, {"\ufeff", "\r\n"}} {
				source := "---\n" + c.front + "\n---\nQ: a\nA: b\n"
				f := deck.Parse("x.md", []byte(lines(ends.mark, ends.end, source)))
				if diff := cmp.Diff(c.want, f.Front); diff != "" {
					t.Errorf("front matter of\n%s\n(-want +got):\n%s", c.front, diff)
				}
				if diff := cmp.Diff(c.diagnostics, diagnostics(f)); diff != "" {
					t.Errorf("diagnostics of\n%s\n(-want +got):\n%s", c.front, diff)
				}
			}
		})
	}
}

// TestFrontMatterWithoutCards: nothing depends on it in a file without a label.
func TestFrontMatterWithoutCards(t *testing.T) {
	t.Parallel()
	runParseCases(t, []parseCase{
		{
			name: "template", source: "---\ntitle: {{title}}\ndate: {{date}}\n---\n\nA template.\n",
			diagnostics: []string{
				"2:9: advice: front matter: text in braces that is not YAML",
				"3:8: advice: front matter: text in braces that is not YAML",
			},
		},
		{
			name:   "template of another kind",
			source: "---\ntitle: <% tp.file.title %>\ntags: <% tp.file.tags %>\n---\n# <% tp.file.title %>\n",
		},
		{
			name:   "not on the first line",
			source: "\n\u200b\n---\ntags: go\n---\nQ: a\nA: b\n",
			cards:  []string{"basic a | b"}, diagnostics: []string{
				"3:1: warning: front matter that does not begin on the first line",
			},
		},
		{
			name: "behind a character that cannot be seen", source: "\u200b---\nname: Go\n---\nQ: a\nA: b\n",
			cards: []string{"basic a | b"}, diagnostics: []string{
				`1:1: warning: invisible U+200B (zero-width space) beside "---"`,
			},
		},
		{
			name:   "what does not mean to be some",
			source: "\n---\nx: y\n---\n\n---\n\ntags: go\nQ: a\nA: b\n", cards: []string{"basic a | b"},
		},
		{name: "separators", source: "---\ntext\n", diagnostics: []string{
			`1:1: advice: "---" on the first line opens no front matter`,
		}},
		{
			name: "wrong types", source: "---\ntags: {a: b}\nretention: much\n---\ntext\n",
			diagnostics: []string{
				"2:1: advice: front matter: tags is not a list of texts",
				"3:1: advice: front matter: retention must be a number between 0 and 1, such as 0.9",
			},
		},
		{name: "written wrongly", source: "---\nretension: 0.9\n---\ntext\n", diagnostics: []string{
			`2:1: advice: front matter: "retension" means nothing here`,
		}},
		{
			name: "wrong, with a label that is none of a card", source: "---\nname: [\n---\nQ: text\n",
			diagnostics: []string{
				`2:7: error: front matter: "[" that nothing closes`,
				"4:1: error: question without an answer",
			},
		},
	})
}
