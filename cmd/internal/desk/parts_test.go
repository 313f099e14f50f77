package desk_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/desk"
	"cards/deck/settings"
	"cards/srs/model"
	"cards/srs/sim"
	"cards/storage/folders"
)

// TestParts: decks that are set alike are one part; a limit of a preset is shared by its decks, but
// for one that has its own.
func TestParts(t *testing.T) {
	t.Parallel()
	quick := model.Defaults()
	quick[2] = 5
	all, own := model.New(model.Defaults()), model.New(quick)
	config := folders.Config{
		Own: settings.Set{Retention: new(.95)},
		Presets: []folders.Preset{
			{
				Name: "languages", Decks: []string{"spanish/*", "latin"},
				Settings: settings.Set{NewPerDay: new(5), ReviewsPerDay: new(40), Retention: new(.85)},
			},
			{Name: "maths", Decks: []string{"maths"}, Settings: settings.Set{MaxInterval: new(100)}},
		},
	}
	deck := func(name string, s settings.Set) folders.Deck {
		return folders.Deck{Name: name, File: name + ".md", Settings: s}
	}
	parts := desk.NewParts(config, func(d folders.Deck) model.Kernel {
		if config.Preset(d) == 0 {
			return own
		}
		return all
	})
	var got []int
	for _, d := range []folders.Deck{
		deck("spanish/verbs", settings.Set{}), deck("go", settings.Set{}), deck("latin", settings.Set{}),
		deck("spanish/nouns", settings.Set{NewPerDay: new(2)}), deck("maths", settings.Set{}),
		deck("c", settings.Set{}), deck("rust", settings.Set{Retention: new(.8)}),
	} {
		got = append(got, parts.Of(d))
	}
	if diff := cmp.Diff([]int{0, 1, 0, 2, 3, 1, 4}, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	plain := sim.Part{Model: all, MaxInterval: 36500, LearningSteps: 2, RelearningSteps: 1}
	languages, nouns, maths, rust := plain, plain, plain, plain
	languages.Model, languages.Retention, languages.NewLimit, languages.ReviewLimit = own, .85, 1, 2
	nouns.Model, nouns.Retention, nouns.NewLimit, nouns.ReviewLimit = own, .85, 3, 2
	maths.MaxInterval, rust.Retention = 100, .8
	same := cmp.Comparer(func(a, b model.Kernel) bool { return a == b })
	if diff := cmp.Diff([]sim.Part{languages, plain, nouns, maths, rust}, parts.List,
		same); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	limits := []sim.Limit{
		{NewPerDay: 5, ReviewsPerDay: sim.Unlimited},
		{NewPerDay: sim.Unlimited, ReviewsPerDay: 40},
		{NewPerDay: 2, ReviewsPerDay: sim.Unlimited},
	}
	if diff := cmp.Diff(limits, parts.Limits); diff != "" {
		t.Errorf("limits (-want +got):\n%s", diff)
	}
}
