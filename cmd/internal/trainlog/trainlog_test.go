package trainlog_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/trainlog"
	"cards/srs/fit"
)

const today = 20_000 // study day of the rows given as days ago

// daysAgo lists the reviews of a log so.
func daysAgo(reviews []fit.Review) []int {
	var days []int
	for _, r := range reviews {
		days = append(days, today-int(r.Day))
	}
	return days
}

// TestAnkiRows has the rows of one card, each with its type (Learning, Review, X relearning,
// Filtered, Manual), the days ago, and the factor if it is not 0. The cases are those of Anki's own
// tests of this rule (rslib, fsrs/params.rs).
func TestAnkiRows(t *testing.T) {
	t.Parallel()
	tests := []struct {
		rows string
		want []int // days ago of what is kept
	}{
		{"L1 R0", []int{1, 0}},
		{"L15 L13 R10 R5", []int{15, 13, 10, 5}},
		{"L15 L13", []int{15, 13}},
		{"L1", []int{1}},
		{"L10 R9 F7 R4", []int{10, 9, 4}},
		{"L10 R9 F7/2500 R4", []int{10, 9, 7, 4}},
		{"L10 R9 M7/100 R4", []int{10, 9, 4}},
		{"L10 M7 L4 R0", []int{4, 0}},
		{"L10 R9 L4 R0", []int{4, 0}},
		{"L10 F8 L7 R0", []int{10, 7, 0}},
		{"L10 R9 M7 R1 X0", nil},
		{"L10 R9 M7", nil},
		{"R10 R9 X9 R4", nil},
	}
	for _, test := range tests {
		var file strings.Builder
		file.WriteString("review_time_ms,card,rating,ivl,last_ivl,factor,duration_ms,type\n")
		for i, text := range strings.Fields(test.rows) {
			name, factor, _ := strings.Cut(text[1:], "/")
			if factor == "" {
				factor = "0"
			}
			var days int64
			fmt.Sscan(name, &days)
			rating, kind := 3, strings.Index("LRXFM", text[:1])
			if text[0] == 'M' {
				rating = 0
			}
			fmt.Fprintf(&file, "%d,7,%d,1,1,%s,5000,%d\n", (today-days)*86_400_000+int64(i), rating,
				factor, kind)
		}
		log, err := trainlog.Read(strings.NewReader(file.String()), 0)
		if err != nil {
			t.Errorf("%s: %v", test.rows, err)
			continue
		}
		if diff := cmp.Diff(test.want, daysAgo(log.Reviews)); diff != "" {
			t.Errorf("%s: kept days ago (-want +got):\n%s", test.rows, diff)
		}
	}
}

func TestPlainRows(t *testing.T) {
	t.Parallel()
	const file = "\ufeffreview_duration,review_time,card_id,review_rating,note\n" +
		"10,1970-01-03T04:00:00.5+02:00,b,3,\n" +
		"10,86399999,\"a,1\",1,later row is older\n" +
		"10,3600000,\"a,1\",4,\n" +
		"10,0,b,0,no answer\n"
	tests := []struct {
		dayStart time.Duration
		want     []string // day:rating
	}{
		{0, []string{"0:4", "0:1", "2:3"}},
		{4 * time.Hour, []string{"-1:4", "0:1", "1:3"}},
	}
	for _, test := range tests {
		log, err := trainlog.Read(strings.NewReader(file), test.dayStart)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range log.Reviews {
			got = append(got, fmt.Sprintf("%d:%d", r.Day, r.Rating))
		}
		if diff := cmp.Diff(test.want, got); diff != "" || log.Rows != 4 {
			t.Errorf("days from %v: %d rows, (-want +got):\n%s", test.dayStart, log.Rows, diff)
		}
		if r := log.Reviews; r[0].Card != r[1].Card || r[0].Card == r[2].Card {
			t.Errorf("cards %v", r)
		}
	}
}

// TestForms has two reviews of one card, three days apart, in all the forms that a file can have.
func TestForms(t *testing.T) {
	t.Parallel()
	const (
		plain = "card_id,review_rating,review_time\n"
		anki  = "review_time_ms,card,rating,ivl,last_ivl,factor,duration_ms,type\n"
	)
	tests := []struct{ name, file string }{
		{"milliseconds", plain + "1,1,0\n1,3,259200000\n"},
		{"RFC 3339", plain + "1,1,1970-01-01T00:00:00Z\n1,3,1970-01-04T02:00:00.25+02:00\n"},
		{"zones", plain + "1,1,1970-01-01T23:00:00+23:00\n1,3,1970-01-03T16:00:00-08:00\n"},
		{"newest first", plain + "1,3,259200000\n1,1,0\n"},
		{"mark and CRLF", "\ufeff" + strings.ReplaceAll(plain+"1,1,0\n1,3,259200000\n", "\n", "\r\n")},
		{"mark before a quote", "\ufeff\"card_id\",review_rating,review_time\n1,1,0\n1,3,259200000\n"},
		{"quoted", "\"card_id\",\"review_rating\",\"review_time\"\n\"a \"\"b\"\",\nc\",\"1\",\"0\"\n\"a \"\"b\"\",\nc\",\"3\",\"259200000\"\n"},
		{"empty lines, none at the end", plain + "\n1,1,0\n\n1,3,259200000"},
		{"further columns", "note,review_time,review_duration,card_id,review_rating\nx,0,9,1,1\n,259200000,,1,3\n"},
		{"Anki", anki + "0,7,1,-60,-60,0,5000,0\n259200000,7,3,3,-60,2500,5000,1\n"},
		{"Anki, other order", "type,duration_ms,factor,last_ivl,ivl,rating,card,review_time_ms\n0,5,0,1,1,1,7,0\n1,5,2500,1,1,3,7,259200000\n"},
		{"Anki, needed columns", "factor,type,rating,card,review_time_ms\n0,0,1,7,0\n2500,1,3,7,259200000\n"},
	}
	for _, test := range tests {
		log, err := trainlog.Read(strings.NewReader(test.file), 0)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		for _, r := range log.Reviews {
			got = append(got, fmt.Sprintf("%d:%d", r.Day, r.Rating))
		}
		if diff := cmp.Diff([]string{"0:1", "3:3"}, got); diff != "" ||
			log.Reviews[0].Card != log.Reviews[1].Card {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	const plain, anki = "card_id,review_rating,review_time\n",
		"review_time_ms,card,rating,factor,type\n"
	tests := []struct{ file, want string }{
		{"", "1:1: the line with the column names is missing"},
		{"card,rating\n", "1:1: columns card,rating: needs either card_id,review_rating,review_time or card,rating,review_time_ms,type,factor"},
		{plain + "1,5,0\n", `2:3: rating: "5" is not a number from 0 to 4`},
		{plain + "1,,0\n", `2:3: rating: "" is not a number from 0 to 4`},
		{plain + "1,3,yesterday\n", `2:5: time: "yesterday" is not a time between 1970 and 9999`},
		{
			plain + "1,3,1700000000\n2,3,1700000001\n",
			`2:5: time: "1700000000": it is in seconds, not milliseconds`,
		},
		{plain + "1,3,0\n1,\"3,0\n", `3:8: extraneous or missing " in quoted-field`},
		{plain + "1,3,-1\n", `2:5: time: "-1" is not a time between 1970 and 9999`},
		{plain + "1,3\n", "2:1: wrong number of fields"},
		{plain + "1,\"3,0\n", `2:8: extraneous or missing " in quoted-field`},
		{
			anki + "2024-01-01T00:00:00Z,1,3,0,0\n",
			`2:1: time: "2024-01-01T00:00:00Z" is not a time between 1970 and 9999`,
		},
		{anki + "1,1,3,0,6\n", `2:9: type: "6" is not a number from 0 to 5`},
		{anki + "1,1,3,x,0\n", `2:7: factor: "x" is not a number`},
	}
	for _, test := range tests {
		_, err := trainlog.Read(strings.NewReader(test.file), 0)
		if err == nil || err.Error() != test.want {
			t.Errorf("%q:\n got %v\nwant %s", test.file, err, test.want)
		}
	}
}

// TestForeignRows has rows that cannot be used among rows that can, and rows that are there twice.
func TestForeignRows(t *testing.T) {
	t.Parallel()
	const plain, anki = "card_id,review_rating,review_time\n",
		"review_time_ms,card,rating,factor,type\n"
	const day = 86_400_000
	good := func(lines string) string { return fmt.Sprintf(lines, 200*day, 202*day) }
	tests := []struct {
		name, file    string
		days          []int
		rows, doubled int
		left          []string
	}{
		{
			name: "seconds", file: plain + good("1,3,%d\n1,3,1700000000\n1,4,1700086400\n1,3,%d\n"),
			days: []int{200, 202}, rows: 4,
			left: []string{`2 of 3:5: time: "1700000000": it is in seconds, not milliseconds`},
		},
		{name: "days of 1970", file: plain + "1,3,0\n1,3,1728000000\n", days: []int{0, 20}, rows: 2},
		{
			name: "rating", file: plain + good("1,3,%d\n1,5,1\n1,good,1\n1,3,%d\n"),
			days: []int{200, 202}, rows: 4,
			left: []string{`2 of 3:3: rating: "5" is not a number from 0 to 4`},
		},
		{
			name: "time", file: plain + good("1,3,%d\n1,3,\n1,3,%d\n"),
			days: []int{200, 202}, rows: 3,
			left: []string{`1 of 3:5: time: "" is not a time between 1970 and 9999`},
		},
		{
			name: "fields", file: plain + good("1,3,%d\n1,3\n1,3,%d\n1,3,0,0\n"),
			days: []int{200, 202}, rows: 4, left: []string{`2 of 3:1: wrong number of fields`},
		},
		{
			name: "kind", file: anki + good("%d,1,3,0,0\n1,1,3,0,6\n1,1,3,0,review\n%d,1,3,2500,1\n"),
			days: []int{200, 202}, rows: 4,
			left: []string{`2 of 3:9: type: "6" is not a number from 0 to 5`},
		},
		{
			name: "several",
			file: anki + good("%d,1,3,0,0\n1700000000,1,3,0,0\n99999999999,1,9,0,0\n99999999999,1,3,x,0\n%d,1,3,2500,1\n"),
			days: []int{200, 202}, rows: 5, left: []string{
				`1 of 4:15: rating: "9" is not a number from 0 to 4`, `1 of 5:17: factor: "x" is not a number`,
				`1 of 3:1: time: "1700000000": it is in seconds, not milliseconds`,
			},
		},
		{
			name: "twice",
			file: plain + good("1,3,%[1]d\n2,3,%[1]d\n1,3,%[1]d\n1,3,1970-07-20T00:00:00Z\n1,4,%[1]d\n1,3,%[2]d\n"),
			days: []int{200, 200, 202, 200}, rows: 6, doubled: 2,
		},
		{
			name: "twice in Anki",
			file: anki + good("%[1]d,1,3,0,0\n%[1]d,1,3,0,0\n%[2]d,1,3,2500,1\n%[2]d,1,3,2500,1\n"),
			days: []int{200, 202}, rows: 4, doubled: 2,
		},
	}
	for _, test := range tests {
		log, err := trainlog.Read(strings.NewReader(test.file), 0)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var days []int
		for _, r := range log.Reviews {
			days = append(days, int(r.Day))
		}
		var left []string
		for _, l := range log.Left {
			left = append(left, fmt.Sprintf("%d of %v", l.Rows, l.Err))
		}
		if diff := cmp.Diff(test.days, days); diff != "" {
			t.Errorf("%s: days (-want +got):\n%s", test.name, diff)
		}
		if diff := cmp.Diff(test.left, left); diff != "" {
			t.Errorf("%s: left out (-want +got):\n%s", test.name, diff)
		}
		if log.Rows != test.rows || log.Doubled != test.doubled {
			t.Errorf("%s: %d rows, %d doubled", test.name, log.Rows, log.Doubled)
		}
	}
}

// endless is a file that never ends.
type endless string

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], e)
	}
	return n, nil
}

// A file without rows, or with one that never ends, is refused with its place.
func TestReadEndsWhereNoRowDoes(t *testing.T) {
	t.Parallel()
	const head = "card_id,review_rating,review_time\n1,3,1700000000000\n"
	tests := []struct {
		name, before string
		then         endless
		want         string
	}{
		{"zeros", "", "\x00", "1:1: "},
		{"names of columns", "", "card_id,", "1:1: "},
		{"line breaks in quotes", "\"", "\n", "1:1: "},
		{"a row", head, "1", "3:1: "},
		{"a row in quotes", head + "\"", "a\n", "3:1: "},
	}
	for _, tt := range tests {
		r := io.MultiReader(strings.NewReader(tt.before), tt.then)
		_, err := trainlog.Read(r, 0)
		if want := tt.want + "a row of more than 1 MB: this is not a review log"; err == nil ||
			err.Error() != want {
			t.Errorf("%s: error %v, want %s", tt.name, err, want)
		}
	}
}
