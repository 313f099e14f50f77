package importer

import (
	"bytes"
	"cmp"
	"slices"
	"sync"
)

// format is a row of the table: a format that is read.
type format struct {
	name      string // in reports, in the log, and for --format
	words     string // for people
	recognise func(Sample) Guess
	most      float64 // how sure it is at most
}

// formats returns the formats that are read. Of two that are as sure the first is taken.
var formats = sync.OnceValue(func() []format {
	return append([]format{
		{studyPageName, "study page", recogniseStudyPage, 0.95},
		{tableName, "table", recogniseTable, 0.95},
		{carddownName, "notes with marked cards", recogniseCarddown, 0.94},
		{cardtagName, "notes with tagged cards", recogniseCardtag, 0.92},
		{giftName, "GIFT questions", recogniseGift, 0.98},
		{aikenName, "Aiken questions", recogniseAiken, 0.9},
		{orgName, "Org file", recogniseOrg, 0.96},
		{ankiBlockName, "note with blocks for Anki", recogniseAnkiBlock, 0.98},
		{kiName, "note of ki", recogniseKi, 0.99},
		{ankiTextName, "text export of Anki", recogniseAnkiText, 0.99},
		{obsidianName, "note of Obsidian", recogniseObsidian, 0.97},
		{qaName, "questions of SuperMemo", recogniseQA, 0.97},
		{xlsxName, "workbook of Excel", recogniseXLSX, 0.98},
		{mochiName, "deck of Mochi", recogniseMochi, 0.98},
		{jsonName, "list of objects", recogniseJSON, 0.98},
		{markdownName, "Markdown", recogniseMarkdown, sureOfMarkdown},
		{ownFormat, "deck", recogniseOwn, sureOfOwn},
	}, packedFormats()...)
})

// FormatNames returns what --format takes, sorted.
func FormatNames() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	slices.Sort(names)
	return names
}

// sure is how sure a recogniser must be for its reader to be used unasked.
const sure = 0.5

// enough is how many bytes of a file tell its format.
const enough = 1 << 16

// recognised is a format that a file is taken for.
type recognised struct {
	format
	Guess
}

// recognise returns what a file is: the format that is surest of it; without a reader if none is
// sure. A name that is not empty is that of the only format to ask. Those are asked first that may
// be surest: most files are known by then.
func recognise(s Sample, only string) recognised {
	all := formats()
	if only != "" {
		return readAs(all, s, only)
	}
	var best recognised
	first := len(all)
	for _, i := range bySureness() {
		if all[i].most < best.Confidence {
			break
		}
		g := all[i].recognise(s)
		surer := g.Confidence > best.Confidence || g.Confidence == best.Confidence && i < first
		if surer && g.Confidence >= sure {
			best, first = recognised{all[i], g}, i
		}
	}
	return best
}

// readAs is [recognise] of a file that a person has named the format of.
func readAs(all []format, s Sample, name string) recognised {
	i := slices.IndexFunc(all, func(f format) bool { return f.name == name })
	if i < 0 {
		return recognised{}
	}
	s.Forced = true
	g := all[i].recognise(s)
	g.Reason = "you named the format"
	return recognised{all[i], g}
}

// bySureness returns the places of [formats], those that may be surest first.
var bySureness = sync.OnceValue(func() []int {
	all := formats()
	places := make([]int, len(all))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, j int) int { return cmp.Compare(all[j].most, all[i].most) })
	return places
})

// packedFormats returns the formats whose files are opened, not held in memory.
func packedFormats() []format {
	return []format{
		{ankiName, "Anki", recogniseAnki, 0.99},
		{hashcardsName, "hashcards", recogniseHashcards, 0.99},
		{repeaterName, "repeater", recogniseRepeater, 0.99},
	}
}

// recognisePacked is [recognise] for [packedFormats].
func recognisePacked(s Sample, only string) recognised {
	for _, f := range packedFormats() {
		if only != "" && only != f.name {
			continue
		}
		if g := f.recognise(s); g.Open != nil && g.Confidence >= sure || only != "" {
			return recognised{f, g}
		}
	}
	return recognised{}
}

// newSample returns what a file that was read whole is recognised by.
func newSample(name string, data []byte) Sample {
	head := data
	if len(data) > enough {
		head = data[:enough]
	}
	s := Sample{Name: name}.of(head)
	s.Whole = len(head) == len(data)
	return s
}

// of returns a sample of the same file by all of it.
func (s Sample) of(data []byte) Sample {
	s.Head, s.Whole, s.own, s.text = data, true, new(ownDeck), new(headText)
	return s
}

// sample returns what a file of the source is recognised by.
func (o *origin) sample(name string, data []byte) Sample {
	s := newSample(name, data)
	s.Vault, s.Learned = o.vaultOf(name), o.programs
	if !o.single {
		s.Habits = o.habitsOf
	}
	return s
}

// Text returns the head as text up to the end of its last whole line; false if it is none.
func (s Sample) Text() (string, bool) {
	head := s.Head
	if !s.Whole {
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	}
	return s.text.of(head)
}

// headText is a head as text. Every recogniser asks for it, and it is made once.
type headText struct {
	text       string
	made, isOK bool
}

func (t *headText) of(head []byte) (string, bool) {
	if t == nil {
		t = new(headText)
	}
	if !t.made {
		t.text, t.isOK, t.made = string(head), isText(head), true
	}
	return t.text, t.isOK
}
