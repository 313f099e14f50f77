package folders_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/settings"
	"cards/storage/folders"
)

// configured makes a collection with a configuration.
func configured(t testing.TB, text string) string {
	t.Helper()
	root := tree(t, ".cards/")
	if err := os.WriteFile(filepath.Join(root, ".cards", "config.toml"), []byte(text),
		0o600); err != nil {
		t.Fatal(err)
	}
	return root
}

func minutes(lengths ...int) *[]time.Duration {
	steps := make([]time.Duration, len(lengths))
	for i, n := range lengths {
		steps[i] = time.Duration(n) * time.Minute
	}
	return &steps
}

const badEasyDay = `must be a list of days of the week with a share, such as "saturday 50%" or "sunday 0%"`

const badStep = `must be whole minutes, or a time such as "30s", "12h" or "2d", of at most 365 days`

func TestReadConfig(t *testing.T) {
	t.Parallel()
	with := func(change func(*settings.Set)) folders.Config {
		var c folders.Config
		change(&c.Own)
		return c
	}
	tests := []struct {
		text string
		want folders.Config
	}{
		{"", folders.Config{}},
		{"# nothing but words\n", folders.Config{}},
		{
			"balance = false\neasy_days = ['Saturday 50%', 'sunday 0%']\n",
			with(func(s *settings.Set) {
				s.Balance = new(false)
				s.EasyDays = &[]settings.EasyDay{{Day: time.Saturday, Percent: 50}, {Day: time.Sunday}}
			}),
		},
		{"leech = 'suspend'\n", with(func(s *settings.Set) { s.Leech = new(settings.Suspend) })},
		{"leech_lapses = 0\n", with(func(s *settings.Set) { s.LeechLapses = new(0) })},
		{"auto_optimize = false\n", with(func(s *settings.Set) { s.Optimize = new(false) })},
		{"backup_max = 50\n", with(func(s *settings.Set) { s.BackupMax = new(50) })},
		{"\ufeffmax_interval = 100\r\n", with(func(s *settings.Set) { s.MaxInterval = new(100) })},
		{
			"folders = ['/a/b', \"../c\"] # two\nignore = [\"README.md\", \"drafts/*\"]\n",
			folders.Config{Folders: []string{"/a/b", "../c"}, Ignore: []string{"README.md", "drafts/*"}},
		},
		{"inbox = 'later/in.MD'\n", folders.Config{Inbox: "later/in.MD"}},
		{
			"\"rollover\" = \"00:30\"\r\nnew_per_day = 0\r\nretention = 0.85\r\n",
			with(func(s *settings.Set) {
				s.Rollover, s.NewPerDay, s.Retention = new(30*time.Minute),
					new(0), new(0.85)
			}),
		},
		{
			"steps = ['30s', '12h', '2d', 3]\n",
			with(func(s *settings.Set) {
				s.Steps = &[]time.Duration{30 * time.Second, 12 * time.Hour, 48 * time.Hour, 3 * time.Minute}
			}),
		},
		{
			"bury_siblings = ['interday', 'new']\nlearn_ahead = '90s'\n",
			with(func(s *settings.Set) {
				s.Bury, s.LearnAhead = &[]settings.Kind{settings.Interday, settings.New}, new(90*time.Second)
			}),
		},
		{
			"bury_siblings = []\nlearn_ahead = '0s'\n",
			with(func(s *settings.Set) { s.Bury, s.LearnAhead = &[]settings.Kind{}, new(time.Duration(0)) }),
		},
		{
			"steps = []\nrelearning_steps = [5, 60]\nmax_interval = 1_000\n",
			with(func(s *settings.Set) {
				s.Steps, s.RelearningSteps, s.MaxInterval = minutes(), minutes(5, 60), new(1000)
			}),
		},
		{
			"'ä' = 1\nnew_per_days = 3\nnew_per_day = 3\n[\"later\"]\nfolders = ['/x']\n",
			folders.Config{
				Own: settings.Set{NewPerDay: new(3)},
				Warnings: []deck.Diagnostic{
					unknown(1, 1, "ä"), unknown(2, 1, "new_per_days"),
					unknown(4, 2, "later"),
				},
			},
		},
		{
			"retention = 0.8\n[keys]\nbury = [ 'b', \"ctrl+b\" ]\nmore = []\nflag = 'F'\n",
			folders.Config{Own: settings.Set{Retention: new(0.8)}, Keys: []folders.Bound{
				bound("bury", 3, "b", 10, "ctrl+b", 15), bound("flag", 5, "F", 8), bound("more", 4),
			}},
		},
		{
			"keys.flag = 'F'\n",
			folders.Config{Keys: []folders.Bound{{
				Command: "flag", Keys: []string{"F"}, Path: ".cards/config.toml",
				Pos: deck.Pos{Line: 1, Col: 1},
				At:  []deck.Pos{{Line: 1, Col: 13}},
			}}},
		},
		{
			"reviews_per_day = 9\nnew_order = 'added'\nreview_order = 'easiest'\nnew_mix = 'mixed'\n",
			with(func(s *settings.Set) {
				s.ReviewsPerDay, s.NewOrder = new(9), new(settings.ByAge)
				s.ReviewOrder, s.NewMix = new(settings.ByEase), new(settings.Mixed)
			}),
		},
	}
	for _, tt := range tests {
		got, err := folders.ReadConfig(configured(t, tt.text))
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

// bound are keys of a command that stands at the beginning of a line, each followed by its column.
func bound(command string, line int, keys ...any) folders.Bound {
	b := folders.Bound{
		Command: command, Keys: []string{}, Path: ".cards/config.toml", Pos: deck.Pos{Line: line, Col: 1},
	}
	for i := 0; i < len(keys); i += 2 {
		b.Keys = append(b.Keys, keys[i].(string))
		b.At = append(b.At, deck.Pos{Line: line, Col: keys[i+1].(int)})
	}
	return b
}

func TestReadConfigWithoutFile(t *testing.T) {
	t.Parallel()
	got, err := folders.ReadConfig(t.TempDir())
	if diff := cmp.Diff(folders.Config{}, got); diff != "" || err != nil {
		t.Errorf("error %v, configuration (-want +got):\n%s", err, diff)
	}
}

func TestReadConfigErrors(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"folders = \"x\"", `1:11: error: folders: must be a list: [...]`},
		{"folders = [\"a\", # ü\n  \"ü\", 3]", `2:8: error: folders: a folder must be a path in quotes`},
		{"folders = ['']", `1:12: error: folders: a folder must be a path in quotes`},
		{
			"folders = [ '~/x' ]",
			`1:13: error: folders: "~/x": ~ is not expanded here; write the whole path`,
		},
		{
			"folders = [\"C:\\notes\"]", `1:12: error: folders: "C:\notes" holds a control character; ` +
				`in double quotes \ begins an escape, in single ones it is itself`,
		},
		{"\ufeffsteps = 1", `1:9: error: steps: must be a list: [...]`},
		{"folders.a = 1", `1:13: error: folders: must be a list: [...]`},
		{"[folders]\na = 1", `1:2: error: folders: must be a list: [...]`},
		{"[[steps]]", `1:3: error: steps: ` + badStep},
		{"ignore = ['a', '[']", `1:16: error: ignore: "[": malformed pattern`},
		{"ignore = [['a']]", `1:1: error: ignore: must be names or patterns in quotes`},
		{"\n\nrollover = 4", `3:12: error: rollover: must be a time of day in quotes, such as "04:00"`},
		{"rollover = '24:00'", `1:12: error: rollover: must be a time of day in quotes, such as "04:00"`},
		{"rollover = 04:00:00", `1:12: error: rollover: must be a time of day in quotes, such as "04:00"`},
		{"new_per_day = -1", `1:15: error: new_per_day: must be a whole number from 0 to 1000000`},
		{"new_per_day = 2.0", `1:15: error: new_per_day: must be a whole number from 0 to 1000000`},
		{"retention = 1", `1:13: error: retention: must be a number between 0 and 1, such as 0.9`},
		{"retention = nan", `1:13: error: retention: must be a number between 0 and 1, such as 0.9`},
		{"retention = '0.9'", `1:13: error: retention: must be a number between 0 and 1, such as 0.9`},
		{"steps = [1, 525601]", `1:13: error: steps: ` + badStep},
		{"steps = ['0s']", `1:10: error: steps: ` + badStep},
		{"steps = ['366d']", `1:10: error: steps: ` + badStep},
		{"steps = ['1.5h']", `1:10: error: steps: ` + badStep},
		{"steps = ['10 m']", `1:10: error: steps: ` + badStep},
		{"steps = ['m']", `1:10: error: steps: ` + badStep},
		{"steps = ['4294967295d']", `1:10: error: steps: ` + badStep},
		{"bury_siblings = true", `1:17: error: bury_siblings: must be a list: [...]`},
		{
			"bury_siblings = ['new', 'all']",
			`1:25: error: bury_siblings: must be a list of "new", "review" and "interday"`,
		},
		{"learn_ahead = 20", `1:15: error: learn_ahead: must be a time in quotes, such as "20m" or "0s", of at most a day`},
		{"answer_cap = 60", `1:14: error: answer_cap: must be a time in quotes, such as "60s" or "5m", of at most a day`},
		{"answer_cap = '0s'", `1:14: error: answer_cap: must be a time in quotes, such as "60s" or "5m", of at most a day`},
		{"answer_cap = '25h'", `1:14: error: answer_cap: must be a time in quotes, such as "60s" or "5m", of at most a day`},
		{"answer_cap = '-5s'", `1:14: error: answer_cap: must be a time in quotes, such as "60s" or "5m", of at most a day`},
		{"learn_ahead = '2d'", `1:15: error: learn_ahead: must be a time in quotes, such as "20m" or "0s", of at most a day`},
		{"keys = 'x'", `1:8: error: keys: must be a table: [keys]`},
		{"[keys]\nflag = 1", `2:8: error: keys.flag: must be a key in quotes, such as "x" or "ctrl+x", or a list of keys`},
		{"[keys]\nflag = ['f', 1]", `2:14: error: keys.flag: must be a key in quotes, such as "x" or "ctrl+x", or a list of keys`},
		{"balance = 1", `1:11: error: balance: must be true or false`},
		{"easy_days = ['sunday 0%', 'sun 0%']", `1:27: error: easy_days: ` + badEasyDay},
		{"easy_days = ['sunday 101%']", `1:14: error: easy_days: ` + badEasyDay},
		{"easy_days = ['sunday 50']", `1:14: error: easy_days: ` + badEasyDay},
		{"leech = true", `1:9: error: leech: must be "hint" or "suspend"`},
		{"leech_lapses = -1", `1:16: error: leech_lapses: must be a whole number from 0 to 9999`},
		{"relearning_steps = [0]", `1:21: error: relearning_steps: ` + badStep},
		{"max_interval = 36501", `1:16: error: max_interval: must be a whole number from 1 to 36500`},
		{
			"retention = 2\nunknown = 1\nsteps = 1\n",
			"1:13: error: retention: must be a number between 0 and 1, such as 0.9\n" +
				".cards/config.toml:3:9: error: steps: must be a list: [...]",
		},
	}
	for _, tt := range tests {
		c, err := folders.ReadConfig(configured(t, tt.text))
		var typed *folders.ConfigError
		if !errors.As(err, &typed) {
			t.Errorf("%q: configuration %v, error %v of type %T", tt.text, c, err, err)
			continue
		}
		if diff := cmp.Diff(".cards/config.toml:"+tt.want, err.Error()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestReadConfigThatIsNoFile(t *testing.T) {
	t.Parallel()
	if _, err := folders.ReadConfig(tree(t, ".cards/config.toml/")); err == nil {
		t.Error("a folder in the place of the configuration is no error")
	}
	root := tree(t, ".cards/")
	if err := os.Symlink(os.DevNull, filepath.Join(root, ".cards", "config.toml")); err != nil {
		t.Skip(err)
	}
	if _, err := folders.ReadConfig(root); err == nil {
		t.Error("a device in the place of the configuration is no error")
	}
}

func TestConfigIgnores(t *testing.T) {
	t.Parallel()
	c := folders.Config{Ignore: []string{"build", "a/b", "*.tmp.md", "a/*/c/"}}
	for path, want := range map[string]bool{
		"x.md": false, "build": true, "build/x.md": true, "x/build/y/z.md": true, "builds/x.md": false,
		"a/b": true, "a/b/x.md": true, "x/a/b": false, "a/bc": false, "x.tmp.md": true,
		"x/y.tmp.md": true,
		"a/x/c/y.md": true, "a/x/y/c": false, "": false,
	} {
		if got := c.Ignores(path); got != want {
			t.Errorf("%q: %v", path, got)
		}
	}
}

func FuzzReadConfig(f *testing.F) {
	f.Add("folders = ['/a', \"../c\"] # two\nignore = [\"README.md\"]\n[later]\n[[x.y]]\na.b = { c = 1 }")
	f.Add("\"rollover\" = \"00:30\"\r\nnew_per_day = 0x10\r\nretention = 8e-1\r\nsteps = [[1], 2, '''\n''']")
	f.Fuzz(func(t *testing.T, text string) {
		root := configured(t, text)
		_, err := folders.ReadConfig(root)
		var wrong *folders.ConfigError
		if err != nil && (!errors.As(err, &wrong) || len(wrong.Diagnostics) == 0) {
			t.Fatalf("error %v of type %T", err, err)
		}
		if err != nil {
			for _, d := range wrong.Diagnostics {
				if d.Pos.Line < 1 || d.Pos.Line > strings.Count(text, "\n")+1 || d.Pos.Col < 1 {
					t.Fatalf("place of %v in %q", d, text)
				}
			}
			return
		}
		if _, err := folders.AddFolder(root, "/new"); err != nil {
			t.Fatalf("%q cannot be edited: %v", text, err)
		}
		if _, err := folders.RemoveFolder(root, "/new"); err != nil {
			t.Fatalf("%q cannot be edited: %v", config(t, root), err)
		}
	})
}

func TestReadConfigHasABound(t *testing.T) {
	t.Parallel()
	_, err := folders.ReadConfig(configured(t, strings.Repeat("# nothing\n", 200_000)))
	var size *folders.SizeError
	if !errors.As(err, &size) {
		t.Errorf("error %v, want one of the size", err)
	}
}

// TestAudioIsAPersonsOwn: a program that a collection names is not run.
func TestAudioIsAPersonsOwn(t *testing.T) {
	t.Parallel()
	const text = "[audio]\nplayer = \"mpv --no-video\"\n"
	c, err := folders.ReadConfig(configured(t, text))
	if err != nil || c.Player != "" || len(c.Warnings) != 1 ||
		!strings.HasPrefix(c.Warnings[0].Text, "audio names a program") {
		t.Errorf("a collection has player %q, warnings %v, error %v", c.Player, c.Warnings, err)
	}
	file := filepath.Join(t.TempDir(), "config.toml")
	for text, want := range map[string]string{
		text: "", "[audio]\nplayer = 1\n": "audio.player: must be a command",
		"[audio]\nvolume = 1\n":              "audio.volume: the only key is",
		"audio = 1\n":                        "audio: must be a table",
		"[audio]\nplayer = \"C:\\u0007x\"\n": "control character",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var user folders.Config
		err := user.ReadUser(file)
		if want == "" && (err != nil || user.Player != "mpv --no-video") {
			t.Errorf("%q: player %q, error %v", text, user.Player, err)
		}
		if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}
