package s3

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"cards/storage/sync/store"
)

const (
	tries     = 3
	firstWait = time.Second / 4 // before the second try; each further one is four times as long
	maxAnswer = 64 << 10        // bytes of an answer that is no object
	// clocksApart is from where on the clock of the server is believed, if it refuses ours.
	clocksApart = time.Minute
)

// request is what the server is asked for.
type request struct {
	method string
	name   string // of an object; empty for the bucket
	query  url.Values
	header http.Header
	body   []byte
	most   int64 // bytes of the answer
}

func dialer(patience time.Duration) *net.Dialer { return &net.Dialer{Timeout: patience} }

// do sends a request, up to three times if a further try may help, and returns the body of the
// answer.
func (c *Client) do(ctx context.Context, r request) ([]byte, error) {
	wait := firstWait
	for try := 1; ; try++ {
		body, date, err := c.once(ctx, r)
		answer, isAnswer := errors.AsType[*AnswerError](err)
		unreachable, isUnreachable := errors.AsType[*store.UnreachableError](err)
		switch {
		case err == nil:
			return body, nil
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case try == tries:
			return nil, finally(err)
		case isAnswer && c.follow(answer, date): // at once
		case isAnswer && answer.passes(), isUnreachable && passes(unreachable):
			if err := c.Wait(ctx, wait); err != nil {
				return nil, err
			}
			wait *= 4
		default:
			return nil, finally(err)
		}
	}
}

// finally says of an answer that stays what it is whether the store can be used later.
func finally(err error) error {
	if answer, ok := errors.AsType[*AnswerError](err); ok && answer.passes() {
		return &store.UnreachableError{Err: err}
	}
	return err
}

// passes says whether a further try may help: it does not where the server is just slow, or where
// there is none.
func passes(e *store.UnreachableError) bool {
	slow, ok := errors.AsType[net.Error](e.Err)
	_, unknown := errors.AsType[*net.DNSError](e.Err)
	return (!ok || !slow.Timeout()) && !unknown
}

// follow takes over the clock of a server that refuses ours; whether it did.
func (c *Client) follow(e *AnswerError, date time.Time) bool {
	if e.Status != http.StatusForbidden || date.IsZero() {
		return false
	}
	skew := date.Sub(c.Now())
	if (skew - c.skew).Abs() < clocksApart {
		return false
	}
	c.skew = skew
	return true
}

// once sends a request once. It returns the instant of the server's clock too.
func (c *Client) once(ctx context.Context, r request) (body []byte, date time.Time, err error) {
	req, err := c.signed(ctx, r)
	if err != nil {
		return nil, date, err
	}
	c.traffic.Requests++
	c.traffic.Bytes += int64(len(r.body))
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, date, unreachable(err)
	}
	defer resp.Body.Close()
	date, _ = http.ParseTime(resp.Header.Get("Date")) // without one ours is right
	if resp.StatusCode/100 != 2 {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, maxAnswer)) // what it says is for people
		return nil, date, answered(r, resp, text)
	}
	body, err = io.ReadAll(io.LimitReader(resp.Body, r.most+1))
	c.traffic.Bytes += int64(len(body))
	if err != nil {
		return nil, date, unreachable(err)
	}
	if int64(len(body)) > r.most {
		return nil, date, &store.TooLargeError{Name: r.name, Most: r.most}
	}
	return body, date, nil
}

// unreachable leaves the address out of an error: who reads it knows it.
func unreachable(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	if slow, ok := errors.AsType[net.Error](err); ok && slow.Timeout() {
		err = slowError{err}
	}
	return &store.UnreachableError{Err: err}
}

// slowError says in plain words what took too long.
type slowError struct{ error }

func (slowError) Error() string { return "it does not answer in time" }

func (e slowError) Unwrap() error { return e.error }

// signed returns a request that is ready to be sent.
func (c *Client) signed(ctx context.Context, r request) (*http.Request, error) {
	u := *c.base
	u.Path = strings.TrimSuffix(u.Path, "/") + "/" + c.Bucket
	if r.name != "" {
		u.Path += "/" + c.key(r.name)
	}
	u.RawPath = escaped(u.Path)
	u.RawQuery = strings.ReplaceAll(r.query.Encode(), "+", "%20")
	req, err := http.NewRequestWithContext(ctx, r.method, u.String(), bytes.NewReader(r.body))
	if err != nil {
		return nil, err
	}
	req.URL.RawPath = u.RawPath
	maps.Copy(req.Header, r.header)
	sum := sha256.Sum256(r.body)
	hash := hex.EncodeToString(sum[:])
	req.Header.Set("X-Amz-Content-Sha256", hash)
	keys := aws.Credentials{
		AccessKeyID: c.Keys.Access, SecretAccessKey: c.Keys.Secret,
		SessionToken: c.Keys.Session,
	}
	return req, c.signer.SignHTTP(ctx, keys, req, hash, "s3", c.Region, c.Now().Add(c.skew))
}

// escaped writes a path as signatures have it: all but letters, digits, - . _ ~ and / as %XX.
func escaped(path string) string {
	var b strings.Builder
	for i := range len(path) {
		switch ch := path[i]; {
		case ch >= 'a' && ch <= 'z', ch >= 'A' && ch <= 'Z', ch >= '0' && ch <= '9',
			strings.IndexByte("-._~/", ch) >= 0:
			b.WriteByte(ch)
		default:
			fmt.Fprintf(&b, "%%%02X", ch)
		}
	}
	return b.String()
}
