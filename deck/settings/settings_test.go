package settings_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"

	"cards/deck/settings"
)

// TestTextIsRead: what a setting is written as is read as the same, and says nothing of others.
func TestTextIsRead(t *testing.T) {
	t.Parallel()
	for name, texts := range map[string][]string{
		"new_per_day": {"0", "1000000"}, "reviews_per_day": {"7"}, "retention": {"0.9", "0.123456789"},
		"steps": {"[]", `["30s", "90s", "10m", "12h", "2d"]`}, "relearning_steps": {`["365d"]`},
		"max_interval": {"1", "36500"}, "new_order": {`"file"`, `"added"`, `"random"`},
		"review_order":  {`"due"`, `"overdue"`, `"retrievability"`, `"easiest"`, `"random"`},
		"new_mix":       {`"after"`, `"before"`, `"mixed"`},
		"bury_siblings": {"[]", `["new", "review", "interday"]`},
		"learn_ahead":   {`"0s"`, `"20m"`}, "answer_cap": {`"1s"`, `"1m"`, `"1d"`},
		"rollover": {`"04:00"`, `"23:59"`}, "balance": {"true", "false"},
		"easy_days": {"[]", `["saturday 50%", "sunday 0%"]`}, "backup_max": {"500"},
		"autoplay": {"true", "false"}, "theme": {`"auto"`, `"light"`, `"dark"`, `"mono"`},
		"images": {`"auto"`, `"kitty"`, `"iterm2"`, `"sixel"`, `"blocks"`, `"off"`},
		"leech":  {`"hint"`, `"suspend"`}, "leech_lapses": {"0", "9999"},
		"auto_optimize": {"true", "false"},
	} {
		for _, text := range texts {
			var value map[string]any
			if err := toml.Unmarshal([]byte(name+" = "+text), &value); err != nil {
				t.Fatal(err)
			}
			key, ok := settings.Find(name)
			var set settings.Set
			if err := key.Read(&set, value[name]); !ok || err != nil {
				t.Errorf("%s = %s: %v", name, text, err)
			}
			for _, k := range settings.Keys() {
				got, said := k.Text(set)
				if want := map[bool]string{true: text}[k.Name == name]; got != want || said != (want != "") {
					t.Errorf("%s = %s: %s = %s", name, text, k.Name, got)
				}
			}
		}
	}
}

// TestOver: of what two sets say the upper holds, and neither is changed.
func TestOver(t *testing.T) {
	t.Parallel()
	upper := settings.Set{NewPerDay: new(1), Retention: new(0.8)}
	lower := settings.Set{NewPerDay: new(2), MaxInterval: new(9)}
	got := upper.Over(lower)
	want := settings.Set{NewPerDay: new(1), Retention: new(0.8), MaxInterval: new(9)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if *lower.NewPerDay != 2 || lower.Retention != nil || upper.MaxInterval != nil {
		t.Errorf("changed to %+v and %+v", upper, lower)
	}
}
