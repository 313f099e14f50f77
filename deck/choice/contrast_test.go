package choice_test

import (
	"strings"
	"testing"
)

// TestCardsExchangeWords: where two texts of a subject differ in one word alone, these words stand
// for each other in its answers, in whatever language.
func TestCardsExchangeWords(t *testing.T) {
	t.Parallel()
	cards := ask("Wie weichen sie aus?", "Beide nach Steuerbord",
		"Was bedeutet ein kurzer Ton?", "Ich ändere meinen Kurs nach Steuerbord.",
		"Was bedeuten zwei kurze Töne?", "Ich ändere meinen Kurs nach Backbord.")
	mustOffer(t, "a side", cards, "Beide nach Backbord")
	mustOffer(t, "a whole sentence", append(cards[1:2:2], cards[0], cards[2]),
		"Ich ändere meinen Kurs nach Backbord.")
	bound := ask("Why is it weak?", "They pull at right angles.", "What is the left side?", "Port", "What is the right side?", "Starboard")
	mustOffer(t, "what has a meaning together", bound, "!They pull at left angles.")
	mustOffer(t, "a number", ask("Welche Kennung hat es?", "Drei schnelle Blitze"),
		"Zwei schnelle Blitze|Vier schnelle Blitze")
	mustOffer(t, "no number", ask("How is it said?", "Only once at dawn"),
		"!Only dos at dawn|!Only ocho at dawn")
}

// TestRemarksAreOfNames: what stands behind a comma is a remark on a name in English alone, where
// capitals tell names.
func TestRemarksAreOfNames(t *testing.T) {
	t.Parallel()
	german := ask("Wer weicht aus?", "Der Segler, der den Wind von links hat",
		"Wer fährt weiter?", "Der Segler, der den Wind von rechts hat")
	mustOffer(t, "German", german, "Der Segler, der den Wind von rechts hat|!Der Segler")
	english := ask("Who was it?", "Ann Smith", "Who came?", "Bob Jones, a friend of hers")
	mustOffer(t, "English", english, "Bob Jones")
}

// TestPlacesAreNamedBare: one is at a town but not at a land, so names of places stand without the
// words that lead to them.
func TestPlacesAreNamedBare(t *testing.T) {
	t.Parallel()
	cards := ask("Where did the king die?", "At Alcobaça", "Where did he land?", "Near Calicut",
		"Where was the treaty with Spain made?", "In Zamora")
	for _, o := range offeredTo(cards) {
		if strings.Contains(o, "At ") || strings.Contains(o, "Near") {
			t.Errorf("%q", o)
		}
	}
	mustOffer(t, "a lead that the question has too", ask("In welcher Stadt wurde er geboren?", "In Bonn",
		"Wer war es?", "Adolphe Sax", "In welcher Stadt starb sie?", "Bei Wien"), "Wien")
	mustOffer(t, "in the same way", ask("Where was it?", "In Leeds", "Where is it?", "In York"), "In York")
	mustOffer(t, "no title before a name", ask("Who rebuilt the town?", "The Marquis of Pombal", "What?", "It"),
		"!The Antoine Lavoisier|!The Marie Curie|!The Isaac Newton")
}

// TestOneHasNoPlural: one of a unit that is written out needs another form of it.
func TestOneHasNoPlural(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{"4 bytes", "2 to 4 bytes", "About 3 months"} {
		for _, o := range offeredTo(ask("How many does it take?", answer)) {
			if strings.Contains(" "+o, " 1 bytes") || strings.Contains(o, " 1 months") {
				t.Errorf("%q beside %q", o, answer)
			}
		}
	}
	mustOffer(t, "a sign", ask("How long is it?", "3 m"), "1 m")
}

// TestGermanWordsAreExchanged: adjectives keep their endings, and nouns their capitals.
func TestGermanWordsAreExchanged(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{
		"Ein weißes Rundumlicht":              "Ein rotes Rundumlicht|Ein grünes Rundumlicht",
		"Einen schwarzen Ball":                "Einen roten Ball|!Einen rotes Ball",
		"Man fährt westlich daran vorbei.":    "Man fährt nördlich daran vorbei.",
		"Die Erlaubnis des Vermieters":        "Die Erlaubnis des Mieters",
		"Weil sich das Eis schneller bewegt.": "Weil sich das Eis langsamer bewegt.",
		"Am dritten Termin":                   "Am zweiten Termin|Am vierten Termin",
		"Ein süßes Getränk":                   "Ein saures Getränk|!Ein saueres Getränk",
		"Ein starker Arm":                     "Ein schwacher Arm|!Ein starker Reich",
	} {
		mustOffer(t, answer, ask("Welches Zeichen gilt hier, und wozu?", answer), want)
	}
}

// TestPartsAreOfOneThing: a part of the brain is no part of a bone.
func TestPartsAreOfOneThing(t *testing.T) {
	t.Parallel()
	cards := ask("Which part of the brain keeps balance?", "The cerebellum",
		"Which part of the scapula is at its tip?", "The acromion",
		"Which part of the brain sorts signals?", "The thalamus")
	mustOffer(t, "brain", cards, "The thalamus|!The acromion")
	cards[0], cards[1] = cards[1], cards[0]
	mustOffer(t, "bone", cards, "!The cerebellum|!The thalamus|!The hippocampus")
}

// TestGermanFamilies: things that everybody knows by their German names stand beside each other in
// German alone, behind the article that goes with them.
func TestGermanFamilies(t *testing.T) {
	t.Parallel()
	mustOffer(t, "a court", ask("Welches Gericht ist zuständig?", "Das Amtsgericht"),
		"Das Landgericht|Das Sozialgericht")
	mustOffer(t, "a city", ask("In welcher Stadt wurde er geboren?", "In Bonn"), "In Wien|In Köln|!In Lyon")
	mustOffer(t, "an article of another gender", ask("Welches Instrument ist das?", "Die Schalmei"),
		"!Die Klavier|!Die Cello|!Die Horn")
	mustOffer(t, "English", ask("Which instrument is it?", "Harpsichord"), "!Klavier|!Oboe")
	mustOffer(t, "French", ask("Quel instrument donne le ton?", "Hautbois"), "!Klavier|!Trompete|!Geige")
}
