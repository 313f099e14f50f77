package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/deck"
	"cards/storage"
)

// proposals returns the cards of a scope that look like edits of ones that are known.
func (c *collection) proposals(scope storage.Scope) ([]storage.Proposal, error) {
	if !c.found.Proposed {
		return nil, nil
	}
	return c.Proposals(scope)
}

// relinkReview settles them, or prints them as JSON.
func relinkReview(ctx context.Context, a *app, c *collection, opts relinkOptions) error {
	proposals, err := c.proposals(storage.Scope{})
	switch {
	case err != nil:
		return err
	case a.json.wanted:
		return printProposalsJSON(a, proposals)
	case len(proposals) == 0:
		a.say("nothing to settle: no card looks like an edit of one that you know")
		return nil
	}
	if err := c.writable(); err != nil {
		return fmt.Errorf("decisions cannot be saved: %w", err)
	}
	round := session.NewSettling(proposals)
	if opts.all {
		round.All()
	} else {
		_, err = settleRound(ctx, a, round, opts.plain)
	}
	did, keepErr := keepDecided(a, c, round)
	switch {
	case did != "":
		a.print("%s; `cards undo` takes it back", did)
	case err == nil && keepErr == nil:
		a.say("nothing was decided")
	}
	return errors.Join(err, keepErr)
}

// settleFirst offers to settle the proposals of a scope before a review, and returns what came of
// it in words; stop says that the person wants no review. Without a terminal they are only named.
func settleFirst(
	ctx context.Context, a *app, c *collection, scope storage.Scope, plain bool,
) (did string, stop bool, err error) {
	proposals, err := c.proposals(scope)
	if err != nil || len(proposals) == 0 {
		return "", false, err
	}
	round := session.NewSettling(proposals)
	if !a.converses() {
		a.say("%s: `cards relink --review`", term.Offered(round.Screen().Total))
		return "", false, nil
	}
	stop, err = settleRound(ctx, a, round, plain)
	did, keepErr := keepDecided(a, c, round)
	return did, stop, errors.Join(err, keepErr)
}

// settleRound lets the person decide, on the screen or line by line.
func settleRound(
	ctx context.Context, a *app, round *session.Settling, plain bool,
) (stop bool, err error) {
	if in, out, ok := a.screen(); ok && !plain {
		return term.RunSettlingScreen(ctx, round, in, out, a.Vars, a.terminal())
	}
	return term.RunSettlingPlain(ctx, round, a.Stdin, a.out, a.look())
}

// keepDecided writes what was decided in a round, and returns it in words.
func keepDecided(a *app, c *collection, round *session.Settling) (string, error) {
	decisions := round.Decisions()
	if len(decisions) == 0 {
		return "", nil
	}
	done, err := c.Settle(decisions, a.Now())
	if err != nil {
		return "", err
	}
	var parts []string
	if n := done.Linked; n > 0 {
		parts = append(parts, numbered(n, "card keeps its progress", "cards keep their progress"))
	}
	if n := done.Parted; n > 0 {
		parts = append(parts, numbered(n, "is another card", "are other cards"))
	}
	if n := done.Passed; n > 0 {
		const meanwhile = " settled elsewhere in the meantime"
		parts = append(parts, numbered(n, "was"+meanwhile, "were"+meanwhile))
	}
	return strings.Join(parts, ", "), nil
}

// numbered says a number of things by what is said of one or of several.
func numbered(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return out.Count(n) + " " + several
}

// listedProposal is one element of `cards relink --review --json`.
type listedProposal struct {
	Old  string `json:"old"` // key of the text that is gone
	New  string `json:"new"` // key of the text that is there
	Why  string `json:"why"`
	File string `json:"file"` // of the new text
	Line int    `json:"line"`
}

func printProposalsJSON(a *app, proposals []storage.Proposal) error {
	list := make([]listedProposal, len(proposals))
	for i, p := range proposals {
		list[i] = listedProposal{
			Old: p.Old.Key.String(), New: p.New.Key.String(), Why: p.Reason,
			File: p.New.Path, Line: p.Pos.Line,
		}
	}
	return a.printJSON(list)
}

// proposalDiagnostics name cards that may be edits of others, with the command that links them.
func proposalDiagnostics(c *collection, scope storage.Scope) ([]deck.Diagnostic, error) {
	proposals, err := c.proposals(scope)
	var list []deck.Diagnostic
	for _, p := range proposals {
		was := out.Cut(out.Line(textQuestion(p.Old)), 60)
		text := fmt.Sprintf("may be an edit of \"%s\" (%s), whose text is gone",
			was, out.Plural(p.Reviews, "review"))
		if p.Reason != "" {
			text += "; not linked: " + p.Reason
		}
		list = append(list, deck.Diagnostic{
			Path: p.New.Path, Pos: p.Pos, Severity: deck.Warning, Text: text,
			Hint: fmt.Sprintf("if it is, `cards relink %s %s` keeps its progress",
				shortID(p.Old.Key), shortID(p.New.Key)),
		})
	}
	return list, err
}
