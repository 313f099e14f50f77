package srs_test

import (
	"fmt"
	"time"

	"cards/srs"
)

// A card is answered twice; its schedule is what the reviews make of it.
func ExampleScheduler() {
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	card, now := srs.CardID{1}, time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	var schedule srs.Schedule
	for _, r := range scheduler.Preview(card, schedule, now) {
		days, step := r.Interval()
		fmt.Printf("%v: %v, %d days %v\n", r.Rating, r.After, days, step)
	}
	var log []srs.Review
	for range 2 {
		r := scheduler.Answer(card, schedule, srs.Good, now, now)
		log = append(log, r)
		schedule.Apply(scheduler.Model(), r)
		now = r.Due.At
	}
	fmt.Println("due", schedule.Due.Day, schedule == srs.Replay(scheduler.Model(), log))
	// Output:
	// again: learning, 0 days 1m0s
	// hard: learning, 0 days 5m30s
	// good: learning, 0 days 10m0s
	// easy: review, 8 days 0s
	// due 2026-03-04 true
}
