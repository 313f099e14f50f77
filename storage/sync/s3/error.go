package s3

import (
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// ErrNoKeys says that nothing is there to sign requests with.
var ErrNoKeys = errors.New("there are no keys for the bucket")

// AnswerError is a server that answers, but not with what it was asked for. Of what it says only a
// code is kept: the rest may repeat what was sent.
type AnswerError struct {
	Status   int
	Code     string // one word, such as NoSuchBucket; empty for none
	Location string // host that it sends us to instead; empty for none
	object   bool   // it was asked for an object
	method   string
}

func answered(r request, resp *http.Response, body []byte) *AnswerError {
	e := &AnswerError{Status: resp.StatusCode, object: r.name != "", method: r.method}
	var said struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
	}
	if xml.Unmarshal(body, &said) == nil && isWord(said.Code) {
		e.Code = said.Code
	}
	if to, err := resp.Location(); err == nil {
		e.Location = to.Host
	}
	return e
}

func isWord(s string) bool {
	const longest = 60
	return len(s) <= longest &&
		strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789.") == ""
}

// Error says what the server said, in words where it is known what it means.
func (e *AnswerError) Error() string {
	code := fmt.Sprint(e.Status)
	if e.Code != "" {
		code += " " + e.Code
	}
	switch {
	case e.IsRefused():
		return "the store refuses the keys (" + code + ")"
	case e.Code == "NoSuchBucket", e.Status == http.StatusNotFound && !e.object:
		return "there is no such bucket (" + code + ")"
	case e.Status/100 == 3 && e.Location != "":
		return fmt.Sprintf("the server redirects to %s (%s)", e.Location, code)
	case e.Status/100 == 3:
		return "the server redirects (" + code + ")"
	case e.method == http.MethodGet && !e.object:
		return "the server cannot list what it holds (" + code + ")"
	}
	return "the server answered " + code
}

// IsRefused says that the keys are wrong, or may not do this.
func (e *AnswerError) IsRefused() bool {
	return e.Status == http.StatusForbidden || e.Status == http.StatusUnauthorized
}

// IsElsewhere says that the bucket is at another address, mostly that of another region.
func (e *AnswerError) IsElsewhere() bool { return e.Status/100 == 3 }

// isNoKey says that there is no object of the name that was asked for.
func (e *AnswerError) isNoKey() bool {
	return e.object && e.Status == http.StatusNotFound && e.Code != "NoSuchBucket"
}

// passes says whether a further try may help.
func (e *AnswerError) passes() bool {
	switch e.Status {
	case http.StatusTooManyRequests, http.StatusRequestTimeout, http.StatusConflict:
		return true
	case http.StatusBadRequest: // the body was spoilt on its way
		return e.Code == "BadDigest" || e.Code == "RequestTimeout" || e.Code == "IncompleteBody"
	}
	return e.Status/100 == 5 && e.Status != http.StatusNotImplemented
}
