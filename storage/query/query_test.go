package query_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"cards/srs"
	"cards/storage/query"
)

const today srs.Day = 20000 // 2024-10-04

// verb is a card that was answered and is due.
func verb() *query.Card {
	return &query.Card{
		Named: func(name string) bool { return name == "spanish" || name == "4f2a" },
		Deck:  "spanish/verbs", File: "spanish/Verbs.md", Kind: "basic",
		Tags: []string{"Grammar/verbs", "año"},
		Texts: func() query.Texts {
			return query.Texts{
				Question: query.Fold("To be, lasting?"), Answer: query.Fold("Ser — café"),
				Notes: query.Fold("or estar"),
			}
		},
		Phase: srs.InReview, Flag: 2, Reviews: 7, Lapses: 3, Interval: 25, Mature: true,
		Due: today - 1, DueNow: true,
		Memory: func() (query.Memory, bool) {
			return query.Memory{Stability: 24.5, Difficulty: 6, Retrievability: .89}, true
		},
		Added: func() srs.Day { return today - 30 },
		Rated: func(days int) []srs.Rating {
			if days < 5 {
				return nil
			}
			return []srs.Rating{srs.Good}
		},
		Today: today,
	}
}

func parse(text string) (query.Query, error) {
	return query.Parser{Today: today}.Parse([]string{text})
}

func TestMeans(t *testing.T) {
	for text, want := range map[string]bool{
		"":              true,
		"spanish":       true,
		"4f2a":          true,
		"latin":         false,
		"latin spanish": true, // names are alternatives
		"not latin":     true, "-latin": true, "NOT spanish": false, "- latin": true,
		"--latin": false, "not not spanish": true,
		"spanish latin is:new":                       false,
		"latin is:due":                               false,
		"spanish and is:due":                         true,
		"latin or is:due":                            true,
		"latin OR tag:x or is:mature":                true,
		"(latin or spanish) is:due":                  true,
		"-(latin or spanish)":                        false,
		"is:due (is:new or (tag:grammar is:mature))": true,
		`"to be"`: true, `"to  BE"`: true, `"be to"`: false, "text:cafe": true, "text:CAFÉ": true,
		`text:"ser — cafe"`:    true,
		"in:question text:ser": false, "in:answer text:ser": true, "in:notes text:estar": true,
		"in:question in:answer text:ser": true, `in:answer -"to be"`: true, "text:estar": true,
		"deck:spanish": true, "deck:Spanish/verbs": true, "deck:span": false, `deck:"spanish/"`: true,
		"file:verbs.md": true, "file:spanish": true, "file:erbs.md": false, "FILE:Verbs.md": true,
		"tag:grammar": true, "tag:GRAMMAR/verbs": true, "tag:#grammar": true, "tag:verbs": false,
		"tag:ano":    true,
		"kind:basic": true, "kind:cloze": false,
		"is:due": true, "is:new": false, "is:learning": false, "is:review": true, "is:young": false,
		"is:mature":    true,
		"is:suspended": false, "is:buried": false, "is:flagged": true, "is:leech": false,
		"is:draft": false, "is:orphan": false,
		"flag:2": true, "flag:0": false,
		"due:<2024-10-04": true, "due:<=today": true, "due:yesterday": true, "due:>-1d": false,
		"due:>=-1d": true, "due:tomorrow": false,
		"due:!=today": true, "due:2024-10-03": true,
		"tag:Grammar/": true, "file:./spanish": true, "rated:7d": true, "rated:4d": false,
		"added:31d":               true,
		"prop:retrievability<90%": true, "prop:retrievability<80%": false,
		"rated:7": true, "rated:4": false, "rated:5:3": true, "rated:5:good": true, "rated:5:1": false,
		"added:31": true, "added:30": false,
		"prop:stability<25": true, "prop:stability>25": false, "prop:lapses>=3": true,
		"prop:lapses=3":           true,
		"prop:retrievability<0.9": true, "prop:Difficulty!=6": false, "prop:reviews<=7": true,
		"prop:interval>24": true,
	} {
		q, err := parse(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := q.Means(verb()); got != want {
			t.Errorf("%q means the card: %v, want %v", text, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]struct {
		at   int
		what string
		near string
	}{
		"(is:new":             {0, "a parenthesis is not closed", ""},
		"is:new)":             {6, "a closing parenthesis without an opening one", ""},
		"()":                  {1, "the parentheses before this one are empty", ""},
		"(":                   {0, "a parenthesis is not closed", ""},
		")":                   {0, "a closing parenthesis without an opening one", ""},
		"a (":                 {2, "a parenthesis is not closed", ""},
		"prop:lapses=>1":      {0, `prop: ">1" is not a number`, "prop:lapses>=1"},
		"prop:stab<1":         {0, `prop: "stab" is not one of`, "prop:stability<1"},
		"rated:":              {0, "rated: needs a value", ""},
		`a "to be`:            {2, "a quote is not closed", ""},
		"a or":                {4, `nothing follows "or"`, ""},
		"or a":                {0, `nothing comes before "or"`, ""},
		"a and":               {5, `nothing follows "and"`, ""},
		"and a":               {0, `nothing comes before "and"`, ""},
		"a not":               {2, `nothing follows "not"`, ""},
		"is:":                 {0, "is: needs a value, such as is:due", ""},
		"due:":                {0, "due: needs a value, such as due:<2026-12-01", ""},
		"due:tomorow":         {0, `due: "tomorow" is not a date`, "due:tomorrow"},
		"due:<=Yesterdy":      {0, `due: "Yesterdy" is not a date`, "due:<=yesterday"},
		"due:<7":              {0, `due: "7" is not a date`, "due:<7d"},
		"rated:7:god":         {0, `rated: "god" is not a rating`, "rated:7:good"},
		"a is:nwe":            {2, `is: "nwe" is not one of buried, draft, due`, "is:new"},
		"si:new":              {0, `"si:" is not a key of a query`, "is:new"},
		"kind:clooze":         {0, `kind: "clooze" is not one of`, "kind:cloze"},
		"flag:9":              {0, `flag: "9" is not a number from 0 to 7`, ""},
		"due:<12-2026":        {0, `due: "12-2026" is not a date`, ""},
		"rated:x":             {0, `rated: "x" is not a number of days`, ""},
		"rated:0":             {0, `rated: "0" is not a number of days`, ""},
		"rated:3:5":           {0, `rated: "5" is not a rating`, ""},
		"added:-1":            {0, `added: "-1" is not a number of days`, ""},
		"prop:stability":      {0, "prop: needs a comparison", ""},
		"prop:stabilty<3":     {0, `prop: "stabilty" is not one of`, "prop:stability<3"},
		"prop:stability<x":    {0, `prop: "x" is not a number`, ""},
		"prop:stability<NaN":  {0, `prop: "NaN" is not a number`, ""},
		"in:question":         {0, "in:question needs words to look for", ""},
		"in:front text:a":     {0, `in: "front" is not one of question, answer, notes`, ""},
		"not in:notes text:a": {0, "in:notes cannot be negated", ""},
		`text:""`:             {0, "text: needs a value", ""},
		`""`:                  {0, "there is nothing to look for", ""},
	} {
		_, err := parse(text)
		e, ok := errors.AsType[*query.Error](err)
		if !ok {
			t.Errorf("%q: %v, want a query.Error", text, err)
			continue
		}
		if e.At != want.at || !strings.Contains(e.What, want.what) {
			t.Errorf("%q: at %d: %s, want at %d: %s", text, e.At, e.What, want.at, want.what)
		}
		if want.near != "" && !slices.Contains(e.Near, want.near) {
			t.Errorf("%q: near is %q, want %q", text, e.Near, want.near)
		}
	}
}

// TestArguments: an argument that is a name as a whole is one, whatever stands in it.
func TestArguments(t *testing.T) {
	isName := func(word string) bool { return word == "not (a) deck: or" || word == "or" }
	for _, args := range [][]string{{"not (a) deck: or"}, {"or", "not (a) deck: or"}} {
		q, err := query.Parser{IsName: isName}.Parse(args)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		names, ok := q.Names()
		for _, n := range names {
			got = append(got, n.Text)
		}
		if !ok || !slices.Equal(got, args) {
			t.Errorf("%q: names %q, want them all", args, got)
		}
	}
}

func TestAsksState(t *testing.T) {
	for text, want := range map[string]bool{
		"spanish tag:a text:b -deck:c kind:cloze file:d": false, "spanish is:due": true,
		"-(a or prop:lapses>1)": true,
	} {
		q, err := parse(text)
		if err != nil || q.AsksState() != want {
			t.Errorf("%q asks for the state: %v, %v, want %v", text, q.AsksState(), err, want)
		}
	}
}

// FuzzParse: any text is a query or an error with its place, and a query and its negation never mean
// the same card.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"spanish tag:verb", "(a or -b) is:due", `"x\"y" in:notes`, "prop:lapses>=3", "not not a",
		"due:<3d", "((((",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := parse(text)
		if err != nil {
			if e, ok := errors.AsType[*query.Error](err); !ok || e.At < 0 || e.At > len(text) {
				t.Fatalf("%q: %v without its place", text, err)
			}
			return
		}
		not, err := parse("-(" + text + ")")
		if strings.TrimSpace(text) != "" && err == nil && q.Means(verb()) == not.Means(verb()) {
			t.Errorf("%q and its negation mean the same", text)
		}
	})
}

// TestSignsOfOtherLanguages says what the language has for signs that others have.
func TestSignsOfOtherLanguages(t *testing.T) {
	for text, want := range map[string]string{
		"is:new | is:due": "or", "is:new || is:due": "or", "is:new & is:due": "and",
		"is:new && is:due": "and",
		"! is:new":         "not", "!is:new": "-is:new", "a !tag:x": "-tag:x",
	} {
		_, err := query.Parser{
			Today:  today,
			IsName: func(word string) bool { return word == "a" },
		}.Parse([]string{text})
		wrong, ok := errors.AsType[*query.Error](err)
		if !ok || !slices.Equal(wrong.Near, []string{want}) {
			t.Errorf("%q: %v, %+v; want %q", text, err, wrong, want)
		}
	}
}
