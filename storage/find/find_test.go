package find_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cards/storage/find"
)

// texts are question, tags, answer, place and notes.
var texts = [][]string{
	{"Which keyword starts a goroutine?", "go syntax", "go", "go/words", ""},
	{
		"What does cap return for a nil slice?", "go slices", "0", "go/slices",
		"make([]int, 0, 8) has a capacity of 8",
	},
	{"What is the capital of France?", "", "Paris", "geography", ""},
	{"¿Cómo se dice «to be»?", "español", "ser", "spanish", "or estar"},
	{"東京はどこですか", "", "日本", "japanese", ""},
	{"What does a == b compare?", "", "values", "go/words", ""},
	{
		"What is a capital letter?", "", "An upper-case one, as in Paris", "writing",
		"See goroutine for nothing.",
	},
	{"Slices and capacity", "", "A slice has a pointer, a length and a capacity.", "go/slices", ""},
	{"Lengthy?", "", "long", "", ""},
}

func TestFind(t *testing.T) {
	t.Parallel()
	var x find.Index
	for _, parts := range texts {
		x.Add(parts...)
	}
	for words, want := range map[string][]int{
		"goroutine":         {0, 6}, // a question before notes
		"gorotine":          {0, 6}, // a letter is missing
		"goruotine":         {0, 6}, // two are exchanged
		"gorout":            {0, 6}, // a beginning
		"gorut":             {0, 6}, // one with a typing error
		"lengh":             {7, 8}, // a word with an error before the beginning of one
		"capital France":    {2, 6}, // both words before one of them
		"capital of france": {2},    // one word of three is too little
		"paris":             {2, 6},
		"PARIS":             {2, 6},
		"como se dice":      {3}, // without accents
		"espanol":           {3},
		"estar":             {3},
		"東京":                {4},
		"日本":                {4},
		"==":                {5},
		"spanish":           {3}, // the name of a deck
		"capacity":          {7, 1},
		"make int":          {1, 7}, // a pointer is better than nothing
		"length pointer":    {7, 8},
		"xyzzy":             nil,
		"":                  nil,
		"  ":                nil,
		"xyzzy plugh paris": nil, // less than half of the words
	} {
		var got []int
		for _, hit := range x.Find(words, 10) {
			got = append(got, hit.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: found %v, want %v", words, got, want)
		}
	}
}

func TestFindLimits(t *testing.T) {
	t.Parallel()
	var x find.Index
	if hits := x.Find("anything", 3); hits != nil {
		t.Errorf("nothing was added, found %v", hits)
	}
	for i := range 50 {
		x.Add(fmt.Sprint("number ", i))
	}
	if hits := x.Find("number", 3); len(hits) != 3 || hits[0].Text != 0 || hits[2].Text != 2 {
		t.Errorf("found %v", hits)
	}
	if hits := x.Find(strings.Repeat("number ", 1000), 100); len(hits) != 50 {
		t.Errorf("of many words: %d", len(hits))
	}
	if hits := x.Find("\xff number \xf0", 100); len(hits) != 50 {
		t.Errorf("beside bytes that are no text: %d", len(hits))
	}
}

// FuzzFind looks for whatever there may be: every word of a text finds it, and scores fall.
func FuzzFind(f *testing.F) {
	f.Add("What is the capital of France?", "capital")
	f.Add("東京はどこ", "京")
	f.Add("a\u0301b\xff", "==")
	f.Fuzz(func(t *testing.T, text, words string) {
		var x find.Index
		x.Add("something else")
		x.Add(text, words)
		x.Add(words)
		hits := x.Find(words, 3)
		for i := 1; i < len(hits); i++ {
			if hits[i].Score > hits[i-1].Score {
				t.Errorf("%v", hits)
			}
		}
		if n := len(strings.Fields(words)); n > 0 && n <= 20 && len(hits) == 0 {
			t.Errorf("%q is not found in itself", words)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var x find.Index
	for i := range 100_000 {
		x.Add(fmt.Sprintf("What is the %d. word of deck%d, and why is it w%x?", i, i%1000,
			i*7919%50_000), "", "It is so.")
	}
	for _, words := range []string{"word", "deck77 w3f", "dekc77 answr"} {
		b.Run(words, func(b *testing.B) {
			for b.Loop() {
				x.Find(words, 50)
			}
		})
	}
}
