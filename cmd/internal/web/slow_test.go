package web

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// TestSlowClients: who does not come to the end of a request is turned away, before its header as
// in its body. The times are those of the server, a hundredth of them.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	said := make(chan string, 10)
	log := serverLog(func(line string) { said <- line })
	inner := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("a body that never ended was read to its end")
	})
	server := newServer(newGate([]string{"127.0.0.1"}, log).guard(inner), log)
	server.ReadHeaderTimeout /= 100
	server.ReadTimeout /= 100
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	for name, begun := range map[string]string{
		"nothing":       "",
		"half a header": "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Sl",
		"half a body": "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
			"Content-Length: 10\r\n\r\n[",
	} {
		c, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if err := c.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(c, begun); err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: the server goes on waiting", name)
		}
		_ = c.Close()
	}
	for range 2 { // who says nothing has asked for nothing
		line := <-said
		if !strings.HasPrefix(line, "refused ") || !strings.Contains(line, "from 127.0.0.1: it ") {
			t.Errorf("said %q", line)
		}
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	if len(said) > 0 {
		t.Errorf("said %q too", <-said)
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		t.Error(err)
	}
}
