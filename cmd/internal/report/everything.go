package report

// Everything is what `cards stats --all --json` prints: every subject by its name. Each is a [Compared] if
// the span before is wanted.
type Everything struct {
	Overview  any `json:"overview"`
	Retention any `json:"retention"`
}

// of returns the place of a subject.
func (e *Everything) of(name string) *any {
	return map[string]*any{
		"retention": &e.Retention,
	}[name]
}

// Objects returns empty ones of all that statistics print for scripts.
func Objects() []any {
	return []any{Overview{}, Everything{}, Compared{}, RetentionJSON{}}
}
