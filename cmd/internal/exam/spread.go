package exam

import (
	"context"

	"cards/srs/fit"
	"cards/srs/model"
	"cards/srs/quiz"
	"cards/storage"
	"cards/storage/training"
)

// Spread returns how much the score of one day differs from another beyond chance, as the log shows
// it by [quiz.Spread], and how many answers there are. The model is the one in force.
func Spread(ctx context.Context, store *storage.Collection,
	m model.Kernel,
) (tau float64, answers int, err error) {
	past, err := training.Read(ctx, store)
	if err != nil {
		return 0, 0, err
	}
	log, err := fit.NewLog(past.Reviews)
	if err != nil {
		return 0, 0, err
	}
	var outcomes []quiz.Outcome
	for _, p := range log.Predictions(m) {
		outcomes = append(outcomes, quiz.Outcome{Recall: p.Recall, Recalled: p.Recalled})
	}
	return quiz.Spread(outcomes), len(past.Answers), nil
}
