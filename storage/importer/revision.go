package importer

// revision gives notes that have changed in the source their new text, in the place of what an
// import wrote, or their new tags.
type revision struct {
	*taking
	where *whereabouts
	files map[string]*rewritten // by their paths
}

// rewritten returns the deck file of a path among some, which it begins to rewrite.
func (r *revision) rewritten(path string) (*rewritten, error) {
	if r.files[path] == nil {
		w, err := rewriteDeck(path, r.plan)
		if err != nil {
			return nil, err
		}
		r.files[path] = w
	}
	return r.files[path], nil
}
