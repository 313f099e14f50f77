package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// diagnosticsOf returns everything that is wrong, a line each.
func diagnosticsOf(t *testing.T, c *storagetest.Collection, scope storage.Scope) string {
	t.Helper()
	list, err := c.Diagnostics(scope)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

// questionsOf returns what all live cards ask, in order.
func questionsOf(t *testing.T, c *storagetest.Collection) string {
	t.Helper()
	var list []string
	for _, card := range cardsOf(t, c) {
		list = append(list, card.Question())
	}
	return strings.Join(list, " ")
}

func TestCompileOfUnchangedFilesWritesNothing(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards, "broken.md": "Q: no answer\n"})
	c.Now = time.Now().Add(time.Hour) // the files are no longer young
	c.Compile()
	before, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	want := storage.Compilation{Files: 2, Cards: 2, Errors: 1}
	if diff := cmp.Diff(want, c.Compile()); diff != "" {
		t.Errorf("compilation (-want +got):\n%s", diff)
	}
	after, err := os.ReadFile(dbPath(c.Root()))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed (%v)", err)
	}
}

func TestYoungFileIsReadAgain(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: 1\n"})
	path := filepath.Join(c.Root(), "a.md")
	when := storagetest.Start()
	set := func(text string) {
		t.Helper()
		c.Write("a.md", text)
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
	}
	set("Q: one?\nA: 1\n")
	c.Now = when.Add(time.Second)
	c.Compile()
	if young, err := c.IsYoung("a.md"); err != nil || !young {
		t.Fatalf("a file read a second after its change is young: %v, %v", young, err)
	}
	c.Now = when.Add(time.Hour)
	c.Compile()
	if young, err := c.IsYoung("a.md"); err != nil || young {
		t.Errorf("a file read an hour after its change is young: %v, %v", young, err)
	}
	set("Q: two?\nA: 2\n") // of the same length and time
	if got := c.Compile(); got.Changed != 1 || questionsOf(t, c) != "two?" {
		t.Errorf("%+v, cards: %s", got, questionsOf(t, c))
	}
}

func TestCardsComeAndGoWithTheirText(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	c.Rate("one?", srs.Easy)
	c.Write("a.md", "Q: two?\nA: 2\n")
	c.Compile()
	if got := questionsOf(t, c); got != "two?" {
		t.Errorf("cards: %s", got)
	}
	c.Write("sub/b.md", "\n\nQ: one?\nA: 1\n")
	c.Remove("a.md")
	if got := c.Compile(); got.Files != 1 || got.Cards != 1 {
		t.Errorf("%+v", got)
	}
	card := c.Find("one?")
	if card.Schedule.Reviews != 1 || card.Deck != "sub/b" || card.Path != "sub/b.md" ||
		card.Line != 3 {
		t.Errorf("moved card: %+v", card)
	}
}

func TestOneKeyInSeveralPlacesIsOneCard(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"b.md": "Q: one?\nA: 1\n#late\n", "a.md": "Q (draft): one?\nA: 1\n#early\n",
		"c.md": "Q: other?\nA: 2\n",
	})
	card := c.Find("one?")
	if card.Path != "a.md" || strings.Join(card.Tags, " ") != "early late" || card.Draft {
		t.Errorf("card: %+v", card)
	}
	if got := questionsOf(t, c); got != "one? other?" {
		t.Errorf("cards: %s", got)
	}
	want := "b.md:1:1: warning: asks the same as a.md:1"
	if got := diagnosticsOf(t, c, storage.Scope{}); !strings.Contains(got, want) {
		t.Errorf("diagnostics:\n%s", got)
	}
	c.Write("b.md", "Q (draft): one?\nA: 1\n")
	c.Compile()
	if card := c.Find("one?"); !card.Draft {
		t.Error("a card of drafts only is no draft")
	}
	c.Remove("a.md")
	c.Compile()
	if card := c.Find("one?"); card.Path != "b.md" {
		t.Errorf("card: %+v", card)
	}
}

func TestExplicitIDNamesOneNote(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"a.md": "Q (id=x): one?\nA: 1\n", "b.md": "\nC (id=x): a [gap]\n\nQ: two?\nA: 2\n",
	})
	c.Rate("one?", srs.Good)
	if got := questionsOf(t, c); got != "one? two?" {
		t.Errorf("cards: %s", got)
	}
	if got := diagnosticsOf(t, c, storage.Scope{}); got != "b.md:2:1: error: id \"x\" is used twice, first at a.md:1\n" {
		t.Errorf("diagnostics:\n%s", got)
	}
	if got := c.Compile(); got.Errors != 1 || got.Cards != 2 {
		t.Errorf("%+v", got)
	}
	c.Write("a.md", "Q (id=y): one?\nA: 1\n")
	c.Compile()
	if got := questionsOf(t, c); got != "one? a […] two?" {
		t.Errorf("cards after the id is free: %s", got)
	}
	c.Write("0.md", "Q (id=x): zero?\nA: 0\n")
	c.Compile()
	if got := questionsOf(t, c); got != "zero? one? two?" {
		t.Errorf("cards after the id is taken: %s", got)
	}
}

func TestUnreadableFolderKeepsItsCardsLive(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		".cards/config.toml": "folders = [\"../extra\"]\n", "a.md": "Q: one?\nA: 1\n",
	})
	extra := filepath.Join(filepath.Dir(c.Root()), "extra")
	c.Write("../extra/b.md", "Q: two?\nA: 2\n")
	c.Compile()
	two := c.Find("two?")
	if two.Path != filepath.ToSlash(filepath.Join(extra, "b.md")) || two.Deck != "b" {
		t.Errorf("card: %+v", two)
	}
	one := c.Find("one?")
	if _, err := c.Append(c.Now, journal.Linked{A: one.Key, B: two.Key, Manual: true}); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(extra, extra+"-away"); err != nil {
		t.Fatal(err)
	}
	if got := c.Compile(); got.Files != 2 || got.Cards != 1 || got.Errors != 1 {
		t.Errorf("%+v", got)
	}
	if got := questionsOf(t, c); got != "one?" {
		t.Errorf("cards: %s", got)
	}
	if got := c.Find("one?"); len(got.Keys) != 1 {
		t.Error("a card was joined with one whose file cannot be read now")
	}
	if _, err := c.Card(two.Key); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("card of a file that cannot be read: %v", err)
	}
	want := filepath.ToSlash(extra) + ":0:0: error: not read: no such file or directory\n"
	if got := diagnosticsOf(t, c, storage.Scope{}); got != want {
		t.Errorf("diagnostics:\n%s", got)
	}
	if err := os.Rename(extra+"-away", extra); err != nil {
		t.Fatal(err)
	}
	if got := c.Compile(); got.Cards != 2 || got.Errors != 0 {
		t.Errorf("%+v", got)
	}
	if got := questionsOf(t, c); got != "one? two?" {
		t.Errorf("cards: %s", got)
	}
}

func TestNoteThatIsLeftOutKeepsItsCardLive(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: old?\nA: 1\n\nQ: new?\nA: 1\n"})
	c.Rate("old?", srs.Good)
	old, fresh := c.Find("old?"), c.Find("new?")
	c.Write("a.md", "Q: old?\nA: 1\nA: again\n\nQ: new?\nA: 1\n")
	if got := c.Compile(); got.Cards != 1 || got.Errors != 1 {
		t.Fatalf("%+v", got)
	}
	if live, err := c.IsLive(old.Key); err != nil || !live {
		t.Skip("the parser does not tell what the note asks")
	}
	if _, err := c.Append(c.Now, journal.Linked{A: old.Key, B: fresh.Key, Manual: true}); err != nil {
		t.Fatal(err)
	}
	if got := c.Find("new?"); got.Schedule.Reviews != 0 {
		t.Error("the card took the history of one that is only left out")
	}
}

func TestHostileFilesSpoilOnlyThemselves(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"a.md": twoCards, "empty.md": "", "binary.md": "\x00\x01\xff\xfe" + strings.Repeat("\x80", 5000),
		"long.md": "Q: " + strings.Repeat("x", 3<<20) + "\nA: y\n", "notes.md": "just notes\n",
		"id.md": "Q (id=" + strings.Repeat("i", 50_000) + "): long?\nA: id\n",
	})
	if got := c.Compile(); got.Files != 6 || got.Cards != 4 {
		t.Errorf("%+v", got)
	}
	if got := diagnosticsOf(t, c, storage.Scope{Paths: []string{"a.md"}}); got != "" {
		t.Errorf("diagnostics of the good file:\n%s", got)
	}
}

func TestDecksOfOneNameAreBothMeant(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{
		"x/a.md":    "---\nname = \"same\"\n---\nQ: one?\nA: 1\n",
		"x/same.md": "Q: two?\nA: 2\n", "x/b.md": "Q: three?\nA: 3\n",
	})
	scope, err := c.Scope([]string{"x/same"}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	found, err := c.Candidates(scope, c.Scheduler.Calendar(), c.Now, storage.Wanted{New: 9})
	if err != nil || len(found.Entries) != 2 {
		t.Errorf("%d cards, %v", len(found.Entries), err)
	}
	want := "x/same.md:0:0: warning: deck \"x/same\" is also the name of x/a.md"
	if got := diagnosticsOf(t, c, storage.Scope{}); !strings.Contains(got, want) {
		t.Errorf("diagnostics:\n%s", got)
	}
	decks, err := c.Decks(storage.Scope{})
	if err != nil || len(decks) != 3 || decks[0].Name != "x/b" || decks[0].New != 1 {
		t.Errorf("decks: %+v, %v", decks, err)
	}
}

func TestCancelledCompileChangesNothing(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	c.Write("a.md", "Q: three?\nA: 3\n")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Collection.Compile(ctx, c.Now); err == nil {
		t.Error("no error")
	}
	if got := questionsOf(t, c); got != "one? two?" {
		t.Errorf("cards: %s", got)
	}
}

// atLast is a context that runs something when it is asked for the last time whether it is over,
// and that is not over.
type atLast struct {
	context.Context
	asks int
	do   func()
}

func (c *atLast) Err() error {
	if c.asks--; c.asks == 0 {
		c.do()
	}
	return nil
}

// TestOlderCompileDoesNotHideANewerOne lets a compile find a file as it is stored, and another
// process store a newer text before the first has noted what it found. Then the file becomes what
// it was.
func TestOlderCompileDoesNotHideANewerOne(t *testing.T) {
	t.Parallel()
	const old, newer = "Q: one?\nA: 1\n", "Q: two?\nA: 2\n"
	c := storagetest.New(t, map[string]string{"a.md": old})
	c.Now = time.Now().Add(time.Hour) // the files are no longer young
	c.Compile()
	again := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(c.Root(), "a.md"), again, again); err != nil {
		t.Fatal(err)
	}
	const asks = 4 // before the file, at both of its reads, and at the end
	ctx := &atLast{Context: t.Context(), asks: asks, do: func() {
		c.Write("a.md", newer)
		c.Compile()
	}}
	if _, err := c.Collection.Compile(ctx, c.Now); err != nil {
		t.Fatal(err)
	}
	if got := questionsOf(t, c); got != "two?" || ctx.asks != 0 {
		t.Fatalf("cards: %s", got)
	}
	c.Write("a.md", old)
	c.Compile()
	if got := questionsOf(t, c); got != "one?" {
		t.Errorf("cards: %s; the file asks one?", got)
	}
}
