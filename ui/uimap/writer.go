package uimap

import (
	"bytes"
	"encoding/json"
	"os"
	"sync"
	"time"
)

// Map is the whole file.
type Map struct {
	Version  int      `json:"version"` // grows with every change
	Window   Window   `json:"window"`
	Document Document `json:"document"`
	Run      Run      `json:"run"`
	Items    []Item   `json:"items"`
}

// Window is the window's size in pixels.
type Window struct {
	W int `json:"w"`
	H int `json:"h"`
}

// Document tells about the text.
type Document struct {
	Path  string `json:"path"`
	Dirty bool   `json:"dirty"`
	Valid bool   `json:"valid"`
}

// Run tells about the rehearsal: AWS's execution status, "" before the first,
// and the state it is at.
type Run struct {
	Status string `json:"status"`
	State  string `json:"state"`
}

// interval keeps the file from being written more than ten times a second.
const interval = 100 * time.Millisecond

// Writer keeps a file true. Its methods may be called from any goroutine.
type Writer struct {
	path string
	mu   sync.Mutex
	wake chan struct{}
	next *Map
	last []byte // what the file says, without its version
	n    int
}

// NewWriter writes to path until the program ends.
func NewWriter(path string) *Writer {
	w := &Writer{path: path, wake: make(chan struct{}, 1)}
	go w.run()
	return w
}

// Put makes a map the next to be written. Its Version is set by the writer.
func (w *Writer) Put(m *Map) {
	w.mu.Lock()
	w.next = m
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *Writer) run() {
	for range w.wake {
		w.mu.Lock()
		m := w.next
		w.next = nil
		w.mu.Unlock()
		if m != nil && w.write(m) {
			time.Sleep(interval)
		}
	}
}

// write replaces the file whole, if it says something else than before. A
// failure is passed over: the next change tries again.
func (w *Writer) write(m *Map) bool {
	m.Version = 0
	content, err := json.Marshal(m)
	if err != nil || bytes.Equal(content, w.last) {
		return false
	}
	w.last = content
	w.n++
	m.Version = w.n
	if content, err = json.Marshal(m); err != nil {
		return false
	}
	temporary := w.path + ".new"
	if os.WriteFile(temporary, content, 0o644) == nil {
		_ = os.Rename(temporary, w.path)
	}
	return true
}
