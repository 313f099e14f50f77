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
 OE Œ alefsym ℵ alef ℵ Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν
 Omicron Ο Rho Ρ Tau Τ Chi Χ varUpsilon Υ varPi Π varGamma Γ varDelta Δ varTheta Θ
 varLambda Λ varXi Ξ varSigma Σ varPhi Φ varPsi Ψ varOmega Ω digamma ϝ thetasym ϑ
 weierp ℘ image ℑ real ℜ part ∂ infin ∞ empty ∅ exist ∃ Bbbk 𝕜 Finv Ⅎ Game ⅁ sect §
 reals ℝ Reals ℝ natnums ℕ cnums ℂ Complex ℂ clubs ♣ hearts ♡ spades ♠ diamonds ♢
 lozenge ◊ blacklozenge ⧫ maltese ✠ surd √ sphericalangle ∢ triangledown ▽
 blacktriangle ▲ blacktriangledown ▼ bigcirc ◯ circledS Ⓢ circledR ® vartriangle △
 cdotp · ldotp . dotso … iddots ⋰ adots ⋰ lq ‘ rq ’ mathsterling £ QED ∎ ohm Ω celsius °C
 angstrom Å textdegree ° textmu µ grad ∇ laplacian ∇² textbackslash ∖ textbar |
 arrowvert | upalpha α upbeta β upmu μ uppi π micro µ cross × `
	binaries = `
 pm ± mp ∓ times × div ÷ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗
 oslash ⊘ odot ⊙ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎ wedge ∧ land ∧ vee ∨ lor ∨
 setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ dagger † ddagger ‡ ltimes ⋉ rtimes ⋊
 bigtriangleup △ bigtriangledown ▽ triangleleft ◁ vartriangleleft ⊲ triangleright ▷
 lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ doublecap ⋒ doublecup ⋓ rightthreetimes ⋌
 leftthreetimes ⋋ curlywedge ⋏ curlyvee ⋎ divideontimes ⋇ circledast ⊛ circledcirc ⊚
 circleddash ⊝ dotplus ∔ doublebarwedge ⩞ boxminus ⊟ boxdot ⊡ xor ⊕ nand ⊼ nor ⊽
 minus − plusmn ± And & dag † ddag ‡ Dagger ‡ intercal ⊺ barwedge ⊼ veebar ⊻ Cap ⋒ Cup ⋓ boxplus ⊞ boxtimes ⊠ centerdot · `
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
 isin ∈ sub ⊂ sube ⊆ supe ⊇ subseteqq ⊆ supseteqq ⊇ subsetneqq ⊊ supsetneqq ⊋ Subset ⋐
 Supset ⋑ sqsubset ⊏ sqsupset ⊐ nsubseteqq ⊈ varsubsetneq ⊊ varsupsetneq ⊋ gtrless ≷
 lessgtr ≶ lesseqgtr ⋚ gtreqless ⋛ leqq ≦ geqq ≧ lessapprox ⪅ gtrapprox ⪆ eqslantless ⪕
 eqslantgtr ⪖ lessdot ⋖ gtrdot ⋗ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ lnsim ⋦ gnsim ⋧ precsim ≾
 succsim ≿ preccurlyeq ≼ succcurlyeq ≽ nprec ⊀ nsucc ⊁ npreceq ⋠ nsucceq ⋡ backsim ∽
 backsimeq ⋍ bumpeq ≏ Bumpeq ≎ circeq ≗ eqcirc ≖ doteqdot ≑ risingdotseq ≓
 fallingdotseq ≒ multimap ⊸ pitchfork ⋔ between ≬ shortmid ∣ nshortmid ∤ shortparallel ∥
 Vvdash ⊪ nvdash ⊬ nvDash ⊭ nVdash ⊮ nVDash ⊯ trianglelefteq ⊴ trianglerighteq ⊵
 ntriangleleft ⋪ ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭
 vartriangleright ⊳ blacktriangleleft ◀ blacktriangleright ▶ ratio : vcentcolon :
 dblcolon ∷ Coloneqq ∷= eqqcolon ≕ thickapprox ≈ thicksim ∼ join ⋈ Join ⋈
 circlearrowleft ↺ circlearrowright ↻ curvearrowleft ↶ curvearrowright ↷
 dashleftarrow ⇠ dashrightarrow ⇢ downdownarrows ⇊ upuparrows ⇈ downharpoonleft ⇃
 downharpoonright ⇂ upharpoonleft ↿ upharpoonright ↾ restriction ↾ leftarrowtail ↢
 rightarrowtail ↣ leftleftarrows ⇇ leftrightsquigarrow ↭ Lleftarrow ⇚ Rrightarrow ⇛
 looparrowleft ↫ looparrowright ↬ rarr → larr ← lrarr ↔ harr ↔ Rarr ⇒ rArr ⇒ lArr ⇐ hArr ⇔
 uarr ↑ darr ↓ uArr ⇑ dArr ⇓ nleftrightarrow ↮ nLeftrightarrow ⇎ nLeftarrow ⇍
 twoheadleftarrow ↞ Lsh ↰ Rsh ↱ mapsfrom ↤ Updownarrow ⇕ rightleftarrows ⇄ leftrightarrows ⇆ ncong ≇ nsim ≁ approxeq ≊ `
	openers = `
 lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lgroup ⟮ llbracket ⟦ ulcorner ⌜ llcorner ⌞ lang ⟨ lmoustache ⎰ lBrace ⦃ lparen ( `
	closers = `
 rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rgroup ⟯ rrbracket ⟧ urcorner ⌝ lrcorner ⌟ rang ⟩ rmoustache ⎱ rBrace ⦄ rparen ) `
	large = `
 sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ bigcup ⋃ bigcap ⋂ bigoplus ⨁
 bigsqcap ⨅ intop ∫ smallint ∫ iiiint ⨌ idotsint ∫⋯∫ oiiint ∰ varoiint ∯ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀ bigsqcup ⨆ biguplus ⨄ `
	// Functions are written as they are called.
	functions = `
 arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim
 ln log max min Pr sec sin sinh sup tan tanh lcm sgn rank tr Tr diag argmax argmin erf
 erfc plim injlim projlim arctg arcctg ch sh th cth ctg tg cotg cosec arcsinh arccosh arctanh
 arsinh arcosh artanh sech csch arccot arcsec arccsc sign supp Res Var Cov span im Ker Im
 coker id ord vol conv rot curl colim Hom End Aut Gal Spec Ext Tor Div Jac Log Arg mean
 var cov corr MSE KL softmax relu logit card nullity codim grad `
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
	case name == "varinjlim" || name == "varprojlim":
		return map[string]string{"varinjlim": "lim→", "varprojlim": "lim←"}[name], op, true
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
