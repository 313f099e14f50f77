package term

import (
	"strconv"
	"strings"
	"time"

	"cards/cmd/internal/session"

	tea "charm.land/bubbletea/v2"
)

// repeated is how soon after a choice the same digit is taken for the key that was held or bounced.
const repeated = 300 * time.Millisecond

// choosing is a choice that is shown, and how it is being made.
type choosing struct {
	*session.Choice        // nil for a card that is none
	number          int    // typed so far, where there are more options than digits
	key             string // that chose last
	at              time.Time
}

// chooses says whether digits choose now.
func (m *display) chooses() bool {
	return m.choice.Choice != nil && m.screen.State == session.Asking
}

// choose acts on a digit: it chooses an option and, where one is right, shows the answer. Where
// several are, enter does.
func (m *model) choose(key string, n int) tea.Cmd {
	const digits = 9
	ch := &m.choice
	if len(ch.Options) > digits {
		ch.number = (ch.number*10 + n) % 1000
		m.message = "option " + strconv.Itoa(ch.number)
		return m.show()
	}
	if ch.Toggle(n) {
		ch.key, ch.at, m.message = key, m.options.Now(), ""
		m.chosen()
	}
	return m.show()
}

// chosen shows the answer if what was chosen is all that there is to choose.
func (m *model) chosen() {
	if !m.choice.HasSeveral() {
		m.sitting.Reveal()
	}
}

// enterChoice chooses the option whose number was typed; false if none was.
func (m *model) enterChoice() bool {
	n := m.choice.number
	m.choice.number, m.message = 0, ""
	if n == 0 || !m.choice.Toggle(n) {
		return false
	}
	m.chosen()
	return true
}

// bounces says whether a key is the one that chose, pressed again so soon that nobody meant it.
func (m *model) bounces(key string) bool {
	return m.choice.Choice != nil && key == m.choice.key && m.options.Now().Sub(m.choice.at) < repeated
}

// readChoice reads the numbers of options, parted by spaces or commas.
func readChoice(ch *session.Choice, line string) bool {
	words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' })
	for _, word := range words {
		if n, err := strconv.Atoi(strings.TrimRight(word, ").")); err != nil || !ch.Toggle(n) {
			return false
		}
	}
	return ch.IsChosen()
}
