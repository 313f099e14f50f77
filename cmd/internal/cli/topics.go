package cli

import (
	"fmt"
	"strings"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"

	"github.com/spf13/cobra"
)

// helpTopics are the pages of help that are about no command.
func helpTopics() []command {
	var topics []command
	for _, t := range []struct{ name, short, long string }{
		{"environment", "Environment variables that cards reads", topicEnvironment},
		{"exit-codes", "What the exit code of a command means", topicExitCodes},
		{"format", "How to write decks", topicFormat},
		{"keys", "The keys of a review", ""},
		{"query", "How to say which cards you mean", topicQuery},
		{"siblings", "Why some cards wait for another day", topicSiblings},
	} {
		topics = append(topics, command{t.name, func(*app) *cobra.Command {
			return &cobra.Command{Use: t.name, Short: t.short, Long: t.long}
		}})
	}
	return topics
}

// defaultSettings are the settings of a configuration with their defaults.
const defaultSettings = `  new_per_day = 20          # how many new cards a day, at most
  retention = 0.9           # how likely you should be to know a card when it is due
  steps = [1, 10]           # minutes until a new card comes back; "30s", "12h" and "2d"
                            # work too
  relearning_steps = [10]   # the same for a card that you forgot
  max_interval = 36500      # longest interval, in days
  new_order = "file"        # new cards by deck, file and line; "added": files in the order in
                            # which they came into the collection; "random"
  review_order = "due"      # longest due first; "overdue": longest for its interval first;
                            # "retrievability": least likely to be known first; "easiest";
                            # "random"
  new_mix = "after"         # new cards after the others; "before" or "mixed"
  learn_ahead = "20m"       # with nothing else left to ask, cards whose learning step ends
                            # within this time are asked at once; "0s" waits
  answer_cap = "60s"        # an answer that took longer counts as this where times are added up,
                            # because a pause is not study
  bury_siblings = ["new", "review"]
                            # which cards wait for another day: "cards help siblings"
  balance = true            # of the days around its interval, a card gets the one with the
                            # fewest reviews
  easy_days = []            # days of the week with fewer reviews: ["saturday 50%", "sunday 0%"]
  leech_lapses = 8          # a card that you forgot this often is a leech; 0: none is
  leech = "hint"            # you are told when a card becomes a leech, and again after every half
                            # as many lapses; "suspend": it is also suspended then
  auto_optimize = true      # after a session, memory parameters are fitted to your reviews again:
                            # "cards help optimize"
  backup_max = 500          # megabytes that all backups of the log may take together
  autoplay = false          # sounds play when their side of a card comes up
  theme = "auto"            # asks the terminal for its background during a session, and has no
                            # colours elsewhere; "light" and "dark" set it; "mono" has none
  images = "auto"           # shows pictures as the terminal can: by the protocol of "kitty",
                            # "iterm2" or "sixel", else in coloured "blocks"; "off" only names
                            # them
  rollover = "04:00"        # when a new day begins
  folders = []              # more folders with decks; "cards folders add" adds to it
  ignore = []               # names and paths to leave out, such as "README.md" or "old/*"
  inbox = "inbox.md"        # where "cards add" adds cards if no deck is named`

const topicConfig = `Show and change the settings.

The file .cards/config.toml of a collection holds them, in TOML; "cards paths" shows where it is,
"cards config set" and "cards config unset" change one in it, and "cards config edit" opens it.
These are the settings and their defaults:

` + defaultSettings + `

With "reviews_per_day = 100", at most that many cards in review phase are asked a day; by default
there is no such limit. Cards in their learning steps never count against a limit.

The keys of a review can be changed ("cards help keys" names the commands); [] leaves a command
without a key:

    [keys]
    suspend = "x"
    bury = ["B", "ctrl+b"]

A preset changes settings for some decks:

    [preset.languages]
    decks = ["spanish/*", "latin"]
    new_per_day = 5         # for all of its decks together

It can have every setting from new_per_day to new_order, and reviews_per_day. If several presets
match, the one with the deck's own name wins, then the one with the longest pattern. Front matter
can have the same settings, and "preset: languages" to pick a preset. A limit in front matter is the
deck's own, and replaces that of its preset. No deck can go beyond the limits of the whole
collection. A preset with enough reviews gets memory parameters of its own: "cards help
optimize".

Your own file cards/config.toml ("cards paths" shows where it is) holds settings for all of your
collections; it cannot have folders or presets. Front matter comes first, then presets, then the
collection's settings, then your own. "cards config list --show-origin DECK" shows what applies to a
deck, and where each setting comes from.

Only your own file can name a program, an address or a key:

In the table [audio], "player = 'mpv --no-video'" plays sounds; the default is the first of mpv,
ffplay and others that is installed.

In the table [model], a model that makes cards is named by either "url =
'http://localhost:11434/v1'", a server that speaks /v1/chat/completions, or "command = ['llm', '-m',
'small']", which reads a prompt and prints an answer. A server also takes "name"; "key_env", the
variable that holds its key, or "key_command", which prints it; and "price = { in = 0.5, out = 1.5
}" per million tokens.

The table [speech] says what reads aloud: "engine" is auto, say, sapi, piper, espeak-ng, command or
url, and "voice" and "answer_voice" name voices. Only your own file can have "command = ['piper',
'-m', 'en.onnx', '-f', '{out}']", which reads a text and prints WAV or writes it to {out}, or "url =
'http://localhost:8880/v1'", a server that speaks /v1/audio/speech, with "name" and a key as in
[model]. [speech.say] says how words are read, such as kubectl = "cube control".

Only your own file can say where the keys of a bucket are, and when answers are synced: "cards help
sync" has sync_key_file, sync_key_command and sync_after.

A setting with a wrong value stops every command, which names its place in the file. "cards check"
warns about unknown settings.`

const topicQuery = `How to say which cards you mean.

Commands that work on cards take a query: words that say which. A bare word is the name of a deck, a
file or a folder, or the first four or more digits of a card's id. Several names next to each other
mean the cards of all of them; everything else next to each other must hold at the same time.

  spanish                     the deck spanish and the decks below it
  spanish tag:verb is:due     the due cards in it that are tagged verb
  tag:verb or tag:noun        cards with either tag
  spanish -is:suspended       all cards in it but the suspended ones; "not" does the same
  (spanish or latin) rated:1  parentheses group

  "to be", text:ser           cards with these words in question, answer or notes; case and
                              accents do not matter; quote them for the shell as '"to be"'
  in:question text:ser        the same in the question only; in:answer, in:notes
  deck:spanish  file:a.md     the deck, the file or folder, where a bare word might be
                              something else
  tag:grammar                 the tag and those below it, such as grammar/verbs
  kind:cloze                  basic, reversed, typed, cloze or choice
  is:due                      may be asked now, ignoring the day's limits
  is:new  is:learning  is:review  is:young  is:mature
                              mature: in review, with an interval of 21 days or more
  is:suspended  is:buried  is:flagged  is:leech  is:draft  is:orphan
                              states combine: is:new includes suspended cards
  flag:2                      with that flag; flag:0 means without a flag
  due:<2026-12-01             due before that date; also <=, >, >=, today, tomorrow, 3d (in 3 days)
  rated:7  rated:7:again      answered on the last 7 study days; with that rating, by name or 1-4
  added:30                    new in the last 30 study days
  prop:stability<10           compare a number: stability, difficulty, retrievability, interval,
                              lapses, reviews

The shell has its own use for < > ( ) and quotes: put single quotes around them, as in cards list
'due:<3d'. A query that begins with "-" comes after "--": cards list -- -is:new`

const topicSiblings = `Why some cards wait for another day.

The cards of one note are siblings, such as the two directions of a term or the gaps of a cloze.
After answering one of them you know the others, so asking them on the same day would say nothing
about your memory. That is why, once a card has been answered or is about to be asked, its new and
due siblings wait for another day. Nothing gets lost: they come one a day, a card in its learning
steps never waits, and cards that wait are not counted as due.

The setting bury_siblings in config.toml says which kinds of cards wait:

  bury_siblings = ["new", "review"]   # the default
  bury_siblings = []                  # none; siblings may be asked on the same day
  bury_siblings = ["new", "review", "interday"]
                                      # also cards whose learning step ended on an earlier day`

const topicEnvironment = `Environment variables that cards reads.

  CARDS_HOME       the folder of the collection, like --home
  CARDS_NOW        a time (RFC 3339) at which the clock starts, for trying things out and for tests
  TZ               time zone for study days; the system's if not set
  XDG_DATA_HOME    where the default collection "cards" is kept, if not in the usual place
  CARDS_EDITOR, VISUAL, EDITOR
                   the editor: the first that is set, else vi
  CARDS_BROWSER, BROWSER
                   the browser for pages: the first that is set, else that of the system
  CARDS_PAGER, PAGER
                   the pager for long pages on a terminal: the first that is set, else
                   "less -FRX"; "cat", or an empty value, means none
  ACCESSIBLE       if not empty: review line by line, like --plain
  TERM             if "dumb": review line by line, without colours
  NO_COLOR         if not empty: no colours
  FORCE_COLOR, CLICOLOR_FORCE
                   if neither empty nor 0: colours even when the output is not a terminal
  LC_ALL, LC_CTYPE, LANG
                   the locale: the first that is set. If it is not UTF-8, such as C, cards
                   itself writes only ASCII
  VTE_VERSION, TERM_PROGRAM, KITTY_WINDOW_ID, WT_SESSION
                   tell a terminal that has links, where file names link to the files

The flag --color overrides the variables about colours. The collection is the one named by --home,
else by CARDS_HOME, else the nearest folder with .cards in it, from the working directory upwards,
else the default one.`

const topicExitCodes = `What the exit code of a command means.

    0  success
    1  it failed, or "cards check" found errors
    2  the command line is wrong
    3  with --exit-code: nothing is due
    4  partly done: something was not imported, or could not be saved; or "cards make"
       kept nothing
   75  another cards process is using the collection
  130  interrupted; all answers given so far are saved

A signal that arrives before a command has started its work ends the command as usual: shells show
that as 130 too, or as 143 for SIGTERM; other programs see the signal.

Data goes to standard output, messages to standard error. Note that "go run" turns every code but 0
into 1.`

const topicFormat = `How to write decks.

A deck is a Markdown file. A card begins with a label at the start of a line, and ends where the
next card, a heading or a line "---" begins. All other text is study notes.

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
own; {{c1::text}} and {{c1::text::hint}} are gaps too, and gaps with the same number are asked
together. A line of #tags tags its card.

Words in parentheses after a label: Q (draft): kept, but not asked until you remove the word;
Q (id=gc-1): the card keeps its progress even if its whole text changes.

A backslash, as in "A\: no answer", or an indent of one to three spaces turns a line that looks
like a label into text. In code fences, $$ blocks and HTML comments nothing is a label.

A file may begin with settings for all of it, between two lines "---":

  ---
  name = "Go"
  description = "Slices, maps and channels"
  tags = ["programming"]
  ---

"cards check" lists everything that looks wrong, with its line.`

// topicKeys tells of the keys and the lines of a review.
func topicKeys() string {
	all := session.DefaultKeys()
	var rows strings.Builder
	for _, e := range all.Entries() {
		fmt.Fprintf(&rows, "  %-15s %s\n", term.KeyNames(e), e.Does)
	}
	names := out.Wrap(strings.Join(all.Names(), ", "), 100, 2)
	return `The keys of a review.

` + rows.String() + `
Space scrolls a long answer to its end before it rates. After the flag key comes a digit, or the
same key once more for the next flag. Digits work without shift on French keyboards too, and letters
by their position on Cyrillic, Greek and Hebrew ones.

The table [keys] in config.toml gives other keys to these commands ("cards help config"):

  ` + names + `

A key is a character, or one of space, enter, tab, esc, backspace, insert, delete, up, down, left,
right, home, end, pgup, pgdown and f1 to f12; ctrl+ or alt+ may come before it. Ctrl-C always stops.

Line by line (--plain), every step reads one line. An empty line shows the answer, and never rates;
1 to 4 rate it. When the only cards left are waiting for their learning step, an empty line asks one
of them early. These lines do what the keys do, with a colon before them where an answer is typed:

  ` + strings.Join(all.Lines(), ", ")
}
