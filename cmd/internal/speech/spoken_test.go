package speech_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/speech"
	"cards/deck/markup"
)

func TestQuestionsAndAnswersAreSpoken(t *testing.T) {
	t.Parallel()
	gap := func(s string) string {
		return strings.NewReplacer("<", string(markup.GapOpen), ">", string(markup.GapClose)).Replace(s)
	}
	tests := []struct {
		source, language, want string
		without                string
	}{
		{"What is **bold** and _slanted_?", "", "What is bold and slanted?", ""},
		{
			"Of the `len` of a ~~slice~~ [link](https://example.org/x)", "",
			"Of the len of a slice link.", "",
		},
		{"- one\n- two\n  - three\n", "", "one. two. three.", ""},
		{"3. first\n4. second\n", "", "3. first. 4. second.", ""},
		{"# Title\n\nA paragraph\nof two lines", "", "Title. A paragraph, of two lines.", ""},
		{"| a | b |\n|---|---|\n| 1 | 2 |", "", "a, b. 1, 2.", ""},
		{"> quoted \\* text &amp; more", "", "quoted * text & more.", ""},
		{"Text.[^1]\n\n[^1]: a footnote", "", "Text.", ""},
		{"See <https://example.org/page>", "", "See example.org/page.", ""},
		{"Code:\n\n```go\nx := 1\n```", "", "Code:", "code"},
		{"![a map](map.png) Where?", "", "Where?", "picture"},
		{"[hear](a.mp3) Who?", "", "Who?", "sound"},
		{"Is $a^2 + b^2 = c^2$ true?", "", "Is a squared + b squared", ""},
		{"$$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$$", "", "", "math"},
		{gap("The <[…]> is a <[hint]>"), "", "The blank is a blank, hint,.", ""},
		{gap("Das <[…]> hier"), "de", "Das Lücke hier.", ""},
		{"e.g. this, i.e. that", "", "for example this, that is that.", ""},
		{"z.B. e.g.", "de", "z.B. e.g.", ""},
		{"---", "", "", ""},
		{"日本はどこですか。", "ja", "日本はどこですか。", ""},
	}
	for _, tt := range tests {
		got, without := speech.Reader{Language: tt.language}.Question(markup.Parse(tt.source, ""))
		want := strings.ReplaceAll(tt.want, " + b squared", " plus b squared equals c squared true?")
		if got != want || strings.Join(without, " ") != tt.without {
			t.Errorf("%q\n got %q, without %v\nwant %q", tt.source, got, without, want)
		}
	}
	if got, _ := (speech.Reader{}).Text(markup.Parse(gap("In <1969> a man"),
		"")); got != "In 1969 a man." {
		t.Errorf("an answer: %q", got)
	}
}

func TestFormulasAreSpoken(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`E = mc^2`:                     "E equals m c squared.",
		`\frac{1}{2}`:                  "one half.",
		`\sqrt{2} \approx 1.41`:        "the square root of 2 is about 1.41.",
		`x \leq 3`:                     "x is at most 3.",
		`f(x) = \sin x`:                "f of x, equals sine x.",
		`2^{10} = 1024`:                "2 to the power of 10 equals 1024.",
		`\alpha \to \infty`:            "alpha to infinity.",
		`H_2O`:                         "H 2 O.",
		`x^{-1}`:                       "x to the power of minus 1.",
		`\begin{cases}1\\2\end{cases}`: "",
		`\{1, 2\}`:                     "",
		`|x|`:                          "",
	} {
		got, without := speech.Reader{}.Text(markup.Parse("$"+source+"$", ""))
		if got != want || (len(without) > 0) != (want == "") {
			t.Errorf("%s: %q, without %v, want %q", source, got, without, want)
		}
	}
	if got, _ := (speech.Reader{Language: "de"}).Text(markup.Parse("$a^2 = 4$",
		"")); got != "a² = 4." {
		t.Errorf("a formula in German: %q", got)
	}
}

func TestOwnReadings(t *testing.T) {
	t.Parallel()
	r := speech.Reader{Say: map[string]string{
		"kubectl": "cube control", "SQL": "sequel", "C++": "see plus plus", "us": "you es",
		"kubectl get": "get with cube control",
	}}
	for source, want := range map[string]string{
		"Kubectl and kubectl get SQL, not MySQL": "cube control and get with cube control sequel, not MySQL.",
		"C++ uses us; sql":                       "see plus plus uses you es; sql.",
	} {
		if got, _ := r.Text(markup.Parse(source, "")); got != want {
			t.Errorf("%q: %q", source, got)
		}
	}
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	for language, want := range map[string]string{
		"": "en", "de": "de", "de_DE": "de-de", "German": "de", "pt-BR": "pt-br", "Klingon!": "en",
		"日本語": "ja", "x": "en", "English": "en",
	} {
		if got := speech.Code639(language); got != want {
			t.Errorf("%q: %q, want %q", language, got, want)
		}
	}
	for _, language := range []string{"en", "de", "fr", "es"} {
		p := speech.PhrasesOf(language)
		one, many := p.Opening("D", 1, 1), p.Opening("D", 12, 5)
		if strings.Contains(one+many+p.Close("D", 3), "%!") || !strings.Contains(many, "12") ||
			!strings.Contains(many, "5") || p.Blank == "" {
			t.Errorf("%s: %q, %q", language, one, many)
		}
	}
}

// FuzzSpoken: whatever a text holds, what is spoken of it is one line without control characters of
// gaps.
func FuzzSpoken(f *testing.F) {
	f.Add("**a** `b` $c^2$ - [x](y)\n\n| a |\n|---|\n")
	f.Add("\u0002[…]\u0003 $\u0002x\u0003$")
	f.Fuzz(func(t *testing.T, source string) {
		got, _ := speech.Reader{Say: map[string]string{"a": "b"}}.Question(markup.Parse(source, ""))
		if strings.ContainsAny(got, "\n\u0002\u0003") {
			t.Errorf("%q is spoken as %q", source, got)
		}
	})
}
