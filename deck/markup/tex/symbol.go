package tex

import (
	"slices"
	"strings"
)

// class says how an atom stands beside others, as in TeX.
type class uint8

const (
	ord     class = iota // a letter, a number, anything that stands close to others
	op                   // a function or a large operator: a space parts it from its argument
	bin                  // an operator between two operands
	rel                  // a relation
	opens                // an opening delimiter
	closes               // a closing one
	punct                // a comma
	space                // white space that was asked for
	newline              // the end of a row
)

// The commands that stand for one character, by their class: names and characters in turns.
const (
	letters = `
 alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ
 iota ι kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ
 sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ
 Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω aleph ℵ beth ℶ hbar ℏ
 hslash ℏ ell ℓ wp ℘ Re ℜ Im ℑ imath ı jmath ȷ partial ∂ nabla ∇ infty ∞ emptyset ∅
 varnothing ∅ forall ∀ exists ∃ nexists ∄ backslash ∖ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠
 measuredangle ∡ triangle △ square □ Box □ Diamond ◇ diamond ⋄ bigstar ★ clubsuit ♣
 diamondsuit ♢ heartsuit ♡ spadesuit ♠ flat ♭ natural ♮ sharp ♯ prime ′ backprime ‵
 degree ° ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ dotsm ⋯ dotsi ⋯
 pounds £ euro € yen ¥ S § P ¶ copyright © checkmark ✓ complement ∁ eth ð mho ℧ vert |
 Vert ‖ lvert | rvert | lVert ‖ rVert ‖ blacksquare ■ qed ∎ AA Å ss ß ae æ AE Æ oe œ
 OE Œ `
	binaries = `
 pm ± mp ∓ times × div ÷ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗
 oslash ⊘ odot ⊙ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎ wedge ∧ land ∧ vee ∨ lor ∨
 setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ dagger † ddagger ‡ ltimes ⋉ rtimes ⋊
 bigtriangleup △ bigtriangledown ▽ triangleleft ◁ vartriangleleft ⊲ triangleright ▷
 intercal ⊺ barwedge ⊼ veebar ⊻ Cap ⋒ Cup ⋓ boxplus ⊞ boxtimes ⊠ centerdot · `
	relations = `
 le ≤ leq ≤ ge ≥ geq ≥ leqslant ⩽ geqslant ⩾ ne ≠ neq ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ equiv ≡
 sim ∼ simeq ≃ approx ≈ cong ≅ asymp ≍ doteq ≐ propto ∝ varpropto ∝ models ⊨ vDash ⊨
 vdash ⊢ dashv ⊣ Vdash ⊩ perp ⊥ parallel ∥ nparallel ∦ mid | nmid ∤ in ∈ notin ∉ ni ∋
 owns ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ supsetneq ⊋ nsubseteq ⊈
 nsupseteq ⊉ sqsubseteq ⊑ sqsupseteq ⊒ prec ≺ succ ≻ preceq ⪯ succeq ⪰ lesssim ≲
 gtrsim ≳ lt < gt > nleq ≰ ngeq ≱ nless ≮ ngtr ≯ coloneqq ≔ coloneq ≔ triangleq ≜
 because ∵ therefore ∴ bowtie ⋈ smile ⌣ frown ⌢ to → rightarrow → leftarrow ← gets ←
 leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ implies ⇒ impliedby ⇐
 mapsto ↦ longmapsto ↦ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷
 Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ hookrightarrow ↪ hookleftarrow ↩
 twoheadrightarrow ↠ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼
 leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ uparrow ↑ downarrow ↓
 updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ leadsto ⇝
 rightsquigarrow ⇝ nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏ rightrightarrows ⇉
 rightleftarrows ⇄ leftrightarrows ⇆ ncong ≇ nsim ≁ approxeq ≊ `
	openers = `
 lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lgroup ⟮ llbracket ⟦ ulcorner ⌜ `
	closers = `
 rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rgroup ⟯ rrbracket ⟧ urcorner ⌝ `
	large = `
 sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ bigcup ⋃ bigcap ⋂ bigoplus ⨁
 bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀ bigsqcup ⨆ biguplus ⨄ `
	// Functions are written as they are called.
	functions = `
 arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim
 ln log max min Pr sec sin sinh sup tan tanh lcm sgn rank tr Tr diag argmax argmin erf `
)

// symbol returns the character that a command stands for, and its class.
func symbol(name string) (text string, c class, ok bool) {
	for _, table := range [...]struct {
		class
		symbols string
	}{
		{ord, letters},
		{bin, binaries},
		{rel, relations},
		{opens, openers},
		{closes, closers},
		{op, large},
	} {
		if text = find(table.symbols, name); text != "" {
			return text, table.class, true
		}
	}
	switch {
	case name == "limsup" || name == "liminf":
		return name[:3] + " " + name[3:], op, true
	case name == "varlimsup" || name == "varliminf":
		return "lim " + name[6:], op, true
	case slices.Contains(strings.Fields(functions), name):
		return name, op, true
	}
	return "", ord, false
}

// find returns what stands behind a name in a table.
func find(table, name string) string {
	key := name + " "
	for at := 0; ; at++ {
		size := strings.Index(table[at:], key)
		if size < 0 {
			return ""
		}
		at += size
		if before := table[at-1]; before == ' ' || before == '\n' {
			rest := table[at+len(key):]
			return rest[:strings.IndexAny(rest, " \n")]
		}
	}
}
