package s3_test

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/storage/sync/store/storetest"
)

// realServer starts versitygw, which checks signatures, and returns its address; the test is
// skipped where .ci/versitygw has not built it.
func realServer(t *testing.T) string {
	t.Helper()
	program := os.Getenv("VERSITYGW")
	if program == "" {
		program = "versitygw"
	}
	program, err := exec.LookPath(program)
	if err != nil {
		t.Skip("there is no versitygw; .ci/versitygw builds it")
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	for _, bucket := range []string{"notes", "many"} {
		if err := os.Mkdir(filepath.Join(root, bucket), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program, "--port", address, "posix", root)
	cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY=AKEXAMPLE", "ROOT_SECRET_KEY=SECRETEXAMPLE")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	for range 1200 {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			_ = conn.Close()
			return "http://" + address
		}
		time.Sleep(50 * time.Millisecond) // it is starting
	}
	t.Fatal("versitygw does not start")
	return ""
}

// TestRealServerConforms runs against a server that is not of this process, and checks signatures.
func TestRealServerConforms(t *testing.T) {
	t.Parallel()
	endpoint := realServer(t)
	bucket, _ := client(t, config(endpoint))
	storetest.Conforms(t, bucket)
	c := config(endpoint)
	c.Bucket = "many"
	many, _ := client(t, c)
	storetest.ManyConform(t, many, 1100)
	c = config(endpoint)
	c.Keys.Secret = "OTHER"
	wrong, _ := client(t, c)
	if _, err := wrong.List(t.Context(), ""); err == nil ||
		!strings.HasPrefix(err.Error(), "the store refuses the keys (403") {
		t.Errorf("another secret: %v", err)
	}
	c = config(endpoint)
	c.Bucket = "none"
	none, _ := client(t, c)
	if _, err := none.List(t.Context(), ""); err == nil ||
		!strings.HasPrefix(err.Error(), "there is no such bucket (404") {
		t.Errorf("no bucket: %v", err)
	}
	c = config(endpoint)
	c.Now = func() time.Time { return time.Now().Add(-12 * 24 * time.Hour) }
	late, _ := client(t, c)
	if _, err := late.List(t.Context(), ""); err != nil {
		t.Errorf("a clock that is behind: %v", err)
	}
}
