package out

import "testing"

// TestIsASCII looks at which locales have signs beyond ASCII.
func TestIsASCII(t *testing.T) {
	for _, tt := range []struct {
		env  map[string]string
		want bool
	}{
		{nil, false},
		{map[string]string{"LANG": "C"}, true},
		{map[string]string{"LANG": "POSIX"}, true},
		{map[string]string{"LANG": "de_DE"}, true},
		{map[string]string{"LANG": "de_DE@euro"}, true},
		{map[string]string{"LANG": "C.UTF-8"}, false},
		{map[string]string{"LANG": "en_US.utf8"}, false},
		{map[string]string{"LC_CTYPE": "C", "LANG": "en_US.UTF-8"}, true},
		{map[string]string{"LC_CTYPE": "UTF-8", "LANG": "C"}, false},
		{map[string]string{"LC_ALL": "C", "LC_CTYPE": "C.UTF-8", "LANG": "C.UTF-8"}, true},
		{map[string]string{"LC_ALL": "", "LANG": "C.UTF-8"}, false},
	} {
		if got := IsASCII(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v: %v", tt.env, got)
		}
	}
}

// TestASCII holds signs to what stands for them.
func TestASCII(t *testing.T) {
	for own, want := range map[string]string{
		"12 new · done 9": "12 new - done 9",
		"go › slices":     "go > slices",
		"“a” … 1–7 ± 2":   `"a" ... 1-7 +/- 2`,
		"3 → 4":           "3 -> 4",
		" ▁▂▃▄▅▆▇█":       " ..::++##",
		"·░▒▓█":           "-.*%#",
		"⠀⠁⣀⡇⣿":           " '.:#",
		"└─┬":             "+-+",
		"plain":           "plain",
	} {
		if got := ASCII(own); got != want {
			t.Errorf("%q becomes %q, want %q", own, got, want)
		}
	}
}
