package markup

// scanner hands the blocks of a text to the inline scanner, in the stretches that inline markup may
// span.
type scanner struct {
	inline
	start int // of the lines that wait for the inline scanner
	quote int // how deep those are quoted
}

func (s *scanner) blocks() {
	blocks := NewBlocks(s.src, nil)
	for pos := 0; pos < len(s.src); {
		b := blocks.At(pos)
		pos = b.End
		if b.Kind == BlockText || b.Unclosed {
			s.line(b)
			continue
		}
		s.flush(b.Start)
		s.start = b.End
		s.spans = append(s.spans, b.span(s.src))
	}
	s.flush(len(s.src))
}

// line lets a line of text wait for the inline scanner. No span crosses a blank line, a heading, a
// row of a table, or the beginning of an item or a quote.
func (s *scanner) line(b Block) {
	content := b.Marks.In(s.src)
	begins := b.Item || b.Quote != s.quote
	alone := content == "" || content[0] == '|' || headingLevel(content) > 0
	if alone || begins {
		s.flush(b.Start)
		s.quote = b.Quote
	}
	if alone {
		s.flush(b.End)
		return
	}
	if begins {
		s.skipBracket(b.Marks.Start, content, b.Item)
	}
}

// skipBracket adds the box of a task or the mark of a callout that the content of an item or a
// quote begins with.
func (s *scanner) skipBracket(start int, content string, item bool) {
	size := callout(content)
	if item {
		size, _ = Box(content)
	}
	if size > 0 {
		s.start = s.add(Bracket, start, start+1, start+size-1, start+size)
	}
}

// flush scans the lines that wait, up to end.
func (s *scanner) flush(end int) {
	if s.start < end {
		s.scan(s.start, end)
	}
	s.start = end
}

// span returns a block that is no text as a span.
func (b Block) span(src string) Span {
	span := Span{Range: b.Marks, Text: b.Text}
	switch b.Kind {
	case BlockFence:
		span.Kind = Code
	case BlockMath:
		span.Kind = Math
	case BlockDefinition:
		span.Kind, span.Text, span.Dest = Definition, b.label(src), b.Text
	case BlockComment, BlockText:
		span.Kind = Comment
	}
	return span
}
