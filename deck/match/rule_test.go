package match_test

import (
	"slices"
	"strings"
	"testing"

	"cards/deck"
	"cards/deck/match"
)

// Each rule has an example in which it decides: a link, a proposal, or neither.
var ruleExamples = []struct{ reason, before, after, is string }{
	{"same words, spelt or formatted differently, but another answer", "T: essen\nD: to eat", "T: Essen\nD: the food", "proposal"},
	{"same prompt", "Q: Who wrote Emma?\nA: Bronte", "Q: Who wrote Emma?\nA: Jane Austen", "link"},
	{"same prompt apart from accents or text in parentheses", "Q: What is a ring?\nA: A set with two operations that obey laws", "Q: What is a ring (algebra)?\nA: A set with two operations that obey some laws", "link"},
	{"question and answer are exchanged: that is the other direction", "Q: the spoon\nA: der Löffel", "Q: der Löffel\nA: the spoon", ""},
	{"a typo in the prompt was corrected", "Q: What is the captial of Peru?\nA: Lima", "Q: What is the capital of Peru?\nA: Lima", "link"},
	{"typos on both sides were corrected", "Q: der Hudn\nA: the dgo", "Q: der Hund\nA: the dog", "link"},
	{"a term got its article or other forms", "Q: maison\nA: house", "Q: la maison\nA: the house", "link"},
	{"same number and unit, and only function words differ", "Q: How many feet is a fathom?\nA: 6", "Q: How many feet are there in a fathom?\nA: 6 feet", "link"},
	{"same answer, but the prompt differs by a word", "Q: Which salts dissolve in water?\nA: nitrates of potassium", "Q: Which salts never dissolve in water?\nA: nitrates of potassium", "proposal"},
	{"same answer, but the prompt names something else", "Q: When in 1812 did the army of Napoleon reach the city?\nA: in the middle of September", "Q: In which month of 1941 did they reach the city?\nA: in the middle of September", "proposal"},
	{"the prompt names something else", "Q: What is the capital of Peru?\nA: Lima", "Q: What is the capital of Chile?\nA: Santiago", ""},
	{"same answer, which no other card has", "Q: Powerhouse of the cell?\nA: Mitochondrion", "Q: Which organelle is called the powerhouse of the cell?\nA: Mitochondrion", "link"},
	{"the answer names something else", "Q: How tall is that old lighthouse?\nA: 82", "Q: What height has the lighthouse of old?\nA: 274", ""},
	{"similar prompt and answer", "Q: What is a monad, informally?\nA: A way to chain computations that carry some context.", "Q: Informally, what is a monad?\nA: A way to chain computations that carry some context along with them.", "link"},
	{"same answer, but the prompt was rewritten", "Q: Which organ makes bile?\nA: The liver", "Q: What does hepatitis inflame?\nA: The liver", "proposal"},
	{"similar, but not enough to be sure", "Q: Is the number 2 a prime?\nA: Yes", "Q: Is the even number 2 a prime?\nA: Yes, the only even one there is", "proposal"},
	{"same answer, but one of them is a statement with a gap", "Q: Which organ makes bile?\nA: The liver", "C: Bile is made by the [liver].", "proposal"},
	{"one of them is a cloze", "Q: Which metal is liquid?\nA: Mercury", "C: [Mercury] is the planet next to the sun.", ""},
	{"same text", "C: The [femur] is the longest bone.", "C: The [femur] is the longest [bone].", "link"},
	{"same text around the gap", "C: The speed of light in vacuum is about [3×10^8] metres.", "C: The speed of light in vacuum is about [299,792,458] metres.", "link"},
	{"same gaps, and the text around them says the same", "C: The [mitochondrion] makes most of the energy that a cell needs.", "C: The [mitochondrion] produces most of the energy that a cell needs.", "link"},
	{"same gaps, but the text around them differs by a word", "C: The salts of [potassium] dissolve in water.", "C: The salts of [potassium] never dissolve in water.", "proposal"},
	{"similar text around the gap", "C: Light takes [8] minutes from the sun to the eart.", "C: Light takes [8.3] minutes from the sun to the earth.", "link"},
	{"other things are asked, and the text differs too", "C: The heart pumps [blood] through the body.", "C: The heart beats faster under [stress] of the body.", ""},
	{"similar text", "C: [Oxygen] and nitrogen make up most of the air.", "C: Most of the air is made up of nitrogen and [oxygen].", "link"},
	{"similar text, but not enough to be sure", "C: The Roman Empire in the west fell in [476].", "C: The western half of Rome had its end in [476 AD].", "proposal"},
}

func seenIn(t *testing.T, text string) match.Seen {
	t.Helper()
	c := deck.Parse("a.md", []byte(text+"\n")).Notes[0].Cards[0]
	return match.Seen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: "a.md"}
}

func TestRules(t *testing.T) {
	t.Parallel()
	for _, e := range ruleExamples {
		old, now := seenIn(t, e.before), seenIn(t, e.after)
		got := match.Match([]match.Known{{old}}, []match.Live{{Seen: now}}, nil)
		is, reason := "", e.reason
		for _, l := range got.Links {
			is, reason = "link", l.Reason
		}
		for _, p := range got.Proposals {
			is, reason = "proposal", p.Reason
		}
		if is != e.is || reason != e.reason {
			t.Errorf("%s => %s\n\tgot %q, %s; want %q, %s", e.before, e.after, is, reason, e.is, e.reason)
		}
	}
}

// A verb of Turkish is negated by a letter within it, and the answer grows by that. In scripts
// without capitals a letter within a word may tell as much, even behind an equal answer.
func TestMatchTakesNoNegationForATypo(t *testing.T) {
	t.Parallel()
	for before, after := range map[string]string{
		"Q: Bunu biliyorum.\nA: I know this.":    "Q: Bunu bilmiyorum.\nA: I do not know this.",
		"Q: Kahve seviyorum.\nA: I like coffee.": "Q: Kahve sevmiyorum.\nA: I do not like coffee.",
		"Q: trabajo\nA: I work":                  "Q: trabajó\nA: he worked",
		"Q: Ben gidiyorum.\nA: I am going.":      "Q: Ben gitmiyorum.\nA: I am not going.",
		"Q: 사랑하였습니다\nA: loved":                   "Q: 사랑못하였습니다\nA: loved",
		"Q: 공부하겠습니다\nA: to study":                "Q: 공부안하겠습니다\nA: to study",
		"Q: برمیگردم\nA: to return":              "Q: برنمیگردم\nA: to return",
		"Q: المعلمون\nA: those at school":        "Q: المتعلمون\nA: those at school",
		"Q: समझाया जाता है\nA: is told":          "Q: समझवाया जाता है\nA: is told",
	} {
		old, now := seenIn(t, before), seenIn(t, after)
		got := match.Match([]match.Known{{old}}, []match.Live{{Seen: now}}, nil)
		if len(got.Links) > 0 {
			t.Errorf("%s => %s: linked, %s", before, after, got.Links[0].Reason)
		}
	}
}

// Cards beside a pair say that its prompt is no evidence.
func TestRulesOfSharedPrompts(t *testing.T) {
	t.Parallel()
	other := match.Live{Seen: seenIn(t, "Q: Plural?\nA: oxen"), Reviewed: true, Was: "a.md"}
	old := seenIn(t, "Q: Plural?\nA: the geese of the pond and their young ones")
	for answer, want := range map[string]int{"the geese of this pond and their young": 1, "the mice of a house": 0} {
		now := seenIn(t, "Q: Plural?\nA: "+answer)
		got := match.Match([]match.Known{{old}}, []match.Live{other, {Seen: now}}, nil)
		if len(got.Links) > 0 || len(got.Proposals) != want {
			t.Errorf("%s: %+v, want %d proposals and no link", answer, got, want)
		}
	}
}

func TestEveryRuleHasAnExample(t *testing.T) {
	t.Parallel()
	for _, reason := range match.Reasons() {
		isExample := func(e struct{ reason, before, after, is string }) bool { return e.reason == reason }
		if !slices.ContainsFunc(ruleExamples, isExample) {
			t.Errorf("no example of %q", reason)
		}
	}
}

// An article whose letters were mixed up comes and goes as any other one; what negates does not.
func TestMatchKnowsAMistypedArticle(t *testing.T) {
	t.Parallel()
	for after, want := range map[string]int{
		"Who built the wall?": 1, "Who built hte wall?": 1, "Who built wall?": 1,
		"Who built no wall?": 0, "Who built the two wall?": 0, "Who built the het wall?": 0,
	} {
		old, now := seenIn(t, "Q: Who built teh wall?\nA: Hadrian"), seenIn(t, "Q: "+after+"\nA: Hadrian")
		got := match.Match([]match.Known{{old}}, []match.Live{{Seen: now}}, nil)
		if len(got.Links) != want {
			t.Errorf("%s: %+v, want %d links", after, got, want)
		}
	}
}

// Marks and spaces say nothing, but between digits they make other numbers, in any script: behind
// another answer that is another question.
func TestMatchTakesNoNumbersTogether(t *testing.T) {
	t.Parallel()
	for before, after := range map[string]string{
		"Was sind die Teiler: 1、2?": "Was sind die Teiler: 12?",
		"Zählt man 1…5 auf?":        "Zählt man 15 auf?",
		"第1，2课讲什么？":                 "第12课讲什么？",
		"ما هو ١،٢ في الكتاب؟":      "ما هو ١٢ في الكتاب؟",
		"पाठ १,२ क्या है?":          "पाठ १२ क्या है?",
		"What do lines 1, 2 say?":   "What do lines 12 say?",
		"What do lines 1 2 say?":    "What do lines 12 say?",
		"What do lines 1 *2* say?":  "What do lines 12 say?",
	} {
		old, now := seenIn(t, "Q: "+before+"\nA: Hadrian"), seenIn(t, "Q: "+after+"\nA: Cleopatra")
		got := match.Match([]match.Known{{old}}, []match.Live{{Seen: now}}, nil)
		if len(got.Links) > 0 {
			t.Errorf("%s => %s: %+v, want no link", before, after, got)
		}
	}
}

// A dash or the mark of a list says nothing; a sign does.
func TestMatchTellsSignsFromDashes(t *testing.T) {
	t.Parallel()
	for answers, want := range map[[2]string]bool{
		{"- denial - anger - grief", "denial, anger, grief"}:     true,
		{"denial - anger - grief", "denial: anger, grief"}:       true,
		{"- le pain - le vin - l'eau", "le pain, le vin, l'eau"}: true,
		{"at noon - or later", "at noon, or later"}:              true,
		{"1 - beta", "1 beta"}:                                   false,
		{"- 3 degrees", "3 degrees"}:                             false,
		{"minus -x of it", "minus x of it"}:                      false,
	} {
		old := basic("a.md", "Which words does the poet of the valley choose", answers[0])
		now := basic("a.md", "Define the words that poets of a valley do choose", answers[1])
		got := match.Match([]match.Known{{old}}, []match.Live{{Seen: now}}, nil)
		isSame := false
		for _, l := range got.Links {
			isSame = strings.HasPrefix(l.Reason, "same answer")
		}
		for _, p := range got.Proposals {
			isSame = strings.HasPrefix(p.Reason, "same answer")
		}
		if isSame != want {
			t.Errorf("%q: %+v, want the same answer: %v", answers, got, want)
		}
	}
}

// Who leaves an apostrophe out asks the same.
func TestMatchReadsAQuestionWithoutItsApostrophe(t *testing.T) {
	t.Parallel()
	for _, prompts := range [][2]string{
		{"whats a closure", "What is a closure?"},
		{"Whats the name of that closure", "What's the name of that closure?"},
		{"hows a closure made", "How is a closure made?"},
	} {
		old, now := basic("a.md", prompts[0], "A function with its variables"), basic("a.md", prompts[1], "A function")
		got := match.Match([]match.Known{{old}}, []match.Live{{Seen: now}}, nil)
		if len(got.Links)+len(got.Proposals) != 1 {
			t.Errorf("%q: %+v, want a link or a proposal", prompts, got)
		}
	}
}

// What lays a text out may change, and the same marks may tell: a link takes the one, and no link
// the other.
func TestMatchTellsLayoutFromText(t *testing.T) {
	t.Parallel()
	for _, e := range []struct {
		before, after string
		isLinked      bool
	}{
		{"C: Parts of a ship\n| a | b |\n|---|---|\n| bow | [stern] |", "C: Parts of a ship\n\n| a   | b       |\n| --- | ------- |\n| bow | [stern] |", true},
		{"C: Parts:\n+ bow\n+ [stern]", "C: Parts:\n\n- bow\n- [stern]", true},
		{"C: Parts\n1. bow\n2. [stern]", "C: Parts\n\n1. bow\n1. [stern]", true},
		{"Q: What does ** do?\nA: it raises", "Q: What does \\*\\* do?\nA: it raises", true},
		{"Q: What is income + cost + tax?\nA: profit", "Q: What is income - cost - tax?\nA: profit", false},
		{"C: [Sum]: + 3 + 4", "C: [Sum]: - 3 - 4", false},
		{"C: Chapter 2. of [Emma]", "C: Chapter 3. of [Emma]", false},
		{"C: [Both] hold if a > b > c", "C: [Both] hold if a b > c", false},
		{"C: It [ended] in 1945. Then in 1947. came", "C: It [ended] in 1945. Then in 1946. came", false},
		{"Q: What does * match?\nA: any number", "Q: What does \\* match?\nA: a star", false},
	} {
		old, now := seenIn(t, e.before), seenIn(t, e.after)
		got := match.Match([]match.Known{{old}}, []match.Live{{Seen: now}}, nil)
		if len(got.Links) > 0 != e.isLinked {
			t.Errorf("%q => %q: %+v, want a link: %v", e.before, e.after, got, e.isLinked)
		}
	}
}
