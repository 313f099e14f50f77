package importer

import (
	"maps"
	"slices"
)

// revision gives notes that have changed in the source their new text, in the place of what an
// import wrote, or their new tags.
type revision struct {
	*taking
	where *whereabouts
	files map[string]*rewritten // by their paths
}

// revise plans the revision of a file's notes. Those that it takes out of their decks, as the
// source has moved them to others, it returns with their texts.
func revise(t *taking, where *whereabouts) (moved []*entry, err error) {
	r := &revision{taking: t, where: where, files: make(map[string]*rewritten)}
	if err := r.replaceAll(); err != nil {
		return nil, err
	}
	same, err := r.sameAsBefore()
	if err != nil {
		return nil, err
	}
	if err := r.retag(same); err != nil {
		return nil, err
	}
	if moved, err = r.movedAway(same); err != nil {
		return nil, err
	}
	for _, file := range slices.Sorted(maps.Keys(r.files)) {
		r.files[file].end(r.plan, r.report)
	}
	return moved, nil
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
