package report

import (
	"fmt"
	"strings"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs/stats"
)

// Report is what is said of one subject or of several.
type Report struct {
	Title string
	Parts []out.Part
	JSON  any

	now bool // it is about the cards as they are
}

// Of reports a subject, beside the span before it if that is wanted.
func Of(subject Subject, s *desk.Statistics, compare bool) (Report, error) {
	a, err := subject.Of(s)
	if err != nil {
		return Report{}, err
	}
	r := Report{Title: subject.Title, Parts: a.Parts, JSON: a.JSON, now: subject.Now}
	if !compare {
		return r, nil
	}
	before, err := subject.Of(s.Before())
	if err != nil {
		return Report{}, err
	}
	r.JSON = Compared{a.JSON, before.JSON}
	if part, ok := compared(a, before, s.Span.Before()); ok {
		r.Parts = append([]out.Part{part}, r.Parts...)
	}
	return r, nil
}

// Compared is a subject over two spans, for scripts.
type Compared struct {
	Now    any `json:"now"`
	Before any `json:"before"`
}

// key returns the figure of a name; a dash if there is none.
func (a Answer) key(name string) key {
	for _, k := range a.keys {
		if k.name == name {
			return k
		}
	}
	return key{name: name, text: "–"}
}

// compared shows the figures of two spans beside each other.
func compared(now, before Answer, span stats.Span) (out.Part, bool) {
	n := &out.Numbers{Name: "compare", Columns: []out.Column{
		{Name: "figure", Title: ""},
		{Name: "now", Title: "this span"},
		{Name: "before", Title: "the span before"},
	}}
	p := out.Part{Title: fmt.Sprintf("Beside %s to %s", span.First, span.Last), Number: n}
	for _, k := range now.keys {
		b := before.key(k.name)
		n.Add(out.Words(k.name), out.Own(k.text), out.Own(b.text))
		if k.rate != nil && b.rate != nil && stats.Differ(*k.rate, *b.rate, 1) {
			p.Says = append(p.Says, k.name+" "+moved(*k.rate, *b.rate))
		}
	}
	return p, len(n.Rows) > 0
}

// moved says how a rate has changed.
func moved(now, before stats.Retention) string {
	is, _ := now.Rate()
	was, _ := before.Rate()
	direction := "rose"
	if is < was {
		direction = "fell"
	}
	from, to := percents(was, is)
	return fmt.Sprintf("%s from %s to %s (%s and %s reviews).", direction, from, to,
		out.Count(before.Asked),
		out.Count(now.Asked))
}

// All reports every subject.
func All(s *desk.Statistics, compare bool) (Report, error) {
	r, err := Default(s, false) // what it would set beside the span before has subjects of its own
	if err != nil {
		return r, err
	}
	all := Everything{Overview: r.JSON}
	for _, subject := range Subjects() {
		one, err := Of(subject, s, compare)
		if err != nil {
			return r, err
		}
		for i := range one.Parts {
			if p := &one.Parts[i]; i == 0 || p.Title != "" {
				p.Title = strings.TrimSuffix(subject.Title+": "+p.Title, ": ")
			}
		}
		r.Parts = append(r.Parts, one.Parts...)
		*all.of(subject.Name) = one.JSON
	}
	r.JSON = all
	return r, nil
}

// Default reports where things stand.
func Default(s *desk.Statistics, compare bool) (Report, error) {
	f, err := s.Figures()
	if err != nil {
		return Report{}, err
	}
	m, err := s.Memory()
	if err != nil {
		return Report{}, err
	}
	r := Report{Title: "Where things stand", Parts: OverviewPage(f, m), JSON: NewOverview(f, m)}
	if !compare {
		return r, nil
	}
	var beside *out.Part
	for _, name := range []string{"time", "retention"} {
		subject, _ := SubjectOf(name)
		now, err := subject.Of(s)
		if err != nil {
			return r, err
		}
		before, err := subject.Of(s.Before())
		if err != nil {
			return r, err
		}
		part, _ := compared(now, before, s.Span.Before())
		if beside == nil {
			beside = &part
			continue
		}
		beside.Number.Rows = append(beside.Number.Rows, part.Number.Rows...)
		beside.Says = append(beside.Says, part.Says...)
	}
	r.Parts = append(r.Parts, *beside)
	return r, nil
}

// Page returns the report as a page, with what it is of.
func (r Report) Page(s *desk.Statistics, query []string) *out.Page {
	note := fmt.Sprintf("%s to %s", s.Span.First, s.Span.Last)
	if r.now {
		note = s.Today().String()
	}
	if len(query) > 0 {
		note = strings.Join(query, " ") + ", " + note
	}
	return &out.Page{Title: r.Title, Note: note, Parts: r.Parts}
}
