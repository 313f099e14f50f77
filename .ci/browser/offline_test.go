package browser

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httputil"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestOffline answers twenty cards on an insecure origin while the server dies five times and
// replies are lost after they were written: twenty are in the log, each once, in order.
func TestOffline(t *testing.T) {
	s := start(t, "phone.lan", "0", numbers(t, 20))
	var cut atomic.Bool   // the next reply to answers
	var port atomic.Value // of the program, another each time
	port.Store(s.port)
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = "http", "127.0.0.1:"+port.Load().(string), r.In.Host
	}}
	again := func() {
		s.port = "0"
		s.serve(os.Getenv("CARDS"))
		port.Store(s.port)
	}
	proxy.ErrorHandler = func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) }
	proxy.ModifyResponse = func(r *http.Response) error {
		if r.Request.URL.Path == "/api/answers" && cut.CompareAndSwap(true, false) {
			panic(http.ErrAbortHandler)
		}
		return nil
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = http.Serve(listener, proxy) }()
	t.Cleanup(func() { _ = listener.Close() })
	_, own, _ := net.SplitHostPort(listener.Addr().String())
	b := open(t, 390, 844, false, true,
		chromedp.Flag("host-resolver-rules", "MAP phone.lan 127.0.0.1"),
		chromedp.Flag("disable-features", "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable"))
	_, code, _ := strings.Cut(s.pair, "#")
	b.do(chromedp.Navigate("http://phone.lan:" + own + "/p#" + code))
	if b.eval("window.isSecureContext") == true {
		t.Fatal("the origin is secure: the test shows nothing")
	}
	b.keeps(20)
	for i := range 20 {
		switch i % 4 {
		case 1:
			cut.Store(true)
		case 2:
			s.kill()
		case 0:
			if i > 0 {
				again()
			}
		}
		b.wants(`document.querySelector("footer > button.main")`)
		b.tap("footer > button.main")
		b.wants(`document.querySelector(".ratings")`)
		if i == 7 { // the program is gone since the card before
			b.text("wait")
			b.shot("offline-light")
		}
		b.rate()
	}
	b.text("answers wait")
	again()
	b.sends()
	s.holds(20)
}

// keeps waits until the browser keeps a sitting of so many cards, with which it goes on by itself.
func (b *browser) keeps(n int) {
	b.t.Helper()
	const kept = `import("/store.js").then((store) => store.kept("sitting")).then((kept) => kept ? kept.queue.length : 0)`
	for late := time.Now().Add(longest); ; time.Sleep(50 * time.Millisecond) {
		var cards int
		b.do(chromedp.Evaluate(kept, &cards, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
		if cards == n {
			return
		}
		if time.Now().After(late) {
			b.t.Fatalf("the browser keeps %d cards, want %d", cards, n)
		}
	}
}

// sends has the page send what waits, and waits until nothing does.
func (b *browser) sends() {
	b.t.Helper()
	b.do(chromedp.Evaluate(`window.dispatchEvent(new Event("online")); 0`, nil))
	b.wants(`document.getElementById("sent").textContent === ""`)
}

// numbers makes a collection of so many questions.
func numbers(t *testing.T, n int) string {
	t.Helper()
	var many strings.Builder
	for i := range n {
		fmt.Fprintf(&many, "Q: Number %d?\nA: %d\n\n", i, i)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "many.md"), many.String())
	(&site{t: t, dir: dir}).run("init", ".")
	return dir
}

// holds looks for so many answers in the log, each once and in order.
func (s *site) holds(n int) {
	s.t.Helper()
	ids := s.reviews()
	seen := map[string]bool{}
	for i, id := range ids {
		if seen[id] || i > 0 && id < ids[i-1] {
			s.t.Errorf("the answer %s is there twice or out of order", id)
		}
		seen[id] = true
	}
	if len(ids) != n {
		s.t.Errorf("%d answers in the log, want %d", len(ids), n)
	}
}

// arrive waits until so many answers are in the log: a page that says nothing of answers that wait
// may not have begun to send.
func (s *site) arrive(n int) {
	s.t.Helper()
	for late := time.Now().Add(longest); len(s.reviews()) < n; {
		if time.Now().After(late) {
			s.t.Fatalf("%d answers in the log after %s, want %d", len(s.reviews()), longest, n)
		}
	}
}

// restart serves the same collection on the same port again.
func (s *site) restart() {
	s.t.Helper()
	s.kill()
	s.serve(os.Getenv("CARDS"))
}

// one answers the card that is asked.
func (b *browser) one() {
	b.t.Helper()
	b.wants(`document.querySelector("footer > button.main")`)
	b.tap("footer > button.main")
	b.wants(`document.querySelector(".ratings")`)
	b.rate()
}

// TestReload opens the page without the server, as browsers let a page do that they trust, be it of
// the machine itself or with a certificate: the sitting goes on, and what is answered arrives
// later.
func TestReload(t *testing.T) {
	t.Run("machine", func(t *testing.T) {
		s := start(t, "", "0", numbers(t, 8))
		s.reloads(open(t, 390, 844, false, true))
	})
	t.Run("certificate", func(t *testing.T) {
		cert, key := certificate(t, "phone.lan")
		s := start(t, "phone.lan", "0", numbers(t, 8), "--tls-cert", cert, "--tls-key", key)
		s.reloads(open(t, 390, 844, false, true, chromedp.Flag("host-resolver-rules", "MAP phone.lan 127.0.0.1"),
			chromedp.Flag("ignore-certificate-errors", true)))
	})
}

// certificate makes one that a name signs for itself, and its key, in files.
func certificate(t *testing.T, name string) (cert, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{name}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour),
	}
	signed, err := x509.CreateCertificate(rand.Reader, of, of, secret.Public(), secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	write(t, cert, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed})))
	write(t, key, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})))
	return cert, key
}

func (s *site) reloads(b *browser) {
	s.t.Helper()
	b.do(chromedp.Navigate(s.pair))
	b.one()
	b.wants(`navigator.serviceWorker.controller`)
	s.arrive(1)
	s.kill()
	b.one()
	b.keeps(6)
	b.do(chromedp.Reload())
	b.text("does not answer")
	for range 3 {
		b.one()
	}
	b.text("4 answers wait")
	s.restart()
	b.sends()
	s.holds(5)
}

// TestTwoAtOnce answers on two pages and on the command line at once: no answer is lost or there
// twice.
func TestTwoAtOnce(t *testing.T) {
	s := start(t, "", "0", numbers(t, 12))
	one := open(t, 390, 844, false, true)
	one.do(chromedp.Navigate(s.pair))
	one.one()
	s.restart() // with a code for the other
	two := open(t, 1280, 800, true, false)
	two.do(chromedp.Navigate(s.pair))
	for range 3 {
		one.one()
		two.one()
		id := strings.TrimSpace(s.run("next", "--jq", ".id"))
		s.run("answer", id, "easy")
	}
	s.arrive(10)
	s.holds(10)
}
