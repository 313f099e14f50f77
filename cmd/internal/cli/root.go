package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/deck/settings"
)

// streams are what a run writes to, and how the person wants it written.
type streams struct {
	Env
	out     *out.Stream
	err     *out.Stream
	color   out.ColourMode // value of --color
	json    jsonFlags
	noPager bool   // value of --no-pager
	utc     bool   // value of --utc
	pager   *pager // that out goes to; nil if it goes to the terminal, a file or a pipe
	running *meter // what is shown on err of a long work; nil if none was begun

	acting *cobra.Command // whose JSON is what it says
	said   *bytes.Buffer  // in which that is taken down; nil if it is not
	spoken *out.Stream    // where it would go
}

// dialog is how a run asks a person, and reads what comes in.
type dialog struct {
	streams
	known   *term.Terminal // by its screens; nil before the first
	spooled string         // file with what standard input held, once it was read
	ends    []func()       // what is done when the command is over
}

// app is what the commands of one run share.
type app struct {
	dialog
	home  string      // value of --home
	dry   bool        // value of --dry-run, of a command that has it
	wrote *collection // which this run has opened, and perhaps written to
}

func newStreams(env Env) streams {
	return streams{
		Env: env, color: "auto", out: out.NewStream(env.Stdout), err: out.NewStream(env.Stderr),
	}
}

// Main runs the command that args name and returns the exit code of the process.
func Main(ctx context.Context, env Env, args []string) int {
	a := &app{dialog: dialog{streams: newStreams(env)}}
	a.setColours()
	root := newRoot(a, args)
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		a.completeFlags(root)
	}
	if cmd, _, err := root.Find(args); err == nil {
		a.saysJSON(cmd)
	}
	cmd, err := root.ExecuteContextC(ctx)
	err = a.printSaid(err)
	err = notTogether(cmd, err)
	// most commands go on and leave it to be found here
	if unwritten := a.closeOut(); !errors.Is(err, unwritten) {
		err = errors.Join(err, unwritten)
	}
	code := exitOK
	if err != nil {
		code = fail(a.err, cmd, err, a.json.wanted || wantsJSON(args))
	}
	sayMended(a)
	backUpDaily(ctx, a)
	for _, end := range a.ends {
		end()
	}
	_ = a.err.Flush() // nowhere is left to say it
	return code
}

// closeOut writes what is left of standard output, and lets the person read it.
func (s *streams) closeOut() error {
	err := s.out.Flush()
	if s.pager != nil {
		err = errors.Join(err, s.pager.Close())
	}
	return err
}

// obeyFlags does what the flags of every command say.
func (a *app) obeyFlags(cmd *cobra.Command) {
	heed(cmd)
	a.setColours()
	a.turnPages(cmd)
	a.listen(cmd)
	a.dry, _ = cmd.Flags().GetBool("dry-run") // false if there is none
	if a.utc {
		a.Zone = time.UTC
	}
}

// setColours decides about colours by the present value of --color.
func (s *streams) setColours() {
	s.out.SetColours(s.color, s.Getenv)
	s.err.SetColours(s.color, s.Getenv)
}

// theme takes over which colours the person wants.
func (s *streams) theme(want settings.Theme) {
	themes := map[settings.Theme]out.Theme{
		settings.LightTheme: out.Light, settings.DarkTheme: out.Dark, settings.MonoTheme: out.Mono,
	}
	if t, ok := themes[want]; ok {
		s.out.SetTheme(t)
		s.err.SetTheme(t)
	}
}

// say writes a message for the person on standard error, after what was printed so far.
func (s *streams) say(format string, args ...any) {
	_ = s.out.Flush() // an error stays and is reported at the end
	s.running.end()
	fmt.Fprintln(s.err, out.Wrap(fmt.Sprintf(s.err.Sign(format), args...), s.err.Width, 0))
	_ = s.err.Flush()
}

// print writes a text for the person on standard output, broken into lines for a terminal.
func (s *streams) print(format string, args ...any) {
	fmt.Fprintln(s.out, out.Wrap(fmt.Sprintf(s.out.Sign(format), args...), s.out.Width, 0))
}

// tell prints a line as print does, to where a sitting is shown, and indents what is broken off.
func (s *streams) tell(to io.Writer, indent int, format string, args ...any) {
	width := s.out.Width
	if s.json.wanted {
		width = 0
	}
	fmt.Fprintln(to, out.Wrap(fmt.Sprintf(format, args...), width, indent))
}

// newRoot makes the program, called with args, and the command that they begin with. It has all
// commands if they begin with something else, such as a flag or a word that is misspelt, or with a
// command that looks at the others.
func newRoot(a *app, args []string) *cobra.Command {
	root := &cobra.Command{
		Use:   "cards [COMMAND]",
		Short: "Learn from flashcards in plain-text files",
		Long: `
cards quizzes you on the questions and answers that you keep in Markdown files, each one just before
you would forget it. Without a command it shows where you stand.`,
		Example:          "cards review",
		Args:             commandArgs,
		SilenceUsage:     true,
		SilenceErrors:    true,
		PersistentPreRun: func(cmd *cobra.Command, _ []string) { a.obeyFlags(cmd) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runStatus(cmd.Context(), a)
		},
		Version: newBuild().Version,
	}
	commonFlags(root, a)
	root.SetArgs(append([]string{}, args...)) // of nil it makes those of the process
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(flagError)
	a.jsonFlag(root, "print an object", statusJSON{})
	groups := commandGroups()
	for _, c := range needed(groups, args) {
		root.AddCommand(c.make(a))
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(newHelp())
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { printHelp(a, cmd, groups) })
	return root
}

// commonFlags adds the flags that every command has.
func commonFlags(root *cobra.Command, a *app) {
	root.PersistentFlags().StringVar(&a.home, "home", "", "use the collection in the folder `DIR`")
	root.PersistentFlags().Var(&a.color, "color", "use colours `WHEN`: auto, always or never")
	root.PersistentFlags().BoolVar(&a.noPager, "no-pager", false,
		"print long pages without a pager")
	root.PersistentFlags().BoolVar(&a.utc, "utc", false,
		"count days and show times in UTC, as with TZ=UTC")
}

// commandArgs refuses arguments of a command that has only commands below it: they are misspelt
// commands.
func commandArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return &usageError{
		text: fmt.Sprintf("%q is not a command of %q", args[0], cmd.CommandPath()),
		hint: meant(nearCommands(cmd, args[0]), "`"+cmd.CommandPath()+
			" --help` lists the commands"),
	}
}

// wantArgs takes from least to most arguments; most below zero means any number.
func wantArgs(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usagef("%s: missing argument %s", called(cmd), argName(cmd, len(args)))
		case most >= 0 && len(args) > most:
			return usagef("%s: unexpected argument %q", called(cmd), args[most])
		}
		return nil
	}
}

// called returns the words that call a command, without those of the program.
func called(cmd *cobra.Command) string {
	return strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
}

// argName returns what the usage of a command calls an argument, by its place from 0.
func argName(cmd *cobra.Command, place int) string {
	names := strings.Fields(cmd.Use)[1:]
	return strings.Trim(names[min(place, len(names)-1)], "[]…")
}

// flagError turns a mistake in a flag into a usage error that names the nearest flag.
func flagError(cmd *cobra.Command, err error) error {
	text := flagText(err)
	e := &usageError{text: text}
	if cmd.HasParent() {
		e.text = called(cmd) + ": " + text
	}
	if own, ok := errors.AsType[*usageError](err); ok {
		e.text, e.hint = cmd.Name()+": "+own.text, own.hint
		return e
	}
	if wrong, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		values, _ := flagValues(called(cmd), wrong.GetFlag().Name)
		e.hint = meant(near(wrong.GetValue(), values), "")
	}
	if name, ok := strings.CutPrefix(text, "unknown flag: --"); ok {
		e.hint = "`" + cmd.CommandPath() + " --help` lists the flags"
		if near := nearFlags(cmd, name); len(near) > 0 {
			e.hint = "did you mean " + strings.Join(near, " or ") + "?"
		}
	}
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if ok && unknown.GetSpecifiedShortnames() != "" {
		e.hint = lettersMeant(cmd, unknown.GetSpecifiedShortnames())
	}
	return e
}

// lettersMeant is the hint about flags of one letter that a command does not have: they may be a
// query that begins with a minus, or the name of a flag behind too few of them.
func lettersMeant(cmd *cobra.Command, letters string) string {
	name, _, _ := strings.Cut(letters, "=")
	if flag := cmd.Flags().Lookup(name); flag != nil && !flag.Hidden {
		return "did you mean --" + name + "?"
	}
	if strings.Contains(cmd.Use, "QUERY") && len(letters) > 1 {
		return "a query that starts with - comes after \"--\": `" + cmd.CommandPath() + " -- " +
			shellWord("-"+letters) + "`"
	}
	return "`" + cmd.CommandPath() + " --help` lists the flags"
}

// flagText is what is wrong with a flag. What Go says of a number says nothing to others.
func flagText(err error) string {
	text, why, isNumber := strings.Cut(err.Error(), ": strconv.")
	switch {
	case !isNumber:
	case strings.HasSuffix(why, "out of range"):
		text += ": too large"
	case strings.HasPrefix(why, "ParseFloat"):
		text += ": not a number"
	case strings.HasPrefix(why, "ParseBool"):
		text += ": neither true nor false"
	default:
		text += ": not a whole number"
	}
	return text
}
