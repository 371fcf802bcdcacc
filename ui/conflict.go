package ui

import (
	"path/filepath"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
)

// asked remembers what a person has been asked, so that they are asked once.
type asked struct{ conflict *session.Conflict }

// askConflict shows both texts side by side when the file and the document were
// changed at the same time.
func (w *Window) askConflict(s *session.Snapshot) {
	if s.Conflict == w.asked.conflict {
		return
	}
	w.asked.conflict = s.Conflict
	if s.Conflict == nil {
		return
	}
	c := s.Conflict
	body := newDiff(c.Mine, c.Disk)
	w.ask(filepath.Base(c.Path)+" was changed by another program", "You have changed it here too. Left is what is here, right is what the file says now.", body,
		choice{"mine", "Keep mine", look.Primary, w.sess.KeepMine},
		choice{"theirs", "Take the file's", look.Outlined, w.sess.TakeTheirs},
		choice{"later", "Decide later", look.Quiet, nil})
}
