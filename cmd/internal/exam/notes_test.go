package exam_test

import (
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/exam"
	"cards/deck/answer"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/storagetest"
)

// TestNotesComeBeforeNewCards reads the notes of a section before the first of its cards that was
// never asked, once, in a quiz; the time that takes is not that of the answer.
func TestNotesComeBeforeNewCards(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": "# Old\n\nOld notes.\n\nQ: known?\nA: 1\n\n" +
		"# Keels\n\nA *keel* holds a ship\nupright.\n\nQ: one?\nA: 1\n\nQ: two?\nA: 2\n\n# Bare\n\nQ: three?\nA: 3\n"})
	c.Rate("known?", srs.Easy)
	c.Sleep(2)
	models := storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}
	s, err := exam.New(c.Collection, exam.Config{
		Kind: exam.Quiz, Questions: 1, New: 3, Form: exam.Recall, Seed: "7F3K",
		Now:        func() time.Time { return c.Now },
		Schedulers: desk.NewSchedulers(folders.Config{}, models, c.Scheduler.Calendar()),
	})
	if err != nil {
		t.Fatal(err)
	}
	answerIt := func() {
		t.Helper()
		c.Now = c.Now.Add(3 * time.Second)
		s.Show()
		if _, err := s.Know(answer.Right); err != nil {
			t.Fatal(err)
		}
	}
	want := []struct{ front, notes string }{
		{"known?", ""},
		{"one?", "A *keel* holds a ship\nupright."},
		{"two?", ""},
		{"three?", ""},
	}
	for i, w := range want {
		q := s.Question()
		if q.Card.Front != w.front || q.Notes != w.notes || (s.State() == exam.Reading) != (w.notes != "") {
			t.Errorf("question %d is %q, notes %q, state %d; want %q and %q", i+1, q.Card.Front, q.Notes,
				s.State(), w.front, w.notes)
		}
		c.Now = c.Now.Add(time.Minute)
		s.Read()
		answerIt()
		if w.front == "one?" { // taken back it is asked again, without its notes
			if err := s.Undo(); err != nil || s.State() != exam.Asking {
				t.Errorf("undo: state %d, %v; want a question", s.State(), err)
			}
			answerIt()
		}
		s.Next()
	}
	if took := s.Report().Questions[1].MS; took != 3000 {
		t.Errorf("the answer behind notes took %d ms, want 3000", took)
	}
}
