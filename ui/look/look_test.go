package look

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func show(t *testing.T, o fyne.CanvasObject, w, h float32) fyne.Canvas {
	t.Helper()
	app := test.NewTempApp(t)
	Apply(app, LightMode)
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win.Canvas()
}

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func TestThemeTurnsAtRunTime(t *testing.T) {
	app := test.NewTempApp(t)
	for _, m := range []Mode{DarkMode, LightMode} {
		Apply(app, m)
		if got := Colors().Dark; got != (m == DarkMode) {
			t.Errorf("%v: dark colours: %v", m, got)
		}
		if ParseMode(m.String()) != m {
			t.Errorf("%v does not survive its name", m)
		}
	}
}

func TestButtonWorksByPointerAndKey(t *testing.T) {
	done := 0
	b := NewButton("Run", Primary, func() { done++ })
	c := show(t, container.NewWithoutLayout(b), 200, 80)
	b.Resize(b.MinSize())
	test.Tap(b)
	c.Focus(b)
	b.TypedKey(key(fyne.KeySpace))
	b.TypedKey(key(fyne.KeyReturn))
	if done != 3 {
		t.Errorf("done %d times, want 3", done)
	}
	b.Disable()
	test.Tap(b)
	if done != 3 {
		t.Error("a disabled button acted")
	}
}

func TestDisabledControlIsNotInTabOrder(t *testing.T) {
	first, off, last := NewButton("a", Outlined, nil), NewButton("b", Outlined, nil), NewButton("c", Outlined, nil)
	off.Disable()
	c := show(t, container.NewVBox(first, off, last), 200, 200)
	c.FocusNext()
	c.FocusNext()
	if c.Focused() != fyne.Focusable(last) {
		t.Errorf("second Tab reached %v", c.Focused())
	}
}

func TestUnknownKeyReachesTheWindow(t *testing.T) {
	b := NewButton("a", Outlined, nil)
	c := show(t, b, 100, 40)
	var heard fyne.KeyName
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { heard = e.Name })
	b.TypedKey(key(fyne.KeyF5))
	if heard != fyne.KeyF5 {
		t.Errorf("window heard %q", heard)
	}
}

func TestSegmentedWalksAndTaps(t *testing.T) {
	var heard []int
	s := NewSegmented([]string{"Design", "Rehearse", "Compare"}, 0, func(i int) { heard = append(heard, i) })
	show(t, container.NewWithoutLayout(s), 400, 40)
	s.Resize(s.MinSize())
	s.TypedKey(key(fyne.KeyRight))
	s.TypedKey(key(fyne.KeyLeft))
	s.TypedKey(key(fyne.KeyLeft))
	at, size := s.SegmentRect(2)
	test.TapAt(s, at.AddXY(size.Width/2, 5))
	want := []int{1, 0, 2}
	if len(heard) != 3 || heard[0] != want[0] || heard[1] != want[1] || heard[2] != want[2] {
		t.Errorf("heard %v, want %v", heard, want)
	}
}

func TestFieldCommitsOnceAndGoesBack(t *testing.T) {
	var commits []string
	f := NewTextField("old", FieldOptions{Label: "Name", Commit: func(s string) { commits = append(commits, s) }})
	c := show(t, f, 200, 80)
	f.Focus()
	test.Type(f.Input(), "new")
	f.SetText("from elsewhere") // must not take away what is being typed
	if f.Text() != "new" {
		t.Errorf("typed words became %q", f.Text())
	}
	f.Input().TypedKey(key(fyne.KeyReturn))
	c.Unfocus()
	if len(commits) != 1 || commits[0] != "new" {
		t.Errorf("commits %q", commits)
	}
	f.Focus()
	test.Type(f.Input(), "again")
	f.Input().TypedKey(key(fyne.KeyEscape))
	if f.Text() != "new" || len(commits) != 1 {
		t.Errorf("after Escape %q, commits %q", f.Text(), commits)
	}
	before := f.MinSize().Height
	f.SetError("That name is taken.")
	if f.MinSize().Height <= before {
		t.Error("the error got no room")
	}
}

func TestRefusedWordsStayToBeCorrected(t *testing.T) {
	var f *TextField
	f = NewTextField("60", FieldOptions{Label: "Seconds", Commit: func(string) { f.Refuse("That is no time.") }})
	c := show(t, f, 200, 80)
	f.Focus()
	test.Type(f.Input(), "soon")
	c.Unfocus()
	f.SetText("60") // the model is shown again, for another field's sake
	if f.Text() != "soon" || !f.Refused() {
		t.Errorf("refused words became %q", f.Text())
	}
	f.Focus()
	f.Input().TypedKey(key(fyne.KeyEscape))
	if f.Text() != "60" || f.Refused() {
		t.Errorf("after Escape %q", f.Text())
	}
	test.Type(f.Input(), "soon")
	c.Unfocus()
	f.SetText("90")
	if f.Text() != "90" {
		t.Errorf("the model says 90, the field %q", f.Text())
	}
}

func TestSplitKeepsItsLeasts(t *testing.T) {
	s := NewSplit(SplitOptions{Trailing: true, Size: 120, Min: 80, Rest: 100}, NewHairline(), NewHairline())
	show(t, s, 400, 100)
	if got := s.second.Size().Width; got != 120 {
		t.Errorf("starts %v wide", got)
	}
	s.SetSize(10)
	if got := s.second.Size().Width; got != 80 {
		t.Errorf("squeezed to %v", got)
	}
	s.SetSize(1000)
	if got := s.first.Size().Width; got != 100 {
		t.Errorf("rest squeezed to %v", got)
	}
	s.SetSize(120)
	for _, x := range []float32{275, 390, 250} {
		s.bar.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, 10)}, Dragged: fyne.NewDelta(-4, 0)})
	}
	s.bar.DragEnd()
	if got := s.second.Size().Width; got != 149 {
		t.Errorf("dragged to %v", got)
	}
	s.SetCollapsed(true)
	if s.first.Size().Width != 400 || s.second.Visible() {
		t.Error("not put away")
	}
	s.SetCollapsed(false)
	if s.second.Size().Width != 149 || !s.second.Visible() {
		t.Error("not put back")
	}
}

func TestShortenAndWrapFit(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(LightMode))
	words := "The address was flagged, so a person must review this Donaudampfschifffahrtsgesellschaftskapitän."
	for _, width := range []float32{30, 60, 120, 400} {
		style := fyne.TextStyle{}
		if got := Shorten(words, width, BodySize, style); fyne.MeasureText(got, BodySize, style).Width > width {
			t.Errorf("width %v: %q does not fit", width, got)
		}
		lines := Wrap(words, width, BodySize, style)
		for _, l := range lines {
			if fyne.MeasureText(l, BodySize, style).Width > width {
				t.Errorf("width %v: line %q does not fit", width, l)
			}
		}
		if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.ReplaceAll(words, " ", "") {
			t.Errorf("width %v: letters lost: %q", width, got)
		}
	}
}

func TestTipStaysInTheWindow(t *testing.T) {
	c := show(t, NewHairline(), 300, 200)
	tips := NewTips(c)
	defer tips.Close()
	tips.Show("Every legal place lights up while you drag.", fyne.NewPos(280, 180), fyne.NewSize(20, 20))
	at, size := tips.box.Position(), tips.box.Size()
	if at.X < 0 || at.Y < 0 || at.X+size.Width > 300 || at.Y+size.Height > 200 {
		t.Errorf("tip at %v size %v", at, size)
	}
	tips.Hide()
	if tips.box.Visible() {
		t.Error("tip stays")
	}
}

func TestRowDragTellsWindowPlaces(t *testing.T) {
	var at fyne.Position
	ended := false
	r := NewDragRow(RowContent{Chip: Play, Title: "Task"}, nil, func(p fyne.Position) { at = p }, func() { ended = true })
	show(t, r, 200, 44)
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(-40, 900)}})
	r.DragEnd()
	if at != fyne.NewPos(-40, 900) || !ended {
		t.Errorf("at %v ended %v", at, ended)
	}
}

func TestKeysAreUniqueAndShown(t *testing.T) {
	seen := map[string]Action{}
	for _, k := range Keys {
		name := (&desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Mods}).ShortcutName()
		if other, taken := seen[name]; taken {
			t.Errorf("%s and %s share %s", other, k.Action, name)
		}
		seen[name] = k.Action
	}
	if _, ok := Shortcut("undo").(*fyne.ShortcutUndo); !ok {
		t.Error("undo must be Fyne's own shortcut")
	}
	if a, ok := PlainAction(fyne.KeyF5, fyne.KeyModifierShift); !ok || a != "stop" {
		t.Errorf("Shift+F5 is %q", a)
	}
	if a, ok := PlainAction(fyne.KeyS, 0); ok {
		t.Errorf("a bare S is %q", a)
	}
}

func TestBoundKeysReachTheirActions(t *testing.T) {
	b := NewButton("a", Outlined, nil)
	c := show(t, b, 100, 40)
	var heard []Action
	Bind(c, func(a Action) { heard = append(heard, a) })
	b.TypedKey(key(fyne.KeyF5))
	PassOnShortcut(b, &fyne.ShortcutRedo{})
	PassOnShortcut(b, &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	if len(heard) != 3 || heard[0] != "run" || heard[1] != "redo" || heard[2] != "redo" {
		t.Errorf("heard %v", heard)
	}
}

func TestMenuIsWorkedByKeys(t *testing.T) {
	var chosen string
	var items []*fyne.MenuItem
	for _, l := range []string{"Alpha", "", "Beta", "Off", "Gamma"} {
		if l == "" {
			items = append(items, fyne.NewMenuItemSeparator())
			continue
		}
		items = append(items, &fyne.MenuItem{Label: l, Disabled: l == "Off", Action: func() { chosen = l }})
	}
	b := NewButton("a", Outlined, nil)
	c := show(t, b, 300, 300)
	c.Focus(b)
	open := func(keys ...fyne.KeyName) {
		m := ShowMenu(items, c, fyne.NewPos(290, 290), 0)
		if at, size := m.card.Position(), m.card.Size(); at.X+size.Width > 300 || at.Y+size.Height > 300 {
			t.Errorf("menu at %v of %v leaves the window", at, size)
		}
		for _, k := range keys {
			m.TypedKey(key(k))
		}
	}
	open(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if chosen != "Gamma" {
		t.Errorf("chose %q", chosen)
	}
	open(fyne.KeyUp, fyne.KeyUp, fyne.KeySpace)
	if chosen != "Beta" {
		t.Errorf("chose %q", chosen)
	}
	open(fyne.KeyDown, fyne.KeyEscape)
	if chosen != "Beta" || c.Overlays().Top() != nil || c.Focused() != fyne.Focusable(b) {
		t.Error("Escape does not close the menu and give the focus back")
	}
	m := ShowMenu(items, c, fyne.NewPos(0, 0), 0)
	m.TypedRune('G')
	m.TypedKey(key(fyne.KeyReturn))
	if chosen != "Gamma" {
		t.Errorf("typing G chose %q", chosen)
	}
}

func TestKeyWords(t *testing.T) {
	for a, want := range map[Action]string{"undo": "Ctrl+Z", "command": "Ctrl+Shift+P", "run": "F5", "delete": "Del"} {
		if got := KeyWords(Shortcut(a)); got != want && fyne.KeyModifierShortcutDefault == fyne.KeyModifierControl {
			t.Errorf("%s is shown as %q", a, got)
		}
	}
}

func TestEveryIconHasADrawing(t *testing.T) {
	files, err := drawings.ReadDir("icons")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 25 {
		t.Errorf("only %d drawings", len(files))
	}
	for _, f := range files {
		Icon(strings.TrimSuffix(f.Name(), ".svg")).Resource(Colors().Text)
	}
}
