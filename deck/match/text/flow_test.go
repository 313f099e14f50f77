package text_test

import (
	"testing"

	"cards/deck/match/text"
)

// Texts are as keys have them: all lines outside of fences are one.
func TestFlow(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a | b | c":                                 "a | b | c",
		"| a | b | |---|:-:| | 1 | 2 |":             "a b 1 2",
		"|a|b| | - | - | |1|2|":                     "a b 1 2",
		"a | b --- | --- 1 | 2":                     "a b 1 2",
		"Layers: * core * crust":                    "Layers: - core - crust",
		"Layers: + core + crust":                    "Layers: - core - crust",
		"+ core + crust":                            "- core - crust",
		"profit is price + tax + cost":              "profit is price + tax + cost",
		"Sum: + 3 + 4":                              "Sum: + 3 + 4",
		"Charge: + or not":                          "Charge: + or not",
		"- a - b + c":                               "- a - b + c",
		"buy * [X] milk":                            "buy - [x] milk",
		"buy + [ ] milk":                            "buy - [ ] milk",
		"Order 1. wash 2. cut 1. thin 3. dry":       "Order 1. wash 1. cut 1. thin 1. dry",
		"Order 3) wash 4) cut":                      "Order 3. wash 3. cut",
		"in 1945. Then in 1947. Or":                 "in 1945. Then in 1947. Or",
		"(see page 5) and (page 6) too":             "(see page 5) and (page 6) too",
		"1. outer * inner * other":                  "1. outer - inner - other",
		"> quoted > lazy":                           "quoted lazy",
		"when a > b > c":                            "when a > b > c",
		"> 5 and > 6":                               "> 5 and > 6",
		"above *** below ___ and - - - too":         "above --- below --- and --- too",
		"&lt;b&gt; is `&lt;` &amp; &copy;":          "<b> is `&lt;` & ©",
		"Code: `a * b` and `1. 2. | - |`":           "Code: `a * b` and `1. 2. | - |`",
		"see [x](<a b.md>) and ![y](<c d e.png>)":   "see [x](a%20b.md) and ![y](c%20d%20e.png)",
		"A list * a * b\n```\n* a\n1. 2.\n```\n> c": "A list * a * b\n```\n* a\n1. 2.\n```\nc",
	} {
		if got := text.Flow(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
		if again := text.Flow(text.Flow(in)); again != text.Flow(in) {
			t.Errorf("%q: the flow of the flow is %q", in, again)
		}
	}
}

func TestIsEscaped(t *testing.T) {
	t.Parallel()
	for pair, want := range map[[2]string]bool{
		{"What does ** do?", `What does \*\* do?`}: true,
		{`a \ b`, `a \\ b`}:                        true,
		{"a ` b", "a \\` b"}:                       true,
		{"a * b", "a + b"}:                         false,
		{"a * b", "a * b"}:                         false,
		{"`*` is", "`\\*` is"}:                     false,
		{"$x_1$ is", "$x\\_1$ is"}:                 false,
		{`\d is`, `d is`}:                          false,
	} {
		if got := text.IsEscaped(pair[0], pair[1]); got != want {
			t.Errorf("%q: got %v, want %v", pair, got, want)
		}
	}
}
