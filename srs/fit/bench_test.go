package fit_test

import (
	"testing"

	"cards/srs/fit"
)

func BenchmarkJoshLog(b *testing.B) {
	reviews := josh(b)
	for b.Loop() {
		newLog(b, reviews)
	}
}

func BenchmarkJoshFit(b *testing.B) {
	l := newLog(b, josh(b))
	for b.Loop() {
		if _, err := l.Fit(b.Context(), fit.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
