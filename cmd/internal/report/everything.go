package report

// Everything is what `cards stats --all --json` prints: every subject by its name. Each is a [Compared] if
// the span before is wanted.
type Everything struct {
	Overview       any `json:"overview"`
	Retention      any `json:"retention"`
	Time           any `json:"time"`
	Hours          any `json:"hours"`
	Load           any `json:"load"`
	Intervals      any `json:"intervals"`
	Stability      any `json:"stability"`
	Difficulty     any `json:"difficulty"`
	Retrievability any `json:"retrievability"`
	Hardest        any `json:"hardest"`
	Leeches        any `json:"leeches"`
	Quiz           any `json:"quiz"`
}

// of returns the place of a subject.
func (e *Everything) of(name string) *any {
	return map[string]*any{
		"retention":      &e.Retention,
		"time":           &e.Time,
		"hours":          &e.Hours,
		"load":           &e.Load,
		"intervals":      &e.Intervals,
		"stability":      &e.Stability,
		"difficulty":     &e.Difficulty,
		"retrievability": &e.Retrievability,
		"hardest":        &e.Hardest,
		"leeches":        &e.Leeches,
		"quiz":           &e.Quiz,
	}[name]
}

// Objects returns empty ones of all that statistics print for scripts.
func Objects() []any {
	return []any{
		Overview{},
		Everything{},
		Compared{},
		RetentionJSON{},
		TimeJSON{},
		HoursJSON{},
		LoadJSON{},
		DistributionJSON{},
		CardsJSON{},
		QuizJSON{},
	}
}
