package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/cmd/internal/trainlog"
	"cards/srs"
	"cards/srs/fit"
	"cards/srs/model"
)

// trainOptions name a review log that is used instead of a collection's.
type trainOptions struct {
	file     string
	dayStart int // hour
}

// trainHelp is the part of a help text that describes such a log.
const trainHelp = `With --train, the log is a CSV file and no collection is touched. Its first line
names the columns: card_id, review_rating and review_time (RFC 3339 or milliseconds since 1970); or,
as in the revlog of Anki, review_time_ms, card, rating, type and factor. They may come in any order,
and other columns are ignored. Rows that cannot be used, such as those with times in seconds, are
named and left out; rows that occur twice count once. Study days begin at --day-start, UTC.`

func (o *trainOptions) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.file, "train", "",
		"use the review log in the CSV `FILE`, or - for standard input, and no collection")
	cmd.Flags().IntVar(&o.dayStart, "day-start", int(srs.DefaultRollover/time.Hour),
		"with --train: study days begin at `HOUR`, UTC")
}

// check refuses a call that cannot be meant.
func (o *trainOptions) check(cmd *cobra.Command, args []string, needCollection ...string) error {
	if o.dayStart < 0 || o.dayStart > 23 {
		return usagef("%s: --day-start %d: not an hour from 0 to 23", cmd.Name(), o.dayStart)
	}
	if o.file == "" && cmd.Flags().Changed("train") {
		return usagef("%s: --train: the file name is empty", cmd.Name())
	}
	if o.file == "" && cmd.Flags().Changed("day-start") {
		return usagef("%s: --day-start only works with --train; a collection has its own, see "+
			"`cards paths`", cmd.Name())
	}
	if o.file != "" && len(args) > 0 {
		return usagef("%s: --train does not work with a preset, which only a collection has",
			cmd.Name())
	}
	for _, flag := range needCollection {
		if o.file != "" && cmd.Flags().Changed(flag) {
			return usagef("%s: --%s does not work with --train, which changes nothing",
				cmd.Name(), flag)
		}
	}
	return nil
}

// readTrain reads the log that the options name. When the context ends it waits for nobody who
// writes it.
func readTrain(ctx context.Context, a *app, o trainOptions) (*fit.Log, error) {
	if o.file == stdinName {
		if err := a.mayReadStdin("--train"); err != nil {
			return nil, err
		}
	}
	rows, err := untilStopped(ctx, func() (*trainlog.Log, error) {
		log, err := openTrain(a, o.file, time.Duration(o.dayStart)*time.Hour)
		if unread := (*fs.PathError)(nil); err != nil && !errors.As(err, &unread) {
			err = fmt.Errorf("%s:%w", o.file, err)
		}
		return log, err
	})
	if err != nil {
		return nil, err
	}
	sayLeft(a, o.file, rows)
	return fit.NewLog(rows.Reviews)
}

// openTrain reads a log from a file.
func openTrain(a *app, name string, dayStart time.Duration) (*trainlog.Log, error) {
	if name == stdinName {
		return trainlog.Read(a.Stdin, dayStart)
	}
	f, err := os.Open(a.path(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return trainlog.Read(f, dayStart)
}

// sayLeft says which rows of a log are not used.
func sayLeft(a *app, file string, log *trainlog.Log) {
	for _, left := range log.Left {
		a.say("%s:%s: %s left out", file, left.Err, out.Plural(left.Rows, "row"))
	}
	if log.Doubled > 0 {
		once := map[bool]string{true: "counts", false: "count"}[log.Doubled == 1]
		a.say("%s: %s repeated an earlier one and %s once", file,
			out.Plural(log.Doubled, "row"), once)
	}
}

// parseParameters reads the numbers of a model, 17, 19 or 21 of FSRS-6 or 34 of FSRS-7: a JSON
// list, numbers separated by commas or white space, or an object with a list named "parameters", as
// `cards optimize` prints.
func parseParameters(text string) (model.Kernel, error) {
	numbers, err := parseNumbers(text)
	if err != nil {
		return nil, err
	}
	switch len(numbers) {
	case model.Count7:
		p := model.Parameters7(numbers)
		return model.New7(p), p.Validate()
	case 17, 19, model.Count:
		p, err := model.Migrate(numbers)
		return model.New(p), err
	}
	return nil, fmt.Errorf("%d parameters: must be 17 (FSRS-4.5), 19 (FSRS-5), 21 (FSRS-6) or 34 "+
		"(FSRS-7)", len(numbers))
}

func parseNumbers(text string) (numbers []float64, err error) {
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		var object struct{ Parameters []float64 }
		if err := json.Unmarshal([]byte(text), &object); err != nil {
			return nil, fmt.Errorf("not a JSON object with a list of numbers: %w", err)
		}
		return object.Parameters, nil
	}
	if strings.HasPrefix(strings.TrimSpace(text), "[") {
		if err := json.Unmarshal([]byte(text), &numbers); err != nil {
			return nil, fmt.Errorf("not a JSON list of numbers: %w", err)
		}
		return numbers, nil
	}
	apart := func(r rune) bool { return r == ',' || unicode.IsSpace(r) }
	for _, word := range strings.FieldsFunc(text, apart) {
		n, err := strconv.ParseFloat(word, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a number", word)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}
