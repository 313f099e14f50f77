package session_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/session"
	"cards/srs"

	"github.com/google/go-cmp/cmp"
)

// TestNoKeyMeansTwoThings goes through the table: every key does one thing, every command has one
// name and one row, and what stands at the place of a key on other layouts is no key of its own.
func TestNoKeyMeansTwoThings(t *testing.T) {
	t.Parallel()
	keys, names, commands := map[string]string{}, map[string]bool{}, map[session.Command]bool{}
	var rows []session.Binding
	for _, e := range session.DefaultKeys().Entries() {
		rows = append(rows, e.Bindings...)
	}
	for _, b := range rows {
		for _, key := range b.Keys {
			if other := keys[key]; other != "" {
				t.Errorf("%q does %s and %s", key, other, b.Name)
			}
			keys[key] = b.Name
		}
		if names[b.Name] || commands[b.Command] || len(b.Keys) == 0 {
			t.Errorf("%s has two rows or no key", b.Name)
		}
		names[b.Name], commands[b.Command] = true, true
	}
	for _, row := range "йцукенгшщзхъфывапролджэячсмитьбюіў;ςερτυθιοπασδφγηξκλζχψωβνμקראטוןםפשדגכעיחלךזסבהנמצתץ&é\"'(-è_çà" {
		if name := keys[string(row)]; name != "" {
			t.Errorf("%q of another layout is a key of %s", row, name)
		}
	}
}

// TestSettlingKeysMeanTheSame: a key of a round of settling does nothing else in a review.
func TestSettlingKeysMeanTheSame(t *testing.T) {
	t.Parallel()
	settling, review := session.SettlingKeys(), session.DefaultKeys()
	seen := make(map[string]bool)
	for key := range strings.FieldsSeq("enter space y n a l u q ctrl+c ctrl+z up down j k g G pgup pgdown esc s b f m i ? 1 U") {
		here, there := settling.Command(key), review.Command(key)
		if here != session.NoCommand && there != session.NoCommand && here != there {
			t.Errorf("%q does %s in a round and %s in a review", key, settling.Of(here).Name,
				review.Of(there).Name)
		}
		seen[key] = here != session.NoCommand
	}
	for key := range strings.FieldsSeq("y n a l u q enter") {
		if !seen[key] {
			t.Errorf("%q does nothing in a round", key)
		}
	}
}

func TestKeysOfOtherLayouts(t *testing.T) {
	t.Parallel()
	k := session.DefaultKeys()
	for layout, keys := range map[string]string{
		"Latin":   "q u U s b f m j k g G 1 2 3 4",
		"Russian": "й г Г ы и а ь о л п П 1 2 3 4",
		"Hebrew":  "q ו U ד נ כ צ ח ל ע G 1 2 3 4",
		"Greek":   "q θ Θ σ β φ μ ξ κ γ Γ 1 2 3 4",
		"French":  "q u U s b f m j k g G & é \" '",
	} {
		want := strings.Fields("quit undo redo suspend bury flag more down up top bottom again hard good easy")
		var got []string
		for key := range strings.FieldsSeq(keys) {
			got = append(got, k.Of(k.Command(key)).Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", layout, diff)
		}
	}
	for key, want := range map[string]int{"0": 0, "7": 7, "à": 0, "è": 7, "&": 1, "a": -1, "f1": -1, "space": -1, "": -1, "й": -1} {
		n, ok := session.Digit(key)
		if !ok {
			n = -1
		}
		if n != want {
			t.Errorf("%q stands for the digit %d, want %d", key, n, want)
		}
	}
}

// TestConfiguredKeys gives keys to commands: they replace those of the command, and are taken from
// the one that has them otherwise.
func TestConfiguredKeys(t *testing.T) {
	t.Parallel()
	k, errs := session.DefaultKeys().With(map[string][]string{
		"suspend": {"x", "ctrl+s"}, "bury": {"s"}, "quit": {"Q"}, "flag": {}, "again": {"й", "f12"},
		"more": {"alt+m"},
	})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for key, want := range map[string]session.Command{
		"x": session.Suspend, "ctrl+s": session.Suspend, "s": session.Bury, "b": session.NoCommand,
		"Q": session.Quit,
		"q": session.NoCommand, "ctrl+c": session.Quit, "f": session.NoCommand,
		"1": session.NoCommand, "f12": session.RateAgain,
		"й": session.RateAgain, "и": session.NoCommand, "ы": session.Bury, "alt+m": session.More,
		"u": session.Undo,
	} {
		if got := k.Command(key); got != want {
			t.Errorf("%q does %d, want %d", key, got, want)
		}
	}
	if got := session.DefaultKeys().Command("s"); got != session.Suspend {
		t.Errorf("the keys without a configuration have changed: s does %d", got)
	}
}

func TestConfiguredKeysErrors(t *testing.T) {
	t.Parallel()
	const noKey = "write a character, or space, enter, tab, esc, backspace, insert, delete, up, down, left, right, home, end, " +
		"pgup, pgdown or f1 to f12, with ctrl+ or alt+ before it if you like"
	for _, c := range []struct {
		configured map[string][]string
		want       string
	}{
		{map[string][]string{"burry": {"x"}}, `no command "burry"`},
		{
			map[string][]string{"bury": {"x"}, "suspend": {"y", "x"}},
			`suspend: "x" is already a key of bury`,
		},
		{map[string][]string{"bury": {"x", "x"}}, `bury: "x" is already a key of bury`},
		{map[string][]string{"bury": {"ctrl+c"}}, `bury: "ctrl+c" always stops`},
		{map[string][]string{"bury": {""}}, `bury: "" is not a key: ` + noKey},
		{map[string][]string{"bury": {" "}}, `bury: " " is not a key: ` + noKey},
		{map[string][]string{"bury": {"xx"}}, `bury: "xx" is not a key: ` + noKey},
		{map[string][]string{"bury": {"ctrl+"}}, `bury: "ctrl+" is not a key: ` + noKey},
		{map[string][]string{"bury": {"f13"}}, `bury: "f13" is not a key: ` + noKey},
		{map[string][]string{"bury": {"\x1b"}}, `bury: "\x1b" is not a key: ` + noKey},
		{
			map[string][]string{"a": {"x"}, "flag": {"yy"}},
			"no command \"a\"\nflag: \"yy\" is not a key: " + noKey,
		},
	} {
		_, errs := session.DefaultKeys().With(c.configured)
		texts := make([]string, len(errs))
		for i, err := range errs {
			texts[i] = err.Error()
		}
		if diff := cmp.Diff(c.want, strings.Join(texts, "\n")); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.configured, diff)
		}
	}
}

func TestCommandRates(t *testing.T) {
	t.Parallel()
	k := session.DefaultKeys()
	for _, want := range []srs.Rating{srs.Again, srs.Hard, srs.Good, srs.Easy} {
		if got, ok := k.Word(want.String()).Rating(); got != want || !ok {
			t.Errorf("the line %q rates %v", want, got)
		}
	}
	if r, ok := session.Suspend.Rating(); ok {
		t.Errorf("suspending rates %v", r)
	}
}
