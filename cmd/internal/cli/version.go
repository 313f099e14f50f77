package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"cards/storage"
)

// build says what this program was made of. Its JSON is what `cards version --json` prints.
type build struct {
	Version string `json:"version"`
	Commit  string `json:"commit"` // empty if it was not built from a repository
	Go      string `json:"go"`
	Format  int    `json:"format"` // the newest format of collections that it knows
}

func newBuild() build {
	b := build{Version: "(devel)", Go: runtime.Version(), Format: storage.Format}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if info.Main.Version != "" {
		b.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			b.Commit = s.Value
		}
	}
	return b
}

func newVersion(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Show the version of cards",
		Example: "cards version --json",
		Args:    wantArgs(0, 0),
		RunE:    func(*cobra.Command, []string) error { return runVersion(a) },
	}
	a.jsonFlag(cmd, "print version, commit, go and format as JSON", build{})
	return cmd
}

func runVersion(a *app) error {
	b := newBuild()
	if a.json.wanted {
		return a.printJSON(b)
	}
	_, err := fmt.Fprintf(a.out, "cards version %s\n", b.Version)
	return err
}
