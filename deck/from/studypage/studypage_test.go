package studypage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/studypage"
)

// describe returns what was read of a page, a line each.
func describe(p *studypage.Page) string {
	var b strings.Builder
	if p.Title != "" {
		fmt.Fprintf(&b, "title %s\n", p.Title)
	}
	if p.Description != "" {
		fmt.Fprintf(&b, "description %s\n", p.Description)
	}
	for _, q := range p.Questions {
		fmt.Fprintf(&b, "%d-%d %s", q.Line, q.End, q.Text)
		for _, o := range q.Options {
			fmt.Fprintf(&b, " / %s%s", map[bool]string{true: "*"}[o.Right], o.Text)
		}
		if q.Answer != "" {
			fmt.Fprintf(&b, " = %s", strings.ReplaceAll(q.Answer, "\n", "|"))
		}
		if q.More != "" {
			fmt.Fprintf(&b, " (%s)", q.More)
		}
		b.WriteString("\n")
	}
	for _, n := range p.Notes {
		label := ""
		if n.Label != "" {
			label = "<" + n.Label + ">"
		}
		fmt.Fprintf(&b, "%d %s%s%s\n", n.Line, strings.Repeat(". ", n.Depth), label, n.Text)
	}
	for _, x := range p.Parts {
		if x.Kind == studypage.Advert {
			fmt.Fprintf(&b, "left %d-%d %s\n", x.Line, x.End, x.Text)
		}
	}
	return b.String()
}

func TestRead(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{
			"choices are closed: what is printed twice behind them is asked",
			"Quiz\nWhat is A?\nWhat is A?\nAudio\nVideo (correct)\nText\nB is\nB is\na letter\nWhat is C?\nWhat is C?\n" +
				"A. x\nB. y\nAnswer: B\nD is\nD is\nanother\n",
			"2-6 What is A? / Audio / *Video / Text\n7-9 B is = a letter\n10-14 What is C? / x / *y\n15-17 D is = another\n",
		},
		{
			"what teachers tell to do is asked behind an answer, and so is what a marker follows",
			"Quiz\nWhat is A?\nWhat is A?\nIt.\nName two B.\nName two B.\nb and c\nMore of it\nMore of it\nShow answer\n" +
				"Whose is D?\nWhose is D?\nIt.\nMore\nMore\n",
			"2-4 What is A? = It.\n5-7 Name two B. = b and c\n8-9 More of it\n11-15 Whose is D? = It.|More\n",
		},
		{
			"a line that asks, once behind an answer, is of the answer where questions are doubled",
			"Quiz\nWhat is A?\nWhat is A?\nIt is one.\nOr is it?\nWhat is B?\nWhat is B?\nIt.\n",
			"2-5 What is A? = It is one.|Or is it?\n6-8 What is B? = It.\n",
		},
		{
			"lines equal but for spaces",
			"Quiz\nWhat is A ?\nWhat is\u00a0A?\nIt.\nWhat is B?\n\nWhat  is B?\n\nIt too.\n",
			"2-4 What is A ? = It.\n5-9 What is B? = It too.\n",
		},
		{
			"numbers alone, labels alone, letters alone",
			"Quiz\nQuestion 1 of 3\nThe A is\na) b\nb) c\nb\nQuestion 2\nWhat is D?\nCorrect answer\nE\nExplanation\nOne\nTwo\n" +
				"Q3.\nName F.\n(A) g\n(B) h\nAnswers: A and B\n4. I is J.\nTrue\nFalse\nAnswer: True\n",
			"3-6 The A is / b / *c\n8-13 What is D? = E (One\nTwo)\n15-18 Name F. / *g / *h\n19-22 I is J. / *True / False\n",
		},
		{
			"answers that are lists with numbers, in questions with numbers and without",
			"Quiz\n1. What is to do?\n1. Mix\n2. Bake\n2. Name it.\nBread\nFlashcards\nWhat is to do?\n1. Cut\n2. Eat\nWhy?\nSo.\n",
			"2-4 What is to do? = 1. Mix|2. Bake\n5-6 Name it. = Bread\n8-10 What is to do? = 1. Cut|2. Eat\n11-12 Why? = So.\n",
		},
		{
			"Q: and A:",
			"Flashcards\nQ: What is A?\nA: It.\nOne more.\nQ2: Name B.\nA: bee\nShort Answer\nQ: Which is C?\nA: x\nB: y\nAnswer - B\n",
			"2-4 What is A? = It.|One more.\n5-6 Name B. = bee\n8-11 Which is C? / x / *y\n",
		},
		{
			"options on one line",
			"Quiz\nWhich?\nA) red B) blue C) A. B. Smith\nCorrect: B\nWhich now? a. x b. y (correct)\n",
			"2-4 Which? / red / *blue / A. B. Smith\n5-5 Which now? / x / *y\n",
		},
		{
			"options named by their text, and one that reads like letters",
			"Quiz\nWhich?\n☐ feet\n☐ face\nAnswer: Face\nWhat?\nred\nblue\nAnswer: blue\nWho?\nx\ny\nz\nAnswer: C\n",
			"2-5 Which? / feet / *face\n6-9 What? / red / *blue\n10-14 Who? / x / y / *z\n",
		},
		{
			"bare lines before a marker: options of a quiz, an answer of a card",
			"Quiz\nWhich?\nWhich?\nred\nblue\nShow answer\nHow?\nHow?\nFirst this.\nThen that.\nShow answer\n" +
				"Flashcards\nHow?\nHow?\nthis\nthat\nShow answer\n",
			"2-5 Which? / red / blue\n7-10 How? = First this.|Then that.\n13-16 How? = this|that\n",
		},
		{
			"answers that read like headings",
			"Quiz\nWhat is short?\nWhat is short?\nSummary\nWhat moves?\nWhat moves?\nAudio\nVideo\nText (correct)\nNotes\nNotes\n" +
				"What is said?\nWhat is said?\nStudy Notes\nA title\nVideo\n- a codec\n",
			"title A title\n2-4 What is short? = Summary\n5-9 What moves? / Audio / Video / *Text\n10-11 Notes\n" +
				"12-13 What is said?\n16 Video\n17 . a codec\n",
		},
		{
			"adverts among questions, and questions without a heading",
			"The Cell\nWhat is A?\nWhat is A?\nIt.\nSign up to save your progress\nStudying That Suits You\nUse AI.\n" +
				"What is B?\nWhat is B?\nIt too.\nCard 2 of 4\nFlashcards\nDescription\nCells.\n",
			"title The Cell\ndescription Cells.\n2-4 What is A? = It.\n8-10 What is B? = It too.\nleft 1-1 before the first section\n" +
				"left 5-5 Sign up to save your progress\nleft 6-7 Studying That Suits You\nleft 11-11 Card 2 of 4\n" +
				"left 12-12 Flashcards: nothing below it\n",
		},
		{
			"unknown sections before, behind an advert, and behind questions",
			"Aims\n- Know A.\nQuiz\nWhat is A?\nWhat is A?\nStudy Notes\nAll of It\n- A: b\nStudying That Suits You\nUse AI.\n" +
				"Timeline\n1900 – A\n1910 – B\nPodcast\nSign Up\n",
			"title All of It\n4-5 What is A?\n2 Know A.\n8 <A>b\n12 1900 – A\n13 1910 – B\n" +
				"left 9-10 Studying That Suits You\nleft 14-15 Podcast\n",
		},
		{
			"terms and what they mean",
			"Terms in this set (2)\ncomer\nto eat\nvivir\nto live\nFlashcards\ncell wall\nwhat is around a cell\nsap\nthe juice inside\n" +
				"core\nwhat is in the middle\n",
			"2-3 comer = to eat\n4-5 vivir = to live\n7-8 cell wall = what is around a cell\n9-10 sap = the juice inside\n" +
				"11-12 core = what is in the middle\n",
		},
		{
			"outlines with letters and Roman numbers, and the bullets of word processors",
			"Study Notes\nThe Title\nI. One\nA. Two\n1. Three\na. Four\ni. Five\nii. Six\nb. Seven\nB. Eight\nII. Nine\n" +
				"h. Ten\ni. Eleven\nNotes\nAll\n• Kinds\no Shield: flat\no Ash\n• Ends\no ovo\n",
			"title The Title\n3 One\n4 . Two\n5 . . Three\n6 . . . Four\n7 . . . . Five\n8 . . . . Six\n9 . . . Seven\n" +
				"10 . Eight\n11 Nine\n12 . Ten\n13 . Eleven\n15 All\n16 . Kinds\n17 . . <Shield>flat\n18 . . Ash\n19 . Ends\n20 o ovo\n",
		},
		{
			"a section that is not known behind questions, and none",
			"Quiz\nWhat is A?\nWhat is A?\nShow answer\nFurther Reading\n- Smith\n- Jones\nFlashcards\nWhat is B?\nShow answer\n" +
				"Name Two C\n- d\n- e\nWhat is F?\nF Parts\n- g\n",
			"2-3 What is A?\n9-9 What is B?\n11-13 Name Two C = - d|- e\n14-16 What is F? = F Parts|- g\n6 Smith\n7 Jones\n",
		},
		{
			"what is printed twice with the next number is asked",
			"Quiz\n1. What is A?\n1. What is A?\nIt.\n2. Parts of B\n2. Parts of B\nc\nd\n",
			"2-4 What is A? = It.\n5-8 Parts of B = c|d\n",
		},
		{
			"captions of sections in small letters",
			"Objectifs de la page\n- Savoir A.\nQuiz\nQue dit A ?\nQue dit A ?\nStudy Notes\nTout\n- a : b\nDescription\nUn texte.\nMots nouveaux\n- c\n",
			"title Tout\ndescription Un texte.\n4-5 Que dit A ?\n2 Savoir A.\n8 <a>b\n12 c\n",
		},
		{
			"what nothing tells is a question each",
			"Flashcards\nDefine A.\nB and C\nName some D.\n",
			"2-2 Define A.\n3-3 B and C\n4-4 Name some D.\n",
		},
		{
			"a title that lists stand below, as others have headings",
			"Study Notes\nPlants: An Overview\n- a\nRoots\n- b\nNotes\nMore\n- c\n",
			"title Plants: An Overview\n3 a\n4 Roots\n5 . b\n7 More\n8 . c\n",
		},
		{
			"headings of Markdown in levels, and tabs without marks",
			"## Study Notes\n# All\n## One\nA text.\n- a\n### Two\n- b\n## Three\n1. c\nSummary\nSee\n\tHere\n\t\tNear: x\n\tThere\n",
			"title All\n3 One\n4 . A text.\n5 . a\n6 . Two\n7 . . b\n8 Three\n9 . c\n11 See\n12 . Here\n13 . . <Near>x\n14 . There\n",
		},
		{
			"statements between choices",
			"Quiz Questions\nWhat is A?\nWhat is A?\nB (correct)\nC\nD does E.\nD does E.\nTrue\nFalse (correct)\n" +
				"Name F.\nName F.\nG\nH ✓\nI\n",
			"2-5 What is A? / *B / C\n6-9 D does E. / True / *False\n10-14 Name F. / G / *H / I\n",
		},
		{
			"doubled answers are none",
			"Quiz Questions\nWhat is A?\nWhat is A?\nB\nB\nWhat is C?\nWhat is C?\nD\nD\nE\n",
			"2-5 What is A? = B\n6-10 What is C? = D|E\n",
		},
		{
			"terms behind questions",
			"Questions\nWhat is A?\nWhat is A?\nSign up to view the answers\nKey Terms:\nB: a C\nFlashcards\nGlossary\nGlossary\nall words\n",
			"2-3 What is A?\n8-10 Glossary = all words\n6 <B>a C\n",
		},
		{
			"terms within notes",
			"Study Notes\nPlants\n- are green\nKey Terms\n- Stem: what stands\n",
			"title Plants\n2 Plants\n3 . are green\n4 Key Terms\n5 . <Stem>what stands\n",
		},
		{
			"numbers in levels",
			"Study Notes\n1. Body\n1.1 Head: above\n1.1.1 Eyes\n1.1.2 Ears\n1.2. Arms\n2. Soul\n2.1 Mind\n3. End\n",
			"2 Body\n3 . <Head>above\n4 . . Eyes\n5 . . Ears\n6 . Arms\n7 Soul\n8 . Mind\n9 End\n",
		},
		{
			"numbers in levels with indented bullets",
			"Study Notes\nTitle of it all here\n\n1.1 Head\n  - Eyes\n  - Ears\n1.2 Arms\n1.5 litres of water\n",
			"title Title of it all here\n4 Head\n5 . Eyes\n6 . Ears\n7 Arms\n8 1.5 litres of water\n",
		},
		{
			"doubled, answers hidden, also without a question mark after a marker",
			"Questions and Answers\nWhat is A?\nWhat is A?\nSignup and view all the answers\n" +
				"Name a B.\nName\u00a0a  B.\nSign up and view all the answers\n",
			"2-3 What is A?\n5-6 Name a B.\n",
		},
		{
			"answers visible, single and doubled",
			"Flashcards\nWhat is A?\nWhat is A?\nIt is one.\nWhat is B?\nWhat is B?\nAnother.\nAnother.\nIndeed.\n" +
				"What is C?\nWhat is C?\nView answer\nName D.\nName D.\nDora\n",
			"2-4 What is A? = It is one.\n5-9 What is B? = Another.|Indeed.\n10-11 What is C?\n13-15 Name D. = Dora\n",
		},
		{
			"all doubled and nothing tells",
			"Flashcards\nFirst prompt\nFirst prompt\nSecond prompt\nSecond prompt\n",
			"2-3 First prompt\n4-5 Second prompt\n",
		},
		{
			"nothing doubled",
			"Quiz Questions\nWhat is A?\nIt is one.\nName B.\nA. bee\nB. bat (correct)\nName C.\nShow answer\n",
			"2-3 What is A? = It is one.\n4-6 Name B. / bee / *bat\n7-7 Name C.\n",
		},
		{
			"options of all kinds",
			"Quiz\nWhich one?\nA) red\nB) blue\nCorrect answer: B\nWhich two?\n- dog (correct)\n- oak\n- cat ✓\n" +
				"Which three?\nA. x\nB. y\nC. z\nAnswer: A) x\nExplanation: It comes first.\nWhich four?\na) k\nb) l\n" +
				"Signup and view all the answers\nIs it so?\nTrue\nFalse\nAnswer: False\n",
			"2-5 Which one? / red / *blue\n6-9 Which two? / *dog / oak / *cat\n" +
				"10-15 Which three? / *x / y / z (It comes first.)\n16-18 Which four? / k / l\n" +
				"20-23 Is it so? / True / *False\n",
		},
		{
			"options without letters, remarks behind questions, blanks and statements",
			"Quiz\nWhich are so? (Select all that apply)\nWhich are so? (Select all that apply)\nA thing (correct)\n" +
				"Another (correct)\nWater\nWalls are red.\nWalls are red.\nFalse\nThe wall is ____.\nThe wall is ____.\n" +
				"Show answer\nWhich is it?\nWhich is it?\nThis\nThat\nShow answer\n",
			"2-6 Which are so? (Select all that apply) / *A thing / *Another / Water\n7-9 Walls are red. = False\n" +
				"10-11 The wall is ____.\n13-16 Which is it? / This / That\n",
		},
		{
			"an answer that is a list, and one behind a word",
			"Quiz\nWhich are needed?\n- flour\n- water\nWho did it?\nAnswer: the cook\n",
			"2-4 Which are needed? = - flour|- water\n5-6 Who did it? = the cook\n",
		},
		{
			"several sections",
			"Quiz Questions\nWhat is A?\nWhat is A?\nFlashcards (2)\nWhat is B?\nWhat is B?\nA bee.\n",
			"2-3 What is A?\n5-7 What is B? = A bee.\n",
		},
		{
			"notes with lost indentation",
			"Study Notes\nThe Title\n- One: 1\n-\nMany:\n- a\n- b\n- Two: 2\n-\nParent: text\n- Three: 3\n- Four: 4\n-\nAlone\n",
			"title The Title\n3 <One>1\n5 <Many>\n6 . a\n7 . b\n8 <Two>2\n10 <Parent>text\n11 . <Three>3\n12 . <Four>4\n14 Alone\n",
		},
		{
			"a title with a colon",
			"Study Notes\nCells: An Overview\nParts\n- Wall: firm\n- Sap: thin\n",
			"title Cells: An Overview\n3 Parts\n4 . <Wall>firm\n5 . <Sap>thin\n",
		},
		{
			"a title with a colon before a list",
			"Study Notes\nUnit 4: Cells\n- Wall: firm\n- Sap: thin\n",
			"title Unit 4: Cells\n3 <Wall>firm\n4 <Sap>thin\n",
		},
		{
			"a label that is the heading of a list",
			"Study Notes\nParts:\n- Wall: firm\n- Sap: thin\n",
			"2 <Parts>\n3 . <Wall>firm\n4 . <Sap>thin\n",
		},
		{
			"no title",
			"Study Notes\nWall: firm\nSap: thin\nCore: dark\n",
			"2 <Wall>firm\n3 <Sap>thin\n4 <Core>dark\n",
		},
		{
			"bullets of other kinds, and numbers",
			"Study Notes\nThe Title\n•\nMany:\n• a\n• b\n1. First\n- x\n- y\n2. Second\n",
			"title The Title\n4 <Many>\n5 . a\n6 . b\n7 . First\n8 . . x\n9 . . y\n10 . Second\n",
		},
		{
			"a first line that heads a list as others do",
			"Study Notes\nCells\n- a\nOrgans\n- b\n",
			"title Cells\n2 Cells\n3 . a\n4 Organs\n5 . b\n",
		},
		{
			"indentation that was kept, and headings between lists",
			"Study Notes\nThe Title\nA Heading\n- a\n  - b\n    - c\n- d\nAnother\n* e\n",
			"title The Title\n3 A Heading\n4 . a\n5 . . b\n6 . . . c\n7 . d\n8 Another\n9 . e\n",
		},
		{
			"description of several paragraphs, adverts, empty sections and an unknown one",
			"Podcast\nStudying That Suits You\nUse AI.\nMore.\nDescription\nOne.\n\nTwo.\nKey Vocabulary\n- A: b\n",
			"title Key Vocabulary\ndescription One. Two.\n10 <A>b\nleft 1-1 Podcast: nothing below it\n" +
				"left 2-4 Studying That Suits You\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := studypage.Read(tt.text)
			if diff := cmp.Diff(tt.want, describe(p)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			checkParts(t, tt.text, p)
		})
	}
}

// checkParts checks that every line is of one part.
func checkParts(t *testing.T, text string, p *studypage.Page) {
	t.Helper()
	next := 1
	for _, x := range p.Parts {
		if x.Line != next || x.End < x.Line {
			t.Fatalf("part of lines %d to %d after line %d", x.Line, x.End, next-1)
		}
		next = x.End + 1
	}
	lines := strings.Count(text, "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		lines++
	}
	if strings.TrimPrefix(text, "\ufeff") != "" && next != lines+1 {
		t.Fatalf("parts of %d lines, want %d", next-1, lines)
	}
}
