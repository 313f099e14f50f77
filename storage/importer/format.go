package importer

import (
	"bytes"
	"slices"
)

// format is a row of the table: a format that is read.
type format struct {
	name      string // in reports, in the log, and for --format
	words     string // for people
	recognise func(Sample) Guess
	most      float64 // how sure it is at most, if that is known; 0 if it may be of anything
}

// formats returns the formats that are read. Of two that are as sure the first is taken.
func formats() []format {
	return append([]format{
		{studyPageName, "study page", recogniseStudyPage, 0},
		{tableName, "table", recogniseTable, 0},
		{carddownName, "notes with marked cards", recogniseCarddown, 0},
		{cardtagName, "notes with tagged cards", recogniseCardtag, 0},
		{giftName, "GIFT questions", recogniseGift, 0},
		{aikenName, "Aiken questions", recogniseAiken, 0},
		{orgName, "Org file", recogniseOrg, 0},
		{kiName, "note of ki", recogniseKi, 0},
		{ankiTextName, "text export of Anki", recogniseAnkiText, 0},
		{obsidianName, "note of Obsidian", recogniseObsidian, 0},
		{qaName, "questions of SuperMemo", recogniseQA, 0},
		{xlsxName, "workbook of Excel", recogniseXLSX, 0},
		{mochiName, "deck of Mochi", recogniseMochi, 0},
		{markdownName, "Markdown", recogniseMarkdown, sureOfMarkdown},
		{ownFormat, "deck", recogniseOwn, sureOfOwn},
	}, packedFormats()...)
}

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
// sure. A name that is not empty is that of the only format to ask.
func recognise(s Sample, only string) recognised {
	var best recognised
	for _, f := range formats() {
		switch {
		case only == "" && f.most > 0 && f.most <= best.Confidence:
		case only == "":
			if g := f.recognise(s); g.Confidence >= sure && g.Confidence > best.Confidence {
				best = recognised{f, g}
			}
		case f.name == only:
			s.Forced = true
			g := f.recognise(s)
			g.Reason = "you named the format"
			return recognised{f, g}
		}
	}
	return best
}

// packedFormats returns the formats whose files are opened, not held in memory.
func packedFormats() []format {
	return []format{
		{ankiName, "Anki", recogniseAnki, 0},
		{hashcardsName, "hashcards", recogniseHashcards, 0},
		{repeaterName, "repeater", recogniseRepeater, 0},
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
	return Sample{Name: name, Head: head, Whole: len(head) == len(data), own: new(ownDeck)}
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
	return string(head), isText(head)
}
