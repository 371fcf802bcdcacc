package session

import (
	"sync/atomic"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/check"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/canvas/layout"
)

// Options are what a Session needs from outside.
type Options struct {
	Data   string           // folder for recovery, recent files and preferences; "" keeps nothing
	Post   func(func())     // runs a function on the session's goroutine; nil runs it at once
	Now    func() time.Time // nil is time.Now
	Layout layout.Options   // above all how wide a text is

	Executions *Executions // shared by all windows; nil keeps executions in memory only
}

// Session is the application model of one window.
type Session struct {
	options Options
	current atomic.Pointer[Snapshot]
	next    Snapshot // what the next Snapshot will hold
	views   map[int]func(*Snapshot)
	viewID  int
	batch   int  // depth of update calls; views hear of the outermost
	changed bool // since the last Snapshot

	text     text.Text
	saved    string // what is on disk, as far as we know
	onDisk   bool   // there is a file
	undo     undoStack
	checked  check.Memory // of the document's versions so far
	notices  uint64
	files    fileWatch
	recovery *recoveryWriter
	beside   companions
	rehearse rehearsal
	resting  *time.Timer // until the picture catches up with the typing; nil before the first
	prefs    prefsFile
	closed   bool

	executions      *Executions
	withoutBindings bool // the run being started leaves bindings out
}

// New is a session with an empty machine. Close ends it.
func New(o Options) *Session {
	if o.Post == nil {
		o.Post = func(f func()) { f() }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Session{options: o, views: map[int]func(*Snapshot){}, executions: o.Executions}
	if s.executions == nil {
		s.executions = OpenExecutions("")
	}
	s.prefs = readPrefs(o.Data)
	s.recovery = newRecoveryWriter(o.Data)
	s.next.Recent = s.prefs.Recent
	s.next.Recoveries = findRecoveries(o.Data)
	s.next.Scenario = -1
	s.update(func() { s.replace("", "Untitled", emptyMachine, false) })
	s.executions.listen(func(sentence string) { s.options.Post(func() { s.notify(sentence, true) }) })
	return s
}

// Close stops watching and rehearsing. Unsaved work stays recoverable unless
// the document is clean. A second Close does nothing.
func (s *Session) Close() {
	if s.closed {
		return
	}
	s.closed = true
	if s.resting != nil {
		s.resting.Stop()
	}
	s.rehearse.close(s.executions.journal != nil)
	s.files.close()
	s.recovery.close(!s.Snapshot().Dirty)
}

// Discard forgets unsaved work on purpose: a Close after it leaves nothing to
// recover.
func (s *Session) Discard() { s.recovery.clear() }

// Snapshot is what there is to show now. It may be called from any goroutine.
func (s *Session) Snapshot() *Snapshot { return s.current.Load() }

// Subscribe calls view with every new Snapshot, and once now. The returned
// function ends it.
func (s *Session) Subscribe(view func(*Snapshot)) (cancel func()) {
	s.viewID++
	id := s.viewID
	s.views[id] = view
	view(s.Snapshot())
	return func() { delete(s.views, id) }
}

// update brackets every mutation: inside, fields of next change; at the end of
// the outermost, one new Snapshot is made and told to all views.
func (s *Session) update(f func()) {
	s.batch++
	f()
	s.batch--
	if s.batch > 0 {
		s.changed = true
		return
	}
	s.changed = false
	s.next.Seq++
	s.next.Dirty = !s.onDisk && s.next.Path != "" || s.text.String() != s.saved
	s.next.Undo, s.next.Redo = s.undo.labels()
	snapshot := s.next
	s.current.Store(&snapshot)
	s.recovery.keep(&snapshot)
	for id := 1; id <= s.viewID; id++ {
		if view := s.views[id]; view != nil {
			view(&snapshot)
		}
	}
}

// setText makes a text the current one and derives all that follows from it.
func (s *Session) setText(t text.Text) {
	s.readText(t)
	s.draw()
}

// readText makes a text the current one and says what is wrong with it.
func (s *Session) readText(t text.Text) {
	s.text = t
	doc := s.next.Doc
	if doc != nil && doc.YAML == asl.NamesYAML(s.next.Path) {
		doc = doc.With(t)
	} else {
		doc = asl.ParseNamed(s.next.Path, t)
	}
	s.next.Doc = doc
	s.next.Diagnostics = s.findings(doc)
	s.next.Valid = !diag.HasError(s.next.Diagnostics)
	s.next.Greyed, s.next.Behind = !doc.Drawable(), false
}

// draw lets the picture follow the text, if that can be drawn.
func (s *Session) draw() {
	if doc := s.next.Doc; doc.Drawable() {
		s.put(pictureOf(doc, s.next.Layout, s.measures()))
		return
	}
	s.pruneSelection()
}

// picture is what is drawn of a document.
type picture struct {
	of     *asl.Document
	graph  *graph.Graph
	layout *layout.Layout
}

// pictureOf may be called on any goroutine.
func pictureOf(doc *asl.Document, last *layout.Layout, o layout.Options) picture {
	g := graph.New(doc.Machine)
	return picture{doc, g, layout.Rebuild(last, g, o)}
}

// put makes a picture the one that is shown.
func (s *Session) put(p picture) {
	s.next.Greyed, s.next.Behind = false, false
	s.next.Shown, s.next.Graph, s.next.Layout = p.of, p.graph, p.layout
	s.showRun()
	s.pruneSelection()
	s.uncover()
}

// findings are what is wrong with a document. While its text is broken, that
// is what counts: it is one key press away from being something else.
func (s *Session) findings(doc *asl.Document) []diag.Diagnostic {
	var broken []diag.Diagnostic
	for _, d := range check.Syntax(doc) {
		if d.Code == syntax.CodeJSON || d.Code == syntax.CodeYAML || d.Code == syntax.CodeDepth {
			broken = append(broken, d)
		}
	}
	if len(broken) > 0 {
		return broken
	}
	return s.checked.Check(doc, check.Options{})
}

// replace opens another document: a new text with a new undo history.
func (s *Session) replace(path, name, content string, onDisk bool) {
	s.undo = undoStack{}
	s.checked = check.Memory{}
	s.saved, s.onDisk = content, onDisk
	s.next.Path, s.next.Name = path, name
	s.next.Selection = Selection{}
	s.next.Shown, s.next.Graph, s.next.Layout = nil, graph.New(nil), layout.Build(graph.New(nil), s.options.Layout)
	s.next.Conflict = nil
	s.next.Collapsed = nil
	s.recallBreakpoints()
	s.next.Opened++
	s.setText(text.New(content))
	s.rehearse.reset(s)
}

// notify tells the person one sentence.
func (s *Session) notify(sentence string, isError bool) {
	s.update(func() {
		s.notices++
		s.next.Notice = &Notice{s.notices, sentence, isError}
	})
}

// Tell shows the person a sentence; one that comes with an error is shown as
// such.
func (s *Session) Tell(sentence string) { s.notify(sentence, false) }

// Fail shows the person an error; nil is passed over.
func (s *Session) Fail(err error) {
	if err != nil {
		s.notify(err.Error(), true)
	}
}

// Dismiss takes a notice away, if it is still the one shown.
func (s *Session) Dismiss(id uint64) {
	if s.next.Notice != nil && s.next.Notice.ID == id {
		s.update(func() { s.next.Notice = nil })
	}
}
