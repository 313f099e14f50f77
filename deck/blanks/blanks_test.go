package blanks_test

import (
	"os"
	"strings"
	"testing"

	"cards/deck"
	"cards/deck/blanks"
	"cards/deck/from/studypage"
	"cards/deck/ground"
	"cards/deck/markup"
	"cards/deck/printer"
	"cards/deck/suggest"
)

func TestMake(t *testing.T) {
	t.Parallel()
	under := []string{"Storage", "Engines"}
	tests := map[string]struct {
		facts []suggest.Fact
		want  []string // label, prompt and answer, parted by bars
	}{
		"a label": {[]suggest.Fact{{
			Line: 1, Headings: under, Label: "Cause",
			Text: "A full disk.",
		}}, []string{"Q|Engines: Cause?|A full disk."}},
		"the beginning of a sentence": {
			[]suggest.Fact{
				{Line: 1, Headings: under, Label: "There are three streams", Text: "stdin, stdout and stderr."},
				{Line: 2, Label: "Es gibt zwei Arten", Text: "harte und weiche"},
				{Line: 3, Label: "They are", Text: "an array [0] and a list"},
				{Line: 4, Label: "Thereafter", Text: "nothing"},
				{Line: 5, Label: "Hayek", Text: "an economist"},
			},
			[]string{
				"C|There are three streams: [stdin, stdout and stderr].|", "C|Es gibt zwei Arten: [harte und weiche]|",
				"Q|Thereafter?|nothing", "Q|Hayek?|an economist",
			},
		},
		"a label alone": {
			[]suggest.Fact{{Line: 1, Label: "Cause", Text: "A full disk."}},
			[]string{"Q|Cause?|A full disk."},
		},
		"a definition": {
			[]suggest.Fact{{
				Line: 1,
				Text: "A B-tree is a tree that keeps its keys sorted.",
			}},
			[]string{"T|B-tree|a tree that keeps its keys sorted."},
		},
		"no definition": {[]suggest.Fact{{
			Line: 1,
			Text: "It is a tree that keeps keys sorted.",
		}}, nil},
		"bold": {
			[]suggest.Fact{{
				Line: 1,
				Text: "Every write goes to the **log** before the tree.",
			}},
			[]string{"C|Every write goes to the **[log]** before the tree.|"},
		},
		"numbers": {
			[]suggest.Fact{{
				Line: 1,
				Text: "A page holds 4096 bytes since 2011, and no more.",
			}},
			[]string{"C|A page holds [4096] bytes since [2011], and no more.|"},
		},
		"a name": {
			[]suggest.Fact{{
				Line: 1,
				Text: "The design comes from Rudolf Bayer and others.",
			}},
			[]string{"C|The design comes from [Rudolf Bayer] and others.|"},
		},
		"code": {
			[]suggest.Fact{{
				Line: 1,
				Text: "Use `fsync` after every rename of files.",
			}},
			[]string{"C|Use [`fsync`] after every rename of files.|"},
		},
		"a unit": {
			[]suggest.Fact{{Line: 1, Text: "It takes 2 GB of memory."}},
			[]string{"C|It takes [2 GB] of memory.|"},
		},
		"a title":          {[]suggest.Fact{{Line: 1, Text: "Overcoming a Challenge - Response"}}, nil},
		"nothing to blank": {[]suggest.Fact{{Line: 1, Text: "it all depends on what you want"}}, nil},
		"points": {
			[]suggest.Fact{
				{Line: 2, Headings: under, Text: "fast reads"},
				{Line: 3, Headings: under, Text: "few seeks"},
			},
			[]string{"Q|Engines: which 2 points?|- fast reads\n- few seeks"},
		},
		"points and a label": {
			[]suggest.Fact{
				{Line: 2, Headings: under, Text: "fast reads"},
				{Line: 3, Headings: under, Label: "Cost", Text: "slow writes"},
			},
			[]string{"Q|Engines: Cost?|slow writes"},
		},
	}
	for name, tt := range tests {
		got := made(tt.facts)
		if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s:\n%q\nwant\n%q", name, got, tt.want)
		}
	}
}

// TestNotes makes cards of notes as people write them: wrapped by an editor, with several sentences
// in a paragraph, lists beside other things, code, and words set off.
func TestNotes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		notes string
		want  []string
	}{
		"bold": {
			"Larvae are fed **royal jelly** for three days.",
			[]string{"C|Larvae are fed **[royal jelly]** for three days.|"},
		},
		"two bold": {
			"It was signed in **Osnabrück** and **Münster** by many.",
			[]string{"C|It was signed in **[Osnabrück]** and **[Münster]** by many.|"},
		},
		"several sentences": {
			"The worker needs 21 days, the drone 24. Larvae are fed **royal jelly** at first.",
			[]string{
				"C|The worker needs [21] days, the drone [24].|",
				"C|Larvae are fed **[royal jelly]** at first.|",
			},
		},
		"what leans on the sentence before": {
			"The war ended in 1648. It had lasted thirty years.",
			[]string{"C|The war ended in [1648]. It had lasted thirty years.|"},
		},
		"abbreviations": {
			"Signals, e.g. SIGTERM, go to all of them. Dr. Karl Ems and St. Paul agreed on that.",
			[]string{
				"C|Signals, e.g. [SIGTERM], go to all of them.|",
				"C|Dr. [Karl Ems] and St. Paul agreed on that.|",
			},
		},
		"a day before its month": {
			"Er kam am 3. Oktober 1990 nach langer Zeit zurück.",
			[]string{"C|Er kam am [3]. Oktober [1990] nach langer Zeit zurück.|"},
		},
		"wrapped": {
			"The record layer splits what is sent into records of" + string(markup.Flow) +
				"\nat most 16,384 bytes and pads each.",
			[]string{"C|The record layer splits what is sent into records of at most [16,384] bytes and pads each.|"},
		},
		"labels that look wrapped": {
			"Steam: keeps the crust soft for the first 15 minutes so that it rises" +
				string(markup.Flow) + "\nSalt: 2 % of the flour, slows fermentation",
			[]string{
				"Q|Steam?|keeps the crust soft for the first 15 minutes so that it rises",
				"Q|Salt?|2 % of the flour, slows fermentation",
			},
		},
		"a label of two sentences": {
			"Secrecy: old sessions stay secret. RSA was removed for that reason.",
			[]string{"Q|Secrecy?|old sessions stay secret.", "C|[RSA] was removed for that reason.|"},
		},
		"a label whose second sentence makes no card": {
			"Lessons: never assume. Establish clear procedures.",
			[]string{"Q|Lessons?|never assume. Establish clear procedures."},
		},
		"a list beside a definition": {
			"Products\n- honey\n- wax\n\nPropolis is a resin that bees collect from buds.",
			[]string{
				"Q|Products: which 2 points?|- honey\n- wax",
				"T|Propolis|a resin that bees collect from buds.",
			},
		},
		"a numbered list": {
			"Baking\n1. Autolyse for 30 minutes\n2. Shape the loaf",
			[]string{"Q|Baking: which 2 points?|1. Autolyse for 30 minutes\n2. Shape the loaf"},
		},
		"code": {
			"Use **fsync** after every rename of files.\n\n```sh\nsync 7 files in a row.\n```",
			[]string{"C|Use **[fsync]** after every rename of files.|"},
		},
	}
	for name, tt := range tests {
		got := made(studypage.FactsOf(tt.notes))
		if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s:\n%q\nwant\n%q", name, got, tt.want)
		}
	}
}

// TestAnswersEndWithTheirSentence: what is said after the answer to a label, or after a definition,
// is none of it; points in a row are one answer.
func TestAnswersEndWithTheirSentence(t *testing.T) {
	t.Parallel()
	for notes, want := range map[string]string{
		"Osmosis is the movement of water through a wall. It takes place in cells.": "T|Osmosis|the movement of water through a wall.",
		"Chlorophyll is a green pigment. This absorbs red light.":                   "T|Chlorophyll|a green pigment.",
		"Xylem means the wood vessels. Therefore wilting is slow. They are dead.":   "T|Xylem|the wood vessels.",
		"Der Kelch ist die Hülle der Blüte. Er besteht aus Blättern.":               "T|Kelch|die Hülle der Blüte.",
		"Location: the chloroplasts. They have two walls.":                          "Q|Location?|the chloroplasts.",
		"Founded: 1912. The first members were students.":                           "Q|Founded?|1912.",
		"Inventor: Alfred Nobel. Nobel was Swedish.":                                "Q|Inventor?|Alfred Nobel.",
		"Equation: six and six give one. Light is needed for that.":                 "Q|Equation?|six and six give one.",
		"Symptoms: fever and a rash. However, many have none.":                      "Q|Symptoms?|fever and a rash.",
		"Port: open. It listens on 6379. Redis 7 speaks TLS there.":                 "Q|Port?|open.\nC|Redis [7] speaks [TLS] there.|",
		"Lessons: never assume. Establish clear procedures. Ask first.":             "Q|Lessons?|never assume. Establish clear procedures. Ask first.",
		"Order: red, then green. Then blue. Last of all white.":                     "Q|Order?|red, then green. Then blue. Last of all white.",
		"Motto: Ask. Listen. Learn.":                                                "Q|Motto?|Ask. Listen. Learn.",
		"Author: J. R. R. Tolkien. He wrote it in Oxford.":                          "Q|Author?|J. R. R. Tolkien.",
	} {
		if got := strings.Join(made(studypage.FactsOf(notes)), "\n"); got != want {
			t.Errorf("%q:\n%q\nwant\n%q", notes, got, want)
		}
	}
}

// made returns label, prompt and answer of the cards that facts make, parted by bars.
func made(facts []suggest.Fact) (list []string) {
	for _, c := range blanks.Make(facts) {
		label := map[deck.Label]string{deck.Question: "Q", deck.Term: "T", deck.Cloze: "C"}[c.Label]
		list = append(list, label+"|"+c.Prompt+"|"+c.Answer)
	}
	return list
}

// TestShippedNotes makes cards of the notes of the deck that ships: enough, all of them cards, each
// with its quote in the notes.
func TestShippedNotes(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile("../../decks/schema-update.md")
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for _, s := range deck.Parse("schema-update.md", src).Sections {
		facts := studypage.FactsOf(s.Notes)
		for i := range facts {
			facts[i].Headings = append(s.Title[:len(s.Title):len(s.Title)], facts[i].Headings...)
		}
		for _, c := range blanks.Make(facts) {
			made++
			text, err := printer.Print(deck.Note{
				Label: c.Label, Prompt: c.Prompt, Answer: c.Answer,
				Draft: true,
			})
			if err != nil {
				t.Errorf("%q: %v", c.Prompt, err)
				continue
			}
			if f := deck.Parse("x.md", []byte(text)); len(f.Notes) != 1 || len(f.Diagnostics) != 0 {
				t.Errorf("%q: %v", text, f.Diagnostics)
			}
			if _, ok := ground.Find(c.Quote, s.Notes); !ok {
				t.Errorf("%q does not stand in the notes", c.Quote)
			}
		}
	}
	if made < 19 {
		t.Errorf("%d cards", made)
	}
	t.Logf("%d cards", made)
}

func FuzzMake(f *testing.F) {
	f.Add("Term", "A map is a table that grows.")
	f.Add("", "**bold** and `code` and \"quoted\" and 1, 2")
	f.Fuzz(func(_ *testing.T, label, text string) {
		for _, c := range blanks.Make([]suggest.Fact{{Line: 1, Label: label, Text: text}}) {
			_, _ = printer.Print(deck.Note{Label: c.Label, Prompt: c.Prompt, Answer: c.Answer})
		}
	})
}
