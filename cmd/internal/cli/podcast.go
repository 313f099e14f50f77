package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/podcast"
	"cards/cmd/internal/sound"
	"cards/cmd/internal/speech"
)

type podcastOptions struct {
	minutes, fresh int
	notes          string
	pause          float64
	more           bool
	voices         [2]string
	file           string
	feed, base     string
	keep           int
	check          bool // only say which engine there is
	dry, yes       bool
}

func newPodcast(a *app) *cobra.Command {
	var opts podcastOptions
	cmd := &cobra.Command{
		Use:   "podcast [QUERY…]",
		Short: "Make an audio episode: questions, time to answer, answers",
		Long: `
Make an audio episode of the cards that need it most: a question in one voice, silence for as long
as you usually take for this card or its deck, from 3 to 12 seconds, and the answer in another
voice. What you know less well comes twice. Before the questions of a section with new cards, its
study notes are read. Nothing is recorded in the review log, because nobody answered. Cards with
pictures, blocks of code or formulas that cannot be spoken are left out, and named.

The file is an MP3, or a WAV if its name ends in .wav; other formats need ffmpeg. It has a chapter
for each card; chapters and words are also written next to it, as FILE.chapters.json and FILE.vtt.
With --feed, the episode goes into a folder with a feed.xml, which a podcast program can subscribe
to once you have put the folder on the web at the address given by --base-url: one episode per day
and deck.

Speech comes from the first of these that is available: what [speech] in your own configuration
names ("cards help config"), what the system has, piper with a voice, espeak-ng. Nothing is sent
anywhere unless you have configured a server and agree. --check says which one it is.

With --json, print {"file", "seconds", "bytes", "engine", "voice", "episode", "cards": [{"card",
"start", "gap", "seconds", "again"}], "left_out": [{"card", "reason"}], "chapters": [{"start",
"title"}], "feed"}. Times are in seconds; "start" is when the question begins, "gap" the silence
after it. With --dry-run nothing is spoken, the times are estimates, and "file" is empty.`,
		Example: "cards podcast spanish\ncards podcast --minutes 30 --feed ~/web/cards " +
			"--base-url https://example.org/cards",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runPodcast(cmd.Context(), a, opts, args)
		},
	}
	a.jsonFlag(cmd, "print an object", episodeJSON{})
	flags := cmd.Flags()
	flags.StringVarP(&opts.file, "output", "o", "",
		"write the episode to `FILE` (default: DECK-DATE.mp3)")
	flags.IntVar(&opts.minutes, "minutes", 15,
		"make it `N` minutes long, if there are enough cards")
	flags.IntVar(&opts.fresh, "new", 0, "include `N` new cards")
	flags.StringVar(&opts.notes, "notes", "auto", "read study notes `WHEN`: auto, all or none")
	flags.Float64Var(&opts.pause, "pause", 1, "make the time to answer `FACTOR` times as long")
	flags.BoolVar(&opts.more, "more", false, "read explanations after answers")
	flags.StringVar(&opts.voices[0], "voice", "", "ask in the voice `NAME`")
	flags.StringVar(&opts.voices[1], "answer-voice", "", "answer in the voice `NAME`")
	flags.StringVar(&opts.feed, "feed", "", "put it into the folder `DIR`, with a feed.xml")
	flags.StringVar(&opts.base, "base-url", "", "the `URL` of that folder on the web")
	flags.IntVar(&opts.keep, "keep", 30, "keep only the newest `N` episodes in the feed")
	flags.BoolVar(&opts.dry, "dry-run", false, "print the script, and speak nothing")
	flags.BoolVar(&opts.check, "check", false, "only say what would speak, and in which voices")
	flags.BoolVar(&opts.yes, "yes", false, "agree to texts being sent to a speech server")
	_ = cmd.RegisterFlagCompletionFunc("notes", cobra.FixedCompletions(
		notesModes(), cobra.ShellCompDirectiveNoFileComp)) // it is there, and has none yet
	return cmd
}

func notesModes() []string {
	return []string{string(podcast.NotesAuto), string(podcast.NotesAll), string(podcast.NotesNone)}
}

// episodeJSON is what podcast prints as JSON.
type episodeJSON struct {
	File     string            `json:"file"`
	Seconds  float64           `json:"seconds"`
	Bytes    int64             `json:"bytes"`
	Engine   string            `json:"engine"`
	Voice    string            `json:"voice"`
	Episode  string            `json:"episode"`
	Cards    []podcast.Heard   `json:"cards"`
	LeftOut  []podcast.LeftOut `json:"left_out"`
	Chapters []podcast.Chapter `json:"chapters"`
	Feed     *string           `json:"feed"`
}

// checked refuses what is out of bounds.
func (o *podcastOptions) checked() error {
	const longest, mostNew, mostPause = 180, 1000, 10
	switch base, err := url.Parse(o.base); {
	case o.minutes < 1 || o.minutes > longest:
		return usagef("podcast: --minutes %d: not from 1 to %d", o.minutes, longest)
	case o.fresh < 0 || o.fresh > mostNew:
		return usagef("podcast: --new %d: not from 0 to %d", o.fresh, mostNew)
	case !slices.Contains(notesModes(), o.notes):
		return usagef("podcast: --notes %q: not %s", o.notes, out.OrList(notesModes()))
	case math.IsNaN(o.pause) || o.pause < 0 || o.pause > mostPause:
		return usagef("podcast: --pause %v: not from 0 to %d", o.pause, mostPause)
	case o.keep < 1:
		return usagef("podcast: --keep %d: less than 1", o.keep)
	case o.feed != "" && o.file != "":
		return usagef("podcast: --output and --feed cannot be used together")
	case (o.feed == "") != (o.base == ""):
		return usagef("podcast: --feed and --base-url only work together")
	case o.feed != "" && (err != nil || base.Host == "" || base.Scheme != "http" &&
		base.Scheme != "https"):
		return usagef("podcast: --base-url %q: not an address such as https://example.org/cards",
			o.base)
	case strings.HasPrefix(o.voices[0], "-") || strings.HasPrefix(o.voices[1], "-"):
		return usagef("podcast: a voice cannot begin with -")
	}
	return nil
}

// casting is one run of podcast.
type casting struct {
	*app
	options  podcastOptions
	c        *collection
	made     time.Time // as all of it tells
	material *podcast.Material
	deck     string // what the episode is of
	speech   *speaking
	episode  *podcast.Episode
}

func runPodcast(ctx context.Context, a *app, o podcastOptions, args []string) error {
	if err := o.checked(); err != nil {
		return err
	}
	c, scope, err := a.scoped(ctx, "podcast", args)
	if err != nil {
		return err
	}
	p := casting{app: a, options: o, c: c, made: a.Now().In(a.Zone).Truncate(time.Minute)}
	if o.check {
		return p.checkEngine(ctx)
	}
	p.material, err = podcast.Gather(c.Collection, podcast.Config{
		Scope: scope, Minutes: o.minutes, New: o.fresh, More: o.more, Say: c.config.Speech.Say,
		Calendar: a.calendar(c), Now: p.made, Leeches: desk.LeechesOf(c.config),
	})
	if err != nil {
		return err
	}
	if len(p.material.Cards) == 0 {
		return nothingFor(c, scope, args, p.nothing())
	}
	p.deck = p.name()
	how := podcast.Options{
		Deck: strings.ReplaceAll(p.deck, "/", ", "), Limit: time.Duration(o.minutes) * time.Minute,
		Notes: podcast.NotesMode(o.notes), Pause: o.pause,
	}
	if o.dry {
		p.episode = podcast.Sketch(p.material, how)
		return p.printScript()
	}
	if p.speech, err = a.speaking(ctx, c, o.voices); err != nil {
		return err
	}
	if err := p.record(ctx, how); err != nil {
		return err
	}
	return p.write(ctx)
}

// nothing says why there is nothing to hear.
func (p *casting) nothing() error {
	switch {
	case len(p.material.LeftOut) > 0:
		return &hinted{errors.New("nothing to hear: " + leftOut(p.material.LeftOut)), ""}
	case p.material.Studied == 0:
		return &hinted{
			errors.New("nothing to hear: no card has been reviewed yet"),
			"run `cards review` first, or include new cards with `--new N`",
		}
	}
	return &hinted{errors.New("nothing to hear: all cards are drafts, suspended or buried"), ""}
}

// name returns the deck that all cards are in, or what stands for several.
func (p *casting) name() string {
	name := p.material.Cards[0].Deck
	for i := range p.material.Cards {
		if p.material.Cards[i].Deck != name {
			return "cards"
		}
	}
	return name
}

// checkEngine says which engine speaks.
func (p *casting) checkEngine(ctx context.Context) (err error) {
	if p.speech, err = p.speaking(ctx, p.c, p.options.voices); err != nil {
		return err
	}
	voices, err := p.speech.voices(ctx, "")
	if err != nil {
		return err
	}
	if p.json.wanted {
		return p.printJSON(episodeJSON{
			Engine: p.speech.clips.Engine.Name, Voice: voices[0], Cards: []podcast.Heard{},
			LeftOut: []podcast.LeftOut{}, Chapters: []podcast.Chapter{},
		})
	}
	named := "in its default voices"
	if voices[0] != "" {
		named = fmt.Sprintf("in the voice %q", voices[0])
		if voices[1] != "" && voices[1] != voices[0] {
			named = fmt.Sprintf("in the voices %q and %q", voices[0], voices[1])
		}
	}
	p.print("%s speaks, %s", p.speech.clips.Engine.Name, named)
	return nil
}

// record has everything spoken.
func (p *casting) record(ctx context.Context, how podcast.Options) error {
	sketch := podcast.Sketch(p.material, how)
	if err := p.speech.agree(ctx, sketch, p.options.yes); err != nil {
		return err
	}
	meter := p.meter("speaking")
	defer meter.end()
	speak := func(ctx context.Context, texts []speech.Utterance) ([]sound.Clip, error) {
		meter.begin()
		return p.speech.clips.All(ctx, texts, func(n int) {
			meter.show(float64(n) / float64(len(texts)))
		})
	}
	var err error
	p.episode, err = podcast.Record(ctx, p.material, how, speak)
	return err
}

// printScript prints what would be said, and when.
func (p *casting) printScript() error {
	if p.json.wanted {
		return p.printJSON(p.object(&writtenEpisode{}))
	}
	signs := map[podcast.Kind]string{
		podcast.Question: "Q", podcast.Answer: "A",
		podcast.Notes: "notes",
	}
	for _, part := range p.episode.Parts {
		head := fmt.Sprintf("%s  %-5s  ", clock(part.Start), signs[part.Kind])
		p.tell(p.out, len(head), "%s%s", head, out.Line(part.Say.Text))
		if part.Kind == podcast.Question {
			fmt.Fprintf(p.out, "%s  %-5s  %.1fs\n", strings.Repeat(" ", len(clock(part.Start))), "",
				part.After.Seconds())
		}
	}
	p.print("about %s, %s", out.Exact(p.episode.Total), p.count())
	p.printLeftOut()
	return nil
}

// clock writes an instant of an episode.
func clock(d time.Duration) string {
	d = d.Round(time.Second)
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}

// count says how many cards are heard, and how many of them twice.
func (p *casting) count() string {
	n := p.episode.Questions()
	text := out.Plural(n, "card")
	if again := len(p.episode.Cards) - n; again > 0 {
		text += fmt.Sprintf(", %d of them twice", again)
	}
	return text
}

func (p *casting) printLeftOut() {
	if len(p.material.LeftOut) > 0 {
		p.say("%s", leftOut(p.material.LeftOut))
	}
}

// leftOut says how many cards cannot be heard, and why.
func leftOut(list []podcast.LeftOut) string {
	counts := make(map[string]int)
	var reasons []string
	for _, l := range list {
		if counts[l.Reason]++; counts[l.Reason] == 1 {
			reasons = append(reasons, l.Reason)
		}
	}
	for i, r := range reasons {
		if len(reasons) > 1 {
			reasons[i] = fmt.Sprintf("%s %d", r, counts[r])
		}
	}
	return fmt.Sprintf("%s left out: %s", out.Plural(len(list), "card"),
		strings.Join(reasons, ", "))
}

// stem is the name of the episode's file without its end.
func (p *casting) stem() string { return podcast.Stem(p.deck, p.made) }

// label is what the episode is called.
func (p *casting) label() podcast.Label {
	return podcast.Label{
		Title: p.deck + ", " + p.made.Format("2 January 2006"),
		Deck:  p.deck, Made: p.made,
	}
}
