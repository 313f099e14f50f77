package fit_test

import (
	"strconv"
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

// BenchmarkFit takes the whole way from reviews to parameters.
func BenchmarkFit(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000, 10_000_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			reviews := manyReviews(b, n)
			for b.Loop() {
				if _, err := fit.Fit(b.Context(), reviews, fit.Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/review")
		})
	}
}
