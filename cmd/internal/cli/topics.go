package cli

import "github.com/spf13/cobra"

// helpTopics are the pages of help that are about no command.
func helpTopics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "config", Short: "The settings of a collection", Long: topicConfig},
		{Use: "environment", Short: "The variables that cards reads", Long: topicEnvironment},
		{Use: "exit-codes", Short: "What the exit code of a command means", Long: topicExitCodes},
		{Use: "format", Short: "How to write decks", Long: topicFormat},
		{Use: "keys", Short: "The keys of a review", Long: topicKeys},
		{Use: "siblings", Short: "Why some cards wait for another day", Long: topicSiblings},
	}
}

const topicConfig = `The settings of a collection.

The file .cards/config.toml of a collection holds them, in TOML; "cards paths" shows where it is.
Without a setting, or without the file, this holds:

  new_per_day = 20          # at most so many new cards a day
  retention = 0.9           # chance that a card is known when it is due
  steps = [1, 10]           # minutes after which a new card comes back; "30s", "12h" and
                            # "2d" are times too
  relearning_steps = [10]   # the same for a card that was forgotten
  max_interval = 36500      # days after which every card comes back
  learn_ahead = "20m"       # a learning step that ends within this time ends now, when nothing
                            # else is left to ask; "0s" waits
  bury_siblings = ["new", "review"]
                            # cards that wait for another day: see "cards help siblings"
  backup_max = 500          # megabytes that all backups of the log together take at most
  rollover = "04:00"        # when a day begins
  folders = []              # further folders with decks; "cards folders add" writes it
  ignore = []               # names and paths that are no decks, such as "README.md" or "old/*"

A setting that cannot be understood stops every command and is named; one that is unknown is a
warning of "cards check".`

const topicSiblings = `Why some cards wait for another day.

The cards of one note are siblings: the two directions of a term, the gaps of a cloze. Who has just
answered one half knows the other, and the answer would say nothing about memory. So once a card was
answered, or is asked before them, its siblings that are new or due wait for another day. Nothing is
lost by it: they come on the next days, one a day, and a card in its learning steps never waits.
What is counted as due leaves them out.

The setting bury_siblings in config.toml names the kinds of cards that wait:

  bury_siblings = ["new", "review"]   # as it is without the setting
  bury_siblings = []                  # none: siblings are asked on one day
  bury_siblings = ["new", "review", "interday"]
                                      # also those whose learning step ended with an earlier day`

const topicEnvironment = `The variables that cards reads.

  CARDS_HOME       folder of the collection, as --home
  CARDS_NOW        an instant in RFC 3339, from which the clock ticks: for trying things out and for scripts
  TZ               zone in which study days begin; the system's if it is not set
  XDG_DATA_HOME    folder in which the default collection "cards" is kept; else that of the system
  ACCESSIBLE       not empty: review line by line, as --plain
  TERM             "dumb": review line by line, no colours
  NO_COLOR         not empty: no colours
  FORCE_COLOR, CLICOLOR_FORCE
                   neither empty nor 0: colours also where the output is no terminal

The flag --color comes before all variables about colours. Which collection is used is
decided by --home, then CARDS_HOME, then the nearest folder with .cards in it from the working
directory upwards; else it is the default one.`

const topicExitCodes = `What the exit code of a command means.

    0  it is done
    1  it failed, or cards check found errors
    2  the command line is wrong
    3  with --exit-code: nothing is due
    4  only a part was imported, or saved out of a damaged file
   75  another cards process keeps the collection busy
  130  it was interrupted; answers given before are kept

Data goes to standard output, messages to standard error. "go run" turns every code but 0 into 1.`

const topicFormat = `How to write decks.

A deck is a Markdown file. A card begins with a label at the start of a line; whatever is no card is
study notes of its section. A card ends where the next one, a heading or a line "---" begins.

  Q: What does make([]int, 0, 8) allocate?
  A: A slice of length 0 and capacity 8.
  A (more): An explanation, shown after the answer.
  #go #slices

  T: der Hund
  D: the dog

  C: A slice has a [pointer], a [length] and a [capacity].

  Q: Which of these are reference types?
  A:
  - [x] map
  - [ ] array
  - [x] channel

T and D are a term and its definition, asked in both directions. Every [gap] of a C is a card of its
own; {{c1::text}} and {{c1::text::hint}} are gaps too, and those of one number are asked together. A
line of #tags belongs to its card.

Words in parentheses after a label: Q (draft): kept, but not asked before the word is removed;
Q (id=gc-1): the card keeps its progress even if its whole text changes.

A backslash, as in "A\: no answer", or an indent of one to three spaces makes text of a line that
looks like a label. In code fences, $$ blocks and HTML comments nothing is a label.

The file may begin with what is true of all of it, between two lines "---":

  ---
  name = "Go"
  description = "Slices, maps and channels"
  tags = ["programming"]
  ---

"cards check" names everything that is not as it should be, with its line.`

const topicKeys = `The keys of a review.

  space, enter     show the answer; then: rate it good
  1 2 3 4          again, hard, good, easy; only when the answer is shown
  u                undo the last answer, also of earlier sessions
  ↑ ↓ PgUp PgDn    scroll a long text
  ?                all keys
  q, Ctrl-C        stop; every answer given is kept

Line by line (--plain), every step reads one line: an empty one or "show" shows the answer; 1 to 4
or again, hard, good, easy rates it; "undo" and "quit". An empty line never rates. When cards only
wait for their learning step, an empty line asks one early.`
