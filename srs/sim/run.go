package sim

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"cards/srs/model"
)

// maxMoves is how many further answers a card gets in one day's learning or relearning.
const maxMoves = 5

// Simulate plays the days of one run. The same seed gives the same days. A config that is not valid is an error.
func Simulate(c Config, seed uint64) ([]Day, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	return newPlan(&c, everyDay).run(seed), nil
}

// plan is what all runs of a config share; runs do not change it.
type plan struct {
	*Config
	model      *model.Model
	planner    *model.Model // nil if it is model
	curve      *curve
	count      counting
	interval   float64 // days until the desired retention, for a planned stability of 1
	worst      float64 // seconds that one review can cost at most
	sameDay    func(m *model.Model, before model.Memory, rating int) model.Memory
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
	m := model.New(c.Parameters)
	p := &plan{Config: c, model: m, curve: newCurve(m), count: count, interval: m.Interval(1, c.Retention)}
	if c.Planner != nil {
		p.planner = model.New(*c.Planner)
		p.interval = p.planner.Interval(1, c.Retention)
	}
	p.sameDay = func(m *model.Model, before model.Memory, rating int) model.Memory { return m.Next(before, 0, rating) }
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
	cards []card  // in the order in which they were learned
	due   []int32 // by day: the first card of the list of those due
	queue []int32 // what is to be reviewed today: what was postponed, then what is due today
	days  []Day
	today int
	spent float64 // seconds of today
	added int     // new cards learned so far
}

type card struct {
	memory  model.Memory
	planned model.Memory // what the planner believes, if there is one
	last    int32        // day of the last review
	next    int32        // in the list of cards that are due on one day; none at its end

	// luck is the card's own chance. With one for all, a day that goes otherwise would change every card after it, and
	// two retentions would differ more by chance than by what they are.
	luck rand.PCG
}

// chance returns a number from 0 up to, but not including, 1.
func (c *card) chance() float64 { return float64(c.luck.Uint64()>>11) / (1 << 53) }

const none = -1

func (p *plan) run(seed uint64) []Day {
	r := &run{
		plan:  p,
		seed:  seed,
		cards: make([]card, 0, len(p.Cards)),
		due:   slices.Repeat([]int32{none}, p.Days),
		days:  make([]Day, p.Days),
	}
	r.addExisting()
	for r.today = range p.Days {
		r.day()
	}
	for i := range r.cards {
		r.accrue(&r.cards[i], p.Days)
	}
	return r.days
}

// addExisting puts the overdue cards into the queue, in their order, and the others into the lists of their days.
func (r *run) addExisting() {
	for i, c := range r.Cards {
		r.add(card{memory: c.Memory, planned: c.Planned, last: int32(max(c.LastDay, math.MinInt32))})
		switch {
		case c.DueDay < 0:
			r.queue = append(r.queue, int32(i))
		case c.DueDay < r.Days:
			r.put(int32(i), c.DueDay)
		}
	}
	slices.SortFunc(r.queue, func(a, b int32) int {
		return cmp.Or(cmp.Compare(r.Cards[a].DueDay, r.Cards[b].DueDay), r.easier(a, b))
	})
}

// add adds a card and gives it its luck.
func (r *run) add(c card) *card {
	c.luck.Seed(r.seed, uint64(len(r.cards)))
	r.cards = append(r.cards, c)
	return &r.cards[len(r.cards)-1]
}

func (r *run) put(i int32, day int) {
	r.cards[i].next = r.due[day]
	r.due[day] = i
}

// easier orders cards of one due day.
func (r *run) easier(a, b int32) int {
	return cmp.Or(cmp.Compare(r.believed(&r.cards[a]).Difficulty, r.believed(&r.cards[b]).Difficulty), cmp.Compare(a, b))
}

func (r *run) day() {
	r.spent = 0
	r.fillQueue()
	done := 0
	for ; done < len(r.queue) && done < r.ReviewsPerDay && r.spent < r.budget; done++ {
		r.review(r.queue[done])
	}
	r.queue = slices.Delete(r.queue, 0, done)
	learned := 0
	for ; learned < r.NewPerDay && r.added < r.New && r.spent < r.budget; learned++ {
		r.learn()
	}
	d := &r.days[r.today]
	d.Reviews, d.New = done, learned
	d.Time = time.Duration(r.spent * float64(time.Second))
}

// fillQueue adds today's cards behind those postponed, whose due days are older. Their order is of no matter on a day that
// cannot postpone any.
func (r *run) fillQueue() {
	postponed := len(r.queue)
	for i := r.due[r.today]; i != none; i = r.cards[i].next {
		r.queue = append(r.queue, i)
	}
	if n := len(r.queue); n > r.ReviewsPerDay || float64(n)*r.worst >= r.budget {
		slices.SortFunc(r.queue[postponed:], r.easier)
	}
}

func (r *run) review(i int32) {
	c := &r.cards[i]
	elapsed := float64(r.today) - float64(c.last)
	recall := r.model.Retrievability(c.memory.Stability, elapsed)
	r.accrue(c, r.today)
	rating := 1
	if c.chance() < recall {
		rating = 2 + c.draw(r.recalled[:])
		r.days[r.today].Recalled++
	}
	r.spent += r.Behaviour.Cost.Review[rating-1]
	c.memory = r.model.Next(c.memory, elapsed, rating)
	if r.planner != nil {
		c.planned = r.planner.Next(c.planned, elapsed, rating)
	}
	if rating == 1 {
		r.steps(c, rating, r.RelearningSteps, &r.relearning, &r.Behaviour.Cost.Relearning)
	}
	r.schedule(i)
}

func (r *run) learn() {
	c := r.add(card{})
	rating := 1 + c.draw(r.first[:])
	r.spent += r.Behaviour.Cost.Learning[rating-1]
	c.memory = r.model.First(rating)
	if r.planner != nil {
		c.planned = r.planner.First(rating)
	}
	needed := r.LearningSteps
	if rating >= 3 {
		needed--
	}
	r.steps(c, rating, needed, &r.learning, &r.Behaviour.Cost.Learning)
	r.added++
	r.schedule(int32(len(r.cards) - 1))
}

// steps takes a card through what is left of learning or relearning today, after the given rating.
func (r *run) steps(c *card, rating, needed int, rows *[3][4]float64, cost *[4]float64) {
	successes := 0
	for move := 0; move < maxMoves && successes < needed && rating < 4; move++ {
		rating = 1 + c.draw(rows[rating-1][:])
		r.spent += cost[rating-1]
		c.memory = r.sameDay(r.model, c.memory, rating)
		if r.planner != nil {
			c.planned = r.sameDay(r.planner, c.planned, rating)
		}
		switch rating {
		case 1:
			successes = 0
		case 3, 4:
			successes++
		}
	}
}

// schedule puts a card that was answered today on the day of its next review.
func (r *run) schedule(i int32) {
	c := &r.cards[i]
	c.last = int32(r.today)
	interval := min(max(math.Round(r.believed(c).Stability*r.interval), 1), float64(r.MaxInterval))
	if day := float64(r.today) + interval; day < float64(r.Days) {
		r.put(i, int(day))
	}
}

// believed returns the memory of a card by which its reviews are planned.
func (r *run) believed(c *card) model.Memory {
	if r.planner != nil {
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
	for day := from; day < until; day++ {
		r.days[day].Memorised += r.curve.at(float64(day-int(c.last)) / c.memory.Stability)
	}
}
