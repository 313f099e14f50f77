package term_test

import (
	"regexp"
	"strings"
	"testing"

	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/deck/markup"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

// gaps writes the marks of an asked gap for ‹ and ›, and those of a line that flows for ~ at its
// end.
var gaps = strings.NewReplacer("‹", "\u0002", "›", "\u0003", "~\n", string(markup.Flow)+"\n")

func TestMarkdown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		width int
		src   string
		want  []string
	}{
		{"nothing", 20, "", nil},
		{
			"wraps at spaces", 20, "the quick brown fox jumps over",
			[]string{"the quick brown fox", "jumps over"},
		},
		{
			"no width, no wrapping", 0, "the quick brown fox jumps over",
			[]string{"the quick brown fox jumps over"},
		},
		{
			"breaks stay", 20, "the quick brown\nfox jumps over the lazy dog",
			[]string{"the quick brown", "fox jumps over the", "lazy dog"},
		},
		{
			"wrapped lines flow", 20, "the quick brown~\nfox jumps over~\nthe lazy dog",
			[]string{"the quick brown fox", "jumps over the lazy", "dog"},
		},
		{"wrapped ideographs flow", 10, "漢字と~\nかなを", []string{"漢字とかな", "を"}},
		{
			"breaks in a quote and a list", 20, "> a\n> b\n\n1. c\n   d",
			[]string{"│ a", "│ b", "", "1. c", "   d"},
		},
		{
			"cuts what is too long", 10, "a https://example.org/b",
			[]string{"a", "https://ex", "ample.org/", "b"},
		},
		{"from right to left alone", 20, "שלום, עולם 5!", []string{"שלום, עולם 5!"}},
		{
			"from right to left has its own line", 40, "The word (שלום עולם), 2 times, means שלום.",
			[]string{
				"The word", "(שלום עולם),", "2 times, means", "שלום.",
			},
		},
		{"from right to left in front", 40, "- שלום means peace\n- **سلام** too", []string{
			"• שלום", "  means peace", "• **سلام**", "  too",
		}},
		{"from right to left at breaks", 40, "peace\nשלום\nsalam", []string{"peace", "שלום", "salam"}},
		{"spaces are one", 20, "a   b\tc", []string{"a b c"}},
		{"paragraphs", 20, "a\n\n\nb", []string{"a", "", "b"}},
		{"hard breaks", 20, "a  \nb\\\nc", []string{"a", "b", "c"}},
		{
			"wide characters", 10, "漢字とかなを混ぜた文章です。", []string{"漢字とかな", "を混ぜた文", "章です。"},
		},
		{"no line begins with closing punctuation", 6, "漢字た。字", []string{"漢字", "た。字"}},
		{
			"combining characters", 4, "e\u0301e\u0301 e\u0301e\u0301",
			[]string{"e\u0301e\u0301", "e\u0301e\u0301"},
		},
		{"emoji", 4, "👍🏽👍🏽👍🏽", []string{"👍🏽👍🏽", "👍🏽"}},
		{"emphasis keeps its marks", 40, "*a* __b__ ~~c~~", []string{"*a* **b** ~~c~~"}},
		{"code", 40, "a `b  c` d", []string{"a `b  c` d"}},
		{"heading", 40, "## a *b*\n\nc", []string{"## a *b*", "", "c"}},
		{"rule", 40, "***", []string{"────────────────────"}},
		{"links", 40, "[a](b) <https://c.d> [e](<e>)", []string{"a (b) https://c.d e"}},
		{"picture", 40, "![a](b.png)", []string{"picture: a (b.png)"}},
		{"embedded picture", 40, "![[a b.png|300]] c", []string{"picture: (a b.png) c"}},
		{"picture tag", 40, `<img alt="a" src="b.png">`, []string{"picture: a (b.png)"}},
		{"embedded sound", 40, "![[a.mp3]] b [c](d/e.ogg)", []string{"♪ a.mp3 b c ♪ e.ogg"}},
		{
			"reference link", 40, "[a][b], [b]\n\n[b]: https://c.d",
			[]string{"a (https://c.d), b (https://c.d)"},
		},
		{"line break tags", 40, "a<br>b<br/>\nc<br><br>d<br>", []string{"a", "b", "c", "", "d"}},
		{
			"line break tags in a list", 10, "- a<br>b c d ef g\n- f",
			[]string{"• a", "  b c d ef", "  g", "• f"},
		},
		{
			"line break tags in a table", 40, "|a|b<br>c|\n|-|-|\n|d<br>eee|f|",
			[]string{"a    b", "     c", "───  ─", "d    f", "eee"},
		},
		{
			"line break tags in a table without room", 12,
			"|a|b|c|\n|-|-|-|\n|1111111|2222222<br>2|3333333|",
			[]string{"a: 1111111", "b: 2222222", "2", "c: 3333333"},
		},
		{"scripts", 40, "H<sub>2</sub>O 10<sup>-3</sup> x<sup>n+1</sup>", []string{"H₂O 10⁻³ xⁿ⁺¹"}},
		{
			"scripts that cannot be raised", 40, "x<sup>2π</sup> y<sub>*Q*</sub>",
			[]string{"x^(2π) y_(*Q*)"},
		},
		{"gap in a script", 40, "H<sub>‹[…]›</sub>O, H<sub>‹2›</sub>O", []string{"H_([…])O, H_([2])O"}},
		{"single tildes", 40, "~5 or ~6, ~~no~~", []string{"~5 or ~6, ~~no~~"}},
		{
			"entities", 60, "a&nbsp;b &copy; &shy;c&#x200b;d &#8594; &lt;br&gt; &hearts; &#x1F600; &amp;lt;",
			[]string{"a\u00a0b © cd → <br> ♥ 😀 &lt;"},
		},
		{
			"control characters by entity", 60, "&#27;[31m &#x9b;2J &#7; &#127; &#x202e;a &#0; &#13;b",
			[]string{"␛[31m ›2J ␇ ␡ a � ␍b"},
		},
		{"gap marks by entity", 40, "a &#2;b&#3;", []string{"a ␂b␃"}},
		{"entities in code", 40, "`&lt;` &lt;", []string{"`&lt;` <"}},
		{"math is Unicode", 40, "$a_1*b$ \\(c\\le\\frac{d}{e}\\)", []string{"a₁ * b c ≤ d/e"}},
		{"math that is not known", 40, "$\\foo{a}$ $\\frac{a}$", []string{"\\foo{a} $\\frac{a}$"}},
		{"formula block", 40, "$$\na\n  + b\n$$", []string{"  a + b"}},
		{"formula block of two lines", 40, "$$\na &= b \\\\\n&= c\n$$", []string{"  a = b", "  = c"}},
		{"formula block that is not known", 40, "$$\na\n  \\frac{b\n$$", []string{"  a", "    \\frac{b"}},
		{"wide formula", 12, "$$\naaaa + bbbb + cccc\n$$", []string{"  aaaa +", "  bbbb +", "  cccc"}},
		{"math in a table", 40, "|a|\n|-|\n|$b^2$|", []string{"a", "──", "b²"}},
		{"control characters in math", 40, "$a\x1b[2J\u009b$", []string{"a␛[2J�"}},
		{"html is text", 40, "<b>a</b> &lt;", []string{"<b>a</b> <"}},
		{"list", 12, "- a b c d e f\n- g", []string{"• a b c d e", "  f", "• g"}},
		{"loose list", 20, "- a\n\n- b", []string{"• a", "", "• b"}},
		{"numbers are aligned", 20, "9. a\n10. b", []string{" 9. a", "10. b"}},
		{"nested list", 20, "1. a\n   - b\n     - c", []string{"1. a", "   • b", "     • c"}},
		{"tasks", 12, "- [x] a b c d e\n- [ ] f", []string{"[x] a b c d", "    e", "[ ] f"}},
		{
			"tasks with numbers", 16, "1. [x] a b c d e f\n2. [ ] f\n3. g",
			[]string{"1. [x] a b c d e", "       f", "2. [ ] f", "3. g"},
		},
		{"quote", 12, "> a b c d e f\n>\n> - g", []string{"│ a b c d e", "│ f", "│", "│ • g"}},
		{"code block", 40, "```go\n\tif a {\n\n  b\n```", []string{"      if a {", "", "    b"}},
		{
			"code block cut at the width", 12, "```\nabcdefghijkl  m\n```",
			[]string{"  abcdefghij", "↪ kl  m"},
		},
		{"indented code", 40, "a\n\n    b", []string{"a", "", "  b"}},
		{"wide code", 12, "```\n漢字漢字漢字\n```", []string{"  漢字漢字漢", "↪ 字"}},
		{
			"table", 40, "|a|bb|c|\n|-|:-:|-:|\n|`d`|e|f|\n|g|hhhh|iii|",
			[]string{"a     bb     c", "───  ────  ───", "`d`   e      f", "g    hhhh  iii"},
		},
		{
			"table with wrapped cells", 20, "|a|b|\n|-|-|\n|c|d d d d d d d d d d|",
			[]string{"a  b", "─  ─────────────────", "c  d d d d d d d d d", "   d"},
		},
		{
			"table without room", 12, "|a|b|c|\n|-|-|-|\n|1111111|2222222|3333333|\n|4|5|6|",
			[]string{"a: 1111111", "b: 2222222", "c: 3333333", "", "a: 4", "b: 5", "c: 6"},
		},
		{"hidden gap", 40, "a ‹[…]› b ‹[hint]›", []string{"a […] b [hint]"}},
		{"shown gap", 40, "a ‹b› c", []string{"a [b] c"}},
		{"gap with markup", 40, "‹a *b* `c`›", []string{"[a *b* `c]`"}},
		{"gap across lines", 40, "‹a\nb›", []string{"[a", "b]"}},
		{"gap in code and math", 40, "`a ‹b›` $c_‹d›$", []string{"`a [b]` c_[d]"}},
		{"gap in a code block", 40, "```\na ‹b› c\n```", []string{"  a [b] c"}},
		{"gap in a table", 40, "|a|\n|-|\n|‹b›|", []string{"a", "───", "[b]"}},
		{"escape sequences", 60, "a\x1b[31mb\x07\u009b2J\x9b &#27;]0;x", []string{"a␛[31mb␇�2J� ␛]0;x"}},
		{"escape sequences in code", 60, "```\x1b[2J\na\x1b[31m\n```", []string{"  a␛[31m"}},
		{
			"escape sequences in URLs", 60, "[a](b\u009bc \"d\") ![e](<f\x1bg>)",
			[]string{"a (b�c) picture: e (f␛g)"},
		},
		{"width 1", 1, "ab *c*\n\n- d", []string{"a", "b", "*", "c", "*", "", "•", "d"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := markdown(gaps.Replace(c.src), "", c.width, out.Bare)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%q at width %d (-want +got):\n%s", c.src, c.width, diff)
			}
		})
	}
}

func TestMarkdownWithColours(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, src, want string }{
		{"emphasis", "*a* **b**", "\x1b[3ma\x1b[23m \x1b[1mb\x1b[22m"},
		{"nested emphasis", "**a *b***", "\x1b[1ma \x1b[22m\x1b[1;3mb\x1b[22;23m"},
		{"heading", "# a", "\x1b[1ma\x1b[22m"},
		{"code", "`a`", "\x1b[38;5;248m`\x1b[0;25;0ma\x1b[38;5;248m`\x1b[0;25;0m"},
		{"gap", "a ‹b›", "a \x1b[1;4;38;5;80mb\x1b[22;24;0;25;0m"},
		{"link", "[a](b)", "\x1b[4ma\x1b[24m \x1b[38;5;248m(b)\x1b[0;25;0m"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := strings.Join(markdown(gaps.Replace(c.src), "", 40, out.Dark), "\n")
			if got != c.want {
				t.Errorf("%q is %q, want %q", c.src, got, c.want)
			}
		})
	}
}

func TestMarkdownOfHugeText(t *testing.T) {
	t.Parallel()
	lines := markdown(strings.Repeat("漢字 ", 10_000_000), "", 80, out.Bare)
	last := lines[len(lines)-1]
	if len(lines) > 2000 || !strings.Contains(strings.Join(lines[len(lines)-2:], " "), "more bytes)") {
		t.Errorf("%d lines, the last is %q", len(lines), last)
	}
}

// ours matches the escape sequences that colours and links are made of.
var ours = regexp.MustCompile("\x1b\\[[0-9;]*m|\x1b\\]8;;[!-~]*\a")

func FuzzMarkdown(f *testing.F) {
	for _, src := range []string{
		"# a\n\n- b\n  - c `d`\n\n> e\n\n```\nf\n```\n", "|a|b|\n|-|-|\n|c|d|", "‹a *b› c*",
		"$$\na\n$$ \\(b\\)",
		"\x1b[31m\u009b\x9d0;\x07", "\u202e漢字\u200b👍🏽e\u0301", "[a](b) ![c](d) <https://e>",
		"- [x] a\n- [ ] b\n\n1. c",
	} {
		f.Add(gaps.Replace(src), uint8(20))
	}
	f.Fuzz(func(t *testing.T, src string, width uint8) {
		for _, line := range markdown(src, "", int(width), out.Bare) {
			if !harmless(line) || strings.ContainsAny(line, "\n\t") {
				t.Errorf("%q shows %q", src, line)
			}
			if got := ansi.StringWidth(line); width > 0 && got > max(int(width), 2) {
				t.Errorf("%q at %d: line %q is %d cells wide", src, width, line, got)
			}
		}
		for _, line := range markdown(src, "", int(width), out.Light) {
			if !harmless(ours.ReplaceAllString(line, "")) {
				t.Errorf("%q shows %q", src, line)
			}
		}
	})
}

// harmless says that a text has nothing in it that a terminal might act on or that hides or
// reorders text.
func harmless(s string) bool { return out.Sanitize(s) == s }

// markdown renders a text as it is shown.
func markdown(src, definitions string, width int, theme out.Theme) []string {
	look := term.Look{Theme: theme, Links: theme != out.Bare, Words: true, Widths: term.Clusters}
	return term.Document(out.Document(src, definitions), width, look)
}

func TestLinks(t *testing.T) {
	t.Parallel()
	const behind, end = "\x1b]8;;https://e.org/\a", "\x1b]8;;\a"
	text := func(s string) string { return behind + "\x1b[4m" + s + "\x1b[24m" + end }
	for src, want := range map[string]string{
		"[a](https://e.org/)": text("a") +
			" \x1b[38;5;248m(https://e.org/)\x1b[0;25;0m",
		"<https://e.org/>": text("https://e.org/"),
		"[a](https://e.org/) [b](https://e.org/)": text("a") +
			" \x1b[38;5;248m(https://e.org/)\x1b[0;25;0m " + text("b"),
		"[a](javascript:x)":                        "\x1b[4ma\x1b[24m \x1b[38;5;248m(javascript:x)\x1b[0;25;0m",
		"[a](file:///etc/passwd)":                  "\x1b[4ma\x1b[24m \x1b[38;5;248m(file:///etc/passwd)\x1b[0;25;0m",
		"[a](<https://e.org/\x1b]8;;https://f\a>)": "\x1b[4ma\x1b[24m \x1b[38;5;248m(https://e.org/␛]8;;https://f␇)\x1b[0;25;0m",
	} {
		if got := strings.Join(markdown(src, "", 200, out.Dark), "\n"); got != want {
			t.Errorf("%q is %q, want %q", src, got, want)
		}
	}
}

func TestFootnotes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		src  string
		want []string
	}{
		{"Paris[^a] is.\n\n[^a]: Since 987.", []string{"Paris[1] is.", "", "[1] Since 987."}},
		{"[^b]: x *y*\n\na[^a] b[^b] c[^a]\n\n[^a]: 1\n    2\n\n    3", []string{
			"a[1] b[2] c[1]", "", "[1] 1", "    2", "", "    3", "[2] x *y*",
		}},
		{"a[^1]", []string{"a[^1]"}},
		{"a\n\n[^1]: alone", []string{"a", "", "[^1]: alone"}},
		{"a[^1]\n\n[^1]: x\n\n[^1]: y", []string{"a[1]", "", "[1]: y", "", "[1] x"}},
		{"`[^1]` \\[^1]\n\n[^1]: x", []string{"`[^1]` [^1]", "", "[^1]: x"}},
	} {
		if diff := cmp.Diff(c.want, markdown(c.src, "", 40, out.Bare)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.src, diff)
		}
	}
	const elsewhere = "[link]: https://a.org/\n\n[^1]: here *too*\n\n[^2]: and\n\n    there"
	for _, c := range []struct{ src, want string }{
		{"none", "none"},
		{"a[^1]", "a[1]||[1] here *too*"},
		{"a[^2] [link]", "a[1] link (https://a.org/)||[1] and||    there"},
		{"a\n\n[^1]: mine for others", "a"},
		{"a[^1] b[^2]\n\n[^1]: mine", "a[1] b[2]||[1] mine|[2] and||    there"},
		{"a[^3]\n\n[^4]: alone", "a[^3]||[^4]: alone"},
	} {
		if got := strings.Join(markdown(c.src, elsewhere, 40, out.Bare), "|"); got != c.want {
			t.Errorf("%q beside other parts is %q, want %q", c.src, got, c.want)
		}
	}
	if got := strings.Join(markdown("a[^1]\n\n[^1]: x", "", 40, out.Mono), "|"); got != "a¹||¹ x" {
		t.Errorf("on a screen it is %q", got)
	}
	if got := out.Plain("Paris[^a]\n\n[^a]: Since 987.", ""); got != "Paris" {
		t.Errorf("the text is %q", got)
	}
}

func TestCodeHasColours(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		theme     out.Theme
		src, want string
	}{
		{
			out.Dark, "```go\nreturn \"a\" // b\n```",
			"  \x1b[38;5;183mreturn\x1b[0;25;0m \x1b[38;5;114m\"a\"\x1b[0;25;0m \x1b[38;5;248m// b\x1b[0;25;0m",
		},
		{out.Mono, "```Go\nreturn 1\n```", "  \x1b[1mreturn\x1b[22m 1"},
		{out.Bare, "```go\nreturn 1\n```", "  return 1"},
		{out.Dark, "```\nreturn 1\n```", "  return 1"},
		{
			out.Dark, "```go\nreturn ‹nil›\n```",
			"  \x1b[38;5;183mreturn\x1b[0;25;0m \x1b[1;4;38;5;80mnil\x1b[22;24;0;25;0m",
		},
		{
			out.Dark, "```go\nif \x1b[2J\n```",
			"  \x1b[38;5;183mif\x1b[0;25;0m ␛[\x1b[38;5;216m2\x1b[0;25;0mJ",
		},
	} {
		if got := strings.Join(markdown(gaps.Replace(c.src), "", 60, c.theme), "\n"); got != c.want {
			t.Errorf("%q is %q, want %q", c.src, got, c.want)
		}
	}
}
