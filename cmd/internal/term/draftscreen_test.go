//go:build unix

package term_test

import (
	"context"
	"io"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/storage"
	"cards/storage/storagetest"
)

const studied = "# Study Notes\n\n- Mistake: Assumed that the DBA had updated Production.\n" +
	"- Immediate Response: Rolled back the deployment.\n- Root Cause: No step looked for a mistake in the schema.\n\n# Questions\n\n"

func drafts(t *testing.T) (*storagetest.Collection, *session.Drafting) {
	t.Helper()
	c := storagetest.New(t, map[string]string{"page.md": studied +
		"Q (draft): What mistake was made regarding the schema?\nA: Assumed that the DBA had updated Production.\n\n" +
		"Q (draft): What was the immediate response to the failures?\nA:\n\n" +
		"Q (draft): Which of these is a mammal?\nA:\n- shark\n- whale\n\nQ (draft): What else?\nA:\n"})
	d, err := session.NewDrafting(c.Collection, storage.Scope{}, func() time.Time { return c.Now })
	if err != nil {
		t.Fatal(err)
	}
	return c, d
}

func TestDraftsScreen(t *testing.T) {
	c, d := drafts(t)
	x := open(t)
	edit := func(ctx context.Context, text string) (string, error) {
		cmd := exec.CommandContext(ctx, "sed", "s/Rolled/Rolled it/")
		cmd.Stdin = strings.NewReader(text)
		edited, err := cmd.Output()
		return string(edited), err
	}
	go func() { _, _ = io.Copy(x.ours, x.emulator) }()
	go func() {
		x.end <- term.RunDraftsScreen(t.Context(), d, x.theirs, x.theirs,
			[]string{"TERM=xterm-256color"}, &term.Terminal{Now: time.Now}, edit)
	}()
	x.await("1 of 4")
	x.await("(line 3)")
	x.send("\r")
	x.await("2 of 4")
	x.send("u")
	x.await("1 of 4")
	x.send("1")
	x.await("2 of 4")
	x.send("e")
	x.await("3 of 4")
	x.send("\r")
	x.await("tick the right one first")
	x.send("2\r")
	x.await("4 of 4")
	x.send("tAll of it")
	x.await("answer All of it")
	x.send("\x1b")
	x.await("u undo")
	x.send("tNothing, q\r")
	if err := x.wait(); err != nil {
		t.Fatal(err)
	}
	x.checkRestored()
	got, _ := c.Read("page.md")
	want := studied + "Q: What mistake was made regarding the schema?\nA: Assumed that the DBA had updated Production.\n\n" +
		"Q: What was the immediate response to the failures?\nA: Rolled it back the deployment.\n\n" +
		"Q: Which of these is a mammal?\nA:\n- [ ] shark\n- [x] whale\n\nQ: What else?\nA: Nothing, q\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("deck (-want +got):\n%s", diff)
	}
	if answered, left := d.Answered(); answered != 4 || left != 0 {
		t.Errorf("%d answered, %d left", answered, left)
	}
}

func TestDraftViews(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		width, height int
		keys          string
		want          string
	}{
		"suggestions": {66, 13, "down", `page › Questions                                            1 of 4

What mistake was made regarding the schema?

 1  Assumed that the DBA had updated Production. (line 3)
>2  No step looked for a mistake in the schema. (line 5)

in the notes
│ - Immediate Response: Rolled back the deployment.
│ - Root Cause: No step looked for a mistake in the schema.


enter  accept    e edit    t type       s skip    u undo    q stop`},
		"options, ticked": {60, 10, "s s 2", `page › Questions                                      3 of 4

Which of these is a mammal?

 1  [ ] shark
>2  [x] whale


space  tick  enter  keep  t type  e edit  s skip  u undo
q stop`},
		"options below the screen": {60, 7, "s s down", `page › Questions                                      3 of 4

 1  [ ] shark
>2  [ ] whale
↑ 2 more lines
space  tick  enter  keep  t type  e edit  s skip  u undo
q stop`},
		"typed": {60, 8, "s s s t o k", `page › Questions                                      4 of 4

What else?

the notes suggest no answer

answer ok
enter  keep it                                     esc  back`},
		"type-ahead": {
			60, 8, "late enter",
			`page › Questions                                      1 of 4`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, d := drafts(t)
			f := &term.Frames{}
			s := term.NewDraftsScreen(d, f, tt.width, tt.height)
			for key := range strings.FieldsSeq(tt.keys) {
				if f.Late = f.Late || key == "late"; key != "late" {
					s.Press(press(key))
				}
			}
			if got := s.View(); !strings.HasPrefix(got, tt.want) {
				t.Errorf("the screen is\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
