package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"cards/cmd/internal/cli"
)

const schemas = "../../../docs/schema"

// schemaOf returns the name of the schema of a command: its words, of which "list" goes without
// saying.
func schemaOf(command string) string {
	name := strings.ReplaceAll(strings.TrimSuffix(command, " list"), " ", "-")
	if name == "" {
		return "cards"
	}
	return name
}

// TestJSONIsAsItsSchemaSays holds what commands print to the schemas of docs/schema, in which every
// member must be named: one that is new is documented there, and one that is gone breaks scripts.
func TestJSONIsAsItsSchemaSays(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("runs every command")
	}
	w := newWorld(t, map[string]string{
		"go.md": "---\ndescription: About Go\n---\n# Words\n\nNotes on words.\n\nChannel: a pipe " +
			"between goroutines\n\n" +
			"Q: Which keyword starts a goroutine?\nA: go\nA (more): Not a thread.\n#syntax\n\n" +
			"C: A [slice] has a [capacity].\n\nQ: Right?\nA:\n- [x] yes\n- [ ] no\n\nQ (draft): " +
			"Why words?\nA: Notes\n",
		"b.md": "Q: Never asked?\nA: No.\n\nQ: Nothing?\n",
		"old.md": "Q: What is it that has been lost?\nA: A card.\n\nQ: Which card is it that was " +
			"edited here?\nA: This.\n",
	})
	w.cards("\ngood\n\nagain\n\neasy\nquit\n", "review", "go")
	w.cards("\ngood\n\nhard\nquit\n", "review", "old")
	w.cards("", "backup", "create")
	w.write("old.md", "Q: Which card is it that was edited?\nA: This.\n")
	w.write(".cards/config.toml", "[[exam]]\nname = 'go'\ndate = 2031-01-15\ndecks = ['go']\n")
	w.write("../from.txt", "Q: Imported?\nA: Yes.\n\nA line.\n")
	id := strings.Trim(w.cards("", "list", "b", "--jq", ".[].id"), "\n")
	exported := w.cards("", "export", "--format", "jsonl")
	w.write("../export.jsonl", exported)
	covered := map[string]bool{"error": true}
	for _, run := range [][]string{
		{""},
		{"next"},
		{"next", "kind:choice"},
		{"next", "rated:1"},
		{"due"},
		{"due", "tag:none"},
		{"list"},
		{"find", "gorotine"},
		{"decks"},
		{"notes"},
		{"drafts"},
		{"make", "--dry-run", "go"},
		{"check"},
		{"stats"},
		{"stats", "--all"},
		{"stats", "--all", "--compare"},
		{"stats", "retention", "go", "--compare"},
		{"stats", "retention"},
		{"stats", "forecast"},
		{"stats", "time"},
		{"stats", "hours"},
		{"stats", "load"},
		{"stats", "intervals"},
		{"stats", "stability"},
		{"stats", "difficulty"},
		{"stats", "retrievability"},
		{"stats", "cards"},
		{"stats", "memorised"},
		{"stats", "calibration"},
		{"stats", "hardest"},
		{"stats", "leeches"},
		{"stats", "quiz"},
		{"log"},
		{"serve", "--devices"},
		{"paths"},
		{"folders"},
		{"backup"},
		{"backup", "list"},
		{"config"},
		{"config", "list"},
		{"config", "get", "steps"},
		{"config", "get", "reviews_per_day"},
		{"config", "get", "keys.suspend"},
		{"sync", "--to", "dir:../store"},
		{"sync"},
		{"sync", "--status"},
		{"doctor"},
		{"version"},
		{"orphans"},
		{"relink"},
		{"relink", "--review"},
		{"show", "goroutine"},
		{"show", "has a capacity"},
		{"show", id},
		{"why", "goroutine"},
		{"why", id},
		{"quiz"},
		{"quiz", "--form", "choice"},
		{"test"},
		{"test", "--estimate"},
		{"exam"},
		{"podcast", "--dry-run"},
		{"simulate"},
		{"retention"},
		{"evaluate"},
		{"optimize", "--dry-run"},
		{"import", "--dry-run", "../from.txt"},
		{"import", "--dry-run", "../export.jsonl"},
		{"answer", id, "good"},
		{"answer", id, "good", "--request", "r"},
		{"answer", id, "good", "--request", "r"},
	} {
		command := run[0]
		if len(run) > 1 && (run[1] == "list" || run[1] == "get") {
			command += " " + run[1]
		}
		var args []string
		for _, arg := range run {
			if arg != "" {
				args = append(args, arg)
			}
		}
		out, errs, code := w.run("", append(args, "--json")...)
		if out == "" {
			t.Errorf("cards %q: nothing printed, exit code %d: %s", args, code, errs)
			continue
		}
		covered[command] = true
		validate(t, schemaOf(command), out, strings.Join(args, " "))
	}
	for _, args := range [][]string{
		{"list", "--json=nothing"},
		{"due", "nowhere", "--json"},
		{"show", "zzzz", "--json"},
	} {
		_, errs, _ := w.run("", args...)
		validate(t, "error", errs, strings.Join(args, " "))
	}
	for _, args := range [][]string{
		{"suspend", "b"}, {"undo"}, {"tag", "+x", "b"}, {"fmt", "--check", "b"},
	} {
		said, _, _ := w.run("", append(args, "--json")...)
		validate(t, "said", said, strings.Join(args, " "))
	}
	other := newWorld(t, map[string]string{"a.md": "Q: a?\nA: b\n"})
	other.cards("", "publish", "a", "--to", "dir:../site")
	other.cards("", "subscribe", "--yes", "dir:../site/decks/a")
	validate(t, "subscribe", other.cards("", "subscribe", "--list", "--json"), "subscribe --list")
	covered["subscribe"] = true
	for _, command := range cli.JSONCommands() {
		if !covered[command] {
			t.Errorf("cards %s --json: is not tried here", command)
		}
	}
}

// TestSchemasAreOfCommands finds schemas that no command prints by.
func TestSchemasAreOfCommands(t *testing.T) {
	t.Parallel()
	known := map[string]bool{"error": true, "said": true}
	for _, command := range cli.JSONCommands() {
		known[schemaOf(command)] = true
	}
	files, err := filepath.Glob(filepath.Join(schemas, "*.json"))
	if err != nil || len(files) != len(known) {
		t.Errorf("%d schemas, %d commands: %v", len(files), len(known), err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".json"); !known[name] {
			t.Errorf("%s is the schema of no command", name)
		}
	}
}

// validate holds JSON to a schema that names all members.
func validate(t *testing.T, name, text, what string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(schemas, name+".json"))
	if err != nil {
		t.Error(err)
		return
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	closeObjects(document)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(name, document); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	schema, err := compiler.Compile(name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	values := json.NewDecoder(strings.NewReader(text))
	values.UseNumber()
	for values.More() {
		var value any
		if err := values.Decode(&value); err != nil {
			t.Errorf("cards %s: %v", what, err)
			return
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("cards %s: %v\n%s", what, err, text)
		}
	}
}

// closeObjects makes every object of a schema refuse members that it does not name. For scripts
// they stay open: a later version may have more.
func closeObjects(schema any) {
	switch s := schema.(type) {
	case map[string]any:
		if _, ok := s["properties"]; ok {
			s["additionalProperties"] = false
		}
		for _, part := range s {
			closeObjects(part)
		}
	case []any:
		for _, part := range s {
			closeObjects(part)
		}
	}
}

// write writes a file of the collection.
func (w *world) write(name, text string) {
	w.t.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
}
