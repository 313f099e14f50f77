package main

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestKilledSyncLosesNothing kills syncs of two devices with a folder at random instants.
func TestKilledSyncLosesNothing(t *testing.T) {
	t.Parallel()
	killSyncs(t, "dir:"+filepath.Join(t.TempDir(), "store"))
}

// TestKilledSyncWithRealServerLosesNothing is the same with a bucket of a real server; it is
// skipped where .ci/versitygw has not built that.
func TestKilledSyncWithRealServerLosesNothing(t *testing.T) {
	t.Parallel()
	program := os.Getenv("VERSITYGW")
	if program == "" {
		program = "versitygw"
	}
	program, err := exec.LookPath(program)
	if err != nil {
		t.Skip("there is no versitygw; .ci/versitygw builds it")
	}
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "notes"), 0o755); err != nil {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	server := exec.Command(program, "--port", address, "posix", root)
	server.Env = append(os.Environ(), "ROOT_ACCESS_KEY=AKEXAMPLE", "ROOT_SECRET_KEY=SECRETEXAMPLE")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	for n := 0; ; n++ {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			_ = conn.Close()
			break
		}
		if n == 1200 {
			t.Fatal("versitygw does not start")
		}
		time.Sleep(50 * time.Millisecond) // it is starting
	}
	killSyncs(t, "s3://notes/cards", "--endpoint", "http://"+address)
}

// device is a program with a collection that syncs.
type device struct{ *program }

func (d device) answer(n int) {
	d.t.Helper()
	d.run(strings.Repeat("show\n3\n", n)+"quit\n", "review", "--plain", "--new", "12000")
	d.now = d.now.Add(time.Minute)
}

func killSyncs(t *testing.T, to string, more ...string) {
	t.Helper()
	rounds, rng := rounds(12, 100), random(t)
	first := newProgram(t, time.Now(), map[string]string{"many.md": cardsFile("kill", 1000)})
	first.more = []string{"AWS_ACCESS_KEY_ID=AKEXAMPLE", "AWS_SECRET_ACCESS_KEY=SECRETEXAMPLE"}
	copied := *first
	second := &copied
	second.root = filepath.Join(t.TempDir(), "other")
	second.run("", "init", second.root)
	if err := os.WriteFile(filepath.Join(second.root, "many.md"), []byte(cardsFile("kill", 1000)),
		0o600); err != nil {
		t.Fatal(err)
	}
	devices := []device{{first}, {second}}
	for i, d := range devices {
		d.run("", append([]string{"sync", "--plain", "--to", to, "--device", []string{"a", "b"}[i]},
			more...)...)
	}
	given := 0
	answering := func(d device) device {
		d.answer(2)
		given += 2
		return d
	}
	k := newKills(t, rng, answering(devices[0]).command("sync"))
	for k.goOn(rounds) {
		k.kill(answering(devices[k.all%2]).command("sync"))
	}
	for range 3 {
		for _, d := range devices {
			d.run("", "sync")
		}
	}
	a, b := strings.Split(first.export(), "\n"), strings.Split(second.export(), "\n")
	slices.Sort(a)
	slices.Sort(b)
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("the logs (-a +b):\n%s", diff)
	}
	if n := len(first.reviews()); n != given {
		t.Errorf("%d answers were given, %d are there", given, n)
	}
	for _, d := range devices {
		checkCollection(t, d.root)
	}
}
