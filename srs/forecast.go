package srs

import "slices"

// Forecast returns how many cards are asked on each of so many study days after today, the first of
// which is tomorrow, if all is answered on its day and does not come back within them: cards that
// have been answered before, siblings put off from day to day, and cards in review phase that an
// allowance leaves for another day. Asked are the cards that are answered today; entries are all
// that are due by the last of the days, those of today may be among them. Limits are those of a
// whole day, but for the notes of which a card was answered before today's are asked.
func Forecast(entries, asked []Entry, cal Calendar, today Day, limits Limits, days int) []int {
	f := forecast{notes: newNotes(len(entries)), due: make([][]int32, days+1), limits: limits}
	gone := make(map[CardID]bool, len(asked))
	for _, a := range limits.Answered {
		f.take(a.Note, 0)
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
	notes  *notes
	last   []int32   // of each note by its number: the day from today on which a card of it was asked last, plus one
	due    [][]int32 // entries by day
	limits Limits
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

// ask counts what is asked on a day and leaves the rest for the next.
func (f *forecast) ask(entries []Entry, day int32) int {
	all, groups := f.limits.All, slices.Clone(f.limits.Groups)
	var left []int32
	for _, i := range f.due[day] {
		e := &entries[i]
		last := f.lastOf(e.Note)
		if f.isPutOff(e) && *last == day+1 || !e.spend(&all, groups) {
			left = append(left, i)
			continue
		}
		*last = day + 1
	}
	if int(day)+1 < len(f.due) {
		f.due[day+1] = append(left, f.due[day+1]...)
	}
	return len(f.due[day]) - len(left)
}

// spend takes a card that was answered before off the allowances, false if they leave none. Only
// cards in review phase count.
func (e *Entry) spend(all *Allowance, groups []Allowance) bool {
	if e.Phase != InReview {
		return true
	}
	group := &Allowance{Reviews: Unlimited}
	if e.Group > 0 {
		group = &groups[e.Group-1]
	}
	if all.Reviews <= 0 || group.Reviews <= 0 {
		return false
	}
	all.Reviews--
	group.Reviews--
	return true
}

// isPutOff says whether siblings put a card off.
func (f *forecast) isPutOff(e *Entry) bool {
	if e.Phase == InReview {
		return f.limits.Bury.Review
	}
	return f.limits.Bury.Interday && !e.isToday()
}
