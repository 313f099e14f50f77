package deck

import (
	"slices"
	"strings"
)

// lexicon is what is known of languages beforehand, because a collection may be too small to tell: words that say
// little, words that mean the same, words that exclude each other.
type lexicon struct {
	light    map[string]bool // words of grammar and of the frames of questions
	articles map[string]bool
	german   map[string]bool   // words that show that nouns are written with a capital letter
	numbers  map[string]string // number words: their digits
	synonyms map[string][]int  // by word: its group of words that mean the same
	exclude  map[string][]int  // by word: its groups of words that exclude each other
	negative map[string]bool
	pronouns map[string]bool // of whom a form of a verb is
}

const (
	articleWords = `a an the`

	negativeWords = `not no never without except neither nor nicht kein keine keinen ohne nie pas jamais sans sin nunca
		non senza não nao sem не нет без никогда niet geen zonder δεν μη χωρις لا ليس لم غير नहीं बिना ไม่ 不 没 非 无 未
		ない ません 않 없 안`

	germanWords = `der das ist und ein eine einer eines einem dem des von fur wie welche welcher welches wer wo wann
		nicht auf im zu bei wird werden sind hat aus zum zur`

	lightWords = `
		a about after all also am among an and any are as at be because been before between both but by can come comes
		could did do does doing done each either else every for from get gets give given gives go goes had has have her
		his how i if in into is it its just kind let like made make makes many may me might more most much must my of off
		often on one only or other our out over own per same shall she should so some such take taken takes than that the
		their them then there these they thing things this those through to too under up upon us use used uses using very
		via was we were what when where which while who whom whose why will with within would you your he
		answer answers call called calls concept describe describes define defined defines definition denote denotes
		describe example examples exact exactly explain explains example form function goal idea important known main
		mean meaning means mention name named names term terms purpose point role question briefly short shortly state
		tell type kinds types way ways work works word words stand stands refer refers happen happens happened occur
		occurs occurred mainly usually generally typically normally commonly simply basically approximately roughly
		about also e g ie eg etc vs please give list
		der die das den dem des ein eine einer eines einem einen und oder ist sind war waren wird werden hat haben was wie
		wer wo wann warum wieso welche welcher welches welchem welchen wofur wozu womit wodurch von vom zu zum zur im in an
		am auf aus bei mit nach fur uber unter durch um als auch es er sie ich du man sich heisst heissen nennt nennen
		bedeutet bedeutung bezeichnet erklare definiere beschreibe zweck aufgabe begriff nenne steht
		le la les l un une des du de d et ou est sont etait a au aux en dans par pour sur avec que qui quoi quel quelle
		quels quelles quand comment pourquoi combien il elle on ce cet cette se sa son ses s n y appelle signifie
		el los las una unos unas del y o es son fue era al en por para con que quien cual cuales cuando donde como cuanto
		cuantos porque se su sus lo le significa llama
		il lo gli i uno di da del della dei delle e sono in con per su che chi quale quali quando dove come perche quanto
		si suo sua significa chiama
		o os as um uma do da dos das em no na nos nas por para com que quem qual quais quando onde como quanto e foi
		het een van en is zijn was wat wie waar wanneer hoe welke voor met op
		и в во на с со к ко у о об по за из от до для что кто где когда как какой какая какое какие каков какова сколько
		это этот эта быть есть был была было были ли же называется означает зачем почему который которая
		ο η το οι τα του της των τον την τι ποιος ποια ποιο ποιοι που ποτε πως γιατι ειναι ηταν και σε απο με για στο στη
		στην ενα μια
		في من على الى عن ما ماذا هو هي هل متى اين كيف لماذا كم الذي التي و او ان اي
		का की के को से में पर और या है हैं था थी थे क्या कौन कहाँ कब कैसे क्यों कितना कितने यह वह किस ने एक
		무엇 무엇인가 무엇인가요 무엇입니까 어디 어디인가 언제 누구 왜 어떻게 어느 몇 이 그 것 수 및 또는 입니까 인가요
		的 是 什 么 麼 哪 里 裡 在 了 吗 嗎 呢 和 与 與 有 个 個 这 這 那 为 為 何 谁 誰 几 幾 中 也 都 被 把 用 于 於 指 叫 之 怎 样 樣 请 請 及 其 以 意 思 些
		`

	synonymGroups = `begin begins began start starts started commence commenced|end ends ended finish finished|
		big large|bigger larger|biggest largest|fast quick rapid|fastest quickest|create creates created make makes made|
		show shows display displays print prints|delete deletes remove removes|happen occur|show shows list lists|
		author writer wrote written|kill kills killed|shape form|sign signs symptom symptoms|
		invented inventor invent|discoverer discovered|painter painted|founder founded|composer composed|
		get gets obtain obtains retrieve retrieves fetch fetches|build builds built construct constructs|
		aim goal purpose point|help helps assist|city town|nation country|
		error mistake|begin start|end finish|buy purchase|near close|sum total|equation formula|
		produce produces produced generate generates make makes|contain contains include includes hold holds|
		allow allows permit permits let lets enable enables|need needs require requires|part component|
		return returns give gives yield yields|choose chooses pick picks select selects|change changes modify modifies alter|
		divide divides split splits|join joins combine combines merge merges|
		aufgabe funktion zweck|gross gros|beginnt beginn anfang|ende endet|
		lower lowers reduce reduces decrease decreases|raise raises increase increases|biggest greatest|
		speed velocity|child kid|doctor physician|movie film|often frequently|quickly fast rapidly`

	exclusiveGroups = `before after vorher nachher avant apres antes despues до после|minimum maximum min max|left right|
		increase decrease increases decreases increased decreased increasing decreasing|rise fall rises falls rising falling|
		high low|higher lower|highest lowest|large small|larger smaller|largest smallest|long short|longest shortest|
		north south east west northern southern eastern western|up down|in out|on off|to from|over under above below|
		first second third fourth fifth last next previous|positive negative neutral|open close opens closes|
		read write reads writes|start stop|begin end|add remove|push pop|encode decode|encrypt decrypt|encryption decryption|
		input output|row column rows columns|horizontal vertical|client server|public private protected|even odd|true false|
		win lose|day night|hot cold|buy sell|debit credit|asset liability|supply demand|bit byte bits bytes|
		single double triple|singular plural|present past future|masculine feminine neuter|
		nominative accusative dative genitive|active passive|single multiple|same different|old new|older newer|oldest newest|
		more less fewer|most least fewest|best worst|better worse|always never|upper lower|inner outer|internal external|
		mother father|son daughter|brother sister|husband wife|man woman|male female|king queen|
		january february march april may june july august september october november december|
		monday tuesday wednesday thursday friday saturday sunday|spring summer autumn winter|
		red green blue yellow black white|artery vein arteries veins|acute chronic|dominant recessive|proton neutron electron|
		sine cosine tangent|mean median mode|numerator denominator|synonym antonym|anterior posterior|superior inferior|
		medial lateral|proximal distal|dorsal ventral|efferent afferent|sensory motor|systolic diastolic|acid base|solid liquid gas|
		give take|send receive|import export|enter leave|win loss|gain loss|advantage disadvantage advantages disadvantages|
		who when where why how|gross net|early late|strong weak|stronger weaker|strongest weakest|lock unlock|load store|
		meter kilometer mile foot inch|kilogram gram pound|celsius fahrenheit kelvin|second minute hour|year month week|
		groste kleinste|grosste kleinste|mehr weniger|links rechts|oben unten|erste zweite dritte letzte|
		plus moins|premier deuxieme dernier|mayor menor|больше меньше|первый второй последний|hombre mujer|
		大 小|高 低|上 下|左 右|前 后|前 後|东 西 南 北|東 西 南 北|多 少|长 短|最大 最小|男 女`

	pronounWords = `i you he she it we they ich du er sie es wir ihr yo tu el ella nosotros ellos je il elle nous vous я ты
		мы вы они он она io lui lei noi voi loro eu ele ela nos eles`

	numberWords = `zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12
		thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40
		fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 hundred 100 thousand 1000`
)

func newLexicon() *lexicon {
	l := &lexicon{
		light: set(lightWords), articles: set(articleWords), german: set(germanWords), negative: set(negativeWords),
		pronouns: set(pronounWords),
		numbers:  map[string]string{}, synonyms: map[string][]int{}, exclude: map[string][]int{},
	}
	pairs := strings.Fields(numberWords)
	for i := 0; i < len(pairs); i += 2 {
		l.numbers[pairs[i]] = pairs[i+1]
	}
	addGroups(l.synonyms, synonymGroups)
	addGroups(l.exclude, exclusiveGroups)
	return l
}

func set(words string) map[string]bool {
	fields := strings.Fields(words)
	s := make(map[string]bool, len(fields))
	for _, w := range fields {
		s[w] = true
	}
	return s
}

func addGroups(to map[string][]int, groups string) {
	for i, group := range strings.Split(groups, "|") {
		for _, w := range strings.Fields(group) {
			to[w] = append(to[w], i)
		}
	}
}

// capitalises says whether a text is in a language that writes every noun with a capital letter, so that such a letter
// does not make a name.
func (l *lexicon) capitalises(text string) bool {
	for w := range strings.FieldsSeq(text) {
		if l.german[strings.ToLower(strings.Trim(w, ".,?!:;"))] {
			return true
		}
	}
	return false
}

// synonymous says whether two words mean the same.
func (l *lexicon) synonymous(a, b string) bool { return shareGroup(l.synonyms, a, b) }

// exclusive says whether two words exclude each other: opposites, and members of a series such as the months.
func (l *lexicon) exclusive(a, b string) bool {
	return a != b && shareGroup(l.exclude, a, b) || oppositeStarts(a, b) || oppositeEnds(a, b)
}

func shareGroup(groups map[string][]int, a, b string) bool {
	for _, g := range groups[a] {
		if slices.Contains(groups[b], g) {
			return true
		}
	}
	return false
}

// starts are beginnings of words that turn what follows into something else.
const starts = ` un in im ir il non dis mis anti counter hyper hypo inter intra pre post pro ex en em endo exo macro micro
	over under sub super ab ad af ef mono di tri bi poly multi up down out up co de re iso homo hetero uni auto allo
	ana cata para sym eu milli centi kilo mega giga nano max min in on off an a ver ent be er auf ab zu ein aus vor nach
	en `

// oppositeStarts says whether two words have the same end of at least four letters behind different beginnings that
// change a word's meaning: increase and decrease, signed and unsigned.
func oppositeStarts(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for ; n >= 4; n-- {
		x, y := a[:len(a)-n], b[:len(b)-n]
		if x != y && isStart(x) && isStart(y) {
			return true
		}
	}
	return false
}

func isStart(s string) bool {
	return s == "" || len(s) < 8 && strings.Contains(starts, " "+s+" ")
}

// ends are endings of words that name another thing each: alkane and alkene, employer and employee.
const ends = " ane ene yne ine one ate ite ide ose ase ous yer yee ser see "

// oppositeEnds says whether two words differ in such an ending only.
func oppositeEnds(a, b string) bool {
	if len(a) < 5 || len(b) < 5 {
		return false
	}
	x, y := len(a)-3, len(b)-3
	return a[:x] == b[:y] && a[x:] != b[y:] &&
		strings.Contains(ends, " "+a[x:]+" ") && strings.Contains(ends, " "+b[y:]+" ")
}
