package importer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// checkContent reads a file as it would be recognised and checks that it accounts for every line
// once, that notes and what stands for them in the parts agree, and that nothing is left without a
// reason. It returns the content.
func checkContent(t *testing.T, name, text string) *Content {
	t.Helper()
	known := recognise(newSample(name, []byte(text)), "")
	if known.Read == nil {
		t.Fatalf("%s: not recognised", name)
	}
	c, err := known.Read(Input{Name: name, Data: []byte(text), Zone: time.UTC})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	next, as := 1, make(map[int]As)
	for _, p := range c.Parts {
		if p.Line != next || p.End < p.Line {
			t.Errorf("%s: part of lines %d to %d after line %d", name, p.Line, p.End, next-1)
		}
		if (p.As == Left || p.As == Refused) == (p.Reason == "") {
			t.Errorf("%s: lines %d to %d are %d with the reason %q", name, p.Line, p.End, p.As, p.Reason)
		}
		for next = p.Line; next <= p.End; next++ {
			as[next] = p.As
		}
	}
	if lines := lineCount(text); next != lines+1 {
		t.Errorf("%s: accounts for %d of %d lines", name, next-1, lines)
	}
	for _, i := range c.Items {
		if i.Note != nil && (as[i.Note.Line] != Taken || i.Note.End < i.Note.Line) {
			t.Errorf("%s: the note on line %d stands on none that was taken", name, i.Note.Line)
		}
	}
	return c
}

func TestEveryLineIsAccountedFor(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "..", "decks", "testdata", "study-page.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"page.txt": string(page),
		"twice.txt": "Quiz\nWhat is A?\nWhat is A?\nSignup and view all the answers\nFlashcards\nWhat is A?\n" +
			"What is A?\nA letter.\nPodcast\nStudy Notes\nT\n- a: b\n\n- c\n",
		"words.csv":  "word,meaning\nHund,dog\n\nKatze,\n,x\n\"two\nlines\",y\n",
		"words.tsv":  "a\tb\nc\td",
		"deck.md":    "# A\n\nnotes\n\nQ: a\nA: b\n\nQ: no answer\n\nC: a [b]\n#tag\n",
		"crlf.csv":   "Hund,dog\r\nKatze,cat\r\nMaus,mouse\r\n",
		"marked.csv": "\ufeffHund,dog\nKatze,cat\nMaus,mouse\n",
	} {
		checkContent(t, name, text)
	}
}

// TestQuestionsAskedTwiceComeOnce: what the page answers in one section it may hide in another.
func TestQuestionsAskedTwiceComeOnce(t *testing.T) {
	t.Parallel()
	c := checkContent(t, "page.txt", "Quiz\nWhat is A?\nWhat is A?\nSignup and view all the answers\n"+
		"What is B?\nWhat is B?\nFlashcards\nWhat is A?\nWhat is A?\nA letter.\n")
	var got []string
	for _, i := range c.Items {
		got = append(got, i.Note.Prompt+" "+i.Note.Answer)
	}
	if strings.Join(got, "; ") != "What is B? ; What is A? A letter." {
		t.Errorf("items %q", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("page.txt", "Quiz\nWhat?\nWhat?\nStudy Notes\nT\n- a: b\n")
	f.Add("a.csv", "a,b\n\"c\nd\",e\n")
	f.Add("a.md", "Q: a\nA: b\n<!--\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		if known := recognise(newSample(name, []byte(text)), ""); known.Read == nil {
			return
		}
		if _, err := recognise(newSample(name, []byte(text)), "").Read(Input{Data: []byte(text)}); err != nil {
			return
		}
		c := checkContent(t, name, text)
		r := newReport("x", "y")
		for _, e := range newEntries(&r, c) {
			if e.Note != nil && len(e.cards) == 0 {
				t.Errorf("a note without cards: %q", e.text)
			}
		}
	})
}
