package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/cmd/internal/report"
	"cards/storage"
	"cards/storage/query"
)

// completeQuery completes a word of a query: a key with its values, tags, or the name of a deck.
func (a *app) completeQuery(
	cmd *cobra.Command, args []string, word string,
) ([]string, cobra.ShellCompDirective) {
	minus := ""
	if rest, ok := strings.CutPrefix(word, "-"); ok {
		minus, word = "-", rest
	}
	if key, _, ok := strings.Cut(word, ":"); ok {
		var words []string
		for _, value := range completeValue(a, strings.ToLower(key)) {
			words = append(words, minus+key+":"+value)
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	}
	words, directive := a.completeDecks(cmd, args, word)
	isDeck := slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, word) })
	if word == "" || !isDeck { // a key is not the end of a word
		for _, k := range query.Keys() {
			words = append(words, minus+k.Name+":\t"+k.Help)
		}
		directive |= cobra.ShellCompDirectiveNoSpace
	}
	return words, directive
}

// completeValue returns what may stand behind a key.
func completeValue(a *app, key string) []string {
	for _, k := range query.Keys() {
		if k.Name == key && k.Values != nil {
			return k.Values
		}
	}
	c, err := openUnread(a)
	if err != nil {
		return nil
	}
	var values []string
	switch key {
	case "tag":
		values, _ = c.Tags()
	case "deck":
		decks, _ := c.Decks(storage.Scope{})
		for _, d := range decks {
			values = append(values, d.Name)
		}
	}
	for i, v := range values {
		if values[i] = out.Line(v); strings.ContainsAny(v, " ()\"") {
			values[i] = `"` + strings.ReplaceAll(values[i], `"`, `\"`) + `"`
		}
	}
	return values
}

// completeTags completes a tag.
func (a *app) completeTags(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return completeValue(a, "tag"), cobra.ShellCompDirectiveNoFileComp
}

// completeTagging completes a word of tag: a tag behind + or -, or a word of a query.
func (a *app) completeTagging(
	cmd *cobra.Command, args []string, word string,
) ([]string, cobra.ShellCompDirective) {
	if word == "" || word[0] != '+' && word[0] != '-' {
		return a.completeQuery(cmd, args, word)
	}
	var words []string
	for _, tag := range completeValue(a, "tag") {
		words = append(words, word[:1]+tag)
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

// openUnread opens the collection as it was at the last compile.
func openUnread(a *app) (*storage.Collection, error) {
	root, _, err := a.locate()
	if err != nil {
		return nil, err
	}
	c, err := storage.Open(root, a.storageOptions("completion"))
	if err != nil {
		return nil, err
	}
	config, err := a.config(root)
	c.CapAnswers(*config.All().AnswerCap)
	return c, err
}

// completeDecks completes deck names as they were at the last compile; files and folders are
// completed by the shell.
func (a *app) completeDecks(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	c, err := openUnread(a)
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	decks, err := c.Decks(storage.Scope{})
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	names := make([]string, len(decks))
	for i, d := range decks {
		names[i] = out.Line(d.Name) + "\t" + out.Line(d.Description)
	}
	return names, cobra.ShellCompDirectiveDefault
}

// completeStats completes a subject or a word of a query.
func (a *app) completeStats(
	cmd *cobra.Command, args []string, word string,
) ([]string, cobra.ShellCompDirective) {
	words, directive := a.completeQuery(cmd, args, word)
	if len(args) > 0 {
		return words, directive
	}
	var subjects []string
	for _, s := range report.Subjects() {
		if strings.HasPrefix(s.Name, word) {
			subjects = append(subjects, s.Name+"\t"+s.Title)
		}
	}
	if word != "" && len(subjects) > 0 {
		directive &^= cobra.ShellCompDirectiveNoSpace
	}
	return append(subjects, words...), directive
}
