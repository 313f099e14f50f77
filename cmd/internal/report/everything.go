package report

// Everything is what `cards stats --all --json` prints: every subject by its name. Each is a
// [Compared] if the span before is wanted.
type Everything struct {
	Overview       any `json:"overview"`
	Retention      any `json:"retention"`
	Forecast       any `json:"forecast"`
	Time           any `json:"time"`
	Hours          any `json:"hours"`
	Load           any `json:"load"`
	Intervals      any `json:"intervals"`
	Stability      any `json:"stability"`
	Difficulty     any `json:"difficulty"`
	Retrievability any `json:"retrievability"`
	Cards          any `json:"cards"`
	Memorised      any `json:"memorised"`
	Calibration    any `json:"calibration"`
	Hardest        any `json:"hardest"`
	Leeches        any `json:"leeches"`
	Quiz           any `json:"quiz"`
}

// of returns the place of a subject.
func (e *Everything) of(name string) *any {
	return map[string]*any{
		"retention":      &e.Retention,
		"forecast":       &e.Forecast,
		"time":           &e.Time,
		"hours":          &e.Hours,
		"load":           &e.Load,
		"intervals":      &e.Intervals,
		"stability":      &e.Stability,
		"difficulty":     &e.Difficulty,
		"retrievability": &e.Retrievability,
		"cards":          &e.Cards,
		"memorised":      &e.Memorised,
		"calibration":    &e.Calibration,
		"hardest":        &e.Hardest,
		"leeches":        &e.Leeches,
		"quiz":           &e.Quiz,
	}[name]
}

// Objects returns empty ones of all that statistics print for scripts.
func Objects() []any {
	objects := []any{Overview{}, Everything{}, Compared{}}
	for _, s := range Subjects() {
		objects = append(objects, s.Empty)
	}
	return objects
}
