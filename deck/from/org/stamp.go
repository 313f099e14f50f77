package org

import (
	"strconv"
	"strings"
	"time"

	"cards/deck/from/pattern"
)

// stampText is a time stamp of Org; a day's name in any language, a repeater, and a missing or
// broken rest are passed over.
var stampText = pattern.New(`(\d{4})-(\d{1,2})-(\d{1,2})(?:[^\d\]>]*(\d{1,2}):(\d{2}))?`)

// stamp reads the first time stamp of a text; the zero time if there is none.
func stamp(text string, zone *time.Location) time.Time {
	m := stampText().FindStringSubmatch(text)
	if m == nil {
		return time.Time{}
	}
	n := make([]int, len(m))
	for i := 1; i < len(m); i++ {
		n[i], _ = strconv.Atoi(m[i])
	}
	if n[2] < 1 || n[2] > 12 || n[3] < 1 || n[3] > 31 {
		return time.Time{}
	}
	return time.Date(n[1], time.Month(n[2]), n[3], n[4], n[5], 0, 0, zone)
}

// instant reads a time in UTC as org-fc and org-srs write it, or else a stamp.
func instant(text string, zone *time.Location) time.Time {
	text = strings.TrimSpace(text)
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t
	}
	return stamp(text, zone)
}

func number(text string) float64 {
	n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || n < 0 || n > 1e6 {
		return 0
	}
	return n
}

// rows returns the cells of a table, by the names of its head, small.
func rows(lines []string) []map[string]string {
	var head []string
	var list []map[string]string
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|-") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if head == nil {
			for _, c := range cells {
				head = append(head, strings.ToLower(c))
			}
			continue
		}
		row := map[string]string{}
		for i, c := range cells {
			if i < len(head) {
				row[head[i]] = c
			}
		}
		list = append(list, row)
	}
	return list
}
