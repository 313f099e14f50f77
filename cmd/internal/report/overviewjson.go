package report

import (
	"time"

	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
)

// yearDays is how far the history in JSON looks back.
const yearDays = 365

// Overview is what `cards stats --json` prints.
type Overview struct {
	Cards     Cards     `json:"cards"`
	Reviews   Reviews   `json:"reviews"`
	Today     Today     `json:"today"`
	Yesterday Today     `json:"yesterday"`
	Streak    Streak    `json:"streak"`
	Due       Due       `json:"due"`
	Retention Retention `json:"retention"`
	History   []Day     `json:"history"`
	Memory    *Memory   `json:"memory"` // of the whole collection; null before there is a day that is over
}

// Memory is how many cards are remembered, and whether the model is right.
type Memory struct {
	Day       string   `json:"day"` // yesterday, at whose end this holds
	Memorised float64  `json:"memorised"`
	Learned   int      `json:"learned"`   // cards that had been answered
	Reviews   int      `json:"reviews"`   // of true retention on the 30 days up to then
	Predicted *float64 `json:"predicted"` // chance of recall given to these; null without
	Recalled  *float64 `json:"recalled"`
}

func newMemory(m *desk.Memory) *Memory {
	if m == nil {
		return nil
	}
	j := &Memory{
		Day: m.Day.String(), Memorised: rounded(m.Memorised), Learned: m.Begun,
		Reviews: m.Answers.Asked,
	}
	if rate, ok := m.Answers.Rate(); ok {
		j.Predicted, j.Recalled = &m.Answers.Predicted, &rate
	}
	return j
}

// Cards counts cards.
type Cards struct {
	Total     int `json:"total"`
	New       int `json:"new"`
	Learning  int `json:"learning"`
	Review    int `json:"review"`
	Young     int `json:"young"`
	Mature    int `json:"mature"`
	Suspended int `json:"suspended"`
	Drafts    int `json:"drafts"`
}

// Reviews counts answers that count.
type Reviews struct {
	Total int `json:"total"`
	Today int `json:"today"`
}

// Today is what was done on one study day.
type Today struct {
	Day     string  `json:"day"`
	Reviews int     `json:"reviews"`
	Seconds float64 `json:"seconds"`
	New     int     `json:"new"`
	Again   int     `json:"again"`
	Hard    int     `json:"hard"`
	Good    int     `json:"good"`
	Easy    int     `json:"easy"`
}

// Streak is of study days in a row.
type Streak struct {
	Days int `json:"days"`
	Best int `json:"best"`
}

// Due is what is asked today and after.
type Due struct {
	Today    int      `json:"today"`
	Overdue  int      `json:"overdue"`
	Tomorrow int      `json:"tomorrow"`
	Week     int      `json:"week"`
	Days     []DueDay `json:"days"`
}

// DueDay is how many cards are asked on a study day.
type DueDay struct {
	Day     string `json:"day"`
	Reviews int    `json:"reviews"`
}

// Retention is the true retention of the last days.
type Retention struct {
	Target float64 `json:"target"`
	Days   int     `json:"days"`
	All    Share   `json:"all"`
	Young  Share   `json:"young"`
	Mature Share   `json:"mature"`
}

// Day is what was done on a study day, in short.
type Day struct {
	Day     string  `json:"day"`
	Reviews int     `json:"reviews"`
	Seconds float64 `json:"seconds"`
}

// NewOverview returns what scripts are told of figures.
func NewOverview(f desk.Figures, m *desk.Memory) Overview {
	o := Overview{
		Cards:     NewCards(f.Cards),
		Reviews:   Reviews{f.All.Reviews(), f.Now.Reviews()},
		Today:     newToday(f.Today, f.Now),
		Yesterday: newToday(f.Today-1, f.Yesterday),
		Streak:    Streak{f.Streak, f.Best},
		Due:       Due{f.Ahead[0], f.Overdue, f.Ahead[1], f.NextWeek(), []DueDay{}},
		Retention: Retention{
			f.Retention, desk.RetentionDays, newShare(f.Month.Asked), newShare(f.Month.Young()),
			newShare(f.Month.Mature),
		},
		History: []Day{},
		Memory:  newMemory(m),
	}
	for n, due := range f.Ahead {
		o.Due.Days = append(o.Due.Days, DueDay{(f.Today + srs.Day(n)).String(), due})
	}
	for _, d := range f.Days {
		if f.Today-d.Day < yearDays {
			o.History = append(o.History, Day{d.Day.String(), d.Reviews(), seconds(d.Time)})
		}
	}
	return o
}

// NewCards returns what scripts are told of how cards stand.
func NewCards(c storage.Schedules) Cards {
	return Cards{
		c.Total, c.New, c.Learning, c.Young + c.Mature, c.Young, c.Mature, c.Suspended,
		c.Drafts,
	}
}

func newToday(d srs.Day, t stats.Totals) Today {
	return Today{
		d.String(), t.Reviews(), seconds(t.Time), t.New, t.Ratings[0], t.Ratings[1],
		t.Ratings[2], t.Ratings[3],
	}
}

// seconds writes a time as JSON does.
func seconds(d time.Duration) float64 { return d.Round(time.Millisecond).Seconds() }
