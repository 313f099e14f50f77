package cli

import (
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode"
)

// TestJSONIsHarmless has every character in a JSON value: it comes back, and none that a terminal
// obeys stands there as it is.
func TestJSONIsHarmless(t *testing.T) {
	t.Parallel()
	var all strings.Builder
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r < 0xd800 || r > 0xdfff {
			all.WriteRune(r)
		}
	}
	var written strings.Builder
	a := newStreams(Env{Stdout: &written, Stderr: io.Discard})
	if err := a.printJSON(all.String()); err != nil {
		t.Fatal(err)
	}
	if err := a.out.Flush(); err != nil {
		t.Fatal(err)
	}
	text := strings.TrimSuffix(written.String(), "\n")
	for _, r := range text {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) ||
			unicode.Is(unicode.Cf, r) {
			t.Errorf("%U stands in it as it is", r)
		}
	}
	var back string
	if err := json.Unmarshal([]byte(text), &back); err != nil || back != all.String() {
		t.Errorf("it does not come back, error %v", err)
	}
	for value, want := range map[string]string{
		"\u009b2J": `"\u009b2J"`, "\x7f": `"\u007f"`, "\u202eab": `"\u202eab"`,
		"\U000e0041": `"\udb40\udc41"`, "é漢😀": `"é漢😀"`,
	} {
		written.Reset()
		if err := a.printJSON(value); err != nil || a.out.Flush() != nil ||
			written.String() != want+"\n" {
			t.Errorf("%q is written %q, error %v", value, written.String(), err)
		}
	}
}

// TestPickedFieldsAreTheirs picks each member of a value in which brackets, commas, quotes and
// backslashes stand in texts.
func TestPickedFieldsAreTheirs(t *testing.T) {
	value := map[string]any{
		"a": `x",}]"\`, "b": []any{"[", map[string]any{"c": "}"}, nil}, "c": 1.5, "d": nil,
		"e": "\\\"", "f": map[string]any{},
	}
	whole, err := marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range value {
		flags := jsonFlags{fields: []string{"none", name}}
		picked, err := flags.pick(whole)
		var got map[string]any
		if err := errors.Join(err, json.Unmarshal(picked, &got)); err != nil {
			t.Fatalf("%s: %v: %s", name, err, picked)
		}
		if !reflect.DeepEqual(got, map[string]any{name: want}) {
			t.Errorf("%s: %v", name, got)
		}
	}
}
