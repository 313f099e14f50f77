package suggest

import "strings"

// synonyms are words of general English that questions and notes use for one another: of acting and
// its purpose, of cause and effect, of more and less. There are none of any subject. A word may
// stand in several lines.
const synonyms = `
action step response reaction measure move act react respond
goal aim purpose objective task intention intend
function role purpose job responsible
outcome result effect consequence impact lead product end influence affect
produce yield make release generate supply output provide product create
cause reason root origin factor source because contribute underlying due
strategy approach method way technique tactic procedure process practice
metric measure assess evaluate indicator score track
persuade convince
handle manage deal cope address overcome tackle resolve resolution solve
improve improvement enhance better raise progress
prevent avoid protect guard stop preventive
advantage benefit strength suit gain positive
adverse side negative harmful unwanted
change shift alter transform move vary
place location site where located located occur happen position
begin start initial first early open launch
end final finish last overthrow complete close
immediate first initial quick instant
sustain maintain maintenance lasting keep preserve continue
build create establish introduce set form develop implement
learn lesson teach experience
inform update communicate communication notify tell report speak
mistake error fault wrong
failure fail break outage incident
test verify check monitor watch examine inspect verification
increase rise grow raise more high up double
decrease reduce fall decline drop low less lower cut
hot temperature heat warm
help support assist aid
group team party class
risk hazard threat danger threaten
fast rapid quick speed
slow decline fall
rule govern power lead control ruler leadership government
secure safe protect encrypt security
difference distinguish contrast differ unlike compare
need require necessary depend
allow let enable permit
find discover detect locate
show display indicate present reveal
customer client buyer consumer
cost price expense charge
future long plan ongoing
accuracy exact correct precise
time duration timing period
path route way
speech talk communicate
satisfied satisfaction happy content
trust confidence faith cohesion
share distribute divide
responsible responsibility accountability accountable
approve approval accept agree
conflict disagreement disagree dispute argument quarrel
invent invention devise patent introduce
transfer pass hand handover
abort cancel call stop
prepare preparation ready
save saving economy
describe describes definition define
challenge obstacle difficulty problem hurdle issue trouble barrier crisis
pressure stress tension strain
structure composition consist compose organization divide
important significant crucial essential
disadvantage weakness drawback limitation flaw
offer provide give supply
`

// related returns for each stem the stems of its synonyms.
func related() map[string]map[string]bool {
	of := make(map[string]map[string]bool)
	for line := range strings.Lines(synonyms) {
		group := strings.Fields(line)
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
}
