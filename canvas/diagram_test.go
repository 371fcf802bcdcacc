package canvas

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
)

const flow = `{"StartAt": "A", "States": {
	"A": {"Type": "Pass", "Next": "B"},
	"B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "C"}], "Default": "D"},
	"C": {"Type": "Pass", "Next": "E"},
	"D": {"Type": "Pass", "End": true},
	"E": {"Type": "Succeed"}
}}`

// hand is a diagram in a window of Fyne's test driver, with what it asked for.
type hand struct {
	t       *testing.T
	d       *Diagram
	view    View
	intents []Intent
	tip     string
	refuse  string // what Rules say
}

func newHand(t *testing.T, text string) *hand {
	t.Helper()
	test.NewTempApp(t)
	h := &hand{t: t}
	h.view = viewOf(text)
	h.d = New(Options{
		Intend: func(i Intent) {
			h.intents = append(h.intents, i)
			if s, ok := i.(Select); ok { // what a session would answer
				h.view.Selection, h.view.Edge = map[graph.ID]bool{}, s.Edge
				for _, id := range s.Nodes {
					h.view.Selection[id] = true
				}
				h.d.Display(h.view)
			}
		},
		Rules: Rules{
			Insert: func(_, edge string) string {
				if strings.HasPrefix(edge, "B>") {
					return h.refuse
				}
				return ""
			},
			InsertFirst:   func(_ string, in graph.ID) string { return map[bool]string{false: "no"}[in == ""] },
			Move:          func([]graph.ID, string) string { return h.refuse },
			CopyTo:        func([]graph.ID, string) string { return h.refuse },
			ReconnectFrom: func(string, graph.ID) string { return h.refuse },
			Connect:       func(graph.ID, graph.ID) string { return h.refuse },
			Reconnect:     func(string, graph.ID) string { return h.refuse },
			Name:          func(_ graph.ID, name string) string { return map[bool]string{true: "taken"}[name == "C"] },
		},
		Key: func(*fyne.KeyEvent) {}, Rune: func(rune) {}, Shortcut: func(fyne.Shortcut) {}, Looked: func() {},
		Tip: func(text string, _ fyne.Position, _ fyne.Size) { h.tip = text },
	})
	w := test.NewTempWindow(t, h.d)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(900, 800))
	h.d.Display(h.view)
	return h
}

func viewOf(text string) View {
	g := graph.New(asl.ParseString(text).Machine)
	return View{Graph: g, Layout: layout.Build(g, layout.Options{Measure: paint.Measure}), Palette: scene.Light, Opened: 1}
}

// at is where the middle of a rectangle of the world is in the diagram.
func (h *hand) at(r geom.Rect) fyne.Position {
	p := h.d.port.view(r.Center())
	return fyne.NewPos(float32(p.X), float32(p.Y))
}

func (h *hand) state(id graph.ID) geom.Rect {
	h.t.Helper()
	r, ok := h.d.Scene().StateRect(id)
	if !ok {
		h.t.Fatalf("%s is not drawn", id)
	}
	return r
}

func (h *hand) slot(edge string) fyne.Position {
	h.t.Helper()
	r, ok := h.d.Scene().SlotRect(edge)
	if !ok {
		h.t.Fatalf("%s has no slot", edge)
	}
	return h.at(r)
}

func (h *hand) move(p fyne.Position) {
	e := &desktop.MouseEvent{}
	e.Position, e.AbsolutePosition = p, p
	h.d.MouseMoved(e)
}

func (h *hand) press(p fyne.Position, b desktop.MouseButton, mods fyne.KeyModifier) {
	h.move(p)
	e := &desktop.MouseEvent{Button: b, Modifier: mods}
	e.Position, e.AbsolutePosition = p, p
	h.d.MouseDown(e)
}

func (h *hand) drag(to fyne.Position) {
	e := &fyne.DragEvent{}
	e.Position, e.AbsolutePosition = to, to
	h.d.Dragged(e)
}

func (h *hand) release(p fyne.Position) {
	e := &desktop.MouseEvent{}
	e.Position, e.AbsolutePosition = p, p
	h.d.MouseUp(e)
}

func (h *hand) click(p fyne.Position, mods fyne.KeyModifier) {
	h.press(p, desktop.MouseButtonPrimary, mods)
	h.release(p)
}

func (h *hand) key(names ...fyne.KeyName) {
	for _, n := range names {
		h.d.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// expect compares what was asked for since the last time.
func (h *hand) expect(want ...Intent) {
	h.t.Helper()
	if len(want)+len(h.intents) > 0 && !reflect.DeepEqual(h.intents, want) {
		h.t.Errorf("asked for %s, want %s", words(h.intents), words(want))
	}
	h.intents = nil
}

func words(list []Intent) string {
	var parts []string
	for _, i := range list {
		parts = append(parts, fmt.Sprintf("%T%+v", i, i))
	}
	return strings.Join(parts, " ")
}

func nodes(ids ...graph.ID) Select { return Select{Nodes: ids} }

func TestClickSelects(t *testing.T) {
	h := newHand(t, flow)
	h.click(h.at(h.state("A")), 0)
	h.expect(nodes("A"))
	h.click(h.at(h.state("C")), fyne.KeyModifierShift)
	h.expect(nodes("A", "C"))
	h.click(h.at(h.state("A")), fyne.KeyModifierShift)
	h.expect(nodes("C"))
	h.click(fyne.NewPos(5, 5), 0)
	h.expect(Select{})
}

func TestSmallMovesAreStillAClick(t *testing.T) {
	h := newHand(t, flow)
	p := h.at(h.state("A"))
	h.press(p, desktop.MouseButtonPrimary, 0)
	h.drag(p.AddXY(2, 2))
	h.release(p.AddXY(2, 2))
	h.expect(nodes("A"))
}

func TestMarqueeTakesWhatItTouches(t *testing.T) {
	h := newHand(t, flow)
	a, e := h.state("A"), h.state("E")
	from := h.at(geom.Rect{X: a.Union(e).X - 120, Y: a.Y - 30})
	h.press(from, desktop.MouseButtonPrimary, 0)
	to := h.at(geom.Rect{X: a.Right() + 200, Y: a.Bottom() + 4})
	h.drag(to)
	h.release(to)
	h.expect(nodes("A"))
}

func TestHandleConnects(t *testing.T) {
	h := newHand(t, flow)
	from := h.at(geom.Around(h.state("D").Foot(), geom.Size{}))
	h.press(from, desktop.MouseButtonPrimary, 0)
	h.drag(from.AddXY(30, 10))
	h.drag(h.at(h.state("C")))
	h.release(h.at(h.state("C")))
	h.expect(Connect{"D", "C"})

	h.refuse = "It cannot."
	h.press(from, desktop.MouseButtonPrimary, 0)
	h.drag(from.AddXY(30, 10))
	h.drag(h.at(h.state("C")))
	if h.tip != "It cannot." {
		t.Errorf("the tip says %q", h.tip)
	}
	h.release(h.at(h.state("C")))
	h.expect()
}

func TestArrowOverNothingAsksWhatToAdd(t *testing.T) {
	h := newHand(t, flow)
	from := h.at(geom.Around(h.state("D").Foot(), geom.Size{}))
	h.press(from, desktop.MouseButtonPrimary, 0)
	h.drag(fyne.NewPos(20, 700))
	h.release(fyne.NewPos(20, 700))
	if len(h.intents) != 1 || h.intents[0].(QuickAdd).From != "D" {
		t.Errorf("asked for %s", words(h.intents))
	}
	h.intents = nil
	h.press(from, desktop.MouseButtonPrimary, 0)
	h.drag(fyne.NewPos(-20, 700))
	h.release(fyne.NewPos(-20, 700))
	h.expect()
}

func TestEscapeStopsAGesture(t *testing.T) {
	h := newHand(t, flow)
	from := h.at(geom.Around(h.state("D").Foot(), geom.Size{}))
	h.press(from, desktop.MouseButtonPrimary, 0)
	h.drag(h.at(h.state("C")))
	h.key(fyne.KeyEscape)
	h.release(h.at(h.state("C")))
	h.expect()
	h.d.DragOver(Ghost{Kind: "Wait", Type: "Wait"}, h.slot("A>B"))
	h.d.DragCancel()
	h.d.Drop(h.slot("A>B"))
	h.expect()
}

func TestPaletteDropsOnTheNearestLegalSlot(t *testing.T) {
	h := newHand(t, flow)
	g := Ghost{Kind: "Wait", Type: "Wait", Title: "Wait"}
	near := h.slot("A>B").AddXY(18, 4)
	h.d.DragOver(g, fyne.NewPos(-40, 20))
	h.d.DragOver(g, near)
	if !h.d.Dragging() || len(h.d.Slots()) != 7 {
		t.Errorf("dragging %v, slots %v", h.d.Dragging(), h.d.Slots())
	}
	h.d.Drop(near)
	h.expect(Insert{"Wait", "A>B"})

	h.refuse = "Put it elsewhere."
	h.d.DragOver(g, h.slot("B>D"))
	if h.tip != h.refuse {
		t.Errorf("the tip says %q", h.tip)
	}
	if _, lit := h.d.Slots()["B>D"]; lit {
		t.Error("a slot that refuses is offered")
	}
	h.d.Drop(h.slot("B>D"))
	h.expect()
}

func TestFirstStateFallsAnywhere(t *testing.T) {
	h := newHand(t, `{"States": {}}`)
	h.d.DragOver(Ghost{Kind: "Task", Type: "Task"}, fyne.NewPos(300, 300))
	h.d.Drop(fyne.NewPos(300, 300))
	h.expect(InsertFirst{Kind: "Task"})
}

func TestCardMovesToASlot(t *testing.T) {
	h := newHand(t, flow)
	from := h.at(h.state("D"))
	h.press(from, desktop.MouseButtonPrimary, 0)
	h.drag(from.AddXY(9, 9))
	h.drag(h.slot("A>B"))
	h.release(h.slot("A>B"))
	h.expect(nodes("D"), Move{[]graph.ID{"D"}, "A>B"})
}

func TestAltCarriesACopy(t *testing.T) {
	h := newHand(t, flow)
	from := h.at(h.state("D"))
	h.press(from, desktop.MouseButtonPrimary, fyne.KeyModifierAlt)
	h.drag(h.slot("A>B"))
	h.release(h.slot("A>B"))
	h.expect(nodes("D"), CopyTo{[]graph.ID{"D"}, "A>B"})
}

func TestBothEndsOfAnArrowCanBeDragged(t *testing.T) {
	h := newHand(t, flow)
	points := h.d.Scene().EdgePoints("A>B")
	near := func(i int) fyne.Position {
		p := geom.Middle(points).Lerp(points[i], 0.5)
		return h.at(geom.Around(p, geom.Size{}))
	}
	pull := func(from fyne.Position, to graph.ID) {
		h.press(from, desktop.MouseButtonPrimary, 0)
		h.drag(h.at(h.state(to)))
		h.release(h.at(h.state(to)))
	}
	pull(near(len(points)-1), "D")
	h.expect(Reconnect{"A>B", "D"})
	h.view.Edge = "A>B" // or its start is under the handle of A
	h.d.Display(h.view)
	pull(h.at(geom.Around(points[0], geom.Size{})), "C")
	h.expect(ReconnectFrom{"A>B", "C"})
	pull(h.at(geom.Around(points[0], geom.Size{})), "A")
	h.expect()
}

func TestPlusAsksWhatToAdd(t *testing.T) {
	h := newHand(t, flow)
	h.move(h.slot("A>B"))
	h.click(h.slot("A>B"), 0)
	if len(h.intents) != 1 {
		t.Fatalf("asked for %s", words(h.intents))
	}
	if q, ok := h.intents[0].(QuickAdd); !ok || q.Edge != "A>B" {
		t.Errorf("asked for %s", words(h.intents))
	}
}

func TestKeysWalkAlongTheEdges(t *testing.T) {
	h := newHand(t, flow)
	h.key(fyne.KeyDown)
	h.expect(nodes("A"))
	h.key(fyne.KeyDown)
	h.expect(nodes("B"))
	h.key(fyne.KeyDown)
	down := h.intents[0].(Select).Nodes[0]
	if down != "C" && down != "D" {
		t.Errorf("down from the choice is %s", down)
	}
	h.intents = nil
	h.key(fyne.KeyUp)
	h.expect(nodes("B"))
	h.key(fyne.KeyTab)
	h.expect(nodes("C"))
	h.key(fyne.KeyReturn, fyne.KeyDelete)
	h.expect(Open{"C"}, Remove{[]graph.ID{"C"}, true})
	h.key(fyne.KeyEscape)
	h.expect(Select{})
}

func TestRenameInPlace(t *testing.T) {
	h := newHand(t, flow)
	h.click(h.at(h.state("A")), 0)
	h.intents = nil
	h.key(fyne.KeyF2)
	if h.d.Renaming() != "A" {
		t.Fatal("F2 opens no field")
	}
	h.d.rename.SetText("C")
	if h.d.rename.why.Text != "taken" {
		t.Errorf("it says %q", h.d.rename.why.Text)
	}
	h.d.rename.OnSubmitted("C")
	h.expect()
	h.d.rename.SetText("First")
	h.d.rename.OnSubmitted("First")
	h.expect(Rename{"A", "First"})
	if h.d.Renaming() != "" {
		t.Error("the field stays")
	}
}

func TestWheelPansAndEditsKeepTheView(t *testing.T) {
	h := newHand(t, flow)
	before := h.d.port
	h.d.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
	if h.d.port.offset.Y <= before.offset.Y || h.d.port.zoom != before.zoom {
		t.Errorf("from %+v to %+v", before, h.d.port)
	}
	after := h.d.port
	next := viewOf(strings.Replace(flow, `"A": {`, `"Z": {"Type": "Succeed"}, "A": {`, 1))
	h.d.Display(next)
	if h.d.port != after {
		t.Error("an edit moved the view")
	}
	next.Opened++
	h.d.Display(next)
	if h.d.port == after {
		t.Error("another document is not fitted")
	}
}

func TestALongFlowOpensAtItsBeginning(t *testing.T) {
	h := newHand(t, flow)
	var b strings.Builder
	b.WriteString(`{"StartAt": "S0", "States": {`)
	for i := range 80 {
		fmt.Fprintf(&b, `"S%d": {"Type": "Pass", "Next": "S%d"}, `, i, i+1)
	}
	b.WriteString(`"S80": {"Type": "Succeed"}}}`)
	long := viewOf(b.String())
	long.Opened = 2
	h.d.Display(long)
	if seen := h.d.port.visible(); h.d.port.zoom < 0.5 || !seen.Covers(h.state("S0")) || seen.Covers(h.state("S80")) {
		t.Errorf("it is looked at from %+v", h.d.port)
	}
	h.d.Fit()
	if h.d.port.zoom > 0.3 {
		t.Errorf("fitted at %v", h.d.port.zoom)
	}
}

func TestNothingCanBeEditedWhileLocked(t *testing.T) {
	h := newHand(t, flow)
	h.view.Locked = true
	h.d.Display(h.view)
	from := h.at(geom.Around(h.state("D").Foot(), geom.Size{}))
	h.press(from, desktop.MouseButtonPrimary, 0)
	h.drag(h.at(h.state("C")))
	h.release(h.at(h.state("C")))
	h.d.DragOver(Ghost{Kind: "Wait", Type: "Wait"}, h.slot("A>B"))
	h.d.Drop(h.slot("A>B"))
	for _, i := range h.intents {
		if _, ok := i.(Select); !ok {
			t.Errorf("asked for %T", i)
		}
	}
}

func TestDoubleClickTakesTheChain(t *testing.T) {
	h := newHand(t, `{"StartAt": "A", "States": {
		"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "C"}, "C": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "D"}], "Default": "E"},
		"D": {"Type": "Succeed"}, "E": {"Type": "Succeed"}}}`)
	p := h.at(h.state("B"))
	h.click(p, 0)
	h.click(p, 0)
	h.expect(nodes("B"), nodes("B", "C", "A"))
}

func BenchmarkFrame(b *testing.B) {
	test.NewTempApp(b)
	d := New(Options{Intend: func(Intent) {}, Tip: func(string, fyne.Position, fyne.Size) {}, Looked: func() {}})
	d.Display(viewOf(flow))
	d.Resize(fyne.NewSize(1400, 900))
	for b.Loop() {
		d.port = d.port.panned(1, 0)
		d.paint(1400, 900)
	}
}
