package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"cards/srs/model"
)

// rival asks fsrs-rs, which runs in a process of its own.
type rival struct {
	process   *exec.Cmd
	questions io.WriteCloser
	answers   *bufio.Reader
}

// startRival starts the program that answers questions about a log.
func startRival(program, log string) (*rival, error) {
	r := &rival{process: exec.Command(program, log)}
	r.process.Stderr = os.Stderr
	in, err := r.process.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := r.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	r.questions, r.answers = in, bufio.NewReader(out)
	return r, r.process.Start()
}

func (r *rival) stop() error {
	r.questions.Close()
	return r.process.Wait()
}

func (r *rival) ask(question string) ([]float64, error) {
	if _, err := fmt.Fprintln(r.questions, question); err != nil {
		return nil, err
	}
	line, err := r.answers.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("fsrs-rs: no answer to %q: %w", question, err)
	}
	var numbers []float64
	for word := range strings.FieldsSeq(line) {
		n, err := strconv.ParseFloat(word, 64)
		if err != nil {
			return nil, fmt.Errorf("fsrs-rs: answer to %q: %w", question, err)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// items returns how long it took to make items of the log.
func (r *rival) items() (time.Duration, error) {
	answer, err := r.ask("items")
	if err != nil {
		return 0, err
	}
	return time.Duration(answer[0]), nil
}

// fit fits to the first n items, "plain" or with the "cards" they belong to.
func (r *rival) fit(how string, n int) (p model.Parameters, took time.Duration, err error) {
	answer, err := r.ask(fmt.Sprintf("fit %s %d", how, n))
	if err != nil {
		return p, 0, err
	}
	if copy(p[:], answer[1:]) != len(p) {
		return p, 0, fmt.Errorf("fsrs-rs: %d parameters", len(answer)-1)
	}
	return p, time.Duration(answer[0]), nil
}

// predict returns the probabilities that parameters give to recall in some items.
func (r *rival) predict(p model.Parameters, from, to int) ([]float64, error) {
	question := fmt.Sprintf("predict %d %d", from, to)
	for _, w := range p {
		question += fmt.Sprintf(" %g", w)
	}
	return r.ask(question)
}

// simulate returns how many cards the default simulation memorises, and its time.
func (r *rival) simulate(seed uint64) (memorised float64, took time.Duration, err error) {
	answer, err := r.ask(fmt.Sprintf("simulate %d", seed))
	if err != nil {
		return 0, 0, err
	}
	return answer[1], time.Duration(answer[0]), nil
}
