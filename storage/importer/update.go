package importer

import (
	"maps"
	"slices"
)

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
