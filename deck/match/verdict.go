package match

// level is how strong the evidence is that two notes are one.
type level int

const (
	none  level = iota
	asked       // it is proposed
	similar
	sameAnswer
	samePrompt
	sameText
)

// verdict is what two notes say when they are compared.
type verdict struct {
	level  level   // the strongest evidence
	score  float64 // from 0 to 1: how similar
	barred bool    // they cannot be one
	reason string  // why they are one, or why not

	rewording string // what the prompt's words have made room for; empty if nothing
	replaced  bool   // the answers differ by that rewording
	answered  bool   // the answers are the same, or differ by that rewording
	agreed    bool   // the answers were only polished, or tell more
	addition  string // what has come into the answer or gone, if nothing was exchanged
}

// decide returns what the first of some rules says that holds. Of texts that have nothing of that
// sort in common it is that they are so similar.
func decide(rules []rule, e *evidence, sim float64) verdict {
	for _, r := range rules {
		if !r.needs(e) {
			continue
		}
		v := verdict{level: r.level, score: r.score, reason: r.reason, barred: r.level == none}
		if v.score == 0 {
			v.score = sim
		}
		return v
	}
	return verdict{score: sim, reason: "too little in common"}
}
