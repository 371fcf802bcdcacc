package ui

import (
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/ui/inspector"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/outline"
	"github.com/stateboard/stateboard/ui/palette"
	"github.com/stateboard/stateboard/ui/rehearsal"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// Options say how the window is opened.
type Options struct {
	UIMap         string  // file that tells what is on screen; "" for none
	Width, Height float32 // 0 takes the size of last time
	Still         bool    // nothing moves by itself, as tests want it
}

// Window is the application's window.
type Window struct {
	app    fyne.App
	win    fyne.Window
	canvas fyne.Canvas
	sess   *session.Session
	snap   *session.Snapshot

	bar       *bar
	menubar   *menubar
	palette   *palette.Pane
	outline   *outline.Pane
	diagram   *canvas.Diagram
	minimap   *canvas.Minimap
	zoombar   *zoombar
	inspector *inspector.Pane
	json      *jsonPane
	room      *rehearsal.Room
	stage     *fyne.Container // diagram with its corners
	hint      *hint           // in the middle of an empty diagram
	earlier   *waiting        // at the head of a diagram with executions that wait
	sides     *sides
	toast     *toast
	float     *float
	dialog    *dialog // the one that is open, or nil
	ghost     *ghost
	files     *fileDialog // the one opened last
	tips      *look.Tips

	rehearsing bool
	hidden     map[string]bool // panes a person has put away, by name
	mapping    *uimap.Writer
	names      map[graph.ID]string // of the states of namesOf, in the ui map
	namesOf    *graph.Graph
	mapDue     bool
	mapSeen    []uimap.Item // at the last look
	mapSettled time.Time    // when the map was last written
	closed     chan struct{}
	still      bool
	asked      asked
	menuNames  map[*fyne.MenuItem]look.Action // of the menu opened last
}

// New opens the window on a session, which it closes when it is closed itself.
func New(app fyne.App, sess *session.Session, o Options) *Window {
	w := &Window{app: app, sess: sess, snap: sess.Snapshot(), hidden: map[string]bool{}, closed: make(chan struct{}), still: o.Still}
	prefs := sess.Prefs()
	look.Apply(app, look.ParseMode(prefs.Theme))
	w.win = app.NewWindow("Stateboard")
	w.win.SetPadded(false)
	w.canvas = w.win.Canvas()
	w.hidden["outline"] = true // until somebody wants it
	for name, away := range prefs.Hidden {
		w.hidden[name] = away
	}
	w.build(prefs)
	w.bindKeys()
	w.win.Resize(openingSize(o, prefs))
	if o.UIMap != "" {
		w.mapping, w.mapSettled = uimap.NewWriter(o.UIMap), time.Now()
		go w.watch(w.closed)
	}
	app.Settings().AddListener(func(fyne.Settings) { w.dress() })
	w.win.SetCloseIntercept(func() { w.perform("quit") })
	w.win.SetOnClosed(func() { close(w.closed); w.tips.Close(); sess.Close() })
	sess.Subscribe(w.show)
	return w
}

func openingSize(o Options, p session.Prefs) fyne.Size {
	switch {
	case o.Width > 0:
		return fyne.NewSize(o.Width, o.Height)
	case p.Width > 400 && p.Height > 300:
		return fyne.NewSize(p.Width, p.Height)
	}
	return fyne.NewSize(1440, 900)
}

// Show puts the window on screen.
func (w *Window) Show() {
	w.win.Show()
	w.offerRecovery()
	w.earlier.ask()
	w.touch()
}

// Fyne is the window for the driver.
func (w *Window) Fyne() fyne.Window { return w.win }

// build makes the panes and puts them together.
func (w *Window) build(prefs session.Prefs) {
	w.tips = look.NewTips(w.canvas)
	w.float = newFloat(w.canvas)
	w.toast = newToast(w)
	w.menubar, w.bar = newMenubar(w), newBar(w)
	w.diagram = canvas.New(w.diagramOptions())
	w.diagram.SetWheelZoom(prefs.WheelZoom)
	w.minimap = canvas.NewMinimap(w.diagram)
	w.ghost = newGhost()
	w.zoombar = newZoombar(w)
	w.diagram.KeepClearOf(w.zoombar, w.minimap)
	w.minimap.SetAway(w.hidden["minimap"])
	w.hint, w.earlier = newHint(w), newWaiting(w)
	w.stage = container.NewStack(w.diagram, container.New(hintPlace{w.hint}, w.hint.content), w.earlier.layer, newCorners(w.zoombar, w.minimap))
	w.palette = palette.New(palette.Options{Insert: w.insertFromPalette, Drag: w.dragFromPalette, Drop: w.dropFromPalette})
	w.outline = outline.New(w.outlineOptions())
	w.inspector = inspector.New(w.sess, inspector.Options{Jump: w.jumpTo, Search: w.searchFor, Changed: w.touch})
	w.json = newJSONPane(w)
	w.room = rehearsal.New(w.sess, rehearsal.Options{Changed: w.touch, Select: w.selectPath, Copy: w.copyWords, Do: func(a look.Action) { w.perform(a) }, Begin: w.begin})
	w.sides = newSides(w, prefs)
	main := container.New(stacked{}, w.menubar, w.bar, w.sides.whole)
	w.win.SetContent(container.NewStack(main, w.toast.layer, w.float.layer, w.ghost.layer, w.tips.Layer()))
}

// show is the session's view: it hands a Snapshot to every pane.
func (w *Window) show(s *session.Snapshot) {
	was := w.snap
	w.snap = s
	if s.Opened != was.Opened {
		w.setRehearsing(false)
	}
	w.bar.show(s)
	view := w.view(s)
	w.diagram.Display(view)
	if !w.hidden["outline"] {
		w.outline.Display(view)
	}
	w.hint.follow(s)
	w.follow(was, s)
	if w.rehearsing {
		w.room.Show(s)
	} else {
		w.inspector.Display(s)
		w.json.show(s)
	}
	w.toast.show(s.Notice)
	w.askConflict(s)
	w.earlier.follow(s.Opened != was.Opened)
	w.title(s)
	w.zoombar.follow()
	w.touch()
}

// follow moves the diagram to what was selected elsewhere.
func (w *Window) follow(was, s *session.Snapshot) {
	to := s.Selection.Primary()
	if to != "" && to != was.Selection.Primary() && s.Selection.From != session.FromDiagram {
		w.diagram.Reveal(nodeID(to))
	}
}

func (w *Window) title(s *session.Snapshot) {
	t := s.Name + " – Stateboard"
	if s.Dirty {
		t = "• " + t
	}
	if w.win.Title() != t {
		w.win.SetTitle(t)
	}
}

// dress follows a change of theme.
func (w *Window) dress() {
	w.diagram.Display(w.view(w.snap))
	w.minimap.Refresh()
	w.touch()
}

// setRehearsing goes to the rehearsal or back to the drawing board.
func (w *Window) setRehearsing(on bool) {
	if w.rehearsing == on {
		return
	}
	w.sess.Settle()
	w.rehearsing = on
	w.bar.setMode(on)
	w.sides.arrange()
	w.show(w.snap)
}

// touch says that something on screen has changed, for the ui map.
func (w *Window) touch() {
	if w.mapping == nil || w.mapDue {
		return
	}
	w.mapDue = true
	time.AfterFunc(50*time.Millisecond, func() { fyne.Do(w.writeMap) })
}

// writeMap hands the map on once two looks a moment apart agree: what has just
// been put on screen may not be in its place yet. What moves all the time is
// handed on as it is.
func (w *Window) writeMap() {
	w.mapDue = false
	if w.mapping == nil {
		return
	}
	m, now := w.mapOf(), time.Now()
	settled := reflect.DeepEqual(m.Items, w.mapSeen)
	if settled || now.Sub(w.mapSettled) > unsettled {
		w.mapSettled = now
		w.mapping.Put(m)
	}
	if w.mapSeen = m.Items; !settled {
		w.touch()
	}
}

// unsettled is how long a screen may keep moving before its map is written.
const unsettled = 300 * time.Millisecond

// watch looks at the screen from time to time as well: menus of choosers,
// scrolling and carets move without anybody telling. Only with a ui map.
func (w *Window) watch(quit chan struct{}) {
	every := time.NewTicker(100 * time.Millisecond)
	defer every.Stop()
	for {
		select {
		case <-quit:
			return
		case <-every.C:
			fyne.Do(w.touch)
		}
	}
}

// bindKeys binds the keyboard to the actions. Keys without Ctrl or Alt come to
// the window when no widget wants them.
func (w *Window) bindKeys() {
	look.Bind(w.canvas, func(a look.Action) {
		if w.dialog == nil {
			w.perform(a)
		}
	})
	w.canvas.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}, func(fyne.Shortcut) { w.perform("export") })
	w.canvas.SetOnTypedKey(w.typedKey)
	w.canvas.SetOnTypedRune(w.typedRune)
}

// typedKey hears keys that no widget wanted.
func (w *Window) typedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		if w.dialog != nil {
			w.dialog.escape()
			return
		}
		if w.float.thing != nil {
			w.float.Close()
			return
		}
		w.diagram.Escape()
		return
	}
	// A text that has the keys passes on those it made characters of as well.
	function := len(e.Name) > 1 && e.Name[0] == 'F' && e.Name[1] >= '1' && e.Name[1] <= '9'
	if w.dialog != nil || w.textFocused() && !function {
		return
	}
	mods := look.Modifiers()
	if name, ok := look.PlainAction(e.Name, mods); ok {
		w.perform(name)
		return
	}
	if e.Name == desktop.KeyMenu {
		w.diagram.OpenMenu()
	}
}

// typedRune hears characters that nothing types in. They come after their key,
// so that what they open does not get them typed into it.
func (w *Window) typedRune(r rune) {
	if w.dialog != nil || w.float.thing != nil || w.textFocused() || w.rehearsing {
		return
	}
	w.sess.Settle()
	switch r {
	case '/':
		if !w.hidden["palette"] {
			w.palette.Focus()
		}
	case 'a', 'A':
		if !w.snap.Greyed {
			w.quickAddAfterSelection()
		}
	}
}

// stacked puts objects over each other without gaps; the last takes what is
// left.
type stacked struct{}

func (stacked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		s = fyne.NewSize(max(s.Width, m.Width), s.Height+m.Height)
	}
	return s
}

func (stacked) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	y := float32(0)
	for i, o := range objects {
		h := o.MinSize().Height
		if i == len(objects)-1 {
			h = s.Height - y
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(s.Width, h))
		y += h
	}
}
