package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cards/cmd/internal/out"
	"cards/storage/sync"
)

// tell says what came of a round.
func (s *syncing) tell(r sync.Result, took time.Duration) error {
	here, ids, err := s.c.Held()
	if err != nil {
		return err
	}
	if s.json.wanted {
		waiting, err := s.unsent()
		if err != nil {
			return err
		}
		from := r.From
		if from == nil {
			from = []string{}
		}
		return s.printJSON(syncJSON{
			r.Received.All(), r.Sent.All(), from, s.traffic.Requests, s.traffic.Bytes,
			float64(took.Milliseconds()) / 1000, waiting.All(), s.state.Missing(here, ids),
		})
	}
	cost := fmt.Sprintf("%s, %s, %.1f s", out.Plural(s.traffic.Requests, "request"),
		bytesText(s.traffic.Bytes), took.Seconds())
	fmt.Fprintf(s.out, "%-48s  %s\n", cameAndWent(r), s.out.Dim.Sprint(cost))
	s.tellOdd(r)
	for _, name := range s.state.Names() {
		h := s.state.Devices[name]
		if n := h.Missing(here, ids); n > 0 {
			s.say("%s knew %s on %s, but %s are here: %s missing from the store; `cards sync` "+
				"on %s sends them",
				out.Line(name), out.Plural(h.Knew.Events, "event"),
				h.Made.In(s.Zone).Format("2 January"),
				out.Count(here), amount(n), out.Line(name))
		}
	}
	return nil
}

func amount(n int) string {
	if n == 1 {
		return "at least 1 is"
	}
	return out.Count(n) + " are"
}

// tellOdd says what is not as it should be in the store.
func (s *syncing) tellOdd(r sync.Result) {
	if r.Wrong > 0 {
		s.say("%s in the store was damaged; whichever device has what it held will put it back",
			out.Plural(r.Wrong, "segment"))
	}
	if r.Newer > 0 {
		s.say("%s in the store can only be read by a newer version of cards",
			out.Plural(r.Newer, "segment"))
	}
	if r.TooLarge > 0 {
		s.say("%s stays here: it is too large to travel", out.Plural(r.TooLarge, "event"))
	}
}

// cameAndWent says in words what a round brought.
func cameAndWent(r sync.Result) string {
	received, sent := r.Received.All() > 0, r.Sent.All() > 0
	text := "Nothing new."
	if received {
		names := make([]string, len(r.From))
		for i, name := range r.From {
			names[i] = out.Line(name)
		}
		text = "Received " + counted(r.Received) + " from " + andList(names)
	}
	switch {
	case received && sent:
		text += ", sent " + sentCount(r) + "."
	case received:
		text += "."
	case sent:
		text = "Sent " + counted(r.Sent) + "."
	}
	return text
}

// sentCount leaves out the words that have just been said.
func sentCount(r sync.Result) string {
	if r.Received.Changes == 0 && r.Sent.Changes == 0 {
		return out.Count(r.Sent.Answers)
	}
	return counted(r.Sent)
}

func counted(n sync.Count) string {
	switch {
	case n.Changes == 0:
		return out.Plural(n.Answers, "answer")
	case n.Answers == 0:
		return out.Plural(n.Changes, "change")
	}
	return out.Plural(n.Answers, "answer") + " and " + out.Plural(n.Changes, "change")
}

// andList joins words: a, b and c.
func andList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	words = slices.Clone(words)
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
