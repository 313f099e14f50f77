package cli

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

// TestListedCardsAreWrittenAsByReflection: a field that is added must be written too.
func TestListedCardsAreWrittenAsByReflection(t *testing.T) {
	t.Parallel()
	texts := []string{
		"", "plain", "“ä” 日本 🙂", "a\nb\tc\rd\be\ff", `"quoted" \ `, "<b>&</b>",
		"\x00\x1f\x7f\u0080\u009b",
		"\u2028 \u2029 \u2027", "\xff \xe2\x80 \ufffd", "\u202e", "cut \xf0\x9f\x98",
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var card listedCard
		fill(reflect.ValueOf(&card).Elem(), random, texts)
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(card); err != nil {
			t.Fatal(err)
		}
		if got := string(card.appendJSON(nil)) + "\n"; got != want.String() {
			t.Fatalf("%s\nwant\n%s", got, want.String())
		}
	}
}

// fill gives a value, and all within it, something at random.
func fill(v reflect.Value, random *rand.Rand, texts []string) {
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.UnixMilli(random.Int64N(4e12)).In(time.FixedZone("",
			random.IntN(2)*3600))))
		return
	case *string, *time.Time, *float64:
		if random.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), random, texts)
		}
		return
	case []string:
		v.Set(reflect.MakeSlice(v.Type(), random.IntN(3), 3))
		for i := range v.Len() {
			fill(v.Index(i), random, texts)
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(field, random, texts)
		}
	case reflect.String:
		v.SetString(texts[random.IntN(len(texts))] + texts[random.IntN(len(texts))])
	case reflect.Int:
		v.SetInt(random.Int64N(2000) - 1000)
	case reflect.Float64:
		v.SetFloat(random.ExpFloat64() * 100)
	case reflect.Bool:
		v.SetBool(random.IntN(2) > 0)
	default:
		panic("no value for a " + v.Type().String())
	}
}
