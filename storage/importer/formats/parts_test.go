package formats

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/storage/importer/source"
)

// checkContent reads a file as it would be Recognised and checks that it accounts for every line
// once, that notes and what stands for them in the parts agree, and that nothing is left without a
// reason. It returns the content.
func checkContent(t *testing.T, name, text string) *source.Content {
	t.Helper()
	known := Recognise(source.NewSample(name, []byte(text)), "")
	if known.Read == nil {
		t.Fatalf("%s: not Recognised", name)
	}
	checkSurest(t, name, text, known)
	c, err := known.Read(source.Input{Name: name, Data: []byte(text), Zone: time.UTC})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	next, as := 1, make(map[int]source.As)
	for _, p := range c.Parts {
		if p.Line != next || p.End < p.Line {
			t.Errorf("%s: part of lines %d to %d after line %d", name, p.Line, p.End, next-1)
		}
		if (p.As == source.Left || p.As == source.Refused) == (p.Reason == "") {
			t.Errorf("%s: lines %d to %d are %d with the reason %q", name, p.Line, p.End, p.As, p.Reason)
		}
		for next = p.Line; next <= p.End; next++ {
			as[next] = p.As
		}
	}
	if lines := source.LineCount(text); next != lines+1 {
		t.Errorf("%s: accounts for %d of %d lines", name, next-1, lines)
	}
	for _, i := range c.Items {
		if i.Note != nil && (as[i.Note.Line] != source.Taken || i.Note.End < i.Note.Line) {
			t.Errorf("%s: the note on line %d stands on none that was taken", name, i.Note.Line)
		}
	}
	return c
}

// checkSurest checks that a file is known as what all formats, asked one by one, are surest of, the
// first of several, and that none is surer than it is said to be at most.
func checkSurest(t *testing.T, name, text string, known Recognised) {
	t.Helper()
	best := Recognised{}
	for _, f := range formats() {
		g := f.recognise(source.NewSample(name, []byte(text)))
		if g.Confidence > f.most {
			t.Errorf("%s: %s is sure by %v, at most by %v", name, f.Name, g.Confidence, f.most)
		}
		if g.Confidence >= source.Sure && g.Confidence > best.Confidence {
			best = Recognised{f, g}
		}
	}
	if best.Name != known.Name || best.Reason != known.Reason {
		t.Errorf("%s: known as %s (%s), not as %s (%s)",
			name, known.Name, known.Reason, best.Name, best.Reason)
	}
}

func TestEveryLineIsAccountedFor(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "decks", "testdata", "study-page.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"page.txt": string(page),
		"twice.txt": "Quiz\nWhat is A?\nWhat is A?\nSignup and view all the answers\nFlashcards\nWhat is A?\n" +
			"What is A?\nA letter.\nPodcast\nStudy Notes\nT\n- a: b\n\n- c\n",
		"words.csv":  "word,meaning\nHund,dog\n\nKatze,\n,x\n\"two\nlines\",y\n",
		"words.tsv":  "a\tb\nc\td",
		"deck.md":    "# A\n\nnotes\n\nQ: a\nA: b\n\nQ: no answer\n\nC: a [b]\n#tag\n",
		"crlf.csv":   "Hund,dog\r\nKatze,cat\r\nMaus,mouse\r\n",
		"logseq.md":  "- a #card\n  id:: 1\n\t- b\n- c #card\n- {{cloze d}} e #card\n- text\n",
		"callout.md": "# A\n> [!question]- a\n>\n> b\n\ntext\n> [!faq] c\n> d\n",
		"ki.md":      "# Note\n```\nguid: g\nnotetype: Basic\n```\n\n### Tags\n```\n```\n\n## Front\na\n\n## Back\nb\n",
		"marked.csv": "\ufeffHund,dog\nKatze,cat\nMaus,mouse\n",
	} {
		checkContent(t, name, text)
	}
}

// TestQuestionsAskedTwiceComeOnce: what the page answers in one section it may hide in another.
func TestQuestionsAskedTwiceComeOnce(t *testing.T) {
	t.Parallel()
	c := checkContent(t, "page.txt", "Quiz\nWhat is A?\nWhat is A?\nSignup and view all the answers\n"+
		"What is B?\nWhat is B?\nFlashcards\nWhat is A?\nWhat is A?\nA letter.\n")
	var got []string
	for _, i := range c.Items {
		got = append(got, i.Note.Prompt+" "+i.Note.Answer)
	}
	if strings.Join(got, "; ") != "What is B? ; What is A? A letter." {
		t.Errorf("items %q", got)
	}
}

// TestProseIsNoCards: neither what stands indented nor formulas and code make a text one of another
// format.
func TestProseIsNoCards(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"list.md":    "Topics\n\t- one\n\t- two\n\t\t- three\n\t- four\n",
		"prose.md":   "One, two.\nThree, four.\nFive, six.\nSeven, eight.\n",
		"formula.md": "The force $\\vec{F}$ is\n$$\n\\sum_{i=0}^{n} x_{=}\n$$\n",
		"anchor.md":  "## Heading {#heading}\n\n## Other {#1-other}\n",
		"brain.md":   "#🧠 What?\n\n#🧠 What else?\n\n#🧠 a: b\n",
	} {
		if known := Recognise(source.NewSample(name, []byte(text)), ""); known.Name != Own {
			t.Errorf("%s: taken for %s: %s", name, known.Name, known.Reason)
		}
	}
}

func TestColumnsOfTables(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, want string }{
		"named":          {"Meaning,Word,Tags\ndog,Hund,a b\n", "Hund=dog"},
		"one named":      {"item\tpos\tmeaning\nHund\tn\tdog\n", "Hund=dog"},
		"other script":   {"text\tqn\n犬\tdog\n猫\tcat\n魚\tfish\n鳥\tbird\n", "犬=dog 猫=cat 魚=fish 鳥=bird"},
		"numbered":       {"1\tHund\tdog\n2\tKatze\tcat\n3\tMaus\tmouse\n", "Hund=dog Katze=cat Maus=mouse"},
		"numbers to ask": {"1\tone\n2\ttwo\n3\tthree\n", "1=one 2=two 3=three"},
		"second empty":   {"Hund\t\tdog\nKatze\tcat\tpet\n", "Hund=dog Katze=cat"},
		"word in a name": {"Core-index\tNote-index\tVocab-kana\tVocab-meaning\n1\t5\tinu\tdog\n2\t3\tneko\tcat\n", "inu=dog neko=cat"},
		"of a question":  {"Question Number,Question Type,Question Text,Answer Image,Correct Answer\n1.1,MCQ,Who?,x.png,He\n1.2,T/F,Is it?,,Yes\n", "Who?=He Is it?=Yes"},
		"language":       {"poj\tpoj_sandhi\thanji\tenglish\na\tb\tc\td\n", "a=d"},
		"unnamed number": {"\titem\tdesc\tmeaning\n1\tHund\tn\tdog\n7\tKatze\tn\tcat\n", "Hund=dog Katze=cat"},
		"mostly empty":   {"code\ttext\tsense\n\t犬\tdog\n\t猫\tcat\nX\t魚\tfish\n\t鳥\tbird\n\t馬\thorse\n", "犬=dog 猫=cat 魚=fish 鳥=bird 馬=horse"},
		"spoken":         {"able\tˈeɪbəl\tfähig\nabout\təˈbaʊt\tüber\nact\tækt\thandeln\n", "able=fähig about=über act=handeln"},
		"kind of word":   {"Hund\tn\tdog\na\tn\ta1\nb\tv\tb1\nc\tn\tc1\nd\tv\td1\ne\tn\te1\nf\tn\tf1\ng\tn\tg1\nh\tn\th1\ni\tn\ti1\nj\tn\tj1\nk\tn\tk1\n", "Hund=dog a=a1 b=b1 c=c1 d=d1 e=e1 f=f1 g=g1 h=h1 i=i1 j=j1 k=k1"},
		"HTML":           {"a<br>b\t<b>c</b>&nbsp;d\ne\tf &lt; g\n", "a\nb=**c** d e=f < g"},
		"about HTML":     {"<br>\ta break\n<b>\tbold\n", "<br>=a break <b>=bold"},
		"open tags":      {"a<b\tc>d\nx <div>\tuse <br>\n", "a<b=c>d x <div>=use <br>"},
		"lines in cells": {"word,meaning\n\"a\n\nb\n\",\"c\nd\ne\"\n\"f\n\ng\",h\n", "a\n\nb=c\nd\ne f\n\ng=h"},
		"none of it":     {"poj\tsandhi\tenglish\na\tb\tc\nd\te\t\n", "a=c d=e"},
		"many of each":   {"Words\tSentences\nab\tIt goes from here.\nan\tIt is at the door.\n", "ab=It goes from here. an=It is at the door."},
		"decks first":    {strings.Repeat("My words::1\ta\tb\n", 10) + "My words::2\tc\td\nMy words::2\te\tf\n", strings.Repeat("a=b ", 10) + "c=d e=f"},
		"one source":     {"One long book, page 3\ta\taa\nOne long book, page 3\tb\tbb\nOne long book, page 3\tc\tcc\nOne long book, page 3\td\tdd\nOne long book, page 3\te\tee\nOne long book, page 3\tf\tff\nOne long book, page 3\tg\tgg\nOne long book, page 3\th\thh\nOne long book, page 3\ti\tii\nOne long book, page 3\tj\tjj\nOne long book, page 3\tk\tkk\nAnother book, page 4\tl\tll\n", "a=aa b=bb c=cc d=dd e=ee f=ff g=gg h=hh i=ii j=jj k=kk l=ll"},
		"no names":       {"Hund\tdog\nKatze\tcat\nMaus\tmouse\n", "Hund=dog Katze=cat Maus=mouse"},
	} {
		c := checkContent(t, "words.tsv", tt.text)
		var got []string
		for _, i := range c.Items {
			got = append(got, i.Note.Prompt+"="+i.Note.Answer)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestListsOfObjects(t *testing.T) {
	t.Parallel()
	c := checkContent(t, "words.json", `[{"id": 1, "term": "Hund", "meaning": "dog", "tags": ["a", "b"]},
		{"meaning": "cat", "id": 2, "term": "Katze", "example": "Die Katze schläft."}]`)
	if len(c.Items) != 2 || c.Items[0].Note.Prompt != "Hund" || c.Items[0].Note.Answer != "dog" ||
		len(c.Items[0].Note.Tags) != 2 || c.Items[1].Note.More != "Die Katze schläft." {
		t.Errorf("%+v", c.Items)
	}
	for _, text := range []string{
		`[{"name": "x", "version": 1}]`, `{"front": "a", "back": "b"}`, `[["front", "back"]]`,
	} {
		if known := Recognise(source.NewSample("x.json", []byte(text)), ""); known.Read != nil {
			t.Errorf("%s is known as %s", text, known.Name)
		}
	}
}

// TestTablesInTexts: tabs divide the lines of a text whose name does not say so, however many
// columns these have, and titles may stand between them.
func TestTablesInTexts(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, want string }{
		"many meanings": {"i\t1. part\tsee aha\tinter.\nka\tarticle\nke\tarticle\tverb\n", "i=1. part ka=article ke=article"},
		"titles":        {"-acercarse\nse acercó\tgot closer\nacercarme\tgo to\n\n-acordarse\nme acuerdo\tI remember\nacordar\tagree\n", "se acercó=got closer acercarme=go to me acuerdo=I remember acordar=agree"},
		"spaces":        {"ab\tc\nd e   f g\nh\ti\nj\tk\n", "ab=c d e=f g h=i j=k"},
		"aligned":       {"ab\tc\nd   e   f\nh\ti\nj\tk\n", "ab=c h=i j=k"},
	} {
		c := checkContent(t, "words.txt", tt.text)
		var got []string
		for _, i := range c.Items {
			got = append(got, i.Note.Prompt+"="+i.Note.Answer)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	for _, text := range []string{
		"a\n\tb\n\tc\nd\n\te\n", "func f() {\n\treturn\t// x\n}\n\nvar a int\n",
		"One line of words.\nAnother\tone.\nA third one.\nAnd so on.\n",
	} {
		if known := Recognise(source.NewSample("notes.txt", []byte(text)), ""); known.Read != nil {
			t.Errorf("%q is read as %s", text, known.Name)
		}
	}
}

// TestScopesAreNoCards: names of code hold what divides cards of Obsidian.
func TestScopesAreNoCards(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"# Threads\n\nLock with std::mutex first.\n\n- std::thread starts one\n":          Own,
		"# JSON\n\nA nlohmann::json has it.\nUse nlohmann::parse() then.\nstd::move it\n": Own,
		"# Changes\n\n- Fix Cookie::create()\n- Add Event::FINISH_REQUEST\n":              Own,
		"# Words\n\nHund::dog\nKatze::cat\n":                                              obsidianName,
		"# C++\n\nstd::move::moves\n\nWhat moves? :: std::move\nWho? :: You\n":            obsidianName,
		"#flashcards\n\nuse std::move::for it\n":                                          obsidianName,
	} {
		if known := Recognise(source.NewSample("note.md", []byte(text)), ""); known.Name != want {
			t.Errorf("%q is read as %s, want %s", text, known.Name, want)
		}
	}
}

// FuzzRead reads a file as what it is taken for, and accounts for its lines.
func FuzzRead(f *testing.F) {
	f.Add("page.txt", "Quiz\nWhat?\nWhat?\nStudy Notes\nT\n- a: b\n")
	f.Add("a.csv", "a,b\n\"c\nd\",e\n")
	f.Add("a.md", "Q: a\nA: b\n<!--\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		known := Recognise(source.NewSample(name, []byte(text)), "")
		if known.Read == nil {
			return
		}
		if _, err := known.Read(source.Input{Data: []byte(text)}); err == nil {
			checkContent(t, name, text)
		}
	})
}
