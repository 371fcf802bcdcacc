package session

import (
	"crypto/rand"
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/stateboard/stateboard/asl/file"
)

// Recovery is unsaved work of a program that ended without a goodbye.
type Recovery struct {
	ID   string    `json:"-"`
	Path string    `json:"path"` // the file it belongs to; "" for none
	Name string    `json:"name"`
	Text string    `json:"text"`
	Time time.Time `json:"time"`
}

// recoveryWriter keeps the unsaved text of one session on disk, a moment
// behind the hand. A lock beside the file tells other programs that its owner
// lives.
type recoveryWriter struct {
	file    string // "" where nothing is kept
	lock    *os.File
	mu      sync.Mutex
	pending *Recovery // what is to be written next; one without a Time removes what is there
	last    Recovery  // what was written last
	wake    chan struct{}
	done    chan struct{}
}

func recoveryFolder(data string) string { return filepath.Join(data, "recovery") }

func newRecoveryWriter(data string) *recoveryWriter {
	w := &recoveryWriter{wake: make(chan struct{}, 1), done: make(chan struct{})}
	folder := recoveryFolder(data)
	if data == "" || os.MkdirAll(folder, 0o700) != nil {
		close(w.done)
		return w
	}
	w.file = filepath.Join(folder, rand.Text()+".json")
	w.lock = lockFile(w.file + ".lock")
	go w.run()
	return w
}

// keep takes note of what there would be to lose.
func (w *recoveryWriter) keep(s *Snapshot) {
	if w.file == "" {
		return
	}
	if !s.Dirty {
		w.put(Recovery{})
		return
	}
	w.put(Recovery{Path: s.Path, Name: s.Name, Text: s.Doc.Text.String(), Time: time.Now().UTC()})
}

// clear forgets what was kept.
func (w *recoveryWriter) clear() {
	if w.file != "" {
		w.put(Recovery{})
	}
}

func (w *recoveryWriter) put(next Recovery) {
	w.mu.Lock()
	newest := w.last
	if w.pending != nil {
		newest = *w.pending
	}
	same := next.Path == newest.Path && next.Text == newest.Text && next.Time.IsZero() == newest.Time.IsZero()
	if !same {
		w.pending = &next
	}
	w.mu.Unlock()
	if same {
		return
	}
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// run writes the newest pending text until wake is closed.
func (w *recoveryWriter) run() {
	defer close(w.done)
	for range w.wake {
		w.mu.Lock()
		next := w.pending
		w.pending = nil
		if next != nil {
			w.last = *next
		}
		w.mu.Unlock()
		switch {
		case next == nil:
		case next.Time.IsZero():
			os.Remove(w.file)
		default:
			if content, err := json.Marshal(next); err == nil {
				// A full disk must not stop the work that is being kept; the next
				// key press tries again.
				_ = file.Write(w.file, content)
			}
		}
	}
}

// close ends the writer; with remove nothing is left to recover.
func (w *recoveryWriter) close(remove bool) {
	if w.file == "" {
		return
	}
	close(w.wake)
	<-w.done
	if remove {
		os.Remove(w.file)
	}
	if w.lock != nil {
		os.Remove(w.lock.Name())
		w.lock.Close()
	}
}

// findRecoveries lists what programs that have died left behind, the newest
// first.
func findRecoveries(data string) []Recovery {
	if data == "" {
		return nil
	}
	folder := recoveryFolder(data)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var found []Recovery
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".json") {
			continue
		}
		path := filepath.Join(folder, e.Name())
		if locked(path + ".lock") {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		var r Recovery
		if json.Unmarshal(content, &r) != nil {
			continue
		}
		r.ID = path
		found = append(found, r)
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Time.After(found[j].Time) })
	return found
}

// Recover opens unsaved work again: over its file where there is one, so that
// Undo leads to what the file says, otherwise as a document without a file.
func (s *Session) Recover(r Recovery) error {
	if r.Path != "" {
		if err := s.Open(r.Path); err != nil {
			s.update(func() { s.replace("", r.Name, emptyMachine, false) })
			s.notify("The file of the recovered work cannot be opened: "+err.Error()+".", true)
		}
	} else {
		s.update(func() { s.beside = companions{}; s.replace("", r.Name, emptyMachine, false) })
	}
	if err := s.apply("Recover unsaved work", Intent, minimalEdit(s.text.String(), r.Text), nil, nil); err != nil {
		return err
	}
	s.Forget(r)
	return nil
}

// Forget throws unsaved work away that was offered.
func (s *Session) Forget(r Recovery) {
	os.Remove(r.ID)
	os.Remove(r.ID + ".lock")
	s.update(func() {
		var left []Recovery
		for _, other := range s.next.Recoveries {
			if other.ID != r.ID {
				left = append(left, other)
			}
		}
		s.next.Recoveries = left
	})
}
