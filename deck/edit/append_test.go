package edit_test

import (
	"errors"
	"strings"
	"testing"

	"cards/deck/edit"
)

func TestAppend(t *testing.T) {
	t.Parallel()
	const note = "Q: new\nA: note\n"
	for source, want := range map[string]string{
		"":                       "Q: new\nA: note\n",
		"\n":                     "\nQ: new\nA: note\n",
		"Q: a\nA: b":             "Q: a\nA: b\n\nQ: new\nA: note\n",
		"Q: a\nA: b\n":           "Q: a\nA: b\n\nQ: new\nA: note\n",
		"Q: a\nA: b  \n \n\n":    "Q: a\nA: b  \n \n\nQ: new\nA: note\n",
		"Q:a\r\nA:b\r\n":         "Q:a\r\nA:b\r\n\r\nQ: new\r\nA: note\r\n",
		"---\nname: a\n---\n":    "---\nname: a\n---\n\nQ: new\nA: note\n",
		"Q: a\nA: b\n<!-- c -->": "Q: a\nA: b\n<!-- c -->\n\nQ: new\nA: note\n",
	} {
		got, err := edit.Append([]byte(source), note)
		if err != nil || string(got) != want {
			t.Errorf("%q: %q, error %v, want %q", source, got, err, want)
		}
	}
}

func TestAppendRefusesWhatWouldTakeIn(t *testing.T) {
	t.Parallel()
	const note = "Q: new\nA:\n```\nx\n```\n"
	for source, want := range map[string]error{
		"Q: a\nA: b\n```\n": edit.ErrOpen,
		"Q: a\n<<<<<<< x\nA: b\n=======\nA: c\n>>>>>>> y\n": edit.ErrConflict,
	} {
		if got, err := edit.Append([]byte(source), note); !errors.Is(err, want) || string(got) != source {
			t.Errorf("%q: %q, error %v, want %v", source, got, err, want)
		}
	}
}

// TestAppendNamesWhatIsOpen names the first place of what has no end.
func TestAppendNamesWhatIsOpen(t *testing.T) {
	t.Parallel()
	const note = "Q: new\nA:\n```\nx\n```\n"
	for source, want := range map[string]string{
		"Q: a\nA: b\n```\n":           "line 3, unclosed code fence",
		"Q: a\nA: b <!--\n\n```\nx\n": "line 2, unclosed comment",
	} {
		_, err := edit.Append([]byte(source), note)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want %q first", source, err, want)
		}
	}
}
