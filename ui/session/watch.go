package session

import (
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/stateboard/stateboard/runner/scenario"
)

// settle is how long a file must be left alone before it is read: editors
// write in several steps.
const settle = 60 * time.Millisecond

// fileWatch watches the folder of the open file: programs replace files by
// renaming, which a watch on the file itself would lose.
type fileWatch struct{ watcher *fsnotify.Watcher }

func (w *fileWatch) close() {
	if w.watcher != nil {
		w.watcher.Close()
		w.watcher = nil
	}
}

func (s *Session) watch(path string) {
	s.files.close()
	watcher, err := fsnotify.NewWatcher()
	if err == nil {
		err = watcher.Add(filepath.Dir(path))
	}
	if err != nil {
		s.notify("Changes that other programs make to this file will not be seen: "+err.Error()+".", true)
		return
	}
	s.files.watcher = watcher
	go s.listen(watcher, path)
}

// listen runs until the watcher is closed. The document, its mocks and its
// scenarios are of interest; a burst of events is one change.
func (s *Session) listen(watcher *fsnotify.Watcher, path string) {
	dir := filepath.Dir(path)
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	touched := map[string]bool{}
	for {
		select {
		case event, ok := <-watcher.Events:
			if !ok {
				timer.Stop()
				return
			}
			if scenario.StateMachineName(event.Name) == scenario.StateMachineName(path) {
				touched[filepath.Join(dir, filepath.Base(event.Name))] = true
				timer.Reset(settle)
			}
		case <-watcher.Errors:
			// An overflow: look at the file anyway.
			touched[path] = true
			timer.Reset(settle)
		case <-timer.C:
			changed := touched
			touched = map[string]bool{}
			s.options.Post(func() { s.touched(path, changed) })
		}
	}
}

// touched looks at what changed on disk beside and at the open document.
func (s *Session) touched(path string, changed map[string]bool) {
	if s.next.Path != path {
		return
	}
	if changed[path] {
		s.diskChanged(path)
		delete(changed, path)
	}
	if len(changed) > 0 {
		s.update(func() { s.rehearse.reload(s) })
	}
}
