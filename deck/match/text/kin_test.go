package text_test

import (
	"testing"

	"cards/deck/match/text"
)

func word(t *testing.T, s string) *text.Word {
	t.Helper()
	words := text.NewReader().Read("x " + s)
	if len(words) != 2 {
		t.Fatalf("%q is %d words", s, len(words)-1)
	}
	return words[1]
}

func TestKinOf(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want text.Kinship
	}{
		{"iron", "iron", text.Identical},
		{"`head`", "head", text.Identical},
		{"seven", "7", text.Identical},
		{"7", "8", text.Unrelated},
		{"cell", "cells", text.OtherForm},
		{"produce", "producing", text.OtherForm},
		{"Niger", "Nigeria", text.Doubtful},
		{"nitrate", "nitrite", text.Doubtful},
		{"temp", "temperature", text.Doubtful},
		{"captial", "capital", text.Doubtful},
		{"iron", "zinc", text.Unrelated},
		{"can", "cannot", text.Unrelated},
	} {
		a, b := word(t, tt.a), word(t, tt.b)
		if there, back := text.KinOf(a, b), text.KinOf(b, a); there != tt.want || back != tt.want {
			t.Errorf("%s, %s: %d there, %d back, want %d", tt.a, tt.b, there, back, tt.want)
		}
	}
}

func TestTypos(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b                string
		typo, slip, inflect bool
	}{
		{"captial", "capital", true, true, false},
		{"goverment", "government", true, true, false},
		{"alkane", "alkene", true, false, false},
		{"dog", "dgo", false, true, false},
		{"iron", "irony", false, false, false},
		{"biliyorum", "bilmiyorum", true, true, true},
		{"schreibt", "schriebt", true, true, true},
	} {
		a, b := word(t, tt.a), word(t, tt.b)
		typo, slip, inflect := text.IsTypo(a, b), text.IsSlip(a, b), text.MayInflect(a, b)
		if typo != tt.typo || slip != tt.slip || inflect != tt.inflect {
			t.Errorf("%s, %s: a typo %v, a slip %v, a form %v", tt.a, tt.b, typo, slip, inflect)
		}
	}
}

func TestAreRegrouped(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"`tar -x -f`", "`tar -xf`", true},
		{"`print(x)`", "`print x`", true},
		{"`f(\"a\")`", "`f('a');`", true},
		{"`f(x) - 1`", "`f x - 1`", false},
		{"`a - b`", "`b - a`", false},
		{"`a`", "a", false},
	} {
		if got := text.AreRegrouped(word(t, tt.a), word(t, tt.b)); got != tt.want {
			t.Errorf("%s, %s: %v", tt.a, tt.b, got)
		}
	}
}

func TestSkeleton(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"«Who», then?", "*Who* then", true},
		{"data base", "database", true},
		{"1, 2", "12", false},
		{"1、2", "1, 2", false},
		{"use `a,b`", "use `ab`", false},
		{"use `a`", "use a", true},
		{"the $f''(x)$", "the $f'(x)$", false},
	} {
		if got := text.Skeleton(tt.a) == text.Skeleton(tt.b); got != tt.same {
			t.Errorf("%q and %q: %v", tt.a, tt.b, got)
		}
	}
}

func TestHaveSameSigns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"what does // do?", "what does / do?", false},
		{"what is : ?", "what is ; ?", false},
		{"Pérou ?", "Pérou?", true},
		{"8:2", "8-2", false},
		{"1914–1918", "1914-1918", true},
		{"f'(x)", "f(x)", false},
		{"6′", "6″", false},
		{"Peru - what?", "Peru: what?", true},
		{"in `a = b` it", "in `a=b` it", true},
		{"the dogs' food", "the dogs food", true},
	} {
		if got := text.HaveSameSigns(tt.a, tt.b); got != tt.same {
			t.Errorf("%q and %q: %v", tt.a, tt.b, got)
		}
	}
}
