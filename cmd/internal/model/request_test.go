package model_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/model"
	"cards/storage/folders"
)

// TestRequestsAreThese compares the bytes of every form of what is sent with those in
// testdata/requests.golden: notes leave the machine in them, and servers differ in what they take.
// UPDATE_SCRIPTS=1 writes them anew.
func TestRequestsAreThese(t *testing.T) {
	t.Parallel()
	const path = "testdata/requests.golden"
	section := model.Section{
		Title: "Disk <&> \"log\"", Line: 3,
		Text: "Cause: a full disk\n\n- größer als 1 µs\n",
	}
	all := model.Wanted{Number: 5, Kinds: []string{"qa", "cloze", "term"}}
	again := model.Wanted{
		Number: 1, Kinds: []string{"qa"}, Existing: []string{"Why?"},
		Refused: []string{"Who made it?: its quote is not in the notes"},
	}
	far := model.Client{Config: folders.Model{URL: "https://api.example.com/v1", Name: "large"}}
	request := func(w model.Wanted) []byte {
		data, err := json.Marshal(far.Request(model.PromptFor(section, w)))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	dropped := sentTo(t, "", section, all, refuses("max_tokens"), refuses("response_format"),
		wrapped(good))
	forms := []struct {
		name string
		body []byte
	}{
		{"to this machine", dropped[0]},
		{"to this machine, without max_tokens", dropped[1]},
		{"to this machine, without response_format either", dropped[2]},
		{"over the network", request(all)},
		{"over the network, once more for what was refused", request(again)},
		{
			"without a name or a heading",
			sentTo(t, "none", model.Section{Line: 1, Text: "a"}, all, wrapped(good))[0],
		},
		{"to a command", piped(t, section, all)},
		{"speech", spoken(t, folders.Speech{}, "")},
		{"speech in a voice of a model", spoken(t, folders.Speech{Name: "kokoro"}, "anna")},
	}
	var b strings.Builder
	for _, f := range forms {
		b.WriteString("== " + f.name + "\n" + string(f.body) + "\n")
	}
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("sent is\n%s\nwant\n%s", b.String(), want)
	}
}

func refuses(parameter string) reply {
	return reply{400, `{"error":{"message":"unsupported parameter ` + parameter + `"}}`, nil}
}

// sentTo returns the bodies that a server on this machine got, of a model that is named unless the
// name is "none".
func sentTo(t *testing.T, name string, s model.Section, w model.Wanted, replies ...reply) (bodies [][]byte) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body) // one that cannot be read fails the comparison
		bodies = append(bodies, data)
		next := replies[len(bodies)-1]
		rw.WriteHeader(next.code)
		_, _ = io.WriteString(rw, next.body) // as above
	}))
	defer server.Close()
	c := model.Client{Config: folders.Model{URL: server.URL + "/v1", Name: "small"}, Wait: noWait}
	if name == "none" {
		c.Config.Name = ""
	}
	if _, err := c.Ask(t.Context(), model.PromptFor(s, w)); err != nil {
		t.Fatal(err)
	}
	return bodies
}

func noWait(context.Context, time.Duration) error { return nil }

// piped returns what a command gets.
func piped(t *testing.T, s model.Section, w model.Wanted) (input []byte) {
	t.Helper()
	c := model.Client{
		Config: folders.Model{Command: []string{"ask"}},
		Run: func(_ context.Context, _ []string, text string) (string, error) {
			input = []byte(text)
			return good, nil
		},
	}
	if _, err := c.Ask(t.Context(), model.PromptFor(s, w)); err != nil {
		t.Fatal(err)
	}
	return input
}

// spoken returns what a server that speaks gets.
func spoken(t *testing.T, config folders.Speech, voice string) (body []byte) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ = io.ReadAll(r.Body) // one that cannot be read fails the comparison
	}))
	defer server.Close()
	config.URL = server.URL + "/v1"
	if _, err := (model.Speaker{Config: config, Wait: noWait}).Speak(t.Context(), "Why “so”?",
		voice); err != nil {
		t.Fatal(err)
	}
	return body
}
