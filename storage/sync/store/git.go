package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// gitFolder is the one folder of a work tree that is used.
const gitFolder = ".cards-sync"

// Git is a folder in a work tree of git, which carries it by commits of that folder alone.
type Git struct {
	*Dir
	tree string
	run  Run
}

// Run runs git in a folder and returns what it printed. The error says what git said.
type Run func(ctx context.Context, folder string, args ...string) (string, error)

// GitFolder returns the folder for segments in a work tree.
func GitFolder(tree string) string { return filepath.Join(tree, gitFolder) }

// OpenGit opens the folder in a work tree; it must be there.
func OpenGit(tree string, run Run, traffic *Traffic) (*Git, error) {
	dir, err := OpenDir(GitFolder(tree), traffic)
	if err != nil {
		return nil, err
	}
	return &Git{dir, tree, run}, nil
}

// Begin takes over what others have pushed.
func (g *Git) Begin(ctx context.Context) error {
	if _, err := g.run(ctx, g.tree, "rev-parse", "--is-inside-work-tree"); err != nil {
		return g.failed(ctx, "rev-parse", err)
	}
	return g.pull(ctx)
}

// pull does nothing in a tree that follows no other, or that has no commit yet.
func (g *Git) pull(ctx context.Context) error {
	if !g.follows(ctx) {
		return nil
	}
	if _, err := g.run(ctx, g.tree, "pull", "--rebase", "--autostash", "--quiet"); err != nil {
		_, _ = g.run(ctx, g.tree, "rebase", "--abort") // there may be none
		return g.failed(ctx, "pull --rebase", err)
	}
	return nil
}

func (g *Git) follows(ctx context.Context) bool {
	_, err := g.run(ctx, g.tree, "rev-parse", "--verify", "--quiet", "@{upstream}")
	return err == nil
}

// End commits what was put, and pushes it. Nothing else of the tree is in the commit.
func (g *Git) End(ctx context.Context) error {
	changed, err := g.run(ctx, g.tree, "status", "--porcelain", "--untracked-files=all", "--",
		gitFolder)
	if err != nil {
		return g.failed(ctx, "status", err)
	}
	if strings.TrimSpace(changed) != "" {
		if _, err := g.run(ctx, g.tree, "add", "--force", "--all", "--", gitFolder); err != nil {
			return g.failed(ctx, "add", err)
		}
		if _, err := g.run(ctx, g.tree, "commit", "--quiet", "--message", "cards: answers",
			"--only", "--", gitFolder); err != nil {
			return g.failed(ctx, "commit", err)
		}
	}
	if !g.follows(ctx) {
		return nil
	}
	return g.push(ctx)
}

// push pushes, and takes over what others have pushed meanwhile.
func (g *Git) push(ctx context.Context) error {
	const tries = 3
	ahead, err := g.run(ctx, g.tree, "rev-list", "--count", "@{upstream}..HEAD")
	if err != nil {
		return g.failed(ctx, "rev-list", err)
	}
	if strings.TrimSpace(ahead) == "0" {
		return nil
	}
	for try := 1; ; try++ {
		_, err := g.run(ctx, g.tree, "push", "--quiet")
		if err == nil {
			return nil
		}
		if try == tries {
			return g.failed(ctx, "push", err)
		}
		if err := g.pull(ctx); err != nil {
			return err
		}
	}
}

func (g *Git) failed(ctx context.Context, command string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &UnreachableError{Err: errors.Join(fmt.Errorf("git %s: %w", command, err))}
}
