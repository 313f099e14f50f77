package cli

import (
	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
)

// statsJSON is what `cards stats --json` prints. The help of the command documents it.
type statsJSON struct {
	Cards     cardsJSON     `json:"cards"`
	Reviews   reviewsJSON   `json:"reviews"`
	Today     todayJSON     `json:"today"`
	Streak    streakJSON    `json:"streak"`
	Due       aheadJSON     `json:"due"`
	Retention retentionJSON `json:"retention"`
	History   []dayJSON     `json:"history"`
}

type cardsJSON struct {
	Total     int `json:"total"`
	New       int `json:"new"`
	Learning  int `json:"learning"`
	Review    int `json:"review"`
	Young     int `json:"young"`
	Mature    int `json:"mature"`
	Suspended int `json:"suspended"`
	Drafts    int `json:"drafts"`
}

type reviewsJSON struct {
	Total int `json:"total"`
	Today int `json:"today"`
}

type todayJSON struct {
	Day     string  `json:"day"`
	Reviews int     `json:"reviews"`
	Seconds float64 `json:"seconds"`
	New     int     `json:"new"`
	Again   int     `json:"again"`
	Hard    int     `json:"hard"`
	Good    int     `json:"good"`
	Easy    int     `json:"easy"`
}

type streakJSON struct {
	Days int `json:"days"`
	Best int `json:"best"`
}

type aheadJSON struct {
	Today    int          `json:"today"`
	Overdue  int          `json:"overdue"`
	Tomorrow int          `json:"tomorrow"`
	Week     int          `json:"week"`
	Days     []dueDayJSON `json:"days"`
}

type dueDayJSON struct {
	Day     string `json:"day"`
	Reviews int    `json:"reviews"`
}

type retentionJSON struct {
	Target float64   `json:"target"`
	Days   int       `json:"days"`
	All    shareJSON `json:"all"`
	Young  shareJSON `json:"young"`
	Mature shareJSON `json:"mature"`
}

type shareJSON struct {
	Asked    int      `json:"asked"`
	Recalled int      `json:"recalled"`
	Rate     *float64 `json:"rate"`
}

type dayJSON struct {
	Day     string  `json:"day"`
	Reviews int     `json:"reviews"`
	Seconds float64 `json:"seconds"`
}

func newCardsJSON(c storage.Schedules) cardsJSON {
	return cardsJSON{c.Total, c.New, c.Learning, c.Young + c.Mature, c.Young, c.Mature, c.Suspended, c.Drafts}
}

func newStatsJSON(f desk.Figures) statsJSON {
	s := statsJSON{
		Cards:   newCardsJSON(f.Cards),
		Reviews: reviewsJSON{f.All.Reviews(), f.Now.Reviews()},
		Today: todayJSON{
			f.Today.String(), f.Now.Reviews(), seconds(f.Now.Time), f.Now.New,
			f.Now.Ratings[0], f.Now.Ratings[1], f.Now.Ratings[2], f.Now.Ratings[3],
		},
		Streak: streakJSON{f.Streak, f.Best},
		Due:    aheadJSON{f.Ahead[0], f.Overdue, f.Ahead[1], f.NextWeek(), []dueDayJSON{}},
		Retention: retentionJSON{
			f.Retention, desk.RetentionDays, newShareJSON(f.Month.Asked), newShareJSON(f.Month.Young()), newShareJSON(f.Month.Mature),
		},
		History: []dayJSON{},
	}
	for n, due := range f.Ahead {
		s.Due.Days = append(s.Due.Days, dueDayJSON{(f.Today + srs.Day(n)).String(), due})
	}
	for _, d := range f.Days {
		if f.Today-d.Day < yearDays {
			s.History = append(s.History, dayJSON{d.Day.String(), d.Reviews(), seconds(d.Time)})
		}
	}
	return s
}

func newShareJSON(r stats.Retention) shareJSON {
	s := shareJSON{Asked: r.Asked, Recalled: r.Recalled}
	if rate, ok := r.Rate(); ok {
		s.Rate = &rate
	}
	return s
}
