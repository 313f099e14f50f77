package markup_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cards/deck/markup"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var blockNames = map[markup.BlockKind]string{
	markup.BlockText: "text", markup.BlockDefinition: "definition", markup.BlockFence: "fence",
	markup.BlockMath:    "math",
	markup.BlockComment: "comment",
}

// blocks reads a text from its start to its end.
func blocks(src string, ends func(string) bool) []markup.Block {
	var list []markup.Block
	b := markup.NewBlocks(src, ends)
	for pos := 0; pos < len(src); pos = list[len(list)-1].End {
		list = append(list, b.At(pos))
	}
	return list
}

// describeBlocks shows blocks as lines: their kind, a > for each quote mark, a - for an item, what
// reaches from mark to mark, and what stands between the marks.
func describeBlocks(src string, list []markup.Block) []string {
	var lines []string
	for _, b := range list {
		line := blockNames[b.Kind] + " "
		if b.Unclosed {
			line = "unclosed " + line
		}
		line += strings.Repeat(">", b.Quote)
		if b.Item {
			line += "-"
		}
		line += fmt.Sprintf("%q", b.Marks.In(src))
		if !b.Unclosed && b.Kind != markup.BlockText {
			line += fmt.Sprintf(" %q", b.Text.In(src))
		}
		lines = append(lines, line)
	}
	return lines
}

type blockCase struct {
	name, src string
	want      []string
}

var blockCases = []blockCase{
	{"lines of text", "a\n\n  b \n# c", []string{`text "a"`, `text ""`, `text "b"`, `text "# c"`}},
	{"quotes and items", "> a\n>> b\n- c\n 12) d\n- > e\n> * f\n-g\n1234567890. h", []string{
		`text >"a"`, `text >>"b"`, `text -"c"`, `text -"d"`, `text >-"e"`, `text >-"f"`,
		`text "-g"`, `text "1234567890. h"`,
	}},
	{
		"fence", "```go\na\n\n```\nb",
		[]string{`fence "` + "```go\\na\\n\\n```" + `" "a\n\n"`, `text "b"`},
	},
	{"fence indented deeply", "\t~~~\na\n\t\t~~~~ \n", []string{`fence "~~~\na\n\t\t~~~~" "a\n"`}},
	{
		"fence closes by the same mark, as long", "~~~~\n~~~\n```\n~~~~",
		[]string{`fence "~~~~\n~~~\n` + "```" + `\n~~~~" "~~~\n` + "```" + `\n"`},
	},
	{
		"fence in an item", "- ```\n  a\n  ```\n- b",
		[]string{`fence -"` + "```\\n  a\\n  ```" + `" "  a\n"`, `text -"b"`},
	},
	{
		"fence that nothing closes", "```\na\n~~~",
		[]string{"unclosed fence \"```\"", `text "a"`, `unclosed fence "~~~"`},
	},
	{
		"no fence with a backtick behind it", "``` a`\n```\n```",
		[]string{"text \"``` a`\"", "fence \"```\\n```\" \"\""},
	},
	{
		"quoted fence", "> ```\n> a\n> > b\n> ```\nc",
		[]string{`fence >"` + "```\\n> a\\n> > b\\n> ```" + `" "> a\n> > b\n"`, `text "c"`},
	},
	{
		"quoted fence ends with its quote", "> ~~~ x\n> a\nb\n> ~~~",
		[]string{`fence >"~~~ x\n> a" "> a"`, `text "b"`, `fence >"~~~" ""`},
	},
	{
		"a deeper quote closes no fence", "> ```\n> > ```\n> a",
		[]string{`fence >"` + "```\\n> > ```\\n> a" + `" "> > ` + "```" + `\n> a"`},
	},
	{
		"fence in a quote in an item", "- > ```\n  > a\n  > ```\n  b",
		[]string{`fence >-"` + "```\\n  > a\\n  > ```" + `" "  > a\n"`, `text "b"`},
	},
	{"formula", "$$\na\n\nb $$\nc", []string{`math "$$\na\n\nb $$" "\na\n\nb "`, `text "c"`}},
	{"formula on one line", "$$a$$\n$$", []string{`text "$$a$$"`, `unclosed math "$$"`}},
	{"indented dollars", " $$\na\n$$", []string{`text "$$"`, `text "a"`, `unclosed math "$$"`}},
	{
		"formula across an end", "$$ a\n!\n$$",
		[]string{`unclosed math "$$ a"`, `text "!"`, `unclosed math "$$"`},
	},
	{"formula across an end, marks alone", "$$\n!\n$$", []string{`math "$$\n!\n$$" "\n!\n"`}},
	{"formula across an end and a blank line", "$$\n!\n \n$$", []string{
		`unclosed math "$$"`, `text "!"`, `text ""`, `unclosed math "$$"`,
	}},
	{"formula that ends with an end", "$$\n! $$", []string{`unclosed math "$$"`, `text "! $$"`}},
	{"formula before an end", "$$ a\nb $$\n!", []string{`math "$$ a\nb $$" " a\nb "`, `text "!"`}},
	{"comment", "<!-- a\n\n--> \nb", []string{`comment "<!-- a\n\n-->" " a\n\n"`, `text "b"`}},
	{
		"text behind a comment", "<!-- a --> ```\nb\n```",
		[]string{`comment "<!-- a -->" " a "`, "fence \"```\\nb\\n```\" \"b\\n\""},
	},
	{"unclosed comment", "<!-- a\nb", []string{`unclosed comment "<!-- a"`, `text "b"`}},
	{"comment that another one opens in", "<!-- a\n\n<!-- b -->", []string{
		`unclosed comment "<!-- a"`, `text ""`, `comment "<!-- b -->" " b "`,
	}},
	{"indented comment", " <!-- a\n-->", []string{`text "<!-- a"`, `text "-->"`}},
	{"definitions", "[a]: https://b.c\n > [d e]: <f/g> 'title'\n[h]:i.md", []string{
		`definition "[a]: https://b.c" "https://b.c"`, `definition >"[d e]: <f/g> 'title'" "f/g"`,
		`definition "[h]:i.md" "i.md"`,
	}},
	{"no definitions", "[a]: capital\n\n[b]: c/d e\n\n[^f]: g/h\n\n[]: i/j\n\n[k] : l/m\n\n    [n]: o/p", []string{
		`text "[a]: capital"`, `text ""`, `text "[b]: c/d e"`, `text ""`, `text "[^f]: g/h"`,
		`text ""`, `text "[]: i/j"`, `text ""`,
		`text "[k] : l/m"`, `text ""`, `text "[n]: o/p"`,
	}},
	{"no definition within a paragraph", "a\n[b]: c/d\n\n[e]: f/g", []string{
		`text "a"`, `text "[b]: c/d"`, `text ""`, `definition "[e]: f/g" "f/g"`,
	}},
}

func isEnd(line string) bool { return strings.HasPrefix(line, "!") }

func TestBlocks(t *testing.T) {
	t.Parallel()
	for _, c := range blockCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, describeBlocks(c.src, blocks(c.src, isEnd))); diff != "" {
				t.Errorf("blocks of %q (-want +got):\n%s", c.src, diff)
			}
		})
	}
}

// FuzzBlocks: blocks follow on each other, their ranges lie within each other, and what is read
// line by line from a later start is read the same.
func FuzzBlocks(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, src string) {
		pos := 0
		for _, b := range blocks(src, isEnd) {
			if b.Start != pos || b.End <= b.Start || b.Marks.Start < b.Start ||
				b.Marks.End < b.Marks.Start || b.Marks.End > b.End {
				t.Fatalf("block %+v at %d of %q", b, pos, src)
			}
			if !b.Unclosed && b.Kind != markup.BlockText &&
				(b.Text.Start <= b.Marks.Start || b.Text.End < b.Text.Start || b.Text.End > b.Marks.End) {
				t.Fatalf("text of block %+v of %q", b, src)
			}
			pos = b.End
			fresh := markup.NewBlocks(src[b.Start:], isEnd).At(0)
			if fresh.Kind != b.Kind && fresh.Kind != markup.BlockDefinition || fresh.End != b.End-b.Start {
				t.Fatalf("block %+v of %q is read as %+v from its start", b, src, fresh)
			}
		}
	})
}

// sketch is how a text is divided, by the numbers of lines from 0.
type sketch struct {
	Code, Comments []int        // lines within fences and of comments
	URLs           []string     // of definitions
	Quotes         map[int]int  // of the other lines that are not blank: how deep they are quoted
	Items          map[int]bool // those that begin an item
}

func lineOf(src string, pos int) int { return strings.Count(src[:pos], "\n") }

// sketchBlocks divides a text by Blocks. ok is false where FORMAT.md departs from CommonMark: at a
// fence without an end.
func sketchBlocks(src string) (s sketch, ok bool) {
	s = sketch{Quotes: map[int]int{}, Items: map[int]bool{}}
	for _, b := range blocks(src, nil) {
		first, last := lineOf(src, b.Start), lineOf(src, b.End-1)
		switch {
		case b.Unclosed:
			return s, false
		case b.Kind == markup.BlockDefinition:
			s.URLs = append(s.URLs, b.Text.In(src))
		case b.Kind == markup.BlockComment:
			for n := first; n <= last; n++ {
				s.Comments = append(s.Comments, n)
			}
		case b.Kind == markup.BlockFence:
			for n := first + 1; n <= last && b.Text.Start < b.Text.End; n++ {
				if n < last || b.Text.End == b.Marks.End {
					s.Code = append(s.Code, n)
				}
			}
			fallthrough
		case b.Marks.Start < b.Marks.End:
			s.Quotes[first] = b.Quote
			if b.Item {
				s.Items[first] = true
			}
		}
	}
	return s, true
}

// sketchTree divides a text as goldmark does.
func sketchTree(src string) sketch {
	s := sketch{Quotes: map[int]int{}, Items: map[int]bool{}}
	pc := parser.NewContext()
	root := goldmark.DefaultParser().Parse(text.NewReader([]byte(src)), parser.WithContext(pc))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Type() == ast.TypeBlock {
			s.take(src, n)
		}
		return ast.WalkContinue, nil
	})
	for _, r := range pc.References() {
		s.URLs = append(s.URLs, string(r.Destination()))
	}
	return s
}

func (s *sketch) take(src string, n ast.Node) {
	lines := n.Lines()
	var at []int
	for i := range lines.Len() {
		at = append(at, lineOf(src, lines.At(i).Start))
	}
	switch n := n.(type) {
	case *ast.LinkReferenceDefinition:
		return
	case *ast.FencedCodeBlock:
		s.Code = append(s.Code, at...)
		at = []int{lineOf(src, n.Info.Segment.Start)}
	case *ast.HTMLBlock:
		if n.HasClosure() {
			at = append(at, lineOf(src, n.ClosureLine.Start))
		}
		s.Comments = append(s.Comments, at...)
		return
	}
	if len(at) == 0 {
		return
	}
	quote := 0
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindBlockquote {
			quote++
		}
	}
	for _, line := range at {
		s.Quotes[line] = quote
	}
	for p := n; p.Parent() != nil && p.PreviousSibling() == nil; p = p.Parent() {
		if p.Kind() == ast.KindListItem || p.Parent().Kind() == ast.KindListItem {
			s.Items[at[0]] = true
		}
	}
}

// containersOf are what the blocks of a random document stand in: the beginning of their first
// line.
var containersOf = []string{"", "> ", "> > ", "- ", "12. ", "- > ", "> + "}

// piecesOf are the blocks of a random document.
var piecesOf = [][]string{
	{"a *b*", "c"},
	{"# heading"},
	{"para", "[x]: /not/a/definition"},
	{"[l1]: /url"},
	{"[l2]: <a b/c> 'title'"},
	{"```go", "a", "Q: b", "```"},
	{"~~~ x", "```", "", "# c", "~~~~"},
	{"````md", "```go", "> d", "```", "- e", "````"},
	{"```x", "[l3]: /url", "<!-- f -->", "~~~", "```"},
	{"a", "```sh", "```", "b"},
	{"[l4]:\tg.md"},

	{"1) h"},
	{"<!-- a -->"},
	{"<!--", "Q: a", "", "```", "-->"},
	{"b", "<!-- c", "-->"},
}

// randomDocument makes a document of blocks in containers. Where CommonMark leaves lines of a
// paragraph to the quote or item above although they have no mark, there is a blank line.
func randomDocument(picks []byte) string {
	var b strings.Builder
	last := -1
	for len(picks) >= 3 {
		container, piece := int(picks[0])%len(containersOf), int(picks[1])%len(piecesOf)
		if strings.Contains(strings.Join(piecesOf[piece], "\n"), "\n<!--") ||
			strings.HasPrefix(piecesOf[piece][0], "<!--") {
			container = 0 // within others comments end on their line
		}
		if container != last || picks[2]%2 == 0 {
			b.WriteByte('\n')
		}
		prefix := containersOf[container]
		for _, line := range piecesOf[piece] {
			b.WriteString(prefix + line + "\n")
			prefix = strings.NewReplacer("- ", "  ", "+ ", "  ", "12. ", "    ").Replace(prefix)
		}
		last, picks = container, picks[3:]
	}
	return b.String()
}

// FuzzBlocksAgreeWithGoldmark holds the blocks to those of goldmark wherever CommonMark decides
// what is one.
func FuzzBlocksAgreeWithGoldmark(f *testing.F) {
	for c := range len(containersOf) {
		for p := range len(piecesOf) {
			f.Add([]byte{byte(c), byte(p), 0, byte(c), byte(p + 1), 1, byte(c + 1), byte(3 * p), 1, 0, 0, 0})
		}
	}
	f.Fuzz(func(t *testing.T, picks []byte) {
		src := randomDocument(picks[:min(len(picks), 120)]) // the sketches take the square of its length
		got, ok := sketchBlocks(src)
		if !ok {
			return
		}
		want := sketchTree(src)
		got.URLs = slices.Compact(slices.Sorted(slices.Values(got.URLs)))
		want.URLs = slices.Compact(slices.Sorted(slices.Values(want.URLs)))
		slices.Sort(want.Code)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-goldmark +Blocks):\n%s", src, diff)
		}
	})
}
