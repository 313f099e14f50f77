package markup

// Section is where a line stands in a text: the headings that it is below.
type Section struct {
	levels []int
	titles []string
}

// Titles returns the titles of the headings, the widest first. They stay as they are when the
// section changes.
func (s *Section) Titles() []string { return s.titles }

// Enter goes below a heading.
func (s *Section) Enter(level int, title string) {
	s.Leave(level)
	s.levels = append(s.levels, level)
	s.titles = append(s.titles[:len(s.titles):len(s.titles)], title)
}

// Leave goes above the headings that one of a level ends.
func (s *Section) Leave(level int) {
	for len(s.levels) > 0 && s.levels[len(s.levels)-1] >= level {
		s.levels, s.titles = s.levels[:len(s.levels)-1], s.titles[:len(s.titles)-1]
	}
}
