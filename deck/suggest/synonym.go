package suggest

import (
	"strings"
	"sync"
)

// synonyms are words of general English that questions and notes use for one another: of acting and
// its purpose, of cause and effect, of more and less, and forms of one word that no ending tells.
// There are none of any subject. A word may stand in several groups.
const synonyms = `
accept agree approve adopt consent; account clarify reason;
achieve reach attain accomplish success succeed gain; action step measure move deed;
adapt adjust flexible fit tailor; add extra additional;
advantage benefit strength gain positive merit pro profit value;
adverse side negative harmful unwanted bad; advise advice recommend suggest guidance propose;
agreement contract deal treaty compromise accord; allow let enable permit possible able;
always constant ever permanent; amount quantity volume level sum; appear emerge arise visible;
apply employ utilize application usage; argue claim reason maintain;
ask request demand question call; attack invade assault target fight; attend watch participate;
balance equal stable equilibrium even; basic fundamental elementary simple; began begin;
begin start initial first early open onset originate arise;
believe belief think view opinion consider regard hold;
big large great huge major vast considerable; blame fault responsible criticize;
body organism physical; bought buy; break broken split interrupt; broke break; brought bring;
build construct establish found create set form develop start; built build; buy purchase acquire;
calm relaxed composure quiet; carry transport bear transfer convey bring deliver move;
catch capture trap; caught catch;
cause reason root origin source lead trigger provoke produce bring responsible;
center middle core central; certain sure guarantee ensure secure;
challenge obstacle difficulty problem hurdle issue trouble barrier crisis;
change shift alter transform move vary adapt modify convert adjust transition;
child children young infant baby; choose select choice pick option decide selection; chose choose;
city town urban; classify divide group category sort regard consider count;
clear plain obvious distinct explicit; close adjacent next; close shut end; cold cool chill;
collaborate cooperate together collaboration teamwork;
combine join merge unite mix together integrate connect;
compare comparison contrast versus relative liken; competitor rival compete;
complex complicated difficult; conflict disagreement dispute argument quarrel clash;
connect link join bind attach relate relation associate tie;
consider regard see view treat count think; consist include contain comprise compose;
control regulate govern manage direct command coordinate; convert turn transform change;
coordinate organize direct manage arrange; country nation land national;
cover include deal spread; crime wrong offence criminal punish; criticize criticism object attack;
damage harm hurt injure destroy loss; decide decision choose determine resolve;
decrease reduce fall decline drop low less cut diminish shrink lessen minimize;
definition refer denote call term; demand require claim insist; description account portray set;
destroy kill eliminate ruin break damage; detail particular specific;
develop evolve grow progress emerge form; die death dead kill;
difference distinguish contrast differ unlike compare distinct distinction whereas;
disadvantage weakness drawback limitation flaw criticism con shortcoming;
disappear vanish gone extinct; distance far length;
divide split separate part share segment break area section; drew draw;
early previous prior former precede; empty void vacant; encourage motivate promote urge inspire;
end final finish last close complete stop terminate conclude; enemy opponent rival competitor;
ensure guarantee assure secure; enter entry inside; entire whole total complete;
equal even identical; event arise; event incident happening occurrence; evidence proof data sign;
exact accuracy precise correct true; examine study analyze investigate analysis explore research;
example instance illustrate; exchange trade swap transfer; expect anticipate predict;
fact data information evidence; factor influence affect determine shape contribute condition;
fail failure break collapse crash defect; fair equal justice; far distant remote;
fast rapid quick speed swift accelerate hasten; fear afraid worry concern anxious;
feel emotion sense; fell fall; felt feel; fight combat battle resist struggle oppose;
find discover detect locate notice recognize discovery; fix repair attach;
flow stream current move; forget omit neglect; fought fight; found find;
founder establish start begin create father; free freedom release liberty; full complete;
function role task job duty work responsible serve purpose; general overall broad universal;
goal aim purpose objective intend intention target want; grew grow;
group team party class set collection; grow growth develop increase; guide direct advise steer;
handle manage deal cope address overcome tackle treat;
help support assist aid facilitate promote encourage contribute enable; hide conceal secret;
hold keep contain held; hot temperature heat warm; idea concept notion principle thought theory;
immediate quick instant rapid fast prompt;
important significant crucial essential key central vital main fundamental;
improve enhance better raise progress strengthen refine upgrade;
include contain cover involve comprise consist;
increase rise grow raise high expand growth gain boost double climb extend enlarge elevate;
influence affect inspire shape impact;
inform update communicate communication notify report speak; inside inner internal;
inspire influence motivate; interpret understand;
introduce bring start launch propose add adopt establish; invent invention devise create patent;
involve engage participate include; join participate enter unite; kept keep;
kind type sort class category form variety; knew know;
know knowledge understand aware familiar recognize; lack absence shortage missing;
lasting permanent durable; late follow subsequent afterwards next;
lead guide head direct command chief; leader king ruler chief head president;
learn lesson teach experience study training; leave exit depart abandon; led lead; left leave;
legal law; level degree rate extent height; limit restrict bound constrain maximum cap;
live life alive survive; long length extended duration prolonged; lose loss lost waste drop;
main chief principal major primary;
measure metric assess evaluate indicator score gauge quantify estimate determine; met meet;
mistake error fault wrong incorrect oversight; money fund finance financial capital;
move motion travel flow; need require necessary depend demand essential;
new modern recent novel fresh; number amount quantity count many; offer provide supply propose;
often frequent common regular; old age ancient elderly; omit miss leave skip;
open begin launch start; operate function work run; oppose resist object reject opponent protest;
opposite contrary reverse inverse; owner possess property belong;
part component element section portion piece; part role involve participate;
pay paid cost price expense charge fee spend;
people person human man men individual population citizen; perform carry execute conduct act;
perform execute accomplish carry achieve; person individual someone human man;
persuade convince win; place location site located region area position;
plan design prepare schedule project future; plenty abundant rich many; possible potential;
praise admire; predict forecast expect; prepare ready; pressure stress tension strain load;
prevent avoid protect guard stop preventive block forbid keep;
principle rule law doctrine concept; produce yield generate create form release secrete output;
prohibit forbid ban outlaw; protect guard defend defense safe safety secure shield;
prove proof evidence demonstrate; provide supply offer grant deliver present; public open common;
publish issue print release; punish penalty sanction; ran run; rare seldom uncommon unusual;
reach arrive attain; react reaction respond response reply answer;
receive obtain gain acquire collect; recover recovery heal; reflect show mirror;
reject refuse deny decline; remain stay left; remember memory recall;
remove eliminate delete away clear strip discard; repeat recur repetition duplicate;
replace substitute exchange swap;
resolve solve settle fix remedy repair mend correct resolution solution;
responsible responsibility accountability accountable charge; restore recover return renew;
restrict limit confine prohibit;
result outcome effect consequence impact lead follow end influence affect cause;
return back restore regain; reverse undo opposite back;
risk hazard threat danger threaten dangerous peril; rose rise;
rule govern power lead control leadership reign; said say;
satisfied satisfaction happy content pleased; save spare preserve economy rescue; saw see;
say report express claim announce declare speak; secret private hidden; sell sale sold market;
send transmit dispatch deliver emit; sent send; separate split apart remove isolate segregate;
shape form figure; share distribute divide part; short brief shorten;
show display indicate present reveal demonstrate illustrate exhibit mark sign;
side edge border margin; signal indicate mark notify warn notification;
similar like alike resemble share common; simple easy basic plain;
slow delay retard postpone late lag; small little minor tiny; sole single exclusive alone;
sought seek; spent spend; spread distribute disperse extend scatter;
stable steady constant stability; stood stand; store hold keep save reserve;
strategy approach method way technique tactic procedure process practice;
strong strength powerful power intense;
structure composition organization arrange form build layout;
success succeed effective win prosper; summarize sum overview; surface outside outer top exterior;
survive live remain;
sustain maintain maintenance lasting keep preserve continue retain remain stay; taught teach;
temporary short brief interim; term word expression;
test verify check monitor watch examine inspect verification review control;
think thought idea reason mind; time duration period year age era century date;
transfer pass hand move carry convey transmit; true right correct valid;
trust confidence faith rely; try attempt effort seek;
typical usual normal common general ordinary standard; wait delay;
weak weaken poor impair fragile; went go; woman women female mother; won win; wore wear;
work job labor employ operate; world global international earth; worry concern fear care;
write author written compose record note document; wrote write; year annual
`

// related returns for each stem the stems of its synonyms.
var related = sync.OnceValue(func() map[string]map[string]bool {
	of := make(map[string]map[string]bool)
	for words := range strings.SplitSeq(synonyms, ";") {
		group := strings.Fields(words)
		for i := range group {
			group[i] = stem(group[i])
		}
		for _, a := range group {
			if of[a] == nil {
				of[a] = make(map[string]bool)
			}
			for _, b := range group {
				of[a][b] = true
			}
		}
	}
	return of
})
