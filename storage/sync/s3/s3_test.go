package s3_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"cards/storage/sync/s3"
	"cards/storage/sync/store"
	"cards/storage/sync/store/storetest"
)

func wait(context.Context, time.Duration) error { return nil }

func config(endpoint string) s3.Config {
	return s3.Config{
		Endpoint: endpoint, Bucket: "notes", Prefix: "a/b", Now: time.Now, Wait: wait,
		Patience: time.Minute,
		Keys:     s3.Keys{Access: "AKEXAMPLE", Secret: "SECRETEXAMPLE"},
	}
}

func client(t *testing.T, c s3.Config) (*s3.Client, *store.Traffic) {
	t.Helper()
	var traffic store.Traffic
	bucket, err := s3.New(c, &traffic)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(bucket.Close)
	return bucket, &traffic
}

// fake is a server in this process. It takes any keys.
func fake(t *testing.T) http.Handler {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("notes"); err != nil {
		t.Fatal(err)
	}
	return gofakes3.New(backend, gofakes3.WithLogger(gofakes3.DiscardLog())).Server()
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func TestBucketConforms(t *testing.T) {
	t.Parallel()
	bucket, _ := client(t, config(serve(t, fake(t))))
	storetest.Conforms(t, bucket)
	c := config(serve(t, fake(t)))
	c.Prefix = ""
	many, traffic := client(t, c)
	storetest.ManyConform(t, many, 1100)
	if traffic.Requests != 1102 { // two pages
		t.Errorf("%d requests", traffic.Requests)
	}
}

// TestServersThatFail has servers with one fault each: a clear line, which names no key.
func TestServersThatFail(t *testing.T) {
	t.Parallel()
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(code)
			fmt.Fprint(w, body)
		}
	}
	xmlError := func(code string) string {
		return "<Error><Code>" + code +
			"</Code><Message>m SECRETEXAMPLE</Message><AWSAccessKeyId>AKEXAMPLE</AWSAccessKeyId></Error>"
	}
	slow := make(chan struct{})
	for _, tt := range []struct {
		name     string
		handler  http.HandlerFunc
		want     string
		requests int
	}{
		{
			"wrong keys", status(403, xmlError("InvalidAccessKeyId")),
			"the store refuses the keys (403 InvalidAccessKeyId)", 1,
		},
		{
			"wrong secret", status(403, xmlError("SignatureDoesNotMatch")),
			"the store refuses the keys (403 SignatureDoesNotMatch)", 1,
		},
		{
			"no bucket", status(404, xmlError("NoSuchBucket")),
			"there is no such bucket (404 NoSuchBucket)", 1,
		},
		{
			"no listing", status(500, "oops"),
			"the store cannot be reached: the server cannot list what it holds (500)", 3,
		},
		{
			"throttled", status(503, xmlError("SlowDown")),
			"the store cannot be reached: the server cannot list what it holds (503 SlowDown)", 3,
		},
		{
			"a page for people", status(200, "<html><body>Welcome</body></html>"),
			"the store cannot be reached: it cannot list what it holds: its answer is not a listing", 1,
		},
		{
			"a listing that is cut off", status(200,
				"<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"),
			"the store cannot be reached: it cannot list what it holds: the listing is cut off", 1,
		},
		{"the same page for ever", status(200,
			"<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken></ListBucketResult>"), "the store cannot be reached: it cannot list what it holds: it gives the same page again", 2},
		{"elsewhere", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://169.254.169.254/latest?SECRETEXAMPLE", http.StatusTemporaryRedirect)
		}, "the server redirects to 169.254.169.254 (307)", 1},
		{
			"slow", func(http.ResponseWriter, *http.Request) { <-slow },
			"the store cannot be reached: it does not answer in time", 1,
		},
		{"it hangs up", func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack() //nolint:errcheck // the server of the tests is one
			if err == nil {
				_ = conn.Close()
			}
		}, "the store cannot be reached: EOF", 3},
		{
			"escapes", status(400, xmlError("\x1b[31mred")),
			"the server cannot list what it holds (400)", 1,
		},
	} {
		c := config(serve(t, tt.handler))
		if tt.name == "slow" {
			c.Patience = time.Second / 10
		}
		bucket, traffic := client(t, c)
		_, err := bucket.List(t.Context(), "cards1/")
		if err == nil || err.Error() != tt.want || traffic.Requests != tt.requests {
			t.Errorf("%s: %v, %d requests; want %s, %d", tt.name, err, traffic.Requests, tt.want,
				tt.requests)
		}
		if err != nil && (strings.Contains(err.Error(), "EXAMPLE") ||
			strings.Contains(err.Error(), "\x1b")) {
			t.Errorf("%s: the error has a key: %v", tt.name, err)
		}
		if tt.name == "slow" {
			close(slow)
		}
	}
}

func TestDeadServerIsUnreachable(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	url := server.URL
	server.Close()
	bucket, _ := client(t, config(url))
	_, err := bucket.List(t.Context(), "")
	if _, ok := errors.AsType[*store.UnreachableError](err); !ok ||
		!strings.Contains(err.Error(), "refused") {
		t.Errorf("%v", err)
	}
}

// TestServersClockIsFollowed has one that is 12 days ahead and refuses what is not of its time.
func TestServersClockIsFollowed(t *testing.T) {
	t.Parallel()
	inner := fake(t)
	const ahead = 12 * 24 * time.Hour
	bucket, traffic := client(t, config(serve(t,
		http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			now := time.Now().Add(ahead)
			w.Header().Set("Date", now.UTC().Format(http.TimeFormat))
			signed, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
			if err != nil || signed.Sub(now).Abs() > 15*time.Minute {
				w.WriteHeader(http.StatusForbidden)
				fmt.Fprint(w, "<Error><Code>RequestTimeTooSkewed</Code></Error>")
				return
			}
			r.Header.Del("X-Amz-Date") // that server would refuse it too
			inner.ServeHTTP(w, r)
		}))))
	if err := bucket.Put(t.Context(), "x", []byte("data")); err != nil {
		t.Fatal(err)
	}
	if got, err := bucket.Get(t.Context(), "x", 10); err != nil || string(got) != "data" {
		t.Errorf("%q, %v", got, err)
	}
	if traffic.Requests != 3 {
		t.Errorf("%d requests", traffic.Requests)
	}
}

// TestWhatIsSentIsSigned holds requests to what they must carry.
func TestWhatIsSentIsSigned(t *testing.T) {
	t.Parallel()
	var seen atomic.Int32
	bucket, _ := client(t, config(serve(t,
		http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			seen.Add(1)
			body, err := io.ReadAll(r.Body)
			signed := r.Header.Get("Authorization")
			if err != nil || string(body) != "data" || !strings.Contains(signed, "content-md5") ||
				!strings.Contains(signed, "Credential=AKEXAMPLE/") ||
				r.Header.Get("Content-Md5") != "jXd/OF09/siBXSD3SWAm3A==" ||
				r.URL.EscapedPath() != "/notes/a/b/x/%C3%BC%20%2B%3D.md" ||
				r.Header.Get("X-Amz-Content-Sha256") == "" {
				t.Errorf("%q, %v, %v, %s", body, err, r.Header, r.URL.EscapedPath())
			}
			for name := range r.Header {
				if strings.Contains(strings.ToLower(name), "checksum") ||
					strings.Contains(strings.ToLower(name), "trailer") {
					t.Errorf("header %s: dialects refuse it", name)
				}
			}
		}))))
	if err := bucket.Put(t.Context(), "x/ü +=.md", []byte("data")); err != nil || seen.Load() != 1 {
		t.Errorf("%v, %d requests", err, seen.Load())
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	t.Parallel()
	for _, endpoint := range []string{"localhost:9000", "ftp://x", "http://user:SECRET@x", "http://x?y=SECRET", "::"} {
		c := config(endpoint)
		if _, err := s3.New(c, &store.Traffic{}); err == nil || strings.Contains(err.Error(), "SECRET") {
			t.Errorf("%q: %v", endpoint, err)
		}
	}
	c := config("http://x")
	c.Keys.Secret = ""
	if _, err := s3.New(c, &store.Traffic{}); !errors.Is(err, s3.ErrNoKeys) {
		t.Errorf("%v", err)
	}
}
