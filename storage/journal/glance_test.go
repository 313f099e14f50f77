package journal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage/journal"
	"cards/storage/wire"
)

func TestSeenInSaysWhatDecodeSays(t *testing.T) {
	texts := 0
	for _, tt := range events() {
		value, err := journal.Encode(tt.event)
		if err != nil {
			t.Fatal(err)
		}
		k, path, ok := journal.SeenIn(tt.event.ID, value)
		text, is := tt.event.Body.(journal.TextSeen)
		if is = is && !strings.Contains(text.Text.ID, ":"); ok != is {
			t.Errorf("%s: a text that can be read so: %v, want %v", tt.name, ok, is)
		}
		if !is {
			continue
		}
		texts++
		if k != text.Key || string(path) != text.Path {
			t.Errorf("%s: %v in %q, want %v in %q", tt.name, k, path, text.Key, text.Path)
		}
		value[len(value)/2] ^= 1
		if _, _, ok := journal.SeenIn(tt.event.ID, value); ok {
			t.Errorf("%s: read though it is damaged", tt.name)
		}
	}
	if texts == 0 {
		t.Error("no text among the events")
	}
}

func TestPairInSaysWhatDecodeSays(t *testing.T) {
	pairs, kept := 0, 0
	for _, tt := range events() {
		value, err := journal.Encode(tt.event)
		if err != nil {
			t.Fatal(err)
		}
		pair, linked, ok := journal.PairIn(tt.event.ID, value)
		want, is := journal.PairOf(tt.event.Body)
		_, links := tt.event.Body.(journal.Linked)
		if ok != is || pair != want || linked != links {
			t.Errorf("%s: %v, links %v, want %v, %v", tt.name, pair, linked, want, links)
		}
		_, source := tt.event.Body.(journal.Sourced)
		if keeps := journal.Keeps(tt.event.ID, value); keeps != source {
			t.Errorf("%s: keeps what a source had: %v", tt.name, keeps)
		}
		if !is && !source {
			continue
		}
		if pairs++; source {
			kept++
		}
		value[len(value)/2] ^= 1
		if _, _, ok := journal.PairIn(tt.event.ID, value); ok || journal.Keeps(tt.event.ID, value) {
			t.Errorf("%s: read though it is damaged", tt.name)
		}
	}
	if kept == 0 || pairs == kept {
		t.Errorf("%d links and sources among the events, %d sources", pairs, kept)
	}
}

func TestMovesSaysWhatApplyDoes(t *testing.T) {
	for _, tt := range events() {
		value, err := journal.Encode(tt.event)
		if err != nil {
			t.Fatal(err)
		}
		was := journal.State{Flag: 7, Buried: 7, Answers: 7}
		is := was
		is.Apply(tt.event, nil)
		if !cmp.Equal(was, is) && !journal.Moves(value) {
			t.Errorf("%s: it moves a card and says that it does not", tt.name)
		}
	}
}

func TestDecodeReviewSaysWhatDecodeSays(t *testing.T) {
	reviews, refused := 0, 0
	same := func(name string, id journal.ID, value []byte) {
		t.Helper()
		want, wantErr := journal.Decode(id, value)
		r, step, ok, err := journal.DecodeReview(id, value)
		_, is := want.Body.(journal.Reviewed)
		if ok != is && wantErr == nil {
			t.Errorf("%s: a review that can be read so: %v, want %v", name, ok, is)
		}
		if !ok {
			return
		}
		reviews++
		if fmt.Sprint(wantErr) != fmt.Sprint(err) {
			t.Errorf("%s: %v, want %v", name, err, wantErr)
		}
		if wantErr != nil {
			refused++
			return
		}
		got := journal.Event{ID: id, Step: step, Body: r}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	for _, tt := range events() {
		value, err := journal.Encode(tt.event)
		if err != nil {
			t.Fatal(err)
		}
		same(tt.name, tt.event.ID, value)
		for i := range value {
			damaged := slices.Clone(value)
			damaged[i] ^= 1
			same(tt.name+", damaged", tt.event.ID, damaged)
			sealed := slices.Clone(damaged[:len(value)-wire.SealSize])
			same(tt.name+", otherwise", tt.event.ID, wire.Seal(tt.event.ID[:], sealed))
			same(tt.name+", cut", tt.event.ID, value[:i])
		}
	}
	if refused == 0 || reviews == refused {
		t.Errorf("%d reviews among the events, %d refused", reviews, refused)
	}
}
