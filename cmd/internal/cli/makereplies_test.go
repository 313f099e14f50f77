package cli_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// replying answers requests with one reply after the other, the last one always again.
func replying(t *testing.T, replies ...func(http.ResponseWriter)) (address string, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // the client sees it
		replies[min(int(asked.Add(1)), len(replies))-1](w)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1", asked
}

// says replies with a text as models write it.
func says(text string) func(http.ResponseWriter) {
	content, _ := json.Marshal(text) // which a text always can be
	return fails(http.StatusOK, fmt.Sprintf(`{"choices":[{"message":{"role":"assistant","content":%s}}]}`, content))
}

// fails replies with a code.
func fails(code int, body string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body) // the client sees it
	}
}

// slow replies after a while.
func slow(text string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		<-time.After(200 * time.Millisecond)
		says(text)(w)
	}
}

// cut promises more than it sends, and ends within a character.
func cut(w http.ResponseWriter) {
	const body = `{"choices":[{"message":{"content":"{\"cards\":[{\"question\":\"Wof` + "\xc3"
	w.Header().Set("Content-Length", strconv.Itoa(2*len(body)))
	_, _ = io.WriteString(w, body) // the client sees it
}

// TestMakeOfEveryReply has servers answer in all the ways in which they do: what is kept, what is
// refused and why, how often they are asked, and that nothing changes where nothing is kept.
func TestMakeOfEveryReply(t *testing.T) {
	t.Parallel()
	const (
		card     = `{"kind":"qa","question":"What does AOF log?","answer":"Every write.","quote":"AOF: a log of every write","line":3}`
		good     = `{"cards":[` + card + `]}`
		turned   = `{"cards":[{"kind":"qa","question":"What is AOF?","answer":"A log.","quote":"‘AOF’:  a\n log of every–or nearly every–write","line":3}]}`
		numbered = `{"cards":[{"kind":"qa","question":"Since when?","answer":"Since 2011.","quote":"on disk since 2009","line":3}]}`
		telling  = `{"cards":[{"kind":"qa","question":"Is AOF a log of every write?","answer":"A log of every write.","quote":"AOF: a log of every write","line":3}]}`
		wordy    = `{"cards":[{"kind":"qa","question":"` + "What in all the world of data bases and of stores that keep all of what they hold in memory is the name of the log of it?" + `","answer":"AOF","quote":"AOF: a log","line":3}]}`
		gap      = `{"cards":[{"kind":"cloze","question":"AOF is on disk since [2009].","answer":"2009","quote":"on disk since 2009","line":3}]}`
		noGap    = `{"cards":[{"kind":"cloze","question":"AOF is on disk.","answer":"disk","quote":"on disk since 2009","line":3}]}`
	)
	bad := func(question, why string) string { return question + ": " + why }
	tests := map[string]struct {
		replies []func(http.ResponseWriter)
		kept    int
		refused string // the first, with its reason
		asked   int32
		code    int
		said    string // on standard error
	}{
		"good":              {replies: []func(http.ResponseWriter){says(good)}, kept: 1, asked: 1},
		"prose around JSON": {replies: []func(http.ResponseWriter){says("Here:\n" + good + "\nMore?")}, kept: 1, asked: 1},
		"fenced JSON":       {replies: []func(http.ResponseWriter){says("```json\n" + good + "\n```")}, kept: 1, asked: 1},
		"cut JSON":          {replies: []func(http.ResponseWriter){says(good[:70])}, asked: 1, code: 1, said: "no cards that can be read"},
		"another schema":    {replies: []func(http.ResponseWriter){says(`{"flashcards":[` + card + `]}`)}, asked: 1, code: 1, said: "no cards that can be read"},
		"an invented quote": {
			replies: []func(http.ResponseWriter){says(`{"cards":[` + invented + `]}`)}, asked: 2, code: 4,
			refused: bad("Who made it?", "its quote is not in the notes"),
		},
		"an invented quote, then a good one": {
			replies: []func(http.ResponseWriter){says(`{"cards":[` + invented + `]}`), says(good)}, kept: 1, asked: 2,
		},
		"other dashes, quotes and line breaks": {replies: []func(http.ResponseWriter){says(turned)}, kept: 1, asked: 1},
		"a number that the quote lacks": {
			replies: []func(http.ResponseWriter){says(numbered)}, asked: 2, code: 4, refused: bad("Since when?", "its quote does not have 2011"),
		},
		"the answer in the question": {
			replies: []func(http.ResponseWriter){says(telling)}, asked: 2, code: 4,
			refused: bad("Is AOF a log of every write?", "its question holds its answer"),
		},
		"a question of 26 words": {
			replies: []func(http.ResponseWriter){says(wordy)}, asked: 2, code: 4, refused: "What in all the world",
		},
		"a card that is there": {
			replies: []func(http.ResponseWriter){says(`{"cards":[{"kind":"qa","question":"What is RDB?","answer":"A file.","quote":"AOF: a log","line":3}]}`)},
			asked:   2, code: 4, refused: "What is RDB?: there is already a card like it: ",
		},
		"the same card twice": {
			replies: []func(http.ResponseWriter){says(`{"cards":[` + card + `,` + card + `]}`), says(`{"cards":[]}`)}, kept: 1, asked: 2,
		},
		"a cloze":               {replies: []func(http.ResponseWriter){says(gap)}, kept: 1, asked: 1},
		"a cloze without a gap": {replies: []func(http.ResponseWriter){says(noGap)}, asked: 2, code: 4, refused: "AOF is on disk.: it leaves nothing blank"},
		"too many requests, then good": {
			replies: []func(http.ResponseWriter){fails(http.StatusTooManyRequests, "{}"), says(good)}, kept: 1, asked: 2,
		},
		"no such key":     {replies: []func(http.ResponseWriter){fails(http.StatusUnauthorized, "{}")}, asked: 1, code: 1, said: "answered 401"},
		"forbidden":       {replies: []func(http.ResponseWriter){fails(http.StatusForbidden, "{}")}, asked: 1, code: 1, said: "answered 403"},
		"broken for good": {replies: []func(http.ResponseWriter){fails(http.StatusInternalServerError, "oh")}, asked: 3, code: 1, said: "answered 500"},
		"slow":            {replies: []func(http.ResponseWriter){slow(good)}, kept: 1, asked: 1},
		"cut in a rune":   {replies: []func(http.ResponseWriter){cut}, asked: 1, code: 1, said: "the reply was cut off"},
		"a parameter too many": {
			replies: []func(http.ResponseWriter){
				fails(http.StatusBadRequest, `{"error":{"message":"unsupported parameter max_tokens"}}`), says(good),
			},
			kept: 1, asked: 2,
		},
		"nothing":  {replies: []func(http.ResponseWriter){says(`{"cards":[]}`)}, asked: 1, code: 4, said: "nothing was kept"},
		"no words": {replies: []func(http.ResponseWriter){says("")}, asked: 1, code: 1, said: "no cards that can be read"},
	}
	const notes = "# Redis\n\nAOF: a log of every - or nearly every - write, on disk since 2009. AOF: a log of every write.\n\nQ: What is RDB?\nA: A snapshot.\n"
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, asked := replying(t, tt.replies...)
			w := modelled(t, fmt.Sprintf("[model]\nurl = %q\n", url))
			w.write("redis.md", notes)
			stdout, stderr, code := w.run("", "make", "redis.md", "--yes", "--json")
			var made struct {
				Kept    int
				Refused []struct{ Question, Why string }
			}
			if err := json.Unmarshal([]byte(stdout), &made); err != nil && tt.code != 1 {
				t.Fatalf("%v: %s%s", err, stdout, stderr)
			}
			if code != tt.code || made.Kept != tt.kept || asked.Load() != tt.asked || !strings.Contains(stderr, tt.said) {
				t.Errorf("exit code %d, %d kept, asked %d times\n%s%s", code, made.Kept, asked.Load(), stdout, stderr)
			}
			if tt.refused != "" && (len(made.Refused) != 1 || !strings.HasPrefix(bad(made.Refused[0].Question, made.Refused[0].Why), tt.refused)) {
				t.Errorf("refused: %+v", made.Refused)
			}
			if text := w.text("redis.md"); strings.Count(text, "(draft)") != tt.kept || tt.kept == 0 && text != notes {
				t.Errorf("%s", text)
			}
		})
	}
}

// TestMakeOfTheSameCards has a model write the same card for two sections: it is written once.
func TestMakeOfTheSameCards(t *testing.T) {
	t.Parallel()
	url, asked := answering(t, honest)
	w := modelled(t, fmt.Sprintf("[model]\nurl = %q\n", url))
	w.write("redis.md", redis+"\n# More\n\nIt is fast.\n")
	if _, stderr, code := w.run("", "make", "redis.md", "--yes"); code != 0 || asked.Load() != 3 {
		t.Errorf("exit code %d after %d requests: %s", code, asked.Load(), stderr)
	}
	if text := w.text("redis.md"); strings.Count(text, "(draft)") != 1 {
		t.Errorf("%s", text)
	}
}

// TestMakeOfKinds refuses what is of a kind that was not asked for.
func TestMakeOfKinds(t *testing.T) {
	t.Parallel()
	url, _ := answering(t, honest)
	w := modelled(t, fmt.Sprintf("[model]\nurl = %q\n", url))
	stdout, _, code := w.run("", "make", "redis.md", "--yes", "--json", "--kinds", "term,cloze")
	if code != 4 || !strings.Contains(stdout, `"why":"its kind is not wanted"`) {
		t.Errorf("exit code %d: %s", code, stdout)
	}
	stdout, _, _ = w.run("", "make", "redis.md", "--dry-run", "--kinds", "term,cloze")
	if !strings.Contains(stdout, "kind is one of term, cloze;") {
		t.Errorf("%s", stdout)
	}
}
