package edit_test

import (
	"errors"
	"testing"

	"cards/deck/edit"
)

func TestDefine(t *testing.T) {
	t.Parallel()
	lines := []string{"[a]: b/x", "[C]: d/x"}
	for source, want := range map[string]string{
		"":                                "[a]: b/x\n[C]: d/x\n",
		"Q: e\nA: f\n":                    "[a]: b/x\n[C]: d/x\n\nQ: e\nA: f\n",
		"---\nname: e\n---\n\nQ: e\nA: f": "---\nname: e\n---\n\n[a]: b/x\n[C]: d/x\n\nQ: e\nA: f",
		"---\nname: e\n---\n":             "---\nname: e\n---\n\n[a]: b/x\n[C]: d/x\n",
		"[a]: b/x\n\n[C]: d/x\n":          "[a]: b/x\n\n[C]: d/x\n",
	} {
		got, err := edit.Define([]byte(source), lines)
		if err != nil || string(got) != want {
			t.Errorf("%q is %q, error %v, want %q", source, got, err, want)
		}
	}
	for _, source := range []string{"[c]: other/x\n\nQ: e\nA: f\n", "C: [a] and [b]\n"} {
		if got, err := edit.Define([]byte(source), lines); !errors.Is(err, edit.ErrMoved) ||
			string(got) != source {
			t.Errorf("%q is %q, error %v", source, got, err)
		}
	}
}
