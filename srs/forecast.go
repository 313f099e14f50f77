package srs

// Forecast returns how many cards are asked on each of so many study days after today, the first of which is tomorrow,
// if all is answered on its day and does not come back within them: cards that have been answered before, siblings put
// off from day to day. Asked are the cards that are answered today, answered the notes of which one was before; entries
// are all that are due by the last of the days, those of today may be among them.
func Forecast(entries, asked []Entry, answered []NoteID, cal Calendar, today Day, bury Bury, days int) []int {
	f := forecast{notes: newNotes(len(entries)), due: make([][]int32, days+1), bury: bury}
	gone := make(map[CardID]bool, len(asked))
	for _, n := range answered {
		f.take(n, 0)
	}
	for _, e := range asked {
		gone[e.Card] = true
		f.take(e.Note, 0)
	}
	for i := range entries {
		e := &entries[i]
		due := e.Due.Day
		if !e.Due.At.IsZero() {
			due = cal.Day(e.Due.At)
		}
		if day := int(max(due-today, 1)); e.Phase != New && !gone[e.Card] && day <= days {
			f.due[day] = append(f.due[day], int32(i))
		}
	}
	counts := make([]int, days)
	for day := 1; day <= days; day++ {
		counts[day-1] = f.ask(entries, int32(day))
	}
	return counts
}

// forecast is what is due on the days to come.
type forecast struct {
	notes *notes
	last  []int32   // of each note by its number: the day from today on which a card of it was asked last, plus one
	due   [][]int32 // entries by day
	bury  Bury
}

// take notes that a card of a note is asked on a day.
func (f *forecast) take(n NoteID, day int32) { *f.lastOf(n) = day + 1 }

func (f *forecast) lastOf(n NoteID) *int32 {
	number := int(f.notes.number(n))
	for len(f.last) <= number {
		f.last = append(f.last, 0)
	}
	return &f.last[number]
}

// ask counts what is asked on a day and leaves what is put off for the next.
func (f *forecast) ask(entries []Entry, day int32) int {
	n := 0
	for _, i := range f.due[day] {
		e := &entries[i]
		last := f.lastOf(e.Note)
		putOff := f.bury.Review
		if e.Phase != InReview {
			putOff = f.bury.Interday && !e.isToday()
		}
		if putOff && *last == day+1 {
			if int(day)+1 < len(f.due) {
				f.due[day+1] = append(f.due[day+1], i)
			}
			continue
		}
		*last = day + 1
		n++
	}
	return n
}
