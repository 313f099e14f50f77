package formats

import (
	"cmp"
	"slices"
	"sync"

	"cards/storage/importer/ankifile"
	"cards/storage/importer/source"
)

// format is a row of the table: a format that is read.
type format struct {
	Name      string // in reports, in the log, and for --format
	Words     string // for people
	recognise func(source.Sample) source.Guess
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
		{Own, "deck", recogniseOwn, sureOfOwn},
	}, packedFormats()...)
})

// Names returns what --format takes, sorted.
func Names() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return names
}

// Recognised is a format that a file is taken for.
type Recognised struct {
	format
	source.Guess
}

// Recognise returns what a file is: the format that is surest of it; without a reader if none is
// sure. A name that is not empty is that of the only format to ask. Those are asked first that may
// be surest: most files are known by then.
func Recognise(s source.Sample, only string) Recognised {
	all := formats()
	if only != "" {
		return readAs(all, s, only)
	}
	var best Recognised
	first := len(all)
	for _, i := range bySureness() {
		if all[i].most < best.Confidence {
			break
		}
		g := all[i].recognise(s)
		surer := g.Confidence > best.Confidence || g.Confidence == best.Confidence && i < first
		if surer && g.Confidence >= source.Sure {
			best, first = Recognised{all[i], g}, i
		}
	}
	return best
}

// readAs is [Recognise] of a file that a person has named the format of.
func readAs(all []format, s source.Sample, name string) Recognised {
	i := slices.IndexFunc(all, func(f format) bool { return f.Name == name })
	if i < 0 {
		return Recognised{}
	}
	s.Forced = true
	g := all[i].recognise(s)
	g.Reason = "you named the format"
	return Recognised{all[i], g}
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
		{ankifile.Name, "Anki", ankifile.Recognise, 0.99},
		{hashcardsName, "hashcards", recogniseHashcards, 0.99},
		{repeaterName, "repeater", recogniseRepeater, 0.99},
	}
}

// RecognisePacked is [Recognise] for [packedFormats].
func RecognisePacked(s source.Sample, only string) Recognised {
	for _, f := range packedFormats() {
		if only != "" && only != f.Name {
			continue
		}
		if g := f.recognise(s); g.Open != nil && g.Confidence >= source.Sure || only != "" {
			return Recognised{f, g}
		}
	}
	return Recognised{}
}
