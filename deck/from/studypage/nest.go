package studypage

import "strings"

// nest gives the entries of notes their depth. Where the indentation was kept it says it; else the
// marks of different kinds do, and where these are alike too, what items look like.
func nest(entries []entry) {
	byIndent := indented(entries)
	var levels []int // of the headings of Markdown around
	for i := 0; i < len(entries); {
		end := i + 1
		for end < len(entries) && entries[end].class != "" {
			end++
		}
		list := entries[i:end]
		base := len(levels)
		if first := &list[0]; first.class == "" {
			for first.level > 0 && len(levels) > 0 && levels[len(levels)-1] >= first.level {
				levels = levels[:len(levels)-1]
			}
			first.Depth, base = len(levels), len(levels)
			if first.level > 0 {
				levels = append(levels, first.level)
			}
			if list = list[1:]; first.level > 0 || len(list) > 0 && isShort(*first) {
				base++
			}
		}
		if byIndent {
			nestByIndent(list, base)
		} else {
			nestByClass(list, base)
		}
		i = end
	}
}

// isShort says whether a line between lists is the heading of what follows, not a paragraph.
func isShort(e entry) bool {
	return e.Text == "" || len(strings.Fields(e.Text)) <= 8 && !strings.HasSuffix(e.Text, ".")
}

func indented(entries []entry) bool {
	for _, e := range entries {
		if e.class != "" && e.indent > 0 {
			return true
		}
	}
	return false
}

// nestByIndent goes by the columns before the marks; base is the depth of the outermost.
func nestByIndent(list []entry, base int) {
	var open []int // columns of the items around
	for i := range list {
		e := &list[i]
		for len(open) > 0 && open[len(open)-1] >= e.indent {
			open = open[:len(open)-1]
		}
		e.Depth = base + len(open)
		open = append(open, e.indent)
	}
}

// nestByClass takes marks that look unlike those before as those of a list within; base is the
// depth of the outermost.
func nestByClass(list []entry, base int) {
	var open []string
	for i := 0; i < len(list); {
		for depth, class := range open {
			if class == list[i].class {
				open = open[:depth+1]
				break
			}
		}
		if len(open) == 0 || open[len(open)-1] != list[i].class {
			open = append(open, list[i].class)
		}
		end := i + 1
		for end < len(list) && list[end].class == list[i].class {
			end++
		}
		if part := list[i:end]; countsAnew(part) {
			nestByNumber(part, base+len(open)-1)
		} else {
			nestByLook(part, base+len(open)-1)
		}
		i = end
	}
}

// opensCount says whether an item looks like the heading of the next, with which counting begins
// anew.
func opensCount(list []entry, i int) bool {
	return i+1 < len(list) && list[i+1].number == 1 && isShort(list[i])
}

// countsAnew says whether numbered items hold others that are counted by themselves.
func countsAnew(list []entry) bool {
	for i := range list {
		if list[i].number > 0 && opensCount(list, i) {
			return true
		}
	}
	return false
}

// nestByNumber finds the children of numbered items, which count from 1 again. A number goes on in
// the innermost list that it is the next of, that of an item with children in one around if it can.
func nestByNumber(list []entry, depth int) {
	var last []int // numbers of the items around, and of the one before
	for i := range list {
		e := &list[i]
		if i == 0 || e.number == 1 && opensCount(list, i-1) {
			last = append(last, e.number)
			e.Depth = depth + len(last) - 1
			continue
		}
		at := len(last) - 1
		for level := range last {
			isLast := level == len(last)-1
			if last[level] == e.number-1 && !(isLast && at < level && opensCount(list, i)) {
				at = level
			}
		}
		last = append(last[:at], e.number)
		e.Depth = depth + at
	}
}

// nestByLook finds the children of items that look like parents: whose mark stood alone, as a page
// prints those with a list below, or who are only a label. They are those right behind without a
// label or, if the first has one, those with a label, up to the next parent.
func nestByLook(list []entry, depth int) {
	for i := 0; i < len(list); i++ {
		list[i].Depth = depth
		if !list[i].lone && (list[i].Text != "" || list[i].Label == "") {
			continue
		}
		labelled := i+1 < len(list) && list[i+1].Label != ""
		for i+1 < len(list) && !list[i+1].lone && (labelled || list[i+1].Label == "") {
			if list[i+1].Text == "" {
				break // the next that is only a label
			}
			i++
			list[i].Depth = depth + 1
		}
	}
}
