package front_test

import (
	"reflect"
	"strings"
	"testing"

	"cards/deck/front"
)

func TestRead(t *testing.T) {
	tests := map[string]struct {
		content string
		key     string
		want    any
	}{
		"text of YAML":            {"name: Go\n", "name", front.Scalar{Text: "Go", Value: "Go"}},
		"number as it is written": {"tags: 1.20\n", "tags", front.Scalar{Text: "1.20", Value: 1.2}},
		"text of TOML":            {"name = \"Go\"\n", "name", front.Scalar{Text: "Go", Value: "Go"}},
		"key without a value":     {"name:\n", "name", nil},
		"the good entry beside a bad one": {
			"name: Go\ntags: a: b\n", "name", front.Scalar{Text: "Go", Value: "Go"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			values, _ := front.Read(test.content, false)
			if got := values[test.key]; !reflect.DeepEqual(got, test.want) {
				t.Errorf("%q is %#v, want %#v", test.key, got, test.want)
			}
		})
	}
}

func TestReadNamesTheEntry(t *testing.T) {
	_, errs := front.Read("name: Go\n\ntags: a: b\n", false)
	if len(errs) != 1 || errs[0].Line != 3 || errs[0].Key != "tags" {
		t.Errorf("got %+v, want one error of tags on line 3", errs)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, content := range map[string]string{
		"what is too long": "a: " + strings.Repeat("x", 33<<10),
		"what nests deep":  "a: " + strings.Repeat("[", 100) + strings.Repeat("]", 100),
	} {
		if values, errs := front.Read(content, false); values != nil || len(errs) != 1 {
			t.Errorf("%s: got %v and %v, want one error and no value", name, values, errs)
		}
	}
}

func TestTags(t *testing.T) {
	tests := map[string]struct {
		content string
		want    []string
		ok      bool
	}{
		"words":           {"tags: go lang", []string{"go", "lang"}, true},
		"commas":          {"tags: big data, go", []string{"big data", "go"}, true},
		"list":            {"tags: [a b, '#c', 2024]", []string{"a b", "c", "2024"}, true},
		"table in a list": {"tags: [a, {b: c}]", []string{"a"}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			values, _ := front.Read(test.content, false)
			got, ok := front.Tags(values["tags"])
			if !reflect.DeepEqual(got, test.want) || ok != test.ok {
				t.Errorf("got %q, %v, want %q, %v", got, ok, test.want, test.ok)
			}
		})
	}
}
