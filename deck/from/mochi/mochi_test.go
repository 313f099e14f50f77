package mochi_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/mochi"
)

func archive(t testing.TB, name, text string) *zip.Reader {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const (
	asEDN = `{:version 2, ; a comment
 :decks [{:id :d1 :name "Geo" :cards
   ({:id :c1 :content "Capital of France?\n---\nParis" :tags #{"b" "a"}
     :reviews [{:date #inst "2024-05-02T10:00:00.000-00:00" :remembered? true}
               {:date #inst "2024-05-01T10:00:00.000-00:00" :remembered? false :interval 1}]})}
  {:id :d2 :name "Rivers" :parent-id :d1 #_ :ignored :cards
   [{:id :c2 :content "{{The Rhine}} flows to {{2::Rotterdam}}." :trashed? #inst "2024-05-02T10:00:00Z"}]}]}`
	asTransit = `["^ ","~:version",2,"~:decks",["~#list",[
 ["^ ","~:id","~:d1","~:name","Geo","~:cards",["^2",[
  ["^ ","^3","~:c1","~:content","Capital of France?\n---\nParis","~:tags",["~#set",["b","a"]],
   "~:reviews",[["^ ","~:date","~m1714644000000","~:remembered?",true],
                ["^ ","^<","~t2024-05-01T10:00:00.000Z","^=",false]]]]]],
 ["^ ","^3","~:d2","^5","Rivers","~:parent-id","^4","^6",[
  ["^ ","^3","~:c2","^8","{{The Rhine}} flows to {{2::Rotterdam}}.","~:trashed?","~m1714644000000"]]]]]]`
)

func TestRead(t *testing.T) {
	t.Parallel()
	at := func(day int) time.Time { return time.Date(2024, 5, day, 10, 0, 0, 0, time.UTC) }
	want := &mochi.Export{Cards: []mochi.Card{
		{
			ID: "c1", Deck: "Geo", Front: "Capital of France?", Back: "Paris", Tags: []string{"a", "b"},
			Reviews: []mochi.Review{{At: at(1)}, {At: at(2), Remembered: true}},
		},
		{ID: "c2", Deck: "Geo/Rivers", Front: "{{c3::The Rhine}} flows to {{c2::Rotterdam}}.", Cloze: true, Trashed: true},
	}}
	for name, text := range map[string]string{"data.edn": asEDN, "data.json": asTransit} {
		got, err := mochi.Read(archive(t, name, text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(time.Time.Equal)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestFieldsOfTemplates(t *testing.T) {
	t.Parallel()
	got, err := mochi.Read(archive(t, "data.edn", `{:templates [{:id :t :fields {:f2 {:pos "a"} :f1 {:pos "b"}}}]
		:decks [{:id :d :name "D" :cards [{:id :c :template-id :t
		:fields {:f1 {:value "third"} :name {:value "first"} :f2 {:value "second"} :f3 {:value ""}}}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if c := got.Cards[0]; c.Front != "first" || c.Back != "second\n\nthird" {
		t.Errorf("front %q, back %q", c.Front, c.Back)
	}
}

func TestBrokenDecksAreRefused(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"x": "", "data.json": "[", "data.edn": "{:a [", "data.transit": ""} {
		if _, err := mochi.Read(archive(t, name, text)); err == nil {
			t.Errorf("%s %q is read", name, text)
		}
	}
}

// TestBombs: what unpacks to much is refused before it does.
func TestBombs(t *testing.T) {
	t.Parallel()
	for size, want := range map[int]string{5 << 20: "far more", 65 << 20: "larger than 64 MB"} {
		var file bytes.Buffer
		w := zip.NewWriter(&file)
		part, err := w.Create("data.json")
		if err == nil {
			_, err = part.Write(bytes.Repeat([]byte{' '}, size))
		}
		if err = errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		r, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := mochi.Read(r); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d bytes: %v, want %q", size, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("data.edn", asEDN)
	f.Add("data.json", asTransit)
	f.Fuzz(func(t *testing.T, name, text string) {
		_, _ = mochi.Read(archive(t, name, text)) // it must only end
	})
}
