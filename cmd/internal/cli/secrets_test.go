package cli_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSecretsStaySecret syncs two devices, in the right way and in many wrong ones, and looks for
// keys, codes and texts of cards wherever they must not be.
func TestSecretsStaySecret(t *testing.T) {
	t.Parallel()
	files := map[string]string{"a.md": "Q: What does photosynthesis need?\nA: chlorophyll and " +
		"light\n"}
	laptop, phone := newWorld(t, files), newWorld(t, files)
	laptop.cards("\ngood\n", "review")
	store := t.TempDir()
	var said strings.Builder
	say := func(w *world, input string, args ...string) {
		out, errs, _ := w.run(input, args...)
		said.WriteString(out + errs)
	}
	say(laptop, "", "sync", "--to", "dir:"+store)
	invitation := laptop.cards("", "sync", "--invite")
	line := regexp.MustCompile(`cards1-\S+`).FindString(invitation)
	code := strings.TrimSpace(regexp.MustCompile(`(?m)^  [a-z ]+$`).FindString(invitation))
	if line == "" || len(strings.Fields(code)) != 6 {
		t.Fatal(invitation)
	}
	var keys struct{ Identity string }
	data, err := os.ReadFile(filepath.Join(laptop.dir, ".cards", "sync.key"))
	if err != nil || json.Unmarshal(data, &keys) != nil || keys.Identity == "" {
		t.Fatal(err)
	}
	say(phone, "no such words at all here", "sync", "--join", line)
	say(phone, code[:len(code)-1], "sync", "--join", line)
	say(phone, code, "sync", "--join", line[:len(line)-5])
	say(phone, code, "sync", "--join", line)
	phone.cards("\nagain\n", "review")
	for _, args := range [][]string{
		{"sync"},
		{"sync", "--json"},
		{"sync", "--status"},
		{"sync", "--status", "--json"},
		{"sync", "--verify"},
		{"paths"},
		{"doctor"},
		{"config", "list"},
		{"sync", "--to", "s3://x/y", "--endpoint", "http://127.0.0.1:1"},
		{"sync"},
		{"backup", "create"},
	} {
		say(phone, "", args...)
		say(laptop, "", args...)
	}
	keyFile := filepath.Join(phone.dir, ".cards", "sync.key")
	for _, text := range []string{"{", `{"identity":"AGE-SECRET-KEY-1` + strings.Repeat("Q", 58) +
		`"}`, strings.Replace(string(data), "1", "2", 1)} {
		if err := os.WriteFile(keyFile, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		say(phone, "", "sync")
	}
	say(laptop, "", "sync", "--rekey")
	secrets := []string{keys.Identity, "AGE-SECRET-KEY", code}
	for _, secret := range secrets {
		if strings.Contains(said.String(), secret) {
			t.Errorf("%q was said:\n%s", secret, said.String())
		}
	}
	objects := 0
	err = filepath.WalkDir(store, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		objects++
		object, err := os.ReadFile(path)
		if r, gzipErr := gzip.NewReader(bytes.NewReader(object)); gzipErr == nil {
			plain, _ := io.ReadAll(r) // as far as it goes
			object = append(object, plain...)
		}
		for _, text := range append(secrets, "photosynthesis", "chlorophyll", "machine", "a.md") {
			if strings.Contains(string(object), text) || strings.Contains(path, text) {
				t.Errorf("%s has %q", path, text)
			}
		}
		return err
	})
	if err != nil || objects < 2 {
		t.Errorf("%d objects, %v", objects, err)
	}
	for _, w := range []*world{laptop, phone} {
		state, err := os.ReadFile(filepath.Join(w.dir, ".cards", "sync.json"))
		info, statErr := os.Stat(filepath.Join(w.dir, ".cards", "sync.key"))
		if err != nil || statErr != nil || strings.Contains(string(state), keys.Identity) ||
			info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v, %v: %s", err, statErr, info.Mode(), state)
		}
	}
}
