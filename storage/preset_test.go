package storage_test

import (
	"errors"
	"testing"

	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestMemoryFollowsPreset moves decks into and out of a preset with parameters of its own, by the
// configuration and by front matter: memory follows at once, what is stored after
// [Collection.Remember].
func TestMemoryFollowsPreset(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: 1\n", "b.md": "Q: two?\nA: 2\n"})
	c.Rate("one?", srs.Good)
	c.Rate("two?", srs.Good)
	due := c.Find("one?").Schedule.Due
	all, own := model.Defaults(), model.Defaults()
	all[2], own[2] = 5, 9
	set := journal.Set6(own)
	set.Preset = "languages"
	if _, err := c.Append(c.Now, journal.Set6(all)); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Append(c.Now, set); err != nil {
		t.Fatal(err)
	}
	want := func(when string, one, two float64) {
		t.Helper()
		c.Compile()
		for more, n := true, 0; n < 2; n++ {
			for question, days := range map[string]float64{"one?": one, "two?": two} {
				s := c.Find(question).Schedule
				if s.Memory.Stability != days || question == "one?" && s.Due != due {
					t.Errorf("%s: %s has %+v, want a stability of %v", when, question, s, days)
				}
			}
			if found := c.Check(); found != nil {
				t.Errorf("%s: check: %v", when, found)
			}
			for more {
				var err error
				if more, err = c.Remember(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	want("without presets", 5, 5)
	c.Write(configFile, "[preset.languages]\ndecks = ['a']\n")
	want("by its name", 9, 5)
	c.Write(configFile, "[preset.languages]\ndecks = ['b']\n")
	want("another deck", 5, 9)
	c.Write("a.md", "---\npreset: languages\n---\nQ: one?\nA: 1\n")
	want("by front matter", 9, 9)
	c.Write("b.md", "")
	c.Write("c.md", "Q: two?\nA: 2\n")
	want("moved", 9, 5)
	c.Write(configFile, "")
	want("the preset is gone", 5, 5)
	c.Write(configFile, "[preset.languages]\n")
	want("and back", 9, 5)
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
		t.Fatal(err)
	}
	want("taken back", 5, 5)
}

// TestModels says which parameters are in force.
func TestModels(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, nil)
	numbers := model.New7(model.Defaults7()).Numbers()
	for _, set := range []journal.ParamsSet{
		{Preset: "a", Version: 7, Numbers: numbers},
		{Preset: "b", Version: 7, Numbers: numbers},
		{Preset: "b", Version: 8, Numbers: []float64{1}}, // of a model that this version does not know
		{Preset: "c", Version: 8},
	} {
		if _, err := c.Append(c.Now, set); err != nil {
			t.Fatal(err)
		}
	}
	got, err := c.Models()
	if err != nil {
		t.Fatal(err)
	}
	for preset, version := range map[string]int{"": 6, "a": 7, "b": 7, "c": 6, "none": 6} {
		if p := got.Of(preset); p.Model.Version() != version || p.Set.IsZero() != (version == 6) {
			t.Errorf("preset %q: FSRS-%d, set by %s", preset, p.Model.Version(), p.Set)
		}
	}
}

// TestRefit writes parameters that nobody gave: undo passes them over, and they are not written if
// others than those they were compared with are in force by now.
func TestRefit(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "Q: one?\nA: 1\n"})
	c.Rate("one?", srs.Good)
	before := modelsOf(t, c)
	own := model.Defaults()
	own[2] = 9
	sets := []journal.ParamsSet{journal.Set6(own), {Preset: "a", Version: 6, Numbers: own[:]}}
	note := storage.Fits{Next: 7, Tried: map[string]int{"": 5, "a": 3}}
	if done, err := c.Refit(c.Now, before, sets, note); err != nil || !done {
		t.Fatalf("%v, %v", done, err)
	}
	after := modelsOf(t, c)
	if after.All.Set == before.All.Set || after.Presets["a"].Set.IsZero() {
		t.Errorf("in force: %+v", after)
	}
	if got, err := c.Fits(); err != nil || got.Next != 7 || got.Tried["a"] != 3 || got.Tried[""] != 5 {
		t.Errorf("the note is %+v, %v", got, err)
	}
	if done, err := c.Refit(c.Now, before, sets, note); err != nil || done {
		t.Errorf("what was compared with others is written: %v, %v", done, err)
	}
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
		t.Fatal(err)
	}
	if s := c.Find("one?").Schedule; s.Reviews != 0 || modelsOf(t, c).All.Set != after.All.Set {
		t.Errorf("undo leaves %+v", s)
	}
	for _, preset := range []string{"a", ""} {
		if _, err := c.UndoParameters(preset, c.Now); err != nil {
			t.Error(err)
		}
		if _, err := c.UndoParameters(preset, c.Now); !errors.Is(err, storage.ErrNothing) {
			t.Errorf("again: %v", err)
		}
	}
	if got := modelsOf(t, c); !got.All.Set.IsZero() || len(got.Presets) > 0 {
		t.Errorf("in force: %+v", got)
	}
}

func modelsOf(t *testing.T, c *storagetest.Collection) storage.Models {
	t.Helper()
	m, err := c.Models()
	if err != nil {
		t.Fatal(err)
	}
	return m
}
