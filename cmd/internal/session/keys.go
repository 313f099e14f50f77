package session

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/srs"
)

// Command is what a person can do in a sitting by a key, or by a word where lines are read.
type Command uint8

// The commands. Those from [Down] on move through what is shown and are about no card.
const (
	NoCommand Command = iota
	Show              // the answer; once that is seen to its end it is rated good
	RateAgain         // and the three after it: rate the answer
	RateHard
	RateGood
	RateEasy
	Suspend
	Bury
	Flag
	Info
	Edit
	Open
	Play
	Undo
	Redo
	More
	Type // into the line of a typed answer, or leave it
	Help
	Quit
	Background // the program, until the shell brings it back
	Down
	Up
	PageDown
	PageUp
	Top
	Bottom
)

// Binding is a command with its name and its keys.
type Binding struct {
	Command Command
	Name    string   // in a configuration, and where lines are read
	Keys    []string // the first is the one that is told in short
	Short   string   // what it does, for the line of hints; may be empty
	Does    string   // the same for the help; empty if the row before says it
	Lines   bool     // Name is a line that does it
}

// bindings are the commands as they are without a configuration. Every help line and every front
// end goes by this table.
func bindings() []Binding {
	return []Binding{
		{
			Show, "show", keys("space enter"), "show the answer",
			"show the answer, to its end; then rate it good", true,
		},
		{RateAgain, "again", keys("1"), "again", "rate the answer again, hard, good or easy", true},
		{RateHard, "hard", keys("2"), "hard", "", true},
		{RateGood, "good", keys("3"), "good", "", true},
		{RateEasy, "easy", keys("4"), "easy", "", true},
		{Undo, "undo", keys("u"), "undo", "take back what you did last, step by step", true},
		{Redo, "redo", keys("U"), "", "bring back what you took back last", true},
		{Suspend, "suspend", keys("s"), "", "suspend the card, until you resume it", true},
		{Bury, "bury", keys("b"), "", "bury the card until tomorrow", true},
		{Flag, "flag", keys("f"), "", "flag it 1 to 7; 0 takes the flag off", true},
		{Info, "info", keys("i"), "", "say why it is asked, and what ratings do", true},
		{More, "more", keys("m"), "", "ask 10 more new cards, or go on for 10m more", true},
		{Help, "help", keys("?"), "keys", "this help", true},
		{Quit, "quit", keys("q " + Stop), "stop", "stop; everything you did is saved", true},
		{Edit, "edit", keys("e"), "", "edit the card in your editor", true},
		{Open, "open", keys("o"), "", "open its picture, link or file", true},
		{Play, "play", keys("p"), "plays", "play its sound, or the next one", true},
		{Down, "down", keys("down j"), "", "scroll a long text by lines", false},
		{Up, "up", keys("up k"), "", "", false},
		{
			PageDown, "page-down", keys("pgdown ctrl+d ctrl+f"), "",
			"scroll it by pages, or to its ends", false,
		},
		{PageUp, "page-up", keys("pgup ctrl+b"), "", "", false},
		{Top, "top", keys("g home"), "", "", false},
		{Bottom, "bottom", keys("G end"), "", "", false},
		{Type, "type", keys("esc"), "type", "leave or enter the line of a typed answer", false},
		{Background, "background", keys("ctrl+z"), "", "to the background; fg brings it back", false},
	}
}

// Stop is the key that stops the program whatever a configuration says.
const Stop = "ctrl+c"

func keys(names string) []string { return strings.Fields(names) }

// Keys say which key does what.
type Keys struct {
	rows []Binding
	by   map[string]Command
}

// DefaultKeys returns the keys as they are without a configuration.
func DefaultKeys() Keys { return newKeys(bindings()) }

func newKeys(rows []Binding) Keys {
	k := Keys{rows: rows, by: make(map[string]Command)}
	for _, b := range rows {
		for _, key := range b.Keys {
			k.by[key] = b.Command
		}
	}
	return k
}

// Entry is what a help says in one line: of one command, or of some that are told together.
type Entry struct {
	Bindings []Binding
	Does     string
}

// Entries returns what a help says, in its order.
func (k Keys) Entries() []Entry {
	var entries []Entry
	for _, b := range k.rows {
		if b.Does != "" {
			entries = append(entries, Entry{Does: b.Does})
		}
		last := &entries[len(entries)-1]
		last.Bindings = append(last.Bindings, b)
	}
	return entries
}

// Of returns the row of a command.
func (k Keys) Of(c Command) Binding {
	return k.rows[slices.IndexFunc(k.rows, func(b Binding) bool { return b.Command == c })]
}

// Command returns what a key does, [NoCommand] for nothing. A key that nothing is bound to does
// what the key at its place does on a Latin keyboard.
func (k Keys) Command(key string) Command {
	if c, ok := k.by[key]; ok {
		return c
	}
	return k.by[byPlace(key)]
}

// Rating returns the one that a command gives, false if it gives none.
func (c Command) Rating() (srs.Rating, bool) {
	if c < RateAgain || c > RateEasy {
		return 0, false
	}
	return srs.Again + srs.Rating(c-RateAgain), true
}

// Word returns the command that a line says, [NoCommand] if it says none.
func (k Keys) Word(line string) Command {
	if Quits(line) {
		return Quit
	}
	for _, b := range k.rows {
		if b.Lines && b.Name == line {
			return b.Command
		}
	}
	return NoCommand
}

// Quits says whether a line ends a sitting that is read line by line: "quit", "q" or ":quit" in
// each of them. Where a line may be an answer that is typed, only ":quit" does.
func Quits(line string) bool {
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "quit", "q", ":quit":
		return true
	}
	return false
}

// Line is how a line says the command.
func (b Binding) Line() string {
	if b.Command == Flag {
		return b.Name + " N"
	}
	return b.Name
}

// Lines lists the lines that say commands.
func (k Keys) Lines() []string {
	var lines []string
	for _, b := range k.rows {
		if b.Lines {
			lines = append(lines, b.Line())
		}
	}
	return lines
}

// KeyError says which command cannot have a key, and why. It is the first of its list that cannot.
type KeyError struct {
	Name  string // of the command, in the configuration
	Index int    // of the key in its list
	Err   error
}

// Error says the command and why.
func (e *KeyError) Error() string { return fmt.Sprintf("%s: %v", e.Name, e.Err) }

// Unwrap returns why.
func (e *KeyError) Unwrap() error { return e.Err }

// UnknownKeyError says that a configuration binds keys to something that is no command.
type UnknownKeyError struct {
	Name  string
	Known []string
}

// Error has the name; those that are known are for a suggestion.
func (e *UnknownKeyError) Error() string { return fmt.Sprintf("no command %q", e.Name) }

// With returns the keys with those that a configuration gives to commands, by their names, in place
// of the usual ones. A key that is given to a command is taken from the one that usually has it.
// The errors are [*KeyError] and [*UnknownKeyError], in the order of the names.
func (k Keys) With(configured map[string][]string) (Keys, []error) {
	rows := slices.Clone(k.rows)
	var errs []error
	owner := make(map[string]string) // of the keys that the configuration gives
	for _, name := range slices.Sorted(maps.Keys(configured)) {
		i := slices.IndexFunc(rows, func(b Binding) bool { return b.Name == name })
		if i < 0 {
			errs = append(errs, &UnknownKeyError{Name: name, Known: k.Names()})
			continue
		}
		for at, key := range configured[name] {
			if err := usable(key, owner); err != nil {
				errs = append(errs, &KeyError{name, at, err})
				break
			}
			owner[key] = name
		}
		rows[i].Keys = configured[name]
	}
	for i, b := range rows {
		if _, given := configured[b.Name]; !given {
			rows[i].Keys = slices.DeleteFunc(slices.Clone(b.Keys),
				func(key string) bool { return owner[key] != "" })
		} else if b.Command == Quit {
			rows[i].Keys = append(slices.Clone(b.Keys), Stop)
		}
	}
	return newKeys(rows), errs
}

// Names lists what the commands are called in a configuration.
func (k Keys) Names() []string {
	names := make([]string, len(k.rows))
	for i, b := range k.rows {
		names[i] = b.Name
	}
	return names
}

// usable says why a key cannot be given to a command, nil if it can.
func usable(key string, owner map[string]string) error {
	switch other := owner[key]; {
	case key == Stop:
		return fmt.Errorf("%q always stops", key)
	case other != "":
		return fmt.Errorf("%q is already a key of %s", key, other)
	case !isKey(key):
		return fmt.Errorf("%q is not a key: write a character, or %s or f1 to f12, "+
			"with ctrl+ or alt+ before it if you like", key, strings.Join(named(), ", "))
	}
	return nil
}

// named are the keys that are neither characters nor numbered.
func named() []string {
	return keys("space enter tab esc backspace insert delete up down left right home end pgup pgdown")
}

// isKey says whether a text names a key.
func isKey(key string) bool {
	for _, modifier := range []string{"ctrl+", "alt+"} {
		key = strings.TrimPrefix(key, modifier)
	}
	r, size := utf8.DecodeRuneInString(key)
	if size == len(key) {
		return unicode.IsGraphic(r) && !unicode.IsSpace(r) && r != utf8.RuneError
	}
	n, err := strconv.Atoi(strings.TrimPrefix(key, "f"))
	return key == fmt.Sprint("f", n) && err == nil && 1 <= n && n <= 12 ||
		slices.Contains(named(), key)
}
