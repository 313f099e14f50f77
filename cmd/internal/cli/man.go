package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newMan(a *app) *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "Write the manual pages of all commands and topics, and one for the web",
		Hidden: true,
		Args:   wantArgs(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := a.path(args[0])
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			eachCommand(cmd.Root(), a.explain)
			if err := writeManuals(cmd.Root(), dir); err != nil {
				return err
			}
			return writeWeb(cmd.Root(), filepath.Join(dir, "commands.md"))
		},
	}
}

// eachCommand calls do for a command and all below it.
func eachCommand(c *cobra.Command, do func(*cobra.Command)) {
	do(c)
	for _, below := range c.Commands() {
		eachCommand(below, do)
	}
}

// writeManuals writes the manual pages of a command and of all below it.
func writeManuals(cmd *cobra.Command, dir string) error {
	if cmd.Hidden {
		return nil
	}
	m := manual{cmd: cmd}
	m.write()
	if err := os.WriteFile(filepath.Join(dir, m.name()+"."+m.section()), m.text.Bytes(),
		0o644); err != nil {
		return err
	}
	for _, c := range cmd.Commands() {
		if err := writeManuals(c, dir); err != nil {
			return err
		}
	}
	return nil
}

// manual is the page of a command in the language of man.
type manual struct {
	cmd  *cobra.Command
	text bytes.Buffer
}

func (m *manual) name() string { return strings.ReplaceAll(m.cmd.CommandPath(), " ", "-") }

// section is that of commands, or that of what is none.
func (m *manual) section() string {
	if isTopic(m.cmd) {
		return "7"
	}
	return "1"
}

func (m *manual) write() {
	m.cmd.InitDefaultHelpFlag()
	m.line(".TH %s %s %q %q", strings.ToUpper(m.name()), m.section(), "", "cards")
	m.heading("name")
	m.line(`%s \- %s`, roff(m.name()), roff(m.cmd.Short))
	if !isTopic(m.cmd) {
		m.heading("synopsis")
		m.line(".B %s", roff(m.cmd.UseLine()))
	}
	m.heading("description")
	m.paragraphs(cmp.Or(strings.TrimSpace(m.cmd.Long), m.cmd.Short))
	m.flags("options", m.cmd.LocalFlags())
	if m.cmd.HasParent() && !isTopic(m.cmd) {
		m.flags("options of every command", m.cmd.InheritedFlags())
	}
	if m.cmd.Example != "" {
		m.heading("examples")
		m.literal(strings.Split(m.cmd.Example, "\n"))
	}
	if codes := m.cmd.Annotations[exits]; codes != "" {
		m.heading("exit status")
		m.line("%s", roff(codes))
	}
	m.seeAlso()
}

func (m *manual) line(format string, args ...any) { fmt.Fprintf(&m.text, format+"\n", args...) }

func (m *manual) heading(title string) { m.line(".SH %s", strings.ToUpper(title)) }

// paragraphs writes a text of help.
func (m *manual) paragraphs(text string) {
	eachLine(text, m.literal, func(line string) {
		if line == "" {
			m.line(".PP")
		} else {
			m.line("%s", roff(line))
		}
	})
}

// eachLine hands over the lines of a text of help; those that begin with a space together, as they
// stay as they are.
func eachLine(text string, literal func(lines []string), flowing func(line string)) {
	var fixed []string
	flush := func() {
		if len(fixed) > 0 {
			literal(fixed)
		}
		fixed = nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, " ") {
			fixed = append(fixed, strings.TrimPrefix(line, "  "))
			continue
		}
		flush()
		flowing(line)
	}
	flush()
}

// literal writes lines that stay as they are.
func (m *manual) literal(lines []string) {
	m.line(".RS\n.nf")
	for _, line := range lines {
		m.line("%s", roff(line))
	}
	m.line(".fi\n.RE")
}

func (m *manual) flags(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	m.heading(title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name, usage := flagWords(f)
		m.line(".TP\n.B %s\n%s", roff(name), roff(usage))
	})
}

// flagWords returns how a flag is given, and what it does.
func flagWords(f *pflag.Flag) (name, usage string) {
	value, usage := pflag.UnquoteUsage(f)
	name = "--" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", " + name
	}
	switch {
	case f.Name == "help":
		usage = "show the page of help"
	case f.NoOptDefVal != "" && value != "":
		name += "[=" + value + "]"
	case value != "":
		name += " " + value
	}
	return name, strings.ReplaceAll(usage, "\n", " ")
}

// seeAlso names the pages above and below, and at the program's own those of topics.
func (m *manual) seeAlso() {
	m.heading("see also")
	var pages []string
	if m.cmd.HasParent() {
		above := manual{cmd: m.cmd.Parent()}
		pages = append(pages, roff(above.name())+"(1)")
	}
	for _, c := range m.cmd.Commands() {
		if below := (manual{cmd: c}); !c.Hidden {
			pages = append(pages, roff(below.name())+"("+below.section()+")")
		}
	}
	m.line("%s", strings.Join(pages, ",\n"))
}

// roff writes a text so that man shows it as it is.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return `\&` + text
	}
	return text
}
