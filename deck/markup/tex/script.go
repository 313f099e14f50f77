package tex

import (
	"strings"
	"unicode/utf8"
)

// The characters that Unicode has raised, and those that it has lowered, each with its partner at
// the same place.
const (
	raisable = "0123456789+-−=() niabcdefghjklmoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιφχ′″"
	raised   = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵡ′″"

	lowerable = "0123456789+-−=() aehijklmnoprstuvxβγρφχ"
	lowered   = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
)

// Superscript returns text in characters that Unicode has raised, and false where it lacks one of
// them.
func Superscript(text string) (string, bool) { return shift(text, raisable, raised) }

// Subscript returns text in characters that Unicode has lowered, and false where it lacks one of
// them.
func Subscript(text string) (string, bool) { return shift(text, lowerable, lowered) }

// shift replaces each character of from by the one at its place in to.
func shift(text, from, to string) (string, bool) {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune(marks, r) {
			b.WriteRune(r)
			continue
		}
		partner, ok := partnerOf(r, from, to)
		if !ok {
			return "", false
		}
		b.WriteRune(partner)
	}
	return b.String(), text != ""
}

func partnerOf(r rune, from, to string) (rune, bool) {
	partners := to
	for _, known := range from {
		_, size := utf8.DecodeRuneInString(partners)
		if known == r {
			partner, _ := utf8.DecodeRuneInString(partners)
			return partner, true
		}
		partners = partners[size:]
	}
	return 0, false
}
