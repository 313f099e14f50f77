// Package distance compares sequences: how many edits lie between them, and what they have in common in one order.
package distance

// Edits returns how many elements must be inserted, left out, replaced or exchanged with the next one to turn a into b;
// more than limit is limit+1. It is the optimal string alignment distance of Damerau and Levenshtein, in which nothing
// is edited twice.
func Edits[T comparable](a, b []T, limit int) int {
	if max(len(a), len(b))-min(len(a), len(b)) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}

// Common returns for each element of a its place in b along a longest common subsequence, or -1. It takes time and
// memory in proportion to the product of the lengths of what is left between an equal beginning and an equal end.
func Common[T comparable](a, b []T) []int {
	at := make([]int, len(a))
	begin, end := 0, 0
	for begin < min(len(a), len(b)) && a[begin] == b[begin] {
		at[begin] = begin
		begin++
	}
	for end < min(len(a), len(b))-begin && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
		at[len(a)-end] = len(b) - end
	}
	x, y := a[begin:len(a)-end], b[begin:len(b)-end]
	lengths := commonLengths(x, y)
	for i, j := 0, 0; i < len(x); i++ {
		at[begin+i] = -1
		for j < len(y) && x[i] != y[j] && lengths[i][j+1] == lengths[i][j] {
			j++
		}
		if j < len(y) && x[i] == y[j] {
			at[begin+i] = begin + j
			j++
		}
	}
	return at
}

// commonLengths returns how long the longest common subsequence of a[i:] and b[j:] is, at [i][j].
func commonLengths[T comparable](a, b []T) [][]int32 {
	width := len(b) + 1
	cells := make([]int32, (len(a)+1)*width)
	rows := make([][]int32, len(a)+1)
	for i := range rows {
		rows[i] = cells[i*width : (i+1)*width]
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				rows[i][j] = rows[i+1][j+1] + 1
			} else {
				rows[i][j] = max(rows[i+1][j], rows[i][j+1])
			}
		}
	}
	return rows
}
