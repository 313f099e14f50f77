package sync

import (
	"context"
	"errors"
	"maps"
	"slices"

	"cards/storage/sync/store"
)

// complain deals with a segment that is not what was put there. Who never had it says so beside it;
// who had it whole puts its events there again.
func (r *round) complain(ctx context.Context, name string) error {
	if err := r.check(ctx); err != nil {
		return err
	}
	s, isSeen := r.seen[name]
	r.wrong[name] = isSeen
	r.result.Wrong++
	if isSeen {
		delete(r.seen, name)
		return r.Log.Lost(s)
	}
	if r.complained[name] != "" {
		return nil
	}
	r.complained[name] = r.listed[name].Name + lostSuffix
	return r.Store.Put(ctx, r.complained[name], nil)
}

// check makes sure that the store has our key before anything in it is called wrong.
func (r *round) check(ctx context.Context) error {
	if r.checked {
		return nil
	}
	place, err := ReadPlace(ctx, r.Store)
	if err == nil && (place.Store != r.Place.Store || place.Check != r.Place.Check) {
		err = ErrOtherKey
	}
	if errors.Is(err, store.ErrNone) || errors.Is(err, errNoPlace) {
		err = r.Place.put(ctx, r.Store) // it is gone, or was spoilt as well
	}
	r.checked = err == nil
	return err
}

// heal notes which segments are not in the store any more.
func (r *round) heal() error {
	for _, name := range slices.Sorted(maps.Keys(r.seen)) {
		s := r.seen[name]
		_, isListed := r.listed[name]
		var err error
		switch {
		case isListed && s.Missed > 0:
			s.Missed = 0
			err = r.Log.Sent(s, nil)
		case !isListed && s.Missed+1 >= missedRounds:
			delete(r.seen, name)
			err = r.Log.Lost(s)
		case !isListed:
			s.Missed++
			err = r.Log.Sent(s, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// clear removes segments that were found wrong and that nobody needs: their events are in others
// now, or somebody who has them will find the segment gone and puts them there again. A complaint
// goes with its segment, before it, so that none is left over.
func (r *round) clear(ctx context.Context, verify bool) error {
	for _, name := range slices.Sorted(maps.Keys(r.wrong)) {
		_, isPutAgain := r.seen[name]
		if isPutAgain || !r.wrong[name] && !verify {
			continue
		}
		path := r.listed[name].Name
		if err := errors.Join(r.remove(ctx, path+lostSuffix), r.remove(ctx, path)); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.complained)) {
		if _, isListed := r.listed[name]; isListed {
			continue
		}
		if err := r.remove(ctx, r.complained[name]); err != nil {
			return err
		}
	}
	return nil
}

// remove removes an object. Where that is not allowed it stays, and does no harm.
func (r *round) remove(ctx context.Context, name string) error {
	if err := r.Store.Delete(ctx, name); !errors.Is(err, store.ErrDenied) {
		return err
	}
	return nil
}
