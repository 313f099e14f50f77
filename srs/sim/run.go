package sim

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"cards/srs/model"
)

// maxMoves is how many further answers a card gets in one day's learning or relearning.
const maxMoves = 5

// Simulate plays the days of one run. The same seed gives the same days. A config that is not valid
// is an error.
func Simulate(c Config, seed uint64) ([]Day, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	return newPlan(&c, everyDay).run(seed, func(float64) bool { return true }), nil
}

// plan is what all runs of a config share; runs do not change it.
type plan struct {
	*Config
	parts      []part
	count      counting
	worst      float64 // seconds that one review can cost at most
	sameDay    func(m *mind, before model.Memory, rating int) model.Memory
	budget     float64 // seconds a day
	first      [4]float64
	recalled   [3]float64
	learning   [3][4]float64
	relearning [3][4]float64 // probabilities as running sums, see [draw]
}

// counting says on which days memorised cards are counted.
type counting bool

const (
	everyDay counting = true
	lastDay  counting = false
)

func newPlan(c *Config, count counting) *plan {
	p := &plan{Config: c, parts: c.parts(), count: count}
	p.sameDay = (*mind).sameDay
	p.budget = math.Inf(1)
	if c.TimePerDay > 0 {
		p.budget = c.TimePerDay.Seconds()
	}
	b := &c.Behaviour
	p.worst = slices.Max(b.Cost.Review[:]) + maxMoves*slices.Max(b.Cost.Relearning[:])
	cumulate(p.first[:], b.First[:])
	cumulate(p.recalled[:], b.Recalled[:])
	for i := range 3 {
		cumulate(p.learning[i][:], b.Learning[i][:])
		cumulate(p.relearning[i][:], b.Relearning[i][:])
	}
	return p
}

func cumulate(sums, probabilities []float64) {
	sum := 0.0
	for i, p := range probabilities {
		sum += p
		sums[i] = sum
	}
}

// run is the state of one simulation.
type run struct {
	*plan
	seed  uint64
	days  []Day
	spent []float64 // seconds, by day
	today int
}

type card struct {
	memory  model.Memory
	planned model.Memory // what the planner believes, if there is one
	last    int32        // day of the last review
	part    int32
	due     int // day of the next

	// luck is the card's own chance. With one for all, a day that goes otherwise would change every
	// card after it, and two retentions would differ more by chance than by what they are.
	luck rand.PCG
}

// chance returns a number from 0 up to, but not including, 1.
func (c *card) chance() float64 { return float64(c.luck.Uint64()>>11) / (1 << 53) }

// run plays the days of one seed. It asks now and then whether to go on, with the share of the work
// that was done since it asked before, and returns nil if not.
func (p *plan) run(seed uint64, goOn func(share float64) bool) []Day {
	r := &run{plan: p, seed: seed, days: make([]Day, p.Days), spent: make([]float64, p.Days)}
	var whole bool
	if p.ReviewsPerDay == Unlimited && math.IsInf(p.budget, 1) && !p.limited() {
		whole = r.playLives(goOn)
	} else {
		whole = newWaiting(r).play(goOn)
	}
	if !whole {
		return nil
	}
	for day, seconds := range r.spent {
		r.days[day].Time = time.Duration(seconds * float64(time.Second))
	}
	return r.days
}

// playLives plays one card after the other instead of one day after the other: where no review is
// ever postponed, no card matters to another, and what is known of one stays in the processor's
// cache.
func (r *run) playLives(goOn func(share float64) bool) bool {
	arriving := r.arrivals()
	cards := len(r.Cards) + len(arriving)
	for i := range cards {
		const asked = 1024 // cards
		if i%asked == 0 && !goOn(float64(min(asked, cards-i))/float64(cards)) {
			return false
		}
		var c card
		if i < len(r.Cards) {
			c = r.existing(i)
		} else {
			from := arriving[i-len(r.Cards)]
			r.today = int(from.day)
			c = r.learn(i, int(from.part))
		}
		for c.due < r.Days {
			r.today = max(c.due, 0)
			r.review(&c)
		}
		r.accrue(&c, r.Days)
	}
	return true
}

// arrival is when a new card is learned.
type arrival struct{ day, part int32 }

// arrivals returns when each of the new cards is learned that there are days for.
func (r *run) arrivals() []arrival {
	var list []arrival
	in := newIntake(r.plan)
	for day := range int32(r.Days) {
		before := len(list)
		in.day(func(part int) bool {
			list = append(list, arrival{day, int32(part)})
			return true
		})
		if len(list) == before {
			break // every day has the same limits
		}
	}
	return list
}

// existing returns a card that was learned before the run.
func (r *run) existing(i int) card {
	from := r.Cards[i]
	c := card{
		memory: from.Memory, planned: from.Planned, last: int32(max(from.LastDay, math.MinInt32)),
		part: int32(from.Part), due: from.DueDay,
	}
	c.luck.Seed(r.seed, uint64(i))
	return c
}

func (r *run) review(c *card) {
	part := &r.parts[c.part]
	elapsed := float64(r.today) - float64(c.last)
	recall := part.memory.recall(&c.memory, elapsed)
	r.accrue(c, r.today)
	r.days[r.today].Reviews++
	rating := 1
	if c.chance() < recall {
		rating = 2 + c.draw(r.recalled[:])
		r.days[r.today].Recalled++
	}
	r.spent[r.today] += r.Behaviour.Cost.Review[rating-1]
	c.memory = part.memory.next(c.memory, elapsed, rating, recall)
	if part.planner != nil {
		expected := part.planner.recall(&c.planned, elapsed)
		c.planned = part.planner.next(c.planned, elapsed, rating, expected)
	}
	if rating == 1 {
		r.steps(c, rating, part.relearning, &r.relearning, &r.Behaviour.Cost.Relearning)
	}
	r.schedule(c)
}

// learn returns a card of a part that is learned today, the i-th of all.
func (r *run) learn(i, of int) card {
	c := card{part: int32(of)}
	part := &r.parts[of]
	c.luck.Seed(r.seed, uint64(i))
	r.days[r.today].New++
	rating := 1 + c.draw(r.first[:])
	r.spent[r.today] += r.Behaviour.Cost.Learning[rating-1]
	c.memory = part.memory.kernel.First(rating)
	if part.planner != nil {
		c.planned = part.planner.kernel.First(rating)
	}
	needed := part.learning
	if rating >= 3 {
		needed--
	}
	r.steps(&c, rating, needed, &r.learning, &r.Behaviour.Cost.Learning)
	r.schedule(&c)
	return c
}

// steps takes a card through what is left of learning or relearning today, after the given rating.
func (r *run) steps(c *card, rating, needed int, rows *[3][4]float64, cost *[4]float64) {
	successes, part := 0, &r.parts[c.part]
	for move := 0; move < maxMoves && successes < needed && rating < 4; move++ {
		rating = 1 + c.draw(rows[rating-1][:])
		r.spent[r.today] += cost[rating-1]
		c.memory = r.sameDay(part.memory, c.memory, rating)
		if part.planner != nil {
			c.planned = r.sameDay(part.planner, c.planned, rating)
		}
		switch rating {
		case 1:
			successes = 0
		case 3, 4:
			successes++
		}
	}
}

// schedule sets when a card that was answered today is due next.
func (r *run) schedule(c *card) {
	c.last = int32(r.today)
	interval := min(max(math.Round(r.planWait(c)), 1), r.parts[c.part].longest)
	c.due = r.today + int(interval)
}

// planWait returns the days, not rounded, until the next review of a card.
func (r *run) planWait(c *card) float64 {
	part := &r.parts[c.part]
	if part.planner != nil {
		return part.planner.wait(&c.planned)
	}
	return part.memory.wait(&c.memory)
}

// believed returns the memory of a card by which its reviews are planned.
func (r *run) believed(c *card) model.Memory {
	if r.parts[c.part].planner != nil {
		return c.planned
	}
	return c.memory
}

// draw returns an index by chance, given the running sums of the probabilities of all.
func (c *card) draw(sums []float64) int {
	x, i := c.chance(), 0
	for i < len(sums)-1 && x >= sums[i] {
		i++
	}
	return i
}

// accrue counts what is known of a card from its last review to the day before until.
func (r *run) accrue(c *card, until int) {
	from := max(int(c.last), 0)
	if r.count == lastDay {
		from = max(from, r.Days-1)
	}
	memory := r.parts[c.part].memory
	if curve := memory.curve; curve != nil {
		for day := from; day < until; day++ {
			r.days[day].Memorised += curve.At(float64(day-int(c.last)) / c.memory.Stability)
		}
		return
	}
	for day := from; day < until; day++ {
		r.days[day].Memorised += memory.kernel.Recall(c.memory, float64(day-int(c.last)))
	}
}
