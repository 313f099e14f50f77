package report_test

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cards/cmd/internal/report"
)

const schemaFile = "../../../docs/schema/stats.json"

// object is a JSON object.
type object = map[string]any

// TestSchema holds the schema in the tree to the objects that are printed. With UPDATE_SCHEMA set
// it is written.
func TestSchema(t *testing.T) {
	t.Parallel()
	got, err := json.MarshalIndent(schema(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if os.Getenv("UPDATE_SCHEMA") != "" {
		if err := os.WriteFile(schemaFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != string(got) {
		t.Errorf("%s is not what is printed: UPDATE_SCHEMA=1 writes it", schemaFile)
	}
}

// schema is that of `cards stats --json`: without a subject, of each, of all, and of two spans.
func schema() object {
	defs, any := object{"overview": schemaOf(reflect.TypeFor[report.Overview]())},
		[]object{ref("overview")}
	everything := object{"overview": ref("overview")}
	names := []string{"overview"}
	for _, s := range report.Subjects() {
		defs[s.Name] = schemaOf(reflect.TypeOf(s.Empty))
		either := []object{ref(s.Name), compared(s.Name)}
		any = append(any, either...)
		everything[s.Name] = object{"anyOf": either}
		names = append(names, s.Name)
	}
	any = append(any, object{"type": "object", "properties": everything, "required": names})
	return object{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "What `cards stats --json` prints",
		"anyOf":   any, "$defs": defs,
	}
}

func ref(name string) object { return object{"$ref": "#/$defs/" + name} }

// compared is the schema of a subject over two spans.
func compared(name string) object {
	return object{
		"type": "object", "properties": object{"now": ref(name), "before": ref(name)},
		"required": []string{"now", "before"},
	}
}

// schemaOf returns the schema of a type.
func schemaOf(t reflect.Type) object {
	switch t.Kind() {
	case reflect.Pointer:
		of := schemaOf(t.Elem())
		if kind, ok := of["type"].(string); ok && kind != "object" {
			return object{"type": []string{kind, "null"}}
		}
		return object{"anyOf": []object{of, {"type": "null"}}}
	case reflect.Slice:
		return object{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Struct:
		return schemaOfStruct(t)
	case reflect.Int:
		return object{"type": "integer"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Bool:
		return object{"type": "boolean"}
	}
	return object{"type": "string"}
}

func schemaOfStruct(t reflect.Type) object {
	properties, required := object{}, []string{}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous {
			continue // its fields are visible themselves
		}
		properties[name] = schemaOf(f.Type)
		if options != "omitempty" {
			required = append(required, name)
		}
	}
	slices.Sort(required)
	return object{"type": "object", "properties": properties, "required": required}
}
