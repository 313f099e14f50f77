package deck

import (
	"strings"

	"cards/deck/markup"
	"cards/deck/normal"
)

// compiler makes notes and cards out of what was read.
type compiler struct {
	lookout
	keys     map[Key]int    // where a key was met first: its line
	ids      map[string]int // likewise for explicit ids
	drafts   int            // notes that are drafts for want of an answer
	draftPos Pos            // of the first of them
}

// closeNote ends the open note, if there is one: it becomes a note with its cards, or diagnostics.
// heading is the place of the heading that ends it, or nothing; atLabel says that the label of
// another note does.
func (p *compiler) closeNote(heading Pos, atLabel bool) {
	n := &p.note
	if !n.open {
		return
	}
	end := p.off
	if n.end > 0 {
		end = n.end
	}
	if atLabel {
		end = p.leaveComments()
	}
	note := Note{
		Label: n.label, Pos: Pos{n.line, 1}, ID: n.words.ID,
		Typed: n.words.Typed, Exact: n.words.Exact, Draft: n.words.Draft,
		Tags: n.tags, Section: p.section().Title,
	}
	note.End = n.line + strings.Count(strings.TrimSpace(p.text[n.off:end]), "\n")
	note.Cards = p.compile(&note, heading)
	p.claimID(&note)
	switch {
	case n.label == 0 || n.foul:
	case n.bad:
		p.file.Broken = append(p.file.Broken, note.Cards...)
	default:
		p.keepNote(&note)
	}
	n.open = false
	p.chunks, p.pieces = p.chunks[:0], p.pieces[:0]
}

// leaveComments takes comments directly above the label that comes next out of the open note: they
// belong to the next one. It returns where the open note ends then.
func (p *reading) leaveComments() (end int) {
	last := &p.note.parts[len(p.note.parts)-1]
	end = p.off
	for last.to > last.from {
		c := p.chunks[last.to-1]
		atLineStart := c.Start == 0 || p.text[c.Start-1] == '\n'
		if c.kind != markup.BlockComment || c.End != end || !atLineStart {
			break
		}
		last.to--
		end = c.Start
	}
	return end
}

func (p *compiler) keepNote(note *Note) {
	if p.note.empty {
		note.Draft = true
		if p.drafts++; p.drafts == 1 {
			p.draftPos = note.Pos
		}
	}
	repeated := false
	for _, c := range note.Cards {
		line, ok := p.keys[c.Key]
		if !ok {
			p.keys[c.Key] = note.Pos.Line
		} else if !repeated {
			d := RepeatedKey(p.file.Path, note.Pos, p.file.Path, line)
			p.report.add(d.Severity, d.Pos, d.Text, d.Hint)
			repeated = true
		}
	}
	p.file.Notes = append(p.file.Notes, *note)
}

// claimID holds the id of a note for it, even if the note is left out, or reports that another one
// has it.
func (p *compiler) claimID(note *Note) {
	if note.ID == "" {
		return
	}
	if line, ok := p.ids[note.ID]; ok {
		p.note.bad = true
		d := RepeatedID(p.file.Path, note.Pos, note.ID, p.file.Path, line)
		p.report.add(d.Severity, d.Pos, d.Text, d.Hint)
		return
	}
	p.ids[note.ID] = note.Pos.Line
}

// compile reads the parts of the open note into note and returns its cards. Of a note that an error
// spoils it returns those whose texts can be read.
func (p *compiler) compile(note *Note, heading Pos) []Card {
	n := &p.note
	var front, back body
	var answered *part
	for i := range n.parts {
		part := &n.parts[i]
		b := p.body(p.chunks[part.from:part.to])
		if b.text == "" && part.role != lost {
			p.remarkEmpty(part, heading, i == len(n.parts)-1)
		}
		switch part.role {
		case prompt:
			front, note.Prompt = b, p.source(part)
		case answer:
			back, note.Answer, answered = b, p.source(part), part
		case more:
			b.text = p.source(part)
			note.More = strings.TrimSpace(note.More + "\n\n" + b.shown())
		case lost:
		}
	}
	if n.foul {
		return nil
	}
	switch {
	case n.label == Cloze:
		return p.compileCloze(note, front)
	case n.label == 0:
		return nil
	case answered == nil:
		if n.reply.Letter != 0 {
			p.reportSeen(n.reply)
		}
		name := partName(n.label, prompt)
		p.fail(note.Pos, name+" without "+withArticle(partName(n.label, answer)),
			answerHint(n.label))
		return nil
	case front.text == "":
		p.fail(note.Pos, "empty "+partName(n.label, prompt),
			"write it after the label or on the lines below")
		return nil
	}
	n.empty = back.text == ""
	if n.label == Term {
		return compileTerm(note, front, back)
	}
	return p.compileQuestion(note, front, back, answered.pos)
}

// remarkEmpty warns of a line of tags or a heading if that is why a part is empty.
func (p *compiler) remarkEmpty(part *part, heading Pos, last bool) {
	name := partName(p.note.label, part.role)
	if part.tags != (Pos{}) {
		p.report.add(Warning, part.tags, "line of tags leaves the "+name+" empty",
			`if it is text, write \#`)
	} else if last && heading != (Pos{}) {
		p.report.add(Warning, heading, "heading leaves the "+name+" empty",
			`a heading ends a note; if it is text, write \#`)
	}
}

// partName returns what a part is called in messages.
func partName(label Label, r role) string {
	switch {
	case r == more:
		return "explanation"
	case label == Cloze:
		return "cloze"
	case label == Term && r == prompt:
		return "term"
	case label == Term:
		return "definition"
	case r == prompt:
		return "question"
	}
	return "answer"
}

func withArticle(name string) string {
	if name == "answer" {
		return "an " + name
	}
	return "a " + name
}

func answerHint(l Label) string {
	if l == Term {
		return `define it with a line that begins with "D:"`
	}
	return `answer it with a line that begins with "A:"`
}

func compileTerm(note *Note, term, definition body) []Card {
	there := Text{
		Prompt: normal.Text(term.text, term.fenced),
		Answer: normal.Text(definition.text, definition.fenced), ID: note.ID,
	}
	back := Text{Prompt: there.Answer, Answer: there.Prompt, ID: note.ID, Back: note.ID != ""}
	kind := KindBasic
	if note.Typed {
		kind = KindTyped
	}
	front, answer := term.shown(), definition.shown()
	return []Card{
		{Key: there.Key(), Kind: kind, Text: there, Front: front, Back: answer},
		{Key: back.Key(), Kind: KindReversed, Text: back, Front: answer, Back: front},
	}
}

func (p *compiler) compileQuestion(note *Note, front, back body, answerPos Pos) []Card {
	card := Card{Kind: KindBasic, Front: front.shown(), Back: back.shown()}
	if note.Typed {
		card.Kind = KindTyped
	}
	card.Text = Text{Prompt: normal.Text(front.text, front.fenced), ID: note.ID}
	if options := readOptions(back, back.indent); options != nil {
		card.Kind = KindChoice
		var right bool
		card.Text.Answer, note.Options, right = normalOptions(options)
		if !right {
			p.fail(answerPos, "task list with nothing ticked",
				"tick what is right: - [x]; for a plain list leave the boxes out")
		}
	} else {
		card.Text.Answer = normal.Text(back.text, back.fenced)
	}
	card.Key = card.Text.Key()
	return []Card{card}
}
