package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// writeWeb writes one page of Markdown about all commands and topics, for the web.
func writeWeb(root *cobra.Command, path string) error {
	w := &webManual{}
	w.line("# Commands\n")
	w.line("What `cards help` says of each, written by `cards man`; `docs/man` has it for man.\n")
	w.contents(root)
	w.write(root)
	text := strings.NewReplacer("\n\n\n\n", "\n\n", "\n\n\n", "\n\n").Replace(w.text.String())
	return os.WriteFile(path, []byte(text), 0o644)
}

// webManual is a page of Markdown with what the manual pages say.
type webManual struct{ text bytes.Buffer }

func (w *webManual) line(format string, args ...any) { fmt.Fprintf(&w.text, format+"\n", args...) }

// contents lists a command and all below it, with links.
func (w *webManual) contents(cmd *cobra.Command) {
	if cmd.Hidden {
		return
	}
	m := manual{cmd: cmd}
	w.line("- [%s](#%s): %s", title(cmd), m.name(), marked(cmd.Short))
	for _, c := range cmd.Commands() {
		w.contents(c)
	}
}

// title is what a command is called, and a topic by how its page is shown.
func title(cmd *cobra.Command) string {
	if isTopic(cmd) {
		return "cards help " + cmd.Name()
	}
	return cmd.CommandPath()
}

func (w *webManual) write(cmd *cobra.Command) {
	if cmd.Hidden {
		return
	}
	cmd.InitDefaultHelpFlag()
	m := manual{cmd: cmd}
	w.line("\n## <a id=%q></a>%s\n", m.name(), title(cmd))
	if !isTopic(cmd) {
		w.code([]string{cmd.UseLine()})
	}
	w.paragraphs(cmp.Or(strings.TrimSpace(cmd.Long), cmd.Short))
	w.line("")
	w.flags(cmd.LocalNonPersistentFlags())
	if !cmd.HasParent() {
		w.line("\nEvery command takes\n")
		w.flags(cmd.PersistentFlags())
	}
	if cmd.Example != "" {
		w.line("\nFor example\n")
		w.code(strings.Split(cmd.Example, "\n"))
	}
	if codes := cmd.Annotations[exits]; codes != "" {
		w.line("\nExit code %s.", marked(codes))
	}
	for _, c := range cmd.Commands() {
		w.write(c)
	}
}

// paragraphs writes a text of help.
func (w *webManual) paragraphs(text string) {
	eachLine(text, w.code, func(line string) { w.line("%s", marked(line)) })
}

func (w *webManual) code(lines []string) {
	w.line("\n```text\n%s\n```\n", strings.Join(lines, "\n"))
}

func (w *webManual) flags(flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if name, usage := flagWords(f); !f.Hidden && f.Name != "help" {
			w.line("- `%s`: %s", name, marked(usage))
		}
	})
}

// marked writes a text so that Markdown shows it as it is; what is between backquotes is code.
func marked(text string) string {
	parts := strings.Split(text, "`")
	if len(parts)%2 == 0 {
		parts = []string{strings.Join(parts, "'")}
	}
	escapes := strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", `\<`, "[", `\[`, "]", `\]`)
	for i := 0; i < len(parts); i += 2 {
		parts[i] = escapes.Replace(parts[i])
	}
	return strings.Join(parts, "`")
}
