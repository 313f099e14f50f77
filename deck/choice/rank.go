package choice

import "math/rand/v2"

// ranked takes some of the best lures so that the right answer is at a drawn rank by its length, as
// far as there are longer and shorter ones.
func ranked(right *item, best []scored, wrong int, random *rand.Rand) []scored {
	rank := random.IntN(wrong + 1) // so many are shorter
	var shorter, longer, taken []scored
	for _, s := range best {
		switch {
		case s.answer.length < right.answer.length,
			s.answer.length == right.answer.length && random.IntN(2) == 0:
			shorter = append(shorter, s)
		default:
			longer = append(longer, s)
		}
	}
	take := func(from *[]scored, n int) {
		n = min(n, len(*from), wrong-len(taken))
		taken, *from = append(taken, (*from)[:n]...), (*from)[n:]
	}
	take(&shorter, rank)
	take(&longer, wrong-rank)
	take(&shorter, wrong)
	take(&longer, wrong)
	return taken
}

// shuffle puts a list in a drawn order.
func shuffle[T any](list []T, random *rand.Rand) {
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}
