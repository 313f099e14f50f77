// Package report turns figures into pages for people and objects for scripts, one subject at a
// time: the terminal, the file that is kept and the page of a browser show what it says, and
// nothing else is computed for any of them.
package report

import (
	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs/stats"
)

// Subject is what a page of statistics is about.
type Subject struct {
	Name  string
	Title string
	Means string // what its figures are, with the formula where there is one
	Now   bool   // it is about the cards as they are, whatever the span
	Empty any    // an object of the kind that scripts get
	make  func(*desk.Statistics) (Answer, error)
}

// Answer is what is to be said of a subject.
type Answer struct {
	Parts []out.Part
	JSON  any // an object

	keys []key // figures of the span, for comparing spans
}

// key is a figure of a span.
type key struct {
	name string
	text string
	rate *stats.Retention // what it is the rate of; nil if it is none
}

// Subjects returns all of them, in the order of the page that has them all.
func Subjects() []Subject {
	return []Subject{
		{"retention", "True retention", retentionMeans, false, RetentionJSON{}, retention},
		{"forecast", "What is coming", forecastMeans, true, ForecastJSON{}, forecast},
		{"time", "Reviews and time", timeMeans, false, TimeJSON{}, timeSpent},
		{"hours", "Hours of the day", hoursMeans, false, HoursJSON{}, hours},
		{"load", "Load and cost", loadMeans, true, LoadJSON{}, load},
		{"intervals", "Intervals", intervalsMeans, true, DistributionJSON{}, intervals},
		{"stability", "Stability", stabilityMeans, true, DistributionJSON{}, stability},
		{"difficulty", "Difficulty", difficultyMeans, true, DistributionJSON{}, difficulty},
		{
			"retrievability", "Retrievability", retrievabilityMeans, true,
			DistributionJSON{},
			retrievability,
		},
		{"cards", "Cards", cardsMeans, false, PhasesJSON{}, cardPhases},
		{"memorised", "Remembered cards", memorisedMeans, false, MemorisedJSON{}, memorised},
		{"calibration", "Is the model right?", calibrationMeans, false, CalibrationJSON{}, calibration},
		{"hardest", "The hardest cards", hardestMeans, true, CardsJSON{}, hardest},
		{"leeches", "Leeches", leechesMeans, true, CardsJSON{}, leeches},
		{"quiz", "Practice", quizMeans, false, QuizJSON{}, quiz},
	}
}

// SubjectOf returns the subject of a name.
func SubjectOf(name string) (Subject, bool) {
	for _, s := range Subjects() {
		if s.Name == name {
			return s, true
		}
	}
	return Subject{}, false
}

// About says what a statistic is of: its JSON begins with that.
type About struct {
	Subject string `json:"subject"`
	Since   string `json:"since"` // study days
	Until   string `json:"until"`
	By      string `json:"by"` // day, week or month
}

func about(name string, s *desk.Statistics) About {
	return About{name, s.Span.First.String(), s.Span.Last.String(), s.Step.String()}
}

// Of answers a subject.
func (s Subject) Of(of *desk.Statistics) (Answer, error) { return s.make(of) }
