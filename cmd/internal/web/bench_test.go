package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/cmd/internal/web"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/storagetest"
)

// large is a site of 100,000 cards in 1,000 files, and the cookie of a browser that is paired.
func large(b *testing.B) (server *httptest.Server, pair func() string) {
	b.Helper()
	store := storagetest.Generate(b, b.TempDir(), 100_000, 1000, 200_000, 1)
	now := storagetest.Start().AddDate(1, 0, 0)
	models := storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}
	cal := srs.Calendar{Zone: time.UTC}
	config := session.Config{
		Now:        func() time.Time { return now },
		Schedulers: desk.NewSchedulers(folders.Config{}, models, cal),
		Rules:      desk.RulesOf(folders.Config{}),
	}
	site, err := web.New(web.Config{
		Store: store, Calendar: cal, Now: config.Now, Random: storagetest.Random(3), Log: func(string) {},
		Compile: func(ctx context.Context) error {
			_, err := store.Compile(ctx, now)
			return err
		},
		Select:  func([]string) (storage.Scope, error) { return storage.Scope{}, nil },
		Session: func(storage.Scope) (*session.Session, error) { return session.New(store, config) },
	}, []string{"127.0.0.1"})
	if err != nil {
		b.Fatal(err)
	}
	server = httptest.NewServer(site.Handler())
	b.Cleanup(server.Close)
	return server, func() string {
		code, err := site.NewCode()
		if err != nil {
			b.Fatal(err)
		}
		r := request(b, server, "", "POST", "/api/pair", fmt.Sprintf(`{"code":%q}`, code))
		return cookieOf(r)
	}
}

func cookieOf(r *http.Response) string { return "cards=" + r.Cookies()[0].Value }

func request(b *testing.B, server *httptest.Server, cookie, method, path, body string) *http.Response {
	b.Helper()
	r, err := http.NewRequest(method, server.URL+path, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Cookie", cookie)
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil || response.StatusCode >= 300 {
		b.Fatalf("%s %s: %v, %v", method, path, response, err)
	}
	return response
}

func sittingOf(b *testing.B, server *httptest.Server, cookie string, n int) web.Sitting {
	b.Helper()
	var sitting web.Sitting
	r := request(b, server, cookie, "GET", fmt.Sprintf("/api/session?n=%d", n), "")
	defer r.Body.Close()
	if err := json.NewDecoder(r.Body).Decode(&sitting); err != nil || len(sitting.Cards) == 0 {
		b.Fatalf("%d cards, %v", len(sitting.Cards), err)
	}
	return sitting
}

// BenchmarkSession asks for the cards of a sitting, beside what `cards due` does.
func BenchmarkSession(b *testing.B) {
	server, pair := large(b)
	cookie := pair()
	for _, n := range []int{1, 200} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				sittingOf(b, server, cookie, n)
			}
		})
	}
}

// BenchmarkSittings has a hundred browsers answer ten cards each at once, and reports how long an
// answer takes at the median.
func BenchmarkSittings(b *testing.B) {
	const browsers, answers = 100, 10
	server, pair := large(b)
	var cookies []string
	for range browsers {
		cookies = append(cookies, pair())
	}
	cards := sittingOf(b, server, cookies[0], 200).Cards
	for b.Loop() {
		var mu sync.Mutex
		var took []time.Duration
		var all sync.WaitGroup
		for i, cookie := range cookies {
			all.Go(func() {
				for j := range answers {
					given := answer(cards[(i*answers+j)%len(cards)], 3,
						storagetest.Start().AddDate(1, 0, 0), byte(j))
					given.ID = given.ID[:20] + fmt.Sprintf("%012x", time.Now().UnixNano()&0xffffffffffff)
					data, _ := json.Marshal([]web.Answer{given}) // it is made of numbers and strings
					start := time.Now()
					request(b, server, cookie, "POST", "/api/answers", string(data)).Body.Close()
					mu.Lock()
					took = append(took, time.Since(start))
					mu.Unlock()
					time.Sleep(time.Second) // a person reads
				}
			})
		}
		all.Wait()
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/median")
	}
}
