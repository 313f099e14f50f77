package sim

import (
	"cmp"
	"slices"
)

// waiting plays a run day by day, with the cards that wait for theirs.
type waiting struct {
	*run
	intake *intake
	cards  []card    // in the order in which they were learned
	due    [][]int32 // by day: the cards that are due then
	queue  []int32   // what is to be reviewed today: what was postponed, then what is due today
}

// newWaiting puts the overdue cards into the queue, in their order, and the others into the lists
// of their days.
func newWaiting(r *run) *waiting {
	w := &waiting{
		run: r, intake: newIntake(r.plan), cards: make([]card, len(r.Cards)),
		due: make([][]int32, r.Days),
	}
	for i := range w.cards {
		w.cards[i] = r.existing(i)
		if w.cards[i].due < 0 {
			w.queue = append(w.queue, int32(i))
		} else {
			w.put(int32(i))
		}
	}
	slices.SortFunc(w.queue, func(a, b int32) int {
		return cmp.Or(cmp.Compare(w.cards[a].due, w.cards[b].due), w.easier(a, b))
	})
	return w
}

// put puts a card into the list of its day.
func (w *waiting) put(i int32) {
	if day := w.cards[i].due; day < w.Days {
		w.due[day] = append(w.due[day], i)
	}
}

// easier orders cards of one due day.
func (w *waiting) easier(a, b int32) int {
	return cmp.Or(cmp.Compare(w.believed(&w.cards[a]).Difficulty, w.believed(&w.cards[b]).Difficulty),
		cmp.Compare(a, b))
}

func (w *waiting) play(goOn func(share float64) bool) bool {
	for w.today = range w.Days {
		if !goOn(1 / float64(w.Days)) {
			return false
		}
		w.day()
	}
	for i := range w.cards {
		w.accrue(&w.cards[i], w.Days)
	}
	return true
}

func (w *waiting) day() {
	w.fillQueue()
	spent := &w.spent[w.today]
	w.reviews(spent)
	w.intake.day(func(part int) bool {
		if *spent >= w.budget {
			return false
		}
		w.cards = append(w.cards, w.learn(len(w.cards), part))
		w.put(int32(len(w.cards) - 1))
		return true
	})
}

// reviews asks what is in the queue until limits are reached, and leaves the rest in it.
func (w *waiting) reviews(spent *float64) {
	limits := make([]int, len(w.Limits))
	for i, l := range w.Limits {
		limits[i] = l.ReviewsPerDay
	}
	done, left := 0, w.queue[:0]
	for _, i := range w.queue {
		place := w.parts[w.cards[i].part].reviewLimit
		if done >= w.ReviewsPerDay || *spent >= w.budget || place > 0 && limits[place-1] <= 0 {
			left = append(left, i)
			continue
		}
		done++
		if place > 0 {
			limits[place-1]--
		}
		w.review(&w.cards[i])
		w.put(i)
	}
	w.queue = left
}

// fillQueue adds today's cards behind those postponed, whose due days are older. Their order is of
// no matter on a day that cannot postpone any.
func (w *waiting) fillQueue() {
	postponed := len(w.queue)
	w.queue = append(w.queue, w.due[w.today]...)
	w.due[w.today] = nil
	if n := len(w.queue); n > w.ReviewsPerDay || float64(n)*w.worst >= w.budget || w.limited() {
		slices.SortFunc(w.queue[postponed:], w.easier)
	}
}
