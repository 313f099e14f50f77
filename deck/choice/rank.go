package choice

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// addRanked fills up options with the best of others until there are so many, so that the right one
// comes to stand at its drawn rank by length, as far as there are longer and shorter ones.
func (c *candidates) addRanked(list, best []Option, most int) []Option {
	side := func(o Option) int { return cmp.Compare(int32(len([]rune(o.Text))), c.right.length) }
	shorter := 0
	for _, o := range list {
		if side(o) < 0 {
			shorter++
		}
	}
	for len(list) < most && len(best) > 0 {
		wanted := 1
		if shorter < c.rank {
			wanted, shorter = -1, shorter+1
		}
		at := slices.IndexFunc(best, func(o Option) bool { return side(o) != -wanted })
		at = max(at, 0)
		list, best = append(list, best[at]), slices.Delete(best, at, at+1)
	}
	return list
}

// shuffle puts a list in a drawn order.
func shuffle[T any](list []T, random *rand.Rand) {
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}
