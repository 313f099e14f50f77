package model_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/model"
	"cards/storage/folders"
)

const good = `{"cards":[{"kind":"qa","question":"Why?","answer":"A full disk.","quote":"Cause: a full disk","line":3}]}`

// reply is what a server answers once.
type reply struct {
	code   int
	body   string
	header map[string]string
}

// wrapped is an answer as servers send it.
func wrapped(text string) reply {
	data, _ := json.Marshal(text) // which a text always can be
	return reply{200, fmt.Sprintf(`{"choices":[{"message":{"role":"assistant","content":%s}}]}`,
		data), nil}
}

// served asks a server that answers one reply after the other, the last one always again.
func served(t *testing.T, key string, replies ...reply) (cards []model.Card, bodies []string, waited []time.Duration, err error) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body) // a request that cannot be read fails the test below
		bodies = append(bodies, string(data))
		next := replies[min(len(bodies), len(replies))-1]
		for name, value := range next.header {
			w.Header().Set(name, value)
		}
		w.WriteHeader(next.code)
		_, _ = io.WriteString(w, next.body) // as above
	}))
	defer server.Close()
	c := model.Client{
		Config: folders.Model{URL: server.URL + "/v1", Name: "small"}, Key: key,
		Wait: func(_ context.Context, d time.Duration) error { waited = append(waited, d); return nil },
	}
	answer, err := c.Ask(t.Context(), model.PromptFor(
		model.Section{Title: "Disk", Line: 3, Text: "Cause: a full disk"},
		model.Wanted{Number: 5, Kinds: []string{"qa", "term"}},
	))
	if err != nil {
		return nil, bodies, waited, err
	}
	cards, err = model.Cards(answer)
	return cards, bodies, waited, err
}

func TestReplies(t *testing.T) {
	t.Parallel()
	limited := reply{429, `{"error":{"message":"slow down"}}`, nil}
	tests := map[string]struct {
		replies  []reply
		cards    int
		requests int
		err      string
	}{
		"good": {[]reply{wrapped(good)}, 1, 1, ""},
		"prose around it": {[]reply{wrapped("Sure! Here you are:\n" + good +
			"\nAnything else?")}, 1, 1, ""},
		"a fence around it":    {[]reply{wrapped("```json\n" + good + "\n```")}, 1, 1, ""},
		"another object first": {[]reply{wrapped(`{"thought":"{"} ` + good)}, 1, 1, ""},
		"cut":                  {[]reply{wrapped(good[:60])}, 0, 1, "no cards that can be read"},
		"another shape": {
			[]reply{wrapped(`{"flashcards":[]}`)},
			0, 1,
			"no cards that can be read",
		},
		"no JSON": {
			[]reply{wrapped("I cannot do that.")},
			0, 1,
			"no cards that can be read",
		},
		"an empty list":          {[]reply{wrapped(`{"cards":[]}`)}, 0, 1, ""},
		"cards of wrong types":   {[]reply{wrapped(`{"cards":[{"kind":"qa","question":1},7,{"kind":"essay","question":"a","answer":"b","quote":"c"}]}`)}, 0, 1, ""},
		"a card without a quote": {[]reply{wrapped(`{"cards":[{"kind":"qa","question":"a","answer":"b","quote":" "}]}`)}, 0, 1, ""},
		"no choices": {
			[]reply{{200, `{"choices":[]}`, nil}},
			0, 1,
			"no cards that can be read",
		},
		"not its protocol": {
			[]reply{{200, "<html>hello</html>", nil}},
			0, 1,
			"no cards that can be read",
		},
		"limited, then good": {[]reply{limited, wrapped(good)}, 1, 2, ""},
		"unauthorised": {
			[]reply{{401, `{"error":{"message":"no such key"}}`, nil}},
			0, 1,
			"the server answered 401: no such key",
		},
		"forbidden": {
			[]reply{{403, `{"error":"no"}`, nil}},
			0, 1,
			"the server answered 403: no",
		},
		"broken for good": {[]reply{{500, "oh no", nil}}, 0, 3, "the server answered 500"},
		"a parameter too many": {
			[]reply{
				{400, `{"error":{"message":"unsupported parameter max_tokens"}}`, nil},
				wrapped(good),
			}, 1, 2, "",
		},
		"two parameters too many": {
			[]reply{
				{400, `{"error":{"message":"max_tokens?"}}`, nil},
				{400, `{"error":{"message":"response_format?"}}`, nil},
				wrapped(good),
			},
			1, 3, "",
		},
		"a bad request": {
			[]reply{{400, `{"error":{"message":"no such model"}}`, nil}},
			0, 1,
			"400: no such model",
		},
		"sent on": {
			[]reply{{302, "", map[string]string{"Location": "http://127.0.0.1:1/"}}},
			0, 1, "302: it redirects to another address",
		},
		"control characters": {
			[]reply{wrapped(`{"cards":[{"kind":"qa","question":"a\u001b[2J","answer":"b\u0007","quote":"c\u009b"}]}`)}, 1, 1, "",
		},
	}
	for name, tt := range tests {
		cards, bodies, _, err := served(t, "", tt.replies...)
		if len(cards) != tt.cards || len(bodies) != tt.requests {
			t.Errorf("%s: %d cards after %d requests", name, len(cards), len(bodies))
		}
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: %v", name, err)
		}
		for _, c := range cards {
			if strings.ContainsAny(c.Question+c.Answer+c.Quote, "\x1b\x07\u009b") {
				t.Errorf("%s: %+v", name, c)
			}
		}
	}
}

func TestWaits(t *testing.T) {
	t.Parallel()
	_, _, waited, _ := served(t, "", reply{503, "", nil})
	if fmt.Sprint(waited) != "[1s 2s]" {
		t.Errorf("waited %v", waited)
	}
	_, _, waited, _ = served(t, "", reply{429, "", map[string]string{"Retry-After": "7"}},
		wrapped(good))
	if fmt.Sprint(waited) != "[7s]" {
		t.Errorf("the server asked for 7 s: %v", waited)
	}
	_, _, waited, _ = served(t, "", reply{429, "", map[string]string{"Retry-After": "86400"}},
		wrapped(good))
	if fmt.Sprint(waited) != "[1m0s]" {
		t.Errorf("the server asked for a day: %v", waited)
	}
}

// TestRequest is what a server on this machine is sent.
func TestRequest(t *testing.T) {
	t.Parallel()
	_, bodies, _, err := served(t, "", wrapped(good))
	if err != nil {
		t.Fatal(err)
	}
	var sent model.Request
	if err := json.Unmarshal([]byte(bodies[0]), &sent); err != nil {
		t.Fatal(err)
	}
	if sent.Model != "small" || len(sent.Messages) != 2 || sent.MaxTokens == 0 ||
		sent.ResponseFormat == nil {
		t.Errorf("%+v", sent)
	}
	if user := sent.Messages[1].Content; !strings.Contains(user, "3: Cause: a full disk\n") ||
		!strings.Contains(user, `under "Disk"`) {
		t.Errorf("%q", user)
	}
	far := model.Client{Config: folders.Model{URL: "https://api.example.com/v1"}}
	if r := far.Request(model.Prompt{}); r.MaxTokens != 0 {
		t.Errorf("a far server is sent max_tokens %d", r.MaxTokens)
	}
}

func TestKeysStayPrivate(t *testing.T) {
	t.Parallel()
	for address, key := range map[string]string{
		"http://api.example.com/v1": "secret", "HTTP://api.example.com/v1": "secret",
		"hTtP://192.0.2.1:8080": "secret", "http://me:secret@api.example.com/v1": "",
		"http://secret@api.example.com/v1": "", "http://localhost.example.com/v1": "secret",
	} {
		c := model.Client{Config: folders.Model{URL: address}, Key: key}
		if _, err := c.Ask(t.Context(), model.Prompt{}); err == nil ||
			!strings.Contains(err.Error(), "without encryption") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s with key %q: %v", address, key, err)
		}
	}
	_, _, _, err := served(t, "secret", reply{401, `{"error":{"message":"no"}}`, nil})
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
	c := model.Client{Config: folders.Model{URL: "http://127.0.0.1:1/v1/user:pass"}, Key: "secret"}
	if _, err = c.Ask(t.Context(), model.Prompt{}); err == nil ||
		strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "user:pass") {
		t.Errorf("nobody listens: %v", err)
	}
}

func TestHost(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"http://localhost:11434/v1": true, "http://127.0.0.1/v1": true, "http://[::1]:8080/v1": true,
		"HTTP://LocalHost:11434":     true,
		"https://api.example.com/v1": false, "http://localhost.example.com": false,
		"http://192.168.1.2": false,
	} {
		if _, local := model.Host(address); local != want {
			t.Errorf("%s is on this machine: %v", address, local)
		}
	}
}

func TestCommand(t *testing.T) {
	t.Parallel()
	var got string
	c := model.Client{
		Config: folders.Model{Command: []string{"ask"}},
		Run: func(_ context.Context, command []string, input string) (string, error) {
			got = input
			return good, nil
		},
	}
	answer, err := c.Ask(t.Context(), model.Prompt{System: "be good", User: "notes"})
	if err != nil || answer != good || got != "be good\n\nnotes" {
		t.Errorf("%q, %v; sent %q", answer, err, got)
	}
	c.Run = func(context.Context, []string, string) (string, error) {
		return "",
			errors.New("no such command")
	}
	if _, err := c.Ask(t.Context(), model.Prompt{}); err == nil {
		t.Error("a command that fails")
	}
}

func FuzzCards(f *testing.F) {
	f.Add(good)
	f.Add("{{{{")
	f.Add(`{"cards":[{"kind":"term","question":"{","answer":"}","quote":"\u0000"}]}`)
	f.Fuzz(func(t *testing.T, answer string) {
		cards, err := model.Cards(answer)
		if err == nil && cards == nil {
			t.Error("neither cards nor an error")
		}
	})
}
