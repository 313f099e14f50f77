package term

import (
	"image"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/exam"
	"cards/cmd/internal/session"
	"cards/deck/settings"

	tea "charm.land/bubbletea/v2"
)

// Screen is the review screen without a terminal.
type Screen struct{ m *model }

// Frames is a stand-in for what a terminal has drawn.
type Frames struct {
	Late  bool // nothing is drawn any more
	marks uint64
}

func (f *Frames) now() uint64 { return f.marks }

func (f *Frames) since(uint64) bool { return !f.Late }

func (f *Frames) cell() image.Point { return image.Point{} }

func (f *Frames) shows(uint64) bool { return !f.Late }

// NewScreen begins a session on a screen of the given size.
func NewScreen(s Sitting, f *Frames, width, height int, o Options) *Screen {
	m := newModel(s, f, o)
	m.ask()
	if m.err = m.refresh(); m.err == nil {
		m.Update(tea.WindowSizeMsg{Width: width, Height: height})
	}
	return &Screen{m}
}

// Send delivers a message and returns what it led to, nil for nothing or for a wait.
func (s *Screen) Send(msg tea.Msg) tea.Msg {
	_, cmd := s.m.Update(msg)
	if cmd == nil || s.m.ticking {
		return nil
	}
	return cmd()
}

// Tick is what comes every second while cards wait.
func (s *Screen) Tick() tea.Msg { return s.Send(tick{}) }

// Hang reads the pictures of the card that is shown.
func (s *Screen) Hang() {
	s.m.Update(shown{})
	for of := range s.m.gallery.hung {
		s.m.Update(s.m.gallery.read(of)())
	}
}

// View returns the screen's lines; spaces at their ends are left out.
func (s *Screen) View() string {
	lines := strings.Split(s.m.View().Content, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// Cursor returns where the cursor is, nil for nowhere.
func (s *Screen) Cursor() *tea.Position {
	c := s.m.View().Cursor
	if c == nil {
		return nil
	}
	return &c.Position
}

// Err returns what ended the session.
func (s *Screen) Err() error { return s.m.err }

// Farewell is what is said at the end on a screen, with so many cards still due.
func Farewell(s session.Summary, due int, o Options) []string { return farewell(s, due, o, true) }

// Progress says which card of how many is asked and how long the rest may take.
func Progress(s session.Screen, brief bool) string { return Look{}.progress(s, brief) }

// UndoneText says what was taken back.
func UndoneText(u session.Undone) string { return Look{}.turned("took back", u) }

// Compare compares a typed answer with the right one and shows both.
func Compare(typed, right string, width int) []string {
	return painter{}.beside(session.Compare(typed, right), width)
}

// SettlingScreen is the screen of a round of settling without a terminal.
type SettlingScreen struct{ m *settling }

// NewSettlingScreen shows a round on a screen of the given size, without colours.
func NewSettlingScreen(round *session.Settling, f *Frames, width, height int) *SettlingScreen {
	m := &settling{senses: newSenses(&Terminal{}), round: round, frames: f}
	m.refresh()
	m.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return &SettlingScreen{m}
}

// Press presses a key and says whether that ended the round.
func (s *SettlingScreen) Press(key tea.KeyPressMsg) (ended bool) {
	_, cmd := s.m.Update(key)
	return cmd != nil
}

// Stopped says whether the person wants to do nothing else either.
func (s *SettlingScreen) Stopped() bool { return s.m.stopped }

// View returns the screen's lines; spaces at their ends are left out.
func (s *SettlingScreen) View() string {
	lines := strings.Split(s.m.View().Content, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// Join hands on what a terminal sent in pieces, with pauses between them in which nothing comes,
// while the reply to a question about its background is due.
func Join(silent *os.File, pieces ...string) string {
	r := replies{due: regexp.MustCompile(backgroundReply), pause: time.Millisecond}
	var b strings.Builder
	for _, piece := range pieces {
		b.Write(r.join(silent, []byte(piece)))
	}
	return b.String()
}

// JoinApart hands on what a terminal sent in two pieces, with a pause between them.
func JoinApart(t testing.TB, gap time.Duration, first, second string) string {
	from, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	go func() {
		time.Sleep(gap)
		_, _ = to.WriteString(second)
		_ = to.Close()
	}()
	r := replies{due: regexp.MustCompile(clusterReply), pause: time.Minute}
	got := r.join(from, []byte(first))
	read, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(got) + string(r.join(from, read))
}

// Keyboard is a terminal from which keys are read.
type Keyboard struct{ k keyboard }

// NewKeyboard reads from a file.
func NewKeyboard(f *os.File) *Keyboard {
	return &Keyboard{keyboard{File: f, screen: &frames{}, gone: func(error) {}}}
}

// Waiting hands on what has come and was not read yet.
func (k *Keyboard) Waiting() string {
	var b strings.Builder
	buf := make([]byte, 4096)
	for waits(k.k.File, 0) {
		n, err := k.k.Read(buf)
		if b.Write(buf[:n]); err != nil {
			break
		}
	}
	return b.String()
}

// LeaveEditor says that the person has left the editor, which ended with an error or nil.
func (s *Screen) LeaveEditor(err error) { s.Send(editorLeft{err}) }

// ExamScreen is the screen of a quiz or a test without a terminal.
type ExamScreen struct{ m *examining }

// NewExamScreen begins a quiz or a test on a screen of the given size.
func NewExamScreen(s *exam.Sitting, width, height int) *ExamScreen {
	m := newExamining(s, &Frames{}, Options{Terminal: &Terminal{}, Keys: session.DefaultKeys()})
	m.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return &ExamScreen{m}
}

// Press presses keys and says whether the last of them ended the sitting.
func (s *ExamScreen) Press(keys ...tea.KeyPressMsg) (ended bool) {
	for _, key := range keys {
		_, cmd := s.m.Update(key)
		ended = cmd != nil
	}
	return ended
}

// View returns the screen's lines; spaces at their ends are left out.
func (s *ExamScreen) View() string {
	lines := strings.Split(s.m.View().Content, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// Cells is how far a text moves the cursor, Most how far it may.
func Cells(w Widths, text string) int { return w.cellsOf(appendText(nil, text, code)) }

// Most is how far a text may move the cursor.
func Most(w Widths, text string) int { return w.mostIn(text) }

// Way is how a terminal shows pictures.
func Way(t *Terminal) settings.Images { return t.way() }

// SetCell says how many pixels a cell has.
func SetCell(t *Terminal, width, height int) { t.cell = image.Pt(width, height) }

// DraftsScreen is the screen of drafts without a terminal.
type DraftsScreen struct{ m *draftScreen }

// NewDraftsScreen shows drafts on a screen of the given size, without colours.
func NewDraftsScreen(d *session.Drafting, f *Frames, width, height int) *DraftsScreen {
	m := &draftScreen{senses: newSenses(&Terminal{}), drafts: d, frames: f}
	m.refresh()
	m.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return &DraftsScreen{m}
}

// Press presses a key.
func (s *DraftsScreen) Press(key tea.KeyPressMsg) { s.m.Update(key) }

// View returns the screen's lines; spaces at their ends are left out.
func (s *DraftsScreen) View() string {
	lines := strings.Split(s.m.View().Content, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// Typed returns a line in which messages came, with a bar for the cursor.
func Typed(messages ...tea.Msg) string {
	var line entry
	for _, msg := range messages {
		line.take(msg)
	}
	return line.before + "|" + line.after
}
