package rehearsal

import (
	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// Options are what the room tells the window.
type Options struct {
	Changed func()            // what is on screen may have moved
	Select  func(path string) // a state was chosen in a list
	Copy    func(words string)
	Do      func(look.Action)                 // does what a menu does too
	Begin   func(start, without func() error) // starts a run, asking first where it reaches outside; without leaves that out
}

// Room is the three panes of a rehearsal.
type Room struct {
	sess      *session.Session
	options   Options
	form      *form
	data      *data
	transport *transport
}

// New makes the panes.
func New(sess *session.Session, o Options) *Room {
	r := &Room{sess: sess, options: o}
	r.form, r.data, r.transport = newForm(r), newData(r), newTransport(r)
	return r
}

// Form is the pane of the open token, or of the run as a whole.
func (r *Room) Form() fyne.CanvasObject { return r.form.content }

// Data is the pane of the selected state's data.
func (r *Room) Data() fyne.CanvasObject { return r.data.content }

// Transport is the pane of the run's course.
func (r *Room) Transport() fyne.CanvasObject { return r.transport.content }

// Show shows a snapshot.
func (r *Room) Show(s *session.Snapshot) {
	r.form.show(s)
	r.data.show(s)
	r.transport.show(s)
}

// wheel scrolls the form that is shown.
func (r *Room) wheel(e *fyne.ScrollEvent) { r.form.scroll.Scrolled(e) }

// AskInput shows the form of what the next run begins with, until it begins.
func (r *Room) AskInput() { r.form.asking = true }

// Answer sends the answer that the open token's form holds.
func (r *Room) Answer() {
	if t := r.form.token; t != nil {
		t.answer()
	}
}

// Commit takes over an input that is being typed.
func (r *Room) Commit() { r.form.start.commit() }

// List puts what is in view into the ui map.
func (r *Room) List(l *uimap.List) {
	r.form.list(l)
	r.data.list(l)
	r.transport.list(l)
}
