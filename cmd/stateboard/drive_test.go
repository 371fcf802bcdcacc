//go:build e2e

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for the window to show something. The
// machine may be slow and shared; nothing is measured by it.
const patience = 30 * time.Second

// screen is an X server without a monitor.
type screen struct{ display string }

// startScreen starts Xvfb on a free display for as long as the test lasts.
func startScreen(t *testing.T) *screen {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{write}
	if err := x.Start(); err != nil {
		t.Fatalf("Xvfb is needed (make deps-test): %v", err)
	}
	write.Close()
	t.Cleanup(func() { x.Process.Kill(); x.Wait() })
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb named no display: %v", err)
	}
	return &screen{":" + strings.TrimSpace(line)}
}

// item is one entry of the ui-map.
type item struct {
	ID, Role, Label, Status, Value string
	Enabled, Selected              bool
	Rect                           [4]float64
}

// uiMap is what the app says is on screen.
type uiMap struct {
	Version  int
	Window   struct{ W, H float64 }
	Document struct {
		Path         string
		Dirty, Valid bool
	}
	Run   struct{ Status, State string }
	Items []item
}

func (m *uiMap) item(id string) *item {
	for i := range m.Items {
		if m.Items[i].ID == id {
			return &m.Items[i]
		}
	}
	return nil
}

// driver has one running app in its hands: pointer, keys and the ui-map.
type driver struct {
	t      *testing.T
	screen *screen
	app    *exec.Cmd
	mapAt  string
	log    strings.Builder
	ended  chan struct{}
}

// binary is the app that `make build` made.
func binary(t *testing.T) string {
	path, err := filepath.Abs("../../bin/stateboard")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("build the app first (make build): %v", err)
	}
	return path
}

// start runs the app on a screen and waits for its first window.
func start(t *testing.T, s *screen, data string, args ...string) *driver {
	t.Helper()
	d := &driver{t: t, screen: s, mapAt: filepath.Join(t.TempDir(), "ui-map.json"), ended: make(chan struct{})}
	d.app = exec.Command(binary(t), append([]string{"--ui-map", d.mapAt, "--data", data, "--size", "1400x900"}, args...)...)
	d.app.Env = append(os.Environ(), "DISPLAY="+s.display, "LANG=C.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1")
	d.app.Stdout, d.app.Stderr = &d.log, &d.log
	if err := d.app.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { d.app.Wait(); close(d.ended) }()
	t.Cleanup(d.kill)
	d.await("the window", func(m *uiMap) bool { return len(m.Items) > 0 })
	d.xdo("search", "--sync", "--onlyvisible", "--pid", strconv.Itoa(d.app.Process.Pid), "windowfocus")
	return d
}

// kill ends the app as a power cut would.
func (d *driver) kill() {
	d.app.Process.Signal(syscall.SIGKILL)
	<-d.ended
}

func (d *driver) xdo(args ...string) {
	d.t.Helper()
	c := exec.Command("xdotool", args...)
	c.Env = append(os.Environ(), "DISPLAY="+d.screen.display, "LANG=C.UTF-8")
	if out, err := c.CombinedOutput(); err != nil {
		d.t.Fatalf("xdotool %s: %v\n%s\n%s", strings.Join(args, " "), err, out, d.log.String())
	}
}

// look reads the ui-map; nil while there is none.
func (d *driver) look() *uiMap {
	content, err := os.ReadFile(d.mapAt)
	if err != nil {
		return nil
	}
	var m uiMap
	if err := json.Unmarshal(content, &m); err != nil {
		d.t.Fatalf("the ui-map is no JSON: %v", err)
	}
	return &m
}

// await looks until the condition holds and returns what it saw then.
func (d *driver) await(what string, ok func(*uiMap) bool) *uiMap {
	d.t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	for {
		m := d.look()
		if m != nil && ok(m) {
			return m
		}
		select {
		case <-tick.C:
		case <-d.ended:
			d.t.Fatalf("the app ended while waiting for %s\n%s", what, d.log.String())
		case <-deadline:
			d.shot("failed")
			d.t.Fatalf("waited in vain for %s; on screen: %s\n%s", what, ids(m), d.log.String())
		}
	}
}

func ids(m *uiMap) string {
	if m == nil {
		return "no ui-map"
	}
	var list []string
	for _, i := range m.Items {
		list = append(list, i.ID+"="+i.Status+i.Value)
	}
	return strings.Join(list, " ")
}

// find waits for an item that can be used.
func (d *driver) find(id string) *item {
	d.t.Helper()
	var found *item
	d.await(id, func(m *uiMap) bool {
		found = m.item(id)
		return found != nil && found.Enabled
	})
	return found
}

func (i *item) center() (x, y string) {
	return fmt.Sprint(int(i.Rect[0] + i.Rect[2]/2)), fmt.Sprint(int(i.Rect[1] + i.Rect[3]/2))
}

func (d *driver) click(id string) {
	d.t.Helper()
	x, y := d.find(id).center()
	d.xdo("mousemove", "--sync", x, y, "click", "1")
}

// drag takes one item to another, which may come up only while dragging, in
// small steps as a hand would.
func (d *driver) drag(from, to string) {
	d.t.Helper()
	a := d.find(from)
	x, y := a.center()
	d.xdo("mousemove", "--sync", x, y, "mousedown", "1", "mousemove_relative", "--sync", "12", "12", "mousemove_relative", "--sync", "24", "24")
	b := d.find(to)
	for i := 1; i <= 12; i++ {
		k := float64(i) / 12
		ax, ay := a.Rect[0]+a.Rect[2]/2, a.Rect[1]+a.Rect[3]/2
		bx, by := b.Rect[0]+b.Rect[2]/2, b.Rect[1]+b.Rect[3]/2
		d.xdo("mousemove", "--sync", fmt.Sprint(int(ax+(bx-ax)*k)), fmt.Sprint(int(ay+(by-ay)*k)))
	}
	d.xdo("mouseup", "1")
}

func (d *driver) key(keys ...string) {
	d.t.Helper()
	d.xdo(append([]string{"key", "--delay", "20"}, keys...)...)
}

func (d *driver) typing(s string) {
	d.t.Helper()
	d.xdo("type", "--delay", "20", s)
}

// shot takes a picture of the screen to look at afterwards, where SHOTS names
// a folder for them.
func (d *driver) shot(name string) {
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	c := exec.Command("import", "-window", "root", filepath.Join(dir, d.t.Name()+"-"+name+".png"))
	c.Env = append(os.Environ(), "DISPLAY="+d.screen.display)
	if out, err := c.CombinedOutput(); err != nil {
		d.t.Logf("no picture: %v %s", err, out)
	}
}
