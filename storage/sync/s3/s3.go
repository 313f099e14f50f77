// Package s3 is a store in a bucket of any object store that speaks the protocol of S3: four
// requests, signed by the signer of the AWS SDK. It is the only package below storage that opens a
// connection.
//
//	s3.go       the four requests
//	request.go  how one is signed, sent, and tried again
//	error.go    what the server says
package s3

import (
	"context"
	"crypto/md5"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"cards/storage/sync/store"
)

// Config says which bucket is meant.
type Config struct {
	Endpoint string // address of the server; empty for that of AWS in the region
	Region   string // empty for us-east-1
	Bucket   string
	Prefix   string // of all names, without slashes at its ends; empty for none
	Keys     Keys

	Now      func() time.Time
	Wait     func(ctx context.Context, d time.Duration) error // before a further try
	Patience time.Duration                                    // for an answer to begin; 0 for 20 s
}

// Keys are what requests are signed with.
type Keys struct {
	Access, Secret string
	Session        string // of temporary keys; empty for others
}

// Client is the bucket.
type Client struct {
	Config
	base    *url.URL
	http    *http.Client
	signer  *v4.Signer
	skew    time.Duration // what the server's clock is ahead of ours
	traffic *store.Traffic
}

const (
	defaultRegion   = "us-east-1"
	defaultPatience = 20 * time.Second
	// slowest is the whole time of a request, for the largest object on a slow line.
	slowest = 5 * time.Minute
)

// New returns a bucket as a store, and opens no connection yet. What goes to and fro is counted in
// traffic.
func New(c Config, traffic *store.Traffic) (*Client, error) {
	if c.Region == "" {
		c.Region = defaultRegion
	}
	if c.Patience == 0 {
		c.Patience = defaultPatience
	}
	if c.Endpoint == "" {
		c.Endpoint = "https://s3." + c.Region + ".amazonaws.com"
	}
	base, err := url.Parse(c.Endpoint)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" ||
		base.User != nil || base.RawQuery != "" {
		return nil, errors.New("the endpoint is not an address such as https://s3.example.org")
	}
	if c.Keys.Access == "" || c.Keys.Secret == "" {
		return nil, ErrNoKeys
	}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DisableCompression: true, ResponseHeaderTimeout: c.Patience,
		TLSHandshakeTimeout: c.Patience, DialContext: dialer(c.Patience).DialContext,
		ForceAttemptHTTP2: true,
	}
	return &Client{
		Config: c, base: base, traffic: traffic,
		signer: v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true }),
		http: &http.Client{
			Transport: transport, Timeout: slowest,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

// Close closes connections that wait.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// List implements [store.Store].
func (c *Client) List(ctx context.Context, prefix string) ([]store.Object, error) {
	var list []store.Object
	query := url.Values{"list-type": {"2"}, "prefix": {c.key(prefix)}}
	for {
		const maxPage = 16 << 20 // bytes
		body, err := c.do(ctx, request{method: http.MethodGet, query: query, most: maxPage})
		if err != nil {
			return nil, err
		}
		page, err := c.page(body)
		if err != nil {
			return nil, &store.UnreachableError{Err: fmt.Errorf("it cannot list what it holds: %w", err)}
		}
		list = append(list, page.objects...)
		if page.next == "" {
			return list, nil
		}
		if page.next == query.Get("continuation-token") {
			return nil, &store.UnreachableError{Err: errors.New("it cannot list what it holds: it gives the same page again")}
		}
		query.Set("continuation-token", page.next)
	}
}

// page is a part of a listing.
type page struct {
	objects []store.Object
	next    string // token of the one after it; empty for none
}

// page reads a part of a listing. Names that are not below the prefix are left out.
func (c *Client) page(body []byte) (page, error) {
	var result struct {
		XMLName  xml.Name `xml:"ListBucketResult"`
		Contents []struct {
			Key  string
			Size int64
		}
		IsTruncated           bool
		NextContinuationToken string
	}
	if err := xml.Unmarshal(body, &result); err != nil {
		return page{}, errors.New("its answer is not a listing")
	}
	if result.IsTruncated && result.NextContinuationToken == "" {
		return page{}, errors.New("the listing is cut off")
	}
	var p page
	for _, o := range result.Contents {
		if name, ok := strings.CutPrefix(o.Key, c.key("")); ok && o.Size >= 0 {
			p.objects = append(p.objects, store.Object{Name: name, Size: o.Size})
		}
	}
	if result.IsTruncated {
		p.next = result.NextContinuationToken
	}
	return p, nil
}

// Get implements [store.Store].
func (c *Client) Get(ctx context.Context, name string, most int64) ([]byte, error) {
	data, err := c.do(ctx, request{method: http.MethodGet, name: name, most: most})
	if answer, ok := errors.AsType[*AnswerError](err); ok && answer.isNoKey() {
		return nil, fmt.Errorf("%q: %w", name, store.ErrNone)
	}
	return data, err
}

// Put implements [store.Store].
func (c *Client) Put(ctx context.Context, name string, data []byte) error {
	sum := md5.Sum(data)
	_, err := c.do(ctx, request{
		method: http.MethodPut, name: name, body: data, most: maxAnswer,
		header: http.Header{
			"Content-Md5":  {base64.StdEncoding.EncodeToString(sum[:])},
			"Content-Type": {contentType(name)},
		},
	})
	return err
}

// contentType is what a browser makes of an object.
func contentType(name string) string {
	switch {
	case strings.HasSuffix(name, ".json"):
		return "application/json"
	case strings.HasSuffix(name, ".md"):
		return "text/markdown; charset=utf-8"
	}
	return "application/octet-stream"
}

// Delete implements [store.Store].
func (c *Client) Delete(ctx context.Context, name string) error {
	_, err := c.do(ctx, request{method: http.MethodDelete, name: name, most: maxAnswer})
	answer, ok := errors.AsType[*AnswerError](err)
	switch {
	case ok && answer.isNoKey():
		return nil
	case ok && answer.Code == "AccessDenied":
		return fmt.Errorf("delete %q: %w", name, store.ErrDenied)
	}
	return err
}

// key returns the key of a name in the bucket.
func (c *Client) key(name string) string {
	if c.Prefix == "" {
		return name
	}
	return c.Prefix + "/" + name
}

var _ store.Store = (*Client)(nil)
