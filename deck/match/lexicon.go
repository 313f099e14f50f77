package match

import (
	"slices"
	"strings"
)

// lexicon is what is known of languages beforehand, because a collection may be too small to tell: words that say
// little, words that mean the same, words that exclude each other.
type lexicon struct {
	light    map[string]bool // words of grammar and of the frames of questions
	articles map[string]bool
	asking   map[string]bool   // words that ask what something is
	german   map[string]bool   // words that show that nouns are written with a capital letter
	numbers  map[string]string // number words: their digits
	entries  map[string]*entry
	unknown  entry
}

const (
	// Articles come and go when a sentence is polished: they weigh nothing.
	articleWords = `a an the`

	// Each of these turns a sentence into its opposite, however much else is equal.
	negativeWords = `not no never without except neither nor nicht kein keine keinen ohne nie pas jamais sans sin nunca
		non senza não nao sem не нет без никогда niet geen zonder δεν μη χωρις لا ليس لم غير नहीं बिना ไม่ 不 没 非 无 未
		ない ません 않 없 안`

	// With nothing but these around it a term is asked for, whichever of them the author prefers.
	askingWords = `what is are define state explain describe`

	// A capital letter makes a name, except in a language that gives one to every noun.
	germanWords = `der das ist und ein eine einer eines einem dem des von fur wie welche welcher welches wer wo wann
		nicht auf im zu bei wird werden sind hat aus zum zur`

	// In a small collection these are as rare as any word, yet every question has some of them: without the list two
	// questions would be alike by their frame.
	lightWords = `
		a about after all also am among an and any are as at be because been before between both but by can come comes
		could did do does doing done each either else every for from get gets give given gives go goes had has have her
		his how i if in into is it its just kind let like made make makes many may me might more most much must my of off
		often on one only or other our out over own per same shall she should so some such take taken takes than that the
		their them then there these they thing things this those through to too under up upon us use used uses using very
		via was we were what when where which while who whom whose why will with within would you your he
		answer answers call called calls concept describe describes define defined defines definition denote denotes
		describe example examples exact exactly explain explains example form function goal idea important known main
		mean meaning means meant mention name named names term terms purpose point role question briefly short shortly state
		tell type kinds types way ways work works word words stand stands refer refers happen happens happened occur
		occurs occurred mainly usually generally typically normally commonly simply basically approximately roughly
		about also e g ie eg etc vs please give list
		der die das den dem des ein eine einer eines einem einen und oder ist sind war waren wird werden hat haben was wie
		wer wo wann warum wieso welche welcher welches welchem welchen wofur wozu womit wodurch von vom zu zum zur im in an
		am auf aus bei mit nach fur uber unter durch um als auch es er sie ich du man sich heisst heissen nennt nennen
		bedeutet bedeutung bezeichnet macht machen bewirkt tut erklare definiere beschreibe zweck aufgabe begriff nenne steht
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
		किसने किसका किसकी किसके किसे थीं हो होता होती
		무엇 무엇인가 무엇이다 어디입니까 어디인가요 어디에 누구입니까 누구인가요 누가 언제입니까 언제인가요 무엇인가요 무엇입니까 어디 어디인가 언제 누구 왜 어떻게 어느 몇 이 그 것 수 및 또는 입니까 인가요
		的 是 什 么 麼 哪 里 裡 在 了 吗 嗎 呢 和 与 與 有 个 個 这 這 那 为 為 何 谁 誰 几 幾 中 也 都 被 把 用 于 於 指 叫 之 怎 样 樣 请 請 及 其 以 意 思 些
		`

	// Authors exchange these for one another when they polish a question: it asks the same.
	synonymGroups = `begin begins began start starts started commence commenced|end ends ended finish finished|
		big large|bigger larger|biggest largest|fast quick rapid|fastest quickest|create creates created make makes made|
		show shows display displays print prints|delete deletes remove removes|happen occur|show shows list lists|
		author writer wrote written|auteur ecrit ecrivain|autor geschrieben schrieb verfasst|автор написал|
		autor escribio escrito|autore scritto scrisse|kill kills killed|shape form|sign signs symptom symptoms|
		invented inventor invent|discoverer discovered|painter painted|founder founded|composer composed|
		get gets obtain obtains retrieve retrieves fetch fetches|build builds built construct constructs|
		aim goal purpose point|help helps assist|city town|nation country|
		error mistake|begin start|end finish|buy purchase|near close|sum total|equation formula|
		produce produces produced generate generates make makes|contain contains include includes hold holds|
		allow allows permit permits let lets enable enables|need needs require requires|part component|
		return returns give gives yield yields|choose chooses pick picks select selects|change changes modify
		modifies alter|
		divide divides split splits|join joins combine combines merge merges|
		aufgabe funktion zweck|gross gros|beginnt beginn anfang|ende endet|
		lower lowers reduce reduces decrease decreases|raise raises increase increases|speed velocity|child kid|
		doctor physician|movie film|often frequently|quickly fast rapidly`

	// Decks ask for one of these after the other in the same words: a card with another one is another card. Forms of
	// one word stand between slashes.
	exclusiveGroups = `before/vor/avant/antes/vorher/до after/nach/apres/despues/nachher/после|
		minimum/min/minimal maximum/max/maximal|
		left/links/gauche right/rechts/droite|high/tall low|higher lower|highest/tallest lowest|
		increase/increases/increased/increasing/rise/rises/rising
		decrease/decreases/decreased/decreasing/fall/falls/falling|
		large/big small/little|larger/bigger smaller|largest/biggest/greatest smallest|long short|longer
		shorter|longest shortest|
		north/northern south/southern east/eastern west/western|up down|over/above under/below|
		first second third fourth fifth last next previous|positive negative neutral|open/opens/opened close/closes/closed|
		read/reads/reading write/writes/writing|start/starts stop/stops|begin/begins/start/starts end/ends|
		add/adds/insert remove/removes/delete|push/pushes pop/pops peek|input/inputs output/outputs|row/rows column/columns|
		horizontal/horizontally vertical/vertically|client/clients server/servers|public private protected|even
		odd|true false|
		win/wins lose/loses|day night|hot cold warm cool|buy/buys sell/sells|debit credit|asset/assets
		liability/liabilities|
		supply demand|bit/bits byte/bytes|single double triple quadruple|singular plural|past present future|
		masculine/male feminine/female neuter|nominative/nominativ accusative/akkusativ dative/dativ
		genitive/genitiv|prasens prateritum perfekt plusquamperfekt|active passive|same different|
		old new|older newer/younger|oldest newest/youngest|more less fewer|most least/fewest|best worst|better
		worse|always never|
		upper/top lower/bottom|inner outer|internal external|mother father|son daughter|brother sister|husband wife|
		man/men woman/women|king queen|
		january february march april may june july august september october november december|
		monday tuesday wednesday thursday friday saturday sunday|spring summer autumn/fall winter|
		red green blue yellow black white orange purple brown|artery/arteries/arterial vein/veins/venous
		capillary/capillaries|
		acute chronic|dominant recessive|proton/protons neutron/neutrons electron/electrons|sine/sin cosine/cos tangent/tan|
		average/mean median mode variance|numerator denominator|synonym/synonyms antonym/antonyms|anterior
		posterior|superior inferior|
		medial lateral|proximal distal|dorsal ventral|efferent afferent|sensory motor|systolic/systole diastolic/diastole|
		acid/acids/acidic base/bases/basic/alkaline|solid liquid gas|give/gives take/takes|send/sends receive/receives|
		enter/enters leave/leaves|loss/losses gain/gains/profit|advantage/advantages/pros
		disadvantage/disadvantages/cons/drawback/drawbacks|
		who when where why|gross net|early late|strong weak|stronger weaker|strongest weakest|lock locks unlock unlocks|
		meter/metre/metres/meters kilometer/kilometre/km mile/miles foot/feet inch/inches yard/yards|
		kilogram/kg gram pound/pounds|
		celsius fahrenheit kelvin|seconds minutes hours|year/years/annual month/months/monthly week/weeks/weekly daily|
		grosste/grossten kleinste/kleinsten|mehr weniger|oben unten|erste/ersten zweite/zweiten dritte/dritten
		letzte/letzten|
		plus moins|premier/premiere deuxieme dernier/derniere|mayor menor|больше меньше|первый второй последний|
		hombre mujer|
		young old|rich poor|hard/difficult easy|hard soft|fast/quick slow|faster slower|fastest slowest|heavy
		light|thick thin|wide narrow|deep shallow|
		wet dry|full empty|near far|inside outside|front back|forward/forwards backward/backwards|clockwise
		counterclockwise/anticlockwise|
		ascending descending|local global remote|static dynamic|strict lazy|mutable immutable|sync async|
		horizontal diagonal vertical|
		head tail|parent child|ancestor descendant|prefix suffix infix|preorder inorder postorder|depth breadth|leaf root|
		get/gets set/sets|load/loads store/stores save/saves|encoder decoder|lowercase uppercase|major minor|
		primary secondary tertiary|
		north-pole south-pole|sunrise sunset|arrival departure|birth/born death/died|founded/built destroyed|
		victory defeat|war peace|
		cause/causes effect/effects/consequence/consequences symptom/symptoms/sign/signs
		treatment/treatments/therapy diagnosis|
		front rear|whole half quarter|predator prey|host parasite|plaintiff defendant|borrower lender|teacher student|
		numerical categorical|discrete continuous|linear quadratic cubic exponential logarithmic|scalar vector|
		mass weight|speed acceleration|series parallel|voltage current resistance|anode cathode|oxidation
		reduction|oxidized reduced|
		oxidised reduced|melting boiling freezing|melts boils freezes|evaporation condensation|mitosis meiosis|xylem phloem|
		sympathetic parasympathetic|gram-positive gram-negative|eukaryotic prokaryotic|eukaryote prokaryote|
		autotroph heterotroph|
		大 小|高 低|上 下|左 右|前 后/後|东/東 西 南 北|多 少|长/長 短|男 女|父 母|春 夏 秋 冬|昼 夜|内/內 外|新 旧/舊|早 晚`

	// Decks of verbs ask for each of these forms in the same words.
	pronounWords = `i you he she it we they ich du er sie es wir ihr yo tu el ella nosotros ellos je il elle
		nous vous я ты
		мы вы они он она io lui lei noi voi loro eu ele ela nos eles`

	// A number is compared exactly, whether it is written in digits or not.
	numberWords = `zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12
		thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40
		fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 hundred 100 thousand 1000`
)

func newLexicon() *lexicon {
	l := &lexicon{
		light: set(lightWords), articles: set(articleWords), asking: set(askingWords), german: set(germanWords),
		numbers: map[string]string{}, entries: map[string]*entry{},
	}
	pairs := strings.Fields(numberWords)
	for i := 0; i < len(pairs); i += 2 {
		l.numbers[pairs[i]] = pairs[i+1]
	}
	for w := range strings.FieldsSeq(negativeWords) {
		l.own(w).negative = true
	}
	for w := range strings.FieldsSeq(pronounWords) {
		l.own(w).pronoun = true
	}
	for i, group := range strings.Split(synonymGroups, "|") {
		for w := range strings.FieldsSeq(group) {
			e := l.own(w)
			e.synonyms = append(e.synonyms, i)
		}
	}
	for i, group := range strings.Split(exclusiveGroups, "|") {
		for j, item := range strings.Fields(group) {
			for w := range strings.SplitSeq(item, "/") {
				e := l.own(w)
				e.exclude = append(e.exclude, member{i, j})
			}
		}
	}
	return l
}

// own returns the entry of a word, made if need be.
func (l *lexicon) own(word string) *entry {
	if l.entries[word] == nil {
		l.entries[word] = &entry{}
	}
	return l.entries[word]
}

// member is a place in a group of words that exclude each other. Forms of one word have one place.
type member struct{ group, item int }

func set(words string) map[string]bool {
	fields := strings.Fields(words)
	s := make(map[string]bool, len(fields))
	for _, w := range fields {
		s[w] = true
	}
	return s
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

// entry is what is known of one word.
type entry struct {
	synonyms []int    // its groups of words that mean the same
	exclude  []member // its places in groups of words that exclude each other
	negative bool
	pronoun  bool // it says of whom a form of a verb is
}

// entry returns what is known of a word.
func (l *lexicon) entry(word string) *entry {
	if e, ok := l.entries[word]; ok {
		return e
	}
	return &l.unknown
}

// synonymous says whether two words mean the same.
func (e *entry) synonymous(f *entry) bool {
	return slices.ContainsFunc(e.synonyms, func(g int) bool { return slices.Contains(f.synonyms, g) })
}

// exclusive says whether two words exclude each other: opposites, and members of a series such as the months.
func exclusive(a, b *word) bool {
	for _, x := range a.known.exclude {
		for _, y := range b.known.exclude {
			if x.group == y.group && x.item != y.item {
				return true
			}
		}
	}
	return oppositeStarts(a.text, b.text) || oppositeEnds(a.text, b.text)
}

// starts are beginnings of words that turn what follows into its opposite, with what stands for them in the other word.
const starts = ` un- in- im- ir- il- non- dis- anti- sub- over- under- pre- post- hyper- hypo- super- ultra-
	infra- meta- para-
	endo- exo- semi- co- trans- multi- in-de in-ex im-ex in-out en-de en-dis hyper-hypo inter-intra inter-extra
		intra-extra
	over-under sub-super pre-post pro-anti pro-re endo-exo ecto-endo macro-micro ab-ad af-ef a-e mono-di
		mono-tri mono-poly
	di-tri uni-bi uni-multi bi-tri ana-cata homo-hetero iso-hetero auto-hetero cis-trans up-down milli-centi milli-kilo
	kilo-mega mega-giga micro-milli nano-micro max-min as-de con-di eu-pro eu-dys photo-chemo
	ver-ent auf-zu auf-ab ein-aus an-ab an-aus vor-nach be-ent hin-her ober-unter exo-meso `

// oppositeStarts says whether two words have the same end of at least four letters behind different beginnings that
// change a word's meaning: increase and decrease, signed and unsigned.
func oppositeStarts(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for ; n >= 4; n-- {
		x, y := a[:len(a)-n], b[:len(b)-n]
		if x != y && (isStart(x+"-"+y) || isStart(y+"-"+x)) {
			return true
		}
	}
	return false
}

func isStart(pair string) bool {
	return strings.Contains(starts, " "+pair+" ") || strings.Contains(starts, "\t"+pair+" ") ||
		strings.Contains(starts, " "+pair+"\n")
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
