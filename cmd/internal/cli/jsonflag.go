package cli

import (
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/spf13/cobra"
)

// jsonFlags are what --json, --jq and --template say of the one command of a run.
type jsonFlags struct {
	wanted bool
	fields []string // that are printed of each object, in this order; empty for all
	query  string   // of --jq; empty for none

	template *parse.ListNode // of --template; nil for none
}

// shapes says whether what is printed is made of the whole JSON, and not the JSON itself.
func (j *jsonFlags) shapes() bool { return j.query != "" || j.template != nil }

// everyField is the value of --json without one.
const everyField = "*"

// jsonFlag gives a command the flags --json, --jq and --template. The objects are empty ones of
// those that it prints, by which their fields are known.
func (s *streams) jsonFlag(cmd *cobra.Command, help string, objects ...any) {
	flag := &jsonFlag{to: &s.json, objects: objects}
	cmd.Flags().Var(flag, "json", help)
	cmd.Flags().Lookup("json").NoOptDefVal = everyField
	cmd.Flags().Var(&jqFlag{&s.json}, "jq", "print what the jq `EXPRESSION` makes of the JSON")
	cmd.Flags().Var(&templateFlag{&s.json}, "template",
		"print what the Go `TEMPLATE` makes of the JSON")
	cmd.MarkFlagsMutuallyExclusive("jq", "template")
	_ = cmd.RegisterFlagCompletionFunc("json", flag.complete) // it is there, and has none yet
}

// jsonFlag is the value of --json: names of fields with commas between, or nothing.
type jsonFlag struct {
	to      *jsonFlags
	objects []any
}

// String implements [pflag.Value].
func (f *jsonFlag) String() string { return "" }

// Type implements [pflag.Value]: it is what help calls the value.
func (f *jsonFlag) Type() string { return "FIELDS" }

// Set implements [pflag.Value].
func (f *jsonFlag) Set(text string) error {
	f.to.wanted, f.to.fields = true, nil
	if text == everyField {
		return nil
	}
	all := f.names()
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(all, name) {
			return unknownField(name, all)
		}
		f.to.fields = append(f.to.fields, name)
	}
	return nil
}

func unknownField(name string, all []string) error {
	return &usageError{
		text: fmt.Sprintf("--json: %q is not a field", name),
		hint: meant(near(name, all), "the fields are "+strings.Join(all, ", ")),
	}
}

// complete completes the last of the names.
func (f *jsonFlag) complete(
	_ *cobra.Command, _ []string, word string,
) ([]string, cobra.ShellCompDirective) {
	before := word[:strings.LastIndexByte(word, ',')+1]
	names := f.names()
	for i := range names {
		names[i] = before + names[i]
	}
	return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// names returns the fields of the objects, in their order.
func (f *jsonFlag) names() []string {
	var names []string
	for _, object := range f.objects {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(object)) {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if name != "" && name != "-" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// pick returns what the wanted fields of a value are: of an object, or of each in an array.
func (j *jsonFlags) pick(value []byte) ([]byte, error) {
	if len(j.fields) == 0 {
		return value, nil
	}
	if value[0] != '[' {
		return j.pickObject(value)
	}
	var list []json.RawMessage
	if err := json.Unmarshal(value, &list); err != nil {
		return nil, err
	}
	picked := []byte("[")
	for i, object := range list {
		part, err := j.pickObject(object)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			picked = append(picked, ',')
		}
		picked = append(picked, part...)
	}
	return append(picked, ']'), nil
}

// pickObject returns the wanted fields of an object. Those that it does not have are left out.
func (j *jsonFlags) pickObject(object []byte) ([]byte, error) {
	if object[0] != '{' {
		return object, nil // there is none: null
	}
	values := make([][]byte, len(j.fields))
	for name, value := range members(object) {
		if i := slices.Index(j.fields, string(name)); i >= 0 {
			values[i] = value
		}
	}
	picked := []byte("{")
	for i, value := range values {
		if value == nil {
			continue
		}
		if len(picked) > 1 {
			picked = append(picked, ',')
		}
		picked = append(append(append(picked, '"'), j.fields[i]...), '"', ':')
		picked = append(picked, value...)
	}
	return append(picked, '}'), nil
}

// members returns the names and values of an object, which is one that was just written: without
// white space, and with names that need no escapes.
func members(object []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(name, value []byte) bool) {
		for at := 1; at < len(object) && object[at] == '"'; {
			name := object[at:textEnd(object, at)]
			from := at + len(name) + 1
			at = valueEnd(object, from)
			if !yield(name[1:len(name)-1], object[from:at]) {
				return
			}
			at++ // the comma, or the end
		}
	}
}

// valueEnd returns where a value ends that begins at a place of an object.
func valueEnd(object []byte, at int) int {
	depth := 0
	for at < len(object) {
		switch object[at] {
		case '"':
			at = textEnd(object, at)
			continue
		case '{', '[':
			depth++
		case ',':
			if depth == 0 {
				return at
			}
		case '}', ']':
			if depth == 0 {
				return at
			}
			depth--
		}
		at++
	}
	return at
}

// textEnd returns where a text ends that begins at a place.
func textEnd(object []byte, at int) int {
	for at++; at < len(object) && object[at] != '"'; at++ {
		if object[at] == '\\' {
			at++
		}
	}
	return min(at+1, len(object))
}
