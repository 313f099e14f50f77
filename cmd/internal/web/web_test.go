package web_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/web"
)

// TestAnswersAreInTheLogOnce sends answers twice, the second time in another order and with one
// more: each is in the log once, in the order in which they were given.
func TestAnswersAreInTheLogOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	sitting := read[web.Sitting](t, s.get("/api/session"))
	if len(sitting.Cards) != 3 || sitting.Counts.New != 3 || sitting.Cards[0].Preview[0].Label == "" {
		t.Fatalf("sitting %+v", sitting)
	}
	start := s.c.Now
	s.c.Now = start.Add(time.Hour)
	first := []web.Answer{
		answer(sitting.Cards[0], 3, start.Add(time.Minute), 1),
		answer(sitting.Cards[1], 1, start.Add(2*time.Minute), 2),
	}
	validate(t, "answers", []byte(encoded(t, first)))
	taken := read[web.Taken](t, s.post("/api/answers", encoded(t, first)))
	if len(taken.Took) != 2 || len(taken.Refused) != 0 {
		t.Fatalf("taken %+v", taken)
	}
	between := answer(sitting.Cards[2], 4, start.Add(90*time.Second), 3)
	again := []web.Answer{first[1], between, first[0]}
	if taken = read[web.Taken](t, s.post("/api/answers", encoded(t, again))); len(taken.Took) != 3 {
		t.Fatalf("taken again %+v", taken)
	}
	want := []string{first[0].ID, between.ID, first[1].ID}
	if got := s.reviews(); !slices.Equal(got, want) {
		t.Errorf("in the log: %v, want %v", got, want)
	}
	if len(s.log) == 0 || !strings.Contains(s.log[1], "2 given while it was offline") {
		t.Errorf("said %q", s.log)
	}
}

// TestUndo takes an answer back, twice, and brings nothing else with it.
func TestUndo(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	cards := read[web.Sitting](t, s.get("/api/session")).Cards
	given := answer(cards[0], 3, s.c.Now, 1)
	other := answer(cards[1], 3, s.c.Now.Add(time.Second), 2)
	read[web.Taken](t, s.post("/api/answers", encoded(t, []web.Answer{given, other})))
	for range 2 {
		read[web.Undone](t, s.post("/api/undo", fmt.Sprintf(`{"id":%q}`, given.ID)))
	}
	if got := s.reviews(); !slices.Equal(got, []string{other.ID}) {
		t.Errorf("in the log: %v, want %v", got, other.ID)
	}
	again := read[web.Taken](t, s.post("/api/answers", encoded(t, []web.Answer{given, other})))
	if len(again.Took) != 2 || !slices.Equal(again.Undone, []string{given.ID}) {
		t.Errorf("sent again: took %v, undone %v", again.Took, again.Undone)
	}
	if r := s.post("/api/undo", `{"id":"00000000000000000000000000000000"}`); r.StatusCode != http.StatusBadRequest {
		t.Errorf("undo of nothing: %s", r.Status)
	}
}

// TestRefusedAnswers: what cannot be an answer is named, and the others are taken.
func TestRefusedAnswers(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	card := read[web.Sitting](t, s.get("/api/session")).Cards[0]
	spoil := []func(a *web.Answer){
		func(a *web.Answer) { a.Rating = 0 },
		func(a *web.Answer) { a.Rating = 5 },
		func(a *web.Answer) { a.Shown = a.Answered + 1 },
		func(a *web.Answer) { a.Answered++ },
		func(a *web.Answer) { a.Offset = 15 * 60 },
		func(a *web.Answer) { a.ID = "ffffffffffff" + a.ID[12:] },
		func(a *web.Answer) { a.ID = a.ID[:30] },
		func(a *web.Answer) { a.Key = "x" },
		func(a *web.Answer) { a.Key = strings.Repeat("0", len(a.Key)) },
	}
	var sent []web.Answer
	for i, change := range spoil {
		a := answer(card, 3, s.c.Now, byte(i))
		change(&a)
		sent = append(sent, a)
	}
	sound := answer(card, 3, s.c.Now, 99)
	taken := read[web.Taken](t, s.post("/api/answers", encoded(t, append(sent, sound))))
	if len(taken.Refused) != len(spoil) || !slices.Equal(taken.Took, []string{sound.ID}) {
		t.Errorf("took %v, refused %v", taken.Took, taken.Refused)
	}
	if got := s.reviews(); !slices.Equal(got, []string{sound.ID}) {
		t.Errorf("in the log: %v", got)
	}
}

// TestMedia sends the pictures and sounds of cards and nothing else.
func TestMedia(t *testing.T) {
	t.Parallel()
	png := "\x89PNG\r\n\x1a\n" + strings.Repeat("x", 20)
	s := newSite(t, map[string]string{
		"a.md": "Q: ![map](map.png) ![s](s.svg) ![out](../out.png) ![p](page.png) [x](/etc/passwd)\nA: ![w](w.mp3)\n",
	})
	for name, data := range map[string]string{
		"map.png": png, "s.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
		"page.png": "<html>", "w.mp3": "ID3xxxxxxxxxxxxxxxx",
	} {
		if err := os.WriteFile(filepath.Join(s.c.Root(), name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	card := read[web.Sitting](t, s.get("/api/session")).Cards[0]
	if n := strings.Count(card.Front, "<img"); n != 1 || !strings.Contains(card.Back, "<audio") {
		t.Fatalf("front %s\nback %s", card.Front, card.Back)
	}
	_, rest, _ := strings.Cut(card.Front, `src="`)
	address, _, _ := strings.Cut(rest, `"`)
	r := s.get(address)
	data, err := io.ReadAll(r.Body)
	if err != nil || string(data) != png || r.Header.Get("Content-Type") != "image/png" {
		t.Errorf("%s: %q, %v", r.Status, data, err)
	}
	outside := filepath.Join(t.TempDir(), "secret.png")
	path := filepath.Join(s.c.Root(), "map.png")
	if err := errorsOf(os.WriteFile(outside, []byte(png), 0o600), os.Remove(path),
		os.Symlink(outside, path)); err != nil {
		t.Fatal(err)
	}
	if r := s.get(address); r.StatusCode != http.StatusNotFound {
		t.Errorf("a link out of the folder: %s", r.Status)
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestHostileText: nothing that a deck says is run by the browser, loads anything or becomes a
// control.
func TestHostileText(t *testing.T) {
	t.Parallel()
	payloads := []string{
		`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`,
		`<iframe src=//evil></iframe>`,
		`[a](javascript:alert(1))`, `[a](JaVaScRiPt:alert(1))`, "[a](java\tscript:alert(1))",
		`[a](data:text/html,x)`,
		`[a](vbscript:x)`, `[a](file:///etc/passwd)`, `![x](https://evil.example/pixel.png)`,
		`![x](javascript:alert(1))`,
		`<a href="javascript:alert(1)">x</a>`, `<style>*{display:none}</style>`,
		`<form action=//evil><input></form>`,
		`<math><mi xlink:href="javascript:alert(1)">x</mi></math>`, "`<script>`",
		`$\href{javascript:alert(1)}{x}$`,
		`<base href=//evil>`, `<object data=//evil></object>`, `[a]: javascript:alert(1) "x" [a]`,
	}
	var text strings.Builder
	for i, p := range payloads {
		fmt.Fprintf(&text, "Q: Number %d? %s\nA: %s\n\n", i, p, p)
	}
	s := newSite(t, map[string]string{"a.md": text.String()})
	sitting := read[web.Sitting](t, s.get("/api/session?n=200"))
	if len(sitting.Cards) < 20 {
		t.Fatalf("%d cards", len(sitting.Cards))
	}
	for _, c := range sitting.Cards {
		for _, shown := range []string{c.Front, c.Back, c.Filled, c.Explain} {
			for _, bad := range []string{
				"<script", "<img", "<svg", "<iframe", "<style", "<form", "<input", "<base",
				"<object", "<math", `href="java`,
				`href="vb`, `href="data`, `href="file`, `src="`,
			} {
				if strings.Contains(strings.ToLower(shown), bad) {
					t.Errorf("%q: %s", bad, shown)
				}
			}
		}
	}
}

// TestEditAndAdd changes a card's text, adds one and finds it.
func TestEditAndAdd(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": "# Numbers\n\n" + three})
	card := read[web.Sitting](t, s.get("/api/session")).Cards[0]
	read[web.Taken](t, s.post("/api/answers", encoded(t, []web.Answer{answer(card, 3, s.c.Now, 1)})))
	text := read[web.Text](t, s.get("/api/text?card="+card.Key)).Text
	edit := func(seen, text string) *http.Response {
		return s.post("/api/edit", encoded(t,
			map[string]string{"card": card.Key, "seen": seen, "text": text}))
	}
	if r := edit("Q: something else", "Q: x\nA: y"); r.StatusCode != http.StatusConflict {
		t.Errorf("an edit of what is not there: %s", r.Status)
	}
	if r := edit(text, "Q: no answer\nA:\nA:"); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a wrong text: %s", r.Status)
	}
	edited := read[web.Changed](t, edit(text, "Q: Which number is first?\nA: 1"))
	if edited.Said != "1 card edited" || !strings.Contains(edited.Card.Front, "Which number") ||
		edited.Card.Phase == "new" {
		t.Errorf("edited %+v", edited)
	}
	add := func(question string, twice bool) *http.Response {
		return s.post("/api/add", encoded(t,
			map[string]any{"question": question, "answer": "4", "deck": "a", "twice": twice}))
	}
	added := read[web.Added](t, add("What is two and two, as a figure?", false))
	if r := add("What is two and two, as a figure?", false); r.StatusCode != http.StatusConflict {
		t.Errorf("a card that is there: %s", r.Status)
	}
	found := read[[]web.Found](t, s.get("/api/find?words=figgure"))
	if len(found) == 0 || found[0].Answer != "4" {
		t.Errorf("found %v", found)
	}
	data, err := os.ReadFile(filepath.Join(s.c.Root(), "a.md"))
	if err != nil || !bytes.HasPrefix(data,
		[]byte("# Numbers\n\nQ: Which number is first?\nA: 1\n\nQ: Two?")) {
		t.Errorf("%v\n%s", err, data)
	}
	s.takesBack(added.Step, edited.Step)
}

// takesBack undoes steps that changed a.md, the newest first: not while the file has been changed
// by others, and only once. Then the file is as it was before them.
func (s *site) takesBack(steps ...string) {
	s.t.Helper()
	path := filepath.Join(s.c.Root(), "a.md")
	text, err := os.ReadFile(path)
	if err := errorsOf(err, os.WriteFile(path, append(text, "\nNotes.\n"...), 0o600)); err != nil {
		s.t.Fatal(err)
	}
	undo := func(step string) *http.Response {
		return s.post("/api/undo", encoded(s.t, map[string]string{"id": step}))
	}
	if r := undo(steps[0]); r.StatusCode != http.StatusConflict {
		s.t.Errorf("undo in a file that was changed since: %s", r.Status)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		s.t.Fatal(err)
	}
	for _, step := range steps {
		for i := range 2 {
			if got := read[web.Undone](s.t, undo(step)).Undone; got != (i == 0) {
				s.t.Errorf("undo number %d of %s: %v", i+1, step, got)
			}
		}
	}
	data, err := os.ReadFile(path)
	if err != nil || string(data) != "# Numbers\n\n"+three {
		s.t.Errorf("%v\n%s", err, data)
	}
	cards := read[web.Sitting](s.t, s.get("/api/session")).Cards
	if len(cards) != 3 || !strings.Contains(cards[2].Front, "One?") || cards[2].Phase != "learning" {
		s.t.Errorf("asked after the undo: %+v", cards)
	}
}

// TestNotesAndGrades: notes come as HTML, and what is typed is graded by the rules of the terminal.
func TestNotesAndGrades(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": "# Cells\n\nA *note* with $x^2$.\n\nQ (typed): What makes energy?\nA: mitochondrion\n"})
	notes := read[[]web.Notes](t, s.get("/api/notes?scope=a"))
	if len(notes) != 1 || !strings.Contains(notes[0].Sections[0].HTML,
		`<em>note</em> with <span class="math" data-tex="x^2">x²</span>`) {
		t.Errorf("notes %+v", notes)
	}
	card := read[web.Sitting](t, s.get("/api/session")).Cards[0]
	for typed, want := range map[string]string{"Mitochondrion": "right", "mitochondrin": "typo", "nucleus": "wrong"} {
		g := read[web.Grade](t, s.post("/api/grade",
			encoded(t, map[string]string{"card": card.Key, "typed": typed})))
		if g.Verdict != want || g.Answer != "mitochondrion" {
			t.Errorf("%q: %+v, want %s", typed, g, want)
		}
	}
}

// TestQuiz goes through a quiz by its moves; one that is sent twice changes nothing.
func TestQuiz(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	q := read[web.Question](t, s.post("/api/quiz", `{"questions":3}`))
	seen := map[int]bool{}
	for range 30 {
		if q.State == "finished" {
			break
		}
		seen[q.Number] = true
		move := map[string]any{"number": q.Number}
		switch {
		case q.State == "answered":
			move["do"] = "next"
		case q.State == "shown":
			maps.Copy(move, map[string]any{"do": "know", "how": "right"})
		case q.Form == "typed":
			maps.Copy(move, map[string]any{
				"do":   "type",
				"text": map[string]string{"<p>One?</p>": "1", "<p>Two?</p>": "2"}[q.Front],
			})
		case q.Form == "choice":
			maps.Copy(move, map[string]any{"do": "choose", "places": []int{0}})
		default:
			move["do"] = "show"
		}
		if q.State == "asking" && slices.ContainsFunc(q.Options,
			func(o web.Option) bool { return o.Right }) {
			t.Error("the page knows what is right before it is answered")
		}
		q = read[web.Question](t, s.post("/api/quiz/answer", encoded(t, move)))
	}
	if q.State != "finished" || len(seen) != 3 || q.Tally == nil || q.Tally.Answered != 3 {
		t.Errorf("quiz ended as %+v after %v", q, seen)
	}
}
