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
	for name, version := range map[string]int{"6": 6, "7": 7, "better": 0} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := l.Fit(b.Context(), fit.Options{Version: version}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkJoshMinimum7 is one fit of FSRS-7, without rehearsals.
func BenchmarkJoshMinimum7(b *testing.B) {
	l := newLog(b, josh(b))
	for b.Loop() {
		if err := l.Minimize7(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFit takes the whole way from reviews to parameters of FSRS-6.
func BenchmarkFit(b *testing.B) {
	benchmarkFit(b, 6, 10_000, 100_000, 1_000_000, 10_000_000)
}

// BenchmarkFitBetter is the same for the model that a log is predicted better by.
func BenchmarkFitBetter(b *testing.B) {
	benchmarkFit(b, 0, 10_000, 100_000, 1_000_000)
}

func benchmarkFit(b *testing.B, version int, sizes ...int) {
	for _, n := range sizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			reviews := manyReviews(b, n)
			for b.Loop() {
				o := fit.Options{Version: version}
				if _, err := fit.Fit(b.Context(), reviews, o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/review")
		})
	}
}
