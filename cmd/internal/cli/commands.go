package cli

import (
	"slices"

	"github.com/spf13/cobra"
)

// group is commands that help lists together, in its order.
type group struct {
	title    string
	commands []command
}

// names returns what the commands are called.
func (g group) names() []string {
	names := make([]string, len(g.commands))
	for i, c := range g.commands {
		names[i] = c.name
	}
	return names
}

// command is one of the program's, which is made when it is called, or when all are listed.
type command struct {
	name string
	make func(*app) *cobra.Command
}

// needed returns the command that args begin with, or else all of them.
func needed(groups []group, args []string) []command {
	var all []command
	for _, g := range groups {
		all = append(all, g.commands...)
	}
	all = append(all, command{"version", newVersion})
	for _, c := range all {
		if len(args) > 0 && c.name == args[0] {
			return []command{c}
		}
	}
	return append(all, command{"completion", newCompletion}, command{"man", newMan})
}

// commandGroups returns the commands and the topics that help lists, in its order.
func commandGroups() []group {
	return []group{
		{"every day", []command{
			{"review", newReview},
			{"cram", newCram},
			{"due", newDue},
			{"stats", newStats},
			{"undo", newUndo},
			{"redo", newRedo},
		}},
		{"questions", []command{
			{"quiz", newQuiz},
			{"test", newTest},
			{"match", newMatch},
			{"exam", newExam},
			{"podcast", newPodcast},
		}},
		{"programs", []command{{"next", newNext}, {"answer", newAnswer}}},
		{"page", []command{{"serve", newServe}}},
		{"memory", []command{
			{"optimize", newOptimize},
			{"evaluate", newEvaluate},
			{"simulate", newSimulate},
			{"retention", newRetention},
		}},
		{"decks", []command{
			{"list", newList},
			{"decks", newDecks},
			{"notes", newNotes},
			{"drafts", newDrafts},
			{"check", newCheck},
			{"relink", newRelink},
			{"orphans", newOrphans},
		}},
		{"text", []command{
			{"add", newAdd},
			{"make", newMake},
			{"edit", newEdit},
			{"tag", newTag},
			{"move", newMove},
			{"fmt", newFmt},
		}},
		{"cards", slices.Concat(changes(), []command{
			{"flag", newFlag},
			{"reschedule", newReschedule},
			{"find", newFind},
			{"show", newShow},
			{"why", newWhy},
		})},
		{"collection", collectionCommands()},
		{"topics: cards help TOPIC", helpTopics()},
	}
}

// collectionCommands are the commands about the collection as a whole.
func collectionCommands() []command {
	return []command{
		{"import", newImport},
		{"export", newExport},
		{"init", newInit},
		{"folders", newFolders},
		{"config", newConfig},
		{"paths", newPaths},
		{"log", newLog},
		{"backup", newBackup},
		{"sync", newSync},
		{"publish", newPublish},
		{"subscribe", newSubscribe},
		{"doctor", newDoctor},
	}
}
