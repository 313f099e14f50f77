package storage_test

import (
	"errors"
	"testing"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"

	"github.com/google/go-cmp/cmp"
)

const (
	capitals = "Q: What is the capital of France?\nA: Paris\n\nQ: What is the largest river of Poland?\nA: The Vistula\n"
	renamed  = "\nQ: What is the metropolis of France?\nA: Paris\n\nQ: What is the widest river of Poland?\nA: The Vistula\n"
)

// likely returns a collection in which two cards were answered and then asked with another word.
func likely(t *testing.T) (c *storagetest.Collection, france, poland deck.Key) {
	t.Helper()
	c = storagetest.New(t, map[string]string{"a.md": capitals})
	france, poland = c.Find("What is the capital of France?").Key,
		c.Find("What is the largest river of Poland?").Key
	c.Rate("What is the capital of France?", srs.Good)
	c.Rate("What is the largest river of Poland?", srs.Easy)
	c.Sleep(1)
	if found := rewrite(c, renamed); found.Linked != 0 || !found.Proposed {
		t.Fatalf("compile: %+v", found)
	}
	return c, france, poland
}

func proposalsOf(t *testing.T, c *storagetest.Collection) []storage.Proposal {
	t.Helper()
	list, err := c.Proposals(storage.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// pairs returns the old and the new prompts of proposals.
func pairs(list []storage.Proposal) [][2]string {
	var prompts [][2]string
	for _, p := range list {
		prompts = append(prompts, [2]string{p.Old.Text.Prompt, p.New.Text.Prompt})
	}
	return prompts
}

func decide(t *testing.T, c *storagetest.Collection, same bool, list ...storage.Proposal) storage.Settled {
	t.Helper()
	var decisions []storage.Decision
	for _, p := range list {
		decisions = append(decisions, storage.Decision{Old: p.Old.Key, New: p.New.Key, Same: same})
	}
	done, err := c.Settle(decisions, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestLikelyEditsAreProposed(t *testing.T) {
	t.Parallel()
	c, france, poland := likely(t)
	list := proposalsOf(t, c)
	if len(list) != 2 {
		t.Fatalf("proposals: %+v", list)
	}
	p := list[0]
	if p.Old.Key != france || p.Reviews != 1 || p.New.Path != "a.md" ||
		p.Pos != (deck.Pos{Line: 2, Col: 1}) ||
		p.New.Text.Answer != "Paris" || p.Reason == "" || p.Likeness <= 0 {
		t.Errorf("the first: %+v", p)
	}
	if p := list[1]; p.Old.Key != poland || p.Pos.Line != 5 {
		t.Errorf("the second: %+v", p)
	}
	elsewhere, err := c.Proposals(storage.Scope{Decks: []string{"other"}})
	if err != nil || len(elsewhere) != 0 {
		t.Errorf("in another deck: %+v, %v", elsewhere, err)
	}
}

func TestRoundIsOneStep(t *testing.T) {
	t.Parallel()
	c, _, _ := likely(t)
	list := proposalsOf(t, c)
	done := decide(t, c, true, list...)
	if done.Linked != 2 || done.Passed != 0 || done.Step.IsZero() {
		t.Errorf("settled: %+v", done)
	}
	if c.Find("What is the metropolis of France?").Schedule.Reviews != 1 ||
		len(proposalsOf(t, c)) != 0 {
		t.Error("the progress did not go on")
	}
	undone, err := c.Undo(journal.ID{}, c.Now)
	if err != nil || undone.Step != done.Step {
		t.Fatalf("undo: %+v, %v", undone, err)
	}
	if diff := cmp.Diff(pairs(list), pairs(proposalsOf(t, c))); diff != "" {
		t.Errorf("after undo (-before +after):\n%s", diff)
	}
	c.Compile()
	if diff := cmp.Diff(pairs(list), pairs(proposalsOf(t, c))); diff != "" {
		t.Errorf("after undo and a compile (-before +after):\n%s", diff)
	}
	if _, err := c.Redo(c.Now); err != nil ||
		c.Find("What is the metropolis of France?").Schedule.Reviews != 1 {
		t.Errorf("redo: %v", err)
	}
}

// TestNoIsForEver compiles, edits other cards, and derives all anew after two texts were said to be
// two cards.
func TestNoIsForEver(t *testing.T) {
	t.Parallel()
	c, _, _ := likely(t)
	if done := decide(t, c, false, proposalsOf(t, c)...); done.Parted != 2 {
		t.Errorf("settled: %+v", done)
	}
	check := func(when string) {
		t.Helper()
		if list := proposalsOf(t, c); len(list) != 0 {
			t.Errorf("%s: %q", when, pairs(list))
		}
	}
	check("at once")
	c.Compile()
	check("after a compile")
	rewrite(c, renamed+"\nQ: What is the smallest state of Europe?\nA: The Vatican\n")
	check("after another card came")
	if err := c.Rebuild(c.Now); err != nil {
		t.Fatal(err)
	}
	c.Compile()
	check("after a rebuild")
	if err := c.ForgetDerived(); err != nil {
		t.Fatal(err)
	}
	c.Compile()
	check("after all that is derived was lost")
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
		t.Fatal(err)
	}
	c.Compile()
	if list := proposalsOf(t, c); len(list) != 2 {
		t.Errorf("after undo: %q", pairs(list))
	}
}

// TestNoteOfProposalsMayBeLost derives all anew: what was likely is found again.
func TestNoteOfProposalsMayBeLost(t *testing.T) {
	t.Parallel()
	c, _, _ := likely(t)
	before := pairs(proposalsOf(t, c))
	if err := errors.Join(c.ForgetProposals(), c.ForgetDerived()); err != nil {
		t.Fatal(err)
	}
	c.Compile()
	if diff := cmp.Diff(before, pairs(proposalsOf(t, c))); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	if err := c.DamageProposals(); err != nil {
		t.Fatal(err)
	}
	if list := proposalsOf(t, c); len(list) != 0 {
		t.Errorf("of a note that cannot be read: %+v", list)
	}
}

func TestSettledElsewhereIsPassedOver(t *testing.T) {
	t.Parallel()
	c, france, _ := likely(t)
	list := proposalsOf(t, c)
	if _, err := c.Relink(france, list[0].New.Key, c.Now); err != nil {
		t.Fatal(err)
	}
	if got := pairs(proposalsOf(t, c)); len(got) != 1 || got[0] != pairs(list)[1] {
		t.Errorf("after a link: %q", got)
	}
	if done := decide(t, c, true, list...); done.Linked != 1 || done.Passed != 1 {
		t.Errorf("settled: %+v", done)
	}
	if done := decide(t, c, true, list...); done != (storage.Settled{Passed: 2}) {
		t.Errorf("settled again: %+v", done)
	}
}

// TestOneTextGoesOnOnce accepts two proposals of one old card.
func TestOneTextGoesOnOnce(t *testing.T) {
	t.Parallel()
	c, france, _ := likely(t)
	p := proposalsOf(t, c)
	done, err := c.Settle([]storage.Decision{
		{Old: france, New: p[0].New.Key, Same: true}, {Old: france, New: p[1].New.Key, Same: true},
	}, c.Now)
	if err != nil || done.Linked != 1 || done.Passed != 1 {
		t.Errorf("settled: %+v, %v", done, err)
	}
}

func TestAnsweredOrVanishedIsNoProposal(t *testing.T) {
	t.Parallel()
	c, _, _ := likely(t)
	c.Rate("What is the metropolis of France?", srs.Good)
	if got := proposalsOf(t, c); len(got) != 1 {
		t.Errorf("one was answered: %q", pairs(got))
	}
	rewrite(c, capitals)
	if got := proposalsOf(t, c); len(got) != 0 {
		t.Errorf("the old texts came back: %q", pairs(got))
	}
	if found := rewrite(c, ""); found.Linked != 0 || len(proposalsOf(t, c)) != 0 {
		t.Errorf("all is gone: %+v", found)
	}
}

// TestDevicesAgreeOnProposals settles on one device what two have.
func TestDevicesAgreeOnProposals(t *testing.T) {
	t.Parallel()
	c, _, _ := likely(t)
	other := storagetest.New(t, map[string]string{"a.md": capitals})
	other.Now = c.Now
	mergeAll(t, other, eventsOf(t, c))
	rewrite(other, renamed)
	list := proposalsOf(t, other)
	if diff := cmp.Diff(pairs(proposalsOf(t, c)), pairs(list)); diff != "" {
		t.Fatalf("the devices differ:\n%s", diff)
	}
	decide(t, c, true, list[0])
	decide(t, c, false, list[1])
	mergeAll(t, other, eventsOf(t, c))
	other.Compile()
	if got := proposalsOf(t, other); len(got) != 0 {
		t.Errorf("settled on the other device: %q", pairs(got))
	}
	if other.Find("What is the metropolis of France?").Schedule.Reviews != 1 {
		t.Error("the progress did not go on there")
	}
}

// TestRandomRounds settles whatever random edits leave to settle, by what the author knows, and
// takes some of the rounds back.
func TestRandomRounds(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		a, c := newAuthor(seed), storagetest.New(t, nil)
		for range *stepsFlag {
			a.step(t, c)
			list := proposalsOf(t, c)
			if len(list) == 0 {
				continue
			}
			var decisions []storage.Decision
			for _, p := range list {
				same := a.identity[p.Old.Key] == a.identity[p.New.Key]
				decisions = append(decisions, storage.Decision{Old: p.Old.Key, New: p.New.Key, Same: same})
			}
			done, err := c.Settle(decisions, c.Now)
			if err != nil || done.Linked+done.Parted+done.Passed != len(list) || done.Step.IsZero() {
				t.Fatalf("settled %d: %+v, %v", len(list), done, err)
			}
			if left := proposalsOf(t, c); len(left) != 0 {
				t.Fatalf("left over: %q", pairs(left))
			}
			checkNoneLost(t, c)
			if a.rand.IntN(3) > 0 {
				continue
			}
			if undone, err := c.Undo(journal.ID{}, c.Now); err != nil || undone.Step != done.Step {
				t.Fatalf("undo: %+v, %v", undone, err)
			}
			if diff := cmp.Diff(pairs(list), pairs(proposalsOf(t, c))); diff != "" {
				t.Fatalf("after undo (-before +after):\n%s", diff)
			}
		}
		checkOrphans(t, c)
		compareWithOracle(t, c)
		a.checkLinks(t, c)
	})
}
