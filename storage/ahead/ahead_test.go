package ahead_test

import (
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"cards/storage/ahead"
)

// TestParallel takes what comes of pieces in their order, however long each takes.
func TestParallel(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var got []int
		err := ahead.Parallel(giveNumbers(50), func(n int) int {
			time.Sleep(time.Duration(n%7) * time.Second)
			return n * n
		}, func(n int) error {
			got = append(got, n)
			return nil
		})
		want := make([]int, 50)
		for n := range want {
			want[n] = n * n
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("squares %v: %v", got, err)
		}
	})
}

func giveNumbers(n int) func(give func(int) bool) error {
	return func(give func(int) bool) error {
		for i := range n {
			if !give(i) {
				return ahead.ErrEnough
			}
		}
		return nil
	}
}

// TestParallelEnds ends all that goes on when one part fails: a bubble waits for its goroutines.
func TestParallelEnds(t *testing.T) {
	t.Parallel()
	wrong := errors.New("wrong")
	same := func(n int) int { return n }
	fails := func(at int) func(int) error {
		return func(n int) error {
			if n == at {
				return wrong
			}
			return nil
		}
	}
	produceFails := func(give func(int) bool) error {
		return errors.Join(giveNumbers(20)(give), wrong)
	}
	broken := func(int) int { panic(wrong) }
	for name, run := range map[string]func() error{
		"take at once":   func() error { return ahead.Parallel(giveNumbers(1000), same, fails(0)) },
		"take later":     func() error { return ahead.Parallel(giveNumbers(1000), same, fails(500)) },
		"produce":        func() error { return ahead.Parallel(produceFails, same, fails(-1)) },
		"work panics":    func() error { return ahead.Parallel(giveNumbers(1000), broken, fails(-1)) },
		"produce panics": func() error { return ahead.Parallel(func(func(int) bool) error { panic(wrong) }, same, fails(-1)) },
		"take panics":    func() error { return ahead.Parallel(giveNumbers(1000), same, func(int) error { panic(wrong) }) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if err := recovered(run); !errors.Is(err, wrong) {
					t.Errorf("error %v", err)
				}
			})
		})
	}
}

// TestParallelLeavesNothing states that no work goes on behind a failure or a panic.
func TestParallelLeavesNothing(t *testing.T) {
	t.Parallel()
	wrong := errors.New("wrong")
	for name, take := range map[string]func(int) error{
		"fails":  func(int) error { return wrong },
		"panics": func(int) error { panic(wrong) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var working atomic.Int32
				work := func(n int) int {
					working.Add(1)
					defer working.Add(-1)
					time.Sleep(time.Duration(n) * time.Second)
					return n
				}
				err := recovered(func() error { return ahead.Parallel(giveNumbers(50), work, take) })
				if n := working.Load(); n != 0 || !errors.Is(err, wrong) {
					t.Errorf("%d still work: %v", n, err)
				}
			})
		})
	}
}

// TestDo gives who waits the error or the panic of what runs beside it.
func TestDo(t *testing.T) {
	t.Parallel()
	wrong := errors.New("wrong")
	for name, tt := range map[string]struct {
		do   func() error
		want error
	}{
		"ends":    {func() error { return nil }, nil},
		"fails":   {func() error { return wrong }, wrong},
		"panics":  {func() error { panic(wrong) }, wrong},
		"no page": {func() error { var none *int; *none = 1; return nil }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				task := ahead.Do(func() error {
					time.Sleep(time.Second)
					return tt.do()
				})
				err := recovered(task.Wait)
				if name == "no page" && err != nil {
					return
				}
				if !errors.Is(err, tt.want) {
					t.Errorf("error %v, want %v", err, tt.want)
				}
			})
		})
	}
}

// recovered returns the error that a function fails or panics with.
func recovered(run func() error) (err error) {
	defer func() {
		if p, ok := recover().(error); ok {
			err = p
		}
	}()
	return run()
}
