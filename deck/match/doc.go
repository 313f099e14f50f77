// Package match finds which texts are one card: a note that was edited, and what it was before.
//
// [Match] takes what is known (cards with reviews whose text is gone) and what is live, and returns
// links and proposals. A link is made for reasons, never for the lack of an objection: a wrong one
// spoils a history unseen, a missed one can be made by a person. What is likely but not certain is
// a proposal, which a person decides.
//
// How a decision is made:
//
//  1. All texts are a corpus (corpus.go). Package text makes words of them, and package index says
//     how rare each word is and which texts share rare words, a prompt or an answer.
//  2. Cards become notes again (note.go). A new one is compared with candidates (candidate.go):
//     those that share something with it, and the few that are gone from its file.
//  3. The sides of a pair are compared (likeness.go): as bags of words weighed by their rarity, in
//     which a word counts for another form of itself or a typo of it, and in order, place by place
//     (hunk.go). That gives each side a place on a scale of changes (change.go), from the same text
//     to one that was reworded; in the middle stand a few words that came, went or were exchanged,
//     which in any language may negate. What else was done to it says wording.go.
//  4. The evidence of a pair (evidence.go, cloze.go) goes through an ordered table (rule.go); the
//     first rule that holds decides how strong it is and gives the reason for people.
//  5. Pairs are assigned (assignment.go), the strongest first, each only if no other pair contends:
//     links by equal text, prompt or answer; then those that differ by one replacement that runs
//     over several notes (replacement.go); then those that are similar, with a clear distance to
//     whatever else is. The likely rest is proposed.
//  6. Within a pair cards are paired (gap.go): directions with themselves, gaps by their text and
//     their place.
//
// Package text knows some words of grammar, and words that turn a question. No list is complete. So
// what differs by a word is asked in any language, and where more differs a word that turns a
// question forbids a link; where none does, in a language that is known, a text that was only
// rearranged or told in more words keeps its card. What the rules find of labelled edits stands in
// testdata/edits/README.md.
package match
