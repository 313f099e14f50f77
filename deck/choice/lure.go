package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// scored is a card whose answer may stand beside the right one.
type scored struct {
	*item
	score float64
	draw  uint64 // decides between equals
}

// Lures are chosen among so many of the best; of those that are much worse than the first only to
// have enough: three options are better than a bad fourth.
const (
	considered = 8
	spread     = 5
	enough     = 2
)

// lures returns wrong answers to the question of a card: those that are sure to be of the kind that
// is asked for, and where these are too few and others will do, such as may be.
func (p *Pool) lures(right *item, wrong int, seed uint64, sure bool) []Option {
	drawn := rand.NewPCG(seed, hash(right.Key[:]))
	random := rand.New(drawn)
	if list := excluded(right, wrong, random); list != nil {
		return list
	}
	c := &candidates{
		pool: p, right: right, seed: random.Uint64(), rank: random.IntN(wrong + 1), sure: true,
	}
	c.drawn = *drawn
	list := c.gathered(nil, wrong)
	if sure || len(list) >= min(wrong, enough) {
		return list
	}
	c.sure = false
	return c.gathered(list, min(wrong, enough))
}

// gathered adds to a list what the sources have.
func (c *candidates) gathered(list []Option, wrong int) []Option {
	drawn := c.drawn
	c.random = rand.New(&drawn)
	for _, s := range sources() {
		if s.sure || !c.sure {
			list = s.add(c, list, wrong)
		}
	}
	return list
}

// excluded returns what the right answer excludes, where nothing else can be meant: the other word
// of a pair, the others of a scale or of what the question offers; nil for most answers.
func excluded(right *item, wrong int, random *rand.Rand) []Option {
	if right.form.shape == yesNo {
		return []Option{{Text: other(strings.TrimSuffix(right.option, "."))}}
	}
	if list := onScale(right.option, wrong, random); list != nil {
		return list
	}
	list := offered(right, random)
	return list[:min(len(list), wrong)]
}

// source is where wrong answers come from.
type source struct {
	sure bool // it has some that are sure, and no others where these are wanted
	add  adding
}

// adding adds what a source has to a list, until there are so many, or enough if they are not the
// best.
type adding = func(c *candidates, list []Option, wrong int) []Option

// sources are all that there are, in the order in which they are asked: those first of which people
// who read papers sent the least back.
func sources() []source {
	return []source{
		{true, (*candidates).addSenses},
		{true, fitting(likely)}, // of the kind
		{true, (*candidates).addNumbered},
		{true, func(c *candidates, list []Option, wrong int) []Option {
			return c.addMade(list, wrong, c.pool.kin(c.right, true, c.random))
		}},
		{true, func(c *candidates, list []Option, wrong int) []Option {
			return c.addMade(list, wrong, numbersNear(c.right, 3*wrong, c.random))
		}},
		{true, func(c *candidates, list []Option, _ int) []Option {
			return c.addMade(list, enough, slotted(c.right, c.random))
		}},
		{true, (*candidates).addReworded},
		{true, made((*Pool).namesakes)},
		{true, made((*Pool).listedWith)},
		{true, func(c *candidates, list []Option, wrong int) []Option {
			if c.sure && c.right.gap {
				return list
			}
			return made((*Pool).termsAsked)(c, list, wrong)
		}},
		{true, fitting(loose)}, // of the section
		{false, made((*Pool).groupsMade)},
		{false, made((*Pool).gapsMade)},
		{false, func(c *candidates, list []Option, _ int) []Option {
			return c.addMade(list, enough, c.pool.kin(c.right, false, c.random))
		}},
		{false, (*candidates).addNames},
		{false, made((*Pool).anybody)},
		{false, (*candidates).addOneReworded},
		{false, (*candidates).addDenied},
		{false, (*candidates).filled},
	}
}

// fitting adds the answers of cards that fit so well.
func fitting(as fit) adding {
	return func(c *candidates, list []Option, wrong int) []Option {
		return c.addTo(list, as, wrong)
	}
}

// made is a source of texts that are made up, of prose only.
func made(of func(*Pool, *item, *rand.Rand) []string) adding {
	return func(c *candidates, list []Option, _ int) []Option {
		if c.right.form.shape == code || len(list) >= enough {
			return list
		}
		return c.addMade(list, enough, of(c.pool, c.right, c.random))
	}
}

// addNumbered adds names with another number or letter behind them, where one is asked for by its
// kind: layer 3, schedule C.
func (c *candidates) addNumbered(list []Option, wrong int) []Option {
	s := c.right.option
	if !c.right.names || !oneDigit().MatchString(s) && !letterEnd().MatchString(s) {
		return list
	}
	return c.addMade(list, wrong, slotted(c.right, c.random))
}

// addReworded adds answers that are made of the right one. Beside others it would be known by the
// words that they have from it, so where there are enough of them they stand alone.
func (c *candidates) addReworded(list []Option, wrong int) []Option {
	if len(list) >= min(wrong, enough) || c.right.side == Defined && c.right.words() > 1 {
		return list // a term is no sentence
	}
	texts := c.pool.reworded(c.right, c.random)
	if c.sure {
		texts = slices.DeleteFunc(texts,
			func(s string) bool { return !c.pool.isSureWording(c.right, s) })
	}
	if c.right.words() == 1 {
		return c.addMade(list, enough, texts)
	}
	if made := c.addMade(nil, wrong, texts); len(made) >= enough || len(list) == 0 {
		return made
	}
	return list
}

// addOneReworded adds such an answer beside another one, rather than what is known not to fit.
func (c *candidates) addOneReworded(list []Option, _ int) []Option {
	if len(list) != 1 || c.right.side == Defined && c.right.words() > 1 {
		return list
	}
	return c.addMade(list, enough, c.pool.reworded(c.right, c.random))
}

// addDenied adds the denial of a sentence beside another answer, among enough cards.
func (c *candidates) addDenied(list []Option, _ int) []Option {
	if len(list) != 1 || c.right.form.shape < phrase || c.right.gap || c.right.opens == openAsk ||
		len(c.pool.someAbout(c.right)) < fewest {
		return list
	}
	words := strings.Fields(c.right.option)
	made := denied(words)
	if len(made) == 0 {
		made = deniedVerb(words)
	}
	return c.addMade(list, enough, made)
}

// addNames adds names that the subject speaks of, until there are enough.
func (c *candidates) addNames(list []Option, _ int) []Option {
	if len(list) >= enough {
		return list
	}
	named := slices.DeleteFunc(c.pool.mentioned(c.right, c.random), func(o Option) bool {
		same := func(l Option) bool { return equalText(l.Text, o.Text) }
		return slices.ContainsFunc(list, same) || equalText(o.Text, c.right.option)
	})
	return c.addRanked(list, named, enough)
}

// offered returns what else a question names for choosing: of "is it warmer or cooler?", the one
// that is not right.
func offered(right *item, random *rand.Rand) (list []Option) {
	words := strings.Fields(strings.TrimRight(right.Question, "?"))
	at := slices.Index(words, "or")
	core := corePart(right.option).core
	if at < 1 || at == len(words)-1 || right.side != Asked || right.gap || right.words() > 2 {
		return nil
	}
	before, after := strings.Trim(words[at-1], ",`"), strings.Trim(words[at+1], ",`")
	for _, pair := range [][2]string{{before, after}, {after, before}} {
		if strings.EqualFold(pair[0], core) && !strings.EqualFold(pair[1], core) {
			list = append(list, Option{Text: likeCase(pair[1], core)})
		}
	}
	shuffle(list, random)
	return list
}

// addMade fills up options with texts that are made up, until there are so many.
func (c *candidates) addMade(list []Option, most int, texts []string) []Option {
	if len(list) >= most {
		return list
	}
	var made []Option
	for _, text := range texts {
		same := func(o Option) bool { return equalText(o.Text, text) }
		if len(made) < considered && !equalText(text, c.right.option) && !c.right.question.has(text) &&
			!slices.ContainsFunc(list, same) && !slices.ContainsFunc(made, same) {
			made = append(made, Option{Text: text})
		}
	}
	return c.addRanked(list, made, most)
}

// numbersNear returns an answer with other numbers in it.
func numbersNear(right *item, n int, random *rand.Rand) []string {
	switch {
	case right.isVersion():
		return nil
	case right.form.shape == measure:
		return amountsNear(right.option, n, random)
	case right.code && right.form.shape == number:
		made := near(right.core, right.form, n, random)
		for i := range made {
			made[i] = "`" + made[i] + "`"
		}
		return made
	case right.form.shape == year || right.form.shape == number:
		return near(right.option, right.form, n, random)
	}
	return nil
}

// has says whether all words of another text stand in the text.
func (t text) has(s string) bool { return isWithin(read(s).words, t.words) }

// equalText says whether two texts name the same.
func equalText(a, b string) bool {
	return slices.Equal(read(corePart(a).core).words, read(corePart(b).core).words)
}

// toolOf returns the first word of a command, such as git, if other commands of the subject have it
// too; 0 for none.
func (p *Pool) toolOf(right *item) word {
	others := 0
	if right.code && right.words() > 1 {
		for _, it := range p.here[within{right.subject, right.form}] {
			if it.begins == right.begins && it.note != right.note {
				others++
			}
		}
	}
	if others < enough {
		return 0
	}
	return right.begins
}
