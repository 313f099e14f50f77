package choice_test

import (
	"testing"

	"cards/deck/choice"
)

// ireland is a small subject that speaks of names of several sorts.
func ireland(question, answer string) []choice.Card {
	return ask(question, answer,
		"What caused the Great Famine?", "A disease of potatoes that rotted the harvest",
		"On what day did the Easter Rising begin?", "24 April 1916",
		"Who led the Land League in Parliament?", "Charles Stewart Parnell",
		"Who was called the Liberator?", "Daniel O'Connell",
		"Who read the Proclamation outside the GPO?", "Patrick Pearse",
		"When did the country join the EEC?", "1973",
		"When did the Act of Union come into force?", "1 January 1801",
		"Why was the Treaty of Limerick broken?", "Parliament wanted harsher terms for its enemies",
		"What does the Gini coefficient measure?", "How unequal incomes are",
		"Which king was beaten in Clontarf?", "Brian Boru",
		"How many lived at Thurles?", "Some 900",
		"Who founded the United Irishmen?", "Wolfe Tone",
		"What was kept at Dublin Castle?", "The crown jewels of the order",
	)
}

// TestNamesOfTheSubjectStandBesideNames states which names that a subject speaks of stand beside an
// answer that is a name, where no other answer is one of its sort.
func TestNamesOfTheSubjectStandBesideNames(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ question, answer, want string }{
		"a body for a body": {
			"Which organisation was founded in 1884?", "The Gaelic League",
			"The Land League|The United Irishmen|!The Easter Rising|!The Great Famine",
		},
		"an event for an event": {
			"What was the war called there?", "The Emergency",
			"The Great Famine|The Easter Rising|!The Liberator",
		},
		"a law for a law": {
			"Which agreement ended it?", "The Good Friday Agreement",
			"The Act of Union|The Treaty of Limerick|!The Great Famine",
		},
		"no king in a list of taxes": {
			"Which taxes are they?", "Social Security and Medicare",
			"!Wolfe Tone and Medicare|!Social Security and Brian Boru",
		},
		"a building for a building":              {"Which building was the prison?", "Kilmainham Hall", "City Hall|!Clontarf|!The Liberator"},
		"no word that only says more of another": {"Which index is it?", "The Boyne", "!The Gini"},
		"a person for a person": {
			"What was Strongbow's real name?", "Richard de Clare",
			"Brian Boru|!The Liberator|!Clontarf",
		},
		"a king by his second word": {"Which High King fell?", "Rory O'Connor", "Brian Boru|!Clontarf"},
		"what is said of a name is no option": {
			"Who invited them?", "Diarmait Mac Murchada, king of Leinster",
			"Daniel O'Connell|Wolfe Tone",
		},
	}
	for name, tt := range tests {
		mustOffer(t, name, ireland(tt.question, tt.answer), tt.want)
	}
}

// TestWhatIsACommonOne: what one of a kind is asks for the kind, and not for its meaning.
func TestWhatIsACommonOne(t *testing.T) {
	t.Parallel()
	mustOffer(t, "a side effect", ask("What is a dangerous side effect of statins?", "Rhabdomyolysis",
		"What is the typical side effect of ACE inhibitors?", "Dry cough",
		"Name a serious side effect of metformin.", "Lactic acidosis",
		"Which drug is given under the tongue?", "Nitroglycerin"),
		"Dry cough|Lactic acidosis|!Nitroglycerin")
}

// TestOptionsLackRemarks: what is said of an answer in parentheses, or of the bearer of a name, is
// not offered with it.
func TestOptionsLackRemarks(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{
		"Diarmait Mac Murchada, king of Leinster": "Diarmait Mac Murchada",
		"The donor's basis (carryover)":           "The donor's basis",
		"The donor's basis (carryover).":          "The donor's basis.",
		"Béal na Bláth, County Cork":              "Béal na Bláth",
		"Caesar, Pompey and Crassus":              "Caesar, Pompey and Crassus",
	} {
		cards := ireland("What is it?", answer)
		o, _ := choice.NewPool(cards).Options(cards[0].Key, 3, 1)
		if got := o.List[o.Right].Text; got != want {
			t.Errorf("%q is offered as %q, want %q", answer, got, want)
		}
	}
}

// TestThingsOfTheSubject states what stands beside things and lists of them.
func TestThingsOfTheSubject(t *testing.T) {
	t.Parallel()
	git := func(question, answer string) []choice.Card {
		return ask(question, answer,
			"What is a packfile?", "Many objects in one file, stored as deltas",
			"What is a submodule?", "A project nested in another one",
			"What is the index?", "The area that holds the next commit",
			"What is a hook?", "A script that runs at events",
			"What is stashing?", "Putting changes aside for a while",
			"Why is history kept?", "So that nothing is lost when work goes wrong",
			"Who started it?", "Linus Torvalds",
			"How is it found?", "By halving what is left again and again",
			"When is a shared lock taken?", "While somebody reads",
			"What are the elements of art?", "Line, shape, texture",
		)
	}
	tests := map[string]struct{ question, answer, want string }{
		"no list has a thing twice":    {"Which are there?", "tag, commit, tree", "!branch, branch, tree"},
		"another word before the kind": {"Which lock is used by default?", "The exclusive lock", "The shared lock"},
	}
	for name, tt := range tests {
		mustOffer(t, name, git(tt.question, tt.answer), tt.want)
	}
}

// TestMoneyAndLetters states what stands beside amounts of money and names that end with a letter.
func TestMoneyAndLetters(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		cards []choice.Card
		want  string
	}{
		"a letter behind a name": {
			ask("Which schedule is it?", "Schedule C", "Which form?", "Form 10"),
			"Schedule A|Schedule B|Schedule D|!Form 10",
		},
		"a letter alone": {ask("Which category is it?", "X", "Who?", "Ann"), "W|Y|!Ann"},
		"keys together":  {ask("Which key ends it?", "Ctrl-C", "Who?", "Ann"), "Ctrl-D|!Ann"},
		"money": {
			ask("How much may be lost?", "$3,000", "Which section?", "Section 61"),
			"$2,000|$4,000|!Section 61",
		},
		"money among words": {
			ask("Who pays?", "People who owe $1,000 or more", "Who?", "Ann"),
			"People who owe $1,200 or more",
		},
		"other money": {ask("How much?", "£20", "How much was it?", "$30", "How long?", "40"), "!$30|!40"},
	}
	for name, tt := range tests {
		mustOffer(t, name, tt.cards, tt.want)
	}
}

// TestSentencesAreDenied states how an answer is denied where none of its words can be exchanged.
func TestSentencesAreDenied(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{
		"They change":                 "They do not change",
		"It rises.":                   "It falls.",
		"It hums.":                    "It does not hum.",
		"It buzzes":                   "It does not buzz",
		"It flies":                    "!It does not flie",
		"They are carried along":      "They are not carried along",
		"The gizmo buzzes the widget": "The gizmo does not buzz the widget",
		"What buzzes the widget most": "!What does not buzz the widget most",
		"Half as much":                "Twice as much|A quarter as much",
		"No merge commit is made":     "!No merge commit is not made",
		"When costs exceed the whim":  "When costs reach the whim|When costs do not exceed the whim",
		"Usually not":                 "Always|Sometimes|!Rarely not",
	} {
		mustOffer(t, answer, ask("What happens?", answer, "Who?", "Ann"), want)
	}
}

// TestSentencesOfOneAndMany: "It rises" does not stand beside "They fall", and among enough cards a
// sentence is denied rather than joined by what is of another kind.
func TestSentencesOfOneAndMany(t *testing.T) {
	t.Parallel()
	mustOffer(t, "they", ask("How do nitrates work?", "They mimic the whole", "How do statins work?", "They stop the enzyme",
		"How does aspirin work?", "It blocks the enzyme", "How do opioids work?", "They dull the pain"),
		"They stop the enzyme|!It blocks the enzyme")
	mustOffer(t, "denied", amongOthers(ask("What happens to the level?", "They rise")), "They fall|They do not rise")
}

// TestSensesAreOfOneForm: what says what a thing is in a sentence does not stand beside what names
// its kind, where there are enough that do.
func TestSensesAreOfOneForm(t *testing.T) {
	t.Parallel()
	cards := ask("What is scarcity?", "Limited resources facing unlimited wants",
		"What is adverse selection?", "The party with more knowledge makes the average fall",
		"What is inflation?", "Money loses its value",
		"What is a cartel?", "An agreement of firms to keep prices high",
		"What is a tariff?", "A tax on what is imported from abroad",
		"What is a quota?", "A limit on the quantity of goods that enter")
	mustOffer(t, "one and many", ask("What was a ringfort?", "A farm enclosed by a bank",
		"What was the Pale?", "The area under direct control",
		"What was the first assembly?", "The parliament of those who stayed away",
		"What were the Black and Tans?", "Recruits who reinforced the police"),
		"The area under direct control|!Recruits who reinforced the police")
	mustOffer(t, "no sentence", cards,
		"An agreement of firms to keep prices high|!Money loses its value|"+
			"!The party with more knowledge makes the average fall")
}
