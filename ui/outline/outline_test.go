package outline

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/scene"
)

// flow is written in another order than it flows.
const flow = `{"StartAt": "A", "States": {
	"End": {"Type": "Succeed"},
	"P": {"Type": "Parallel", "Next": "End", "Branches": [
		{"StartAt": "L1", "States": {"L2": {"Type": "Pass", "End": true}, "L1": {"Type": "Pass", "Next": "L2"}}},
		{"StartAt": "R", "States": {"R": {"Type": "Pass", "End": true}}}]},
	"A": {"Type": "Pass", "Next": "P"}}}`

func viewOf(text string) canvas.View {
	g := graph.New(asl.ParseString(text).Machine)
	return canvas.View{Graph: g, Layout: layout.Build(g, layout.Options{}), Selection: map[graph.ID]bool{}}
}

func TestStatesComeInTheOrderOfTheFlow(t *testing.T) {
	v := viewOf(flow)
	var got []string
	for _, e := range entries(v.Graph, v.Layout) {
		got = append(got, strings.Repeat("-", e.depth)+e.node.Name)
	}
	if s := strings.Join(got, " "); s != "A P -L1 -L2 -R End" {
		t.Error(s)
	}
}

func TestKeysWalkTheListAndTheListSaysHowAStateStands(t *testing.T) {
	test.NewTempApp(t)
	v := viewOf(flow)
	var p *Pane
	opened := graph.ID("")
	typed := ""
	var w fyne.Window
	p = New(Options{
		Select:  func(id graph.ID) { v.Selection = map[graph.ID]bool{id: true}; p.Display(v) },
		Open:    func(id graph.ID) { opened = id },
		Key:     func(r rune) { typed += string(r) },
		Press:   func(k fyne.KeyName) { typed += string(k) },
		Changed: func() {},
		Focus:   func(f fyne.Focusable) bool { w.Canvas().Focus(f); return true },
	})
	w = test.NewTempWindow(t, p)
	w.Resize(fyne.NewSize(240, 160))
	v.Status = map[graph.ID]scene.Status{"P": scene.Running}
	v.Breaks = map[graph.ID]bool{"End": true}
	p.Display(v)
	p.Focus()
	press := func(names ...fyne.KeyName) {
		for _, n := range names {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
		}
	}
	press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if !v.Selection["P/0/L2"] {
		t.Errorf("selected %v", v.Selection)
	}
	press(fyne.KeyEnd)
	if !v.Selection["End"] {
		t.Errorf("selected %v", v.Selection)
	}
	press(fyne.KeyReturn, fyne.KeyF2)
	w.Canvas().Focused().TypedRune('a')
	if opened != "End" || typed != "F2a" {
		t.Errorf("opened %q, typed %q", opened, typed)
	}
	words := func(id graph.ID) string { _, s, _ := p.words(v.Graph.Node(id)); return s }
	if words("P") != "running" || words("End") != "hold" || words("A") != "Pass" {
		t.Errorf("%s, %s, %s", words("P"), words("End"), words("A"))
	}
}

func TestALongListHasRowsForWhatIsInView(t *testing.T) {
	test.NewTempApp(t)
	var b strings.Builder
	b.WriteString(`{"StartAt": "S0", "States": {`)
	for i := range 400 {
		if i > 0 {
			b.WriteString(", ")
		}
		name := "S" + strings.Repeat("x", i)
		b.WriteString(`"` + name + `": {"Type": "Succeed"}`)
	}
	b.WriteString(`}}`)
	p := New(Options{Select: func(graph.ID) {}, Changed: func() {}})
	w := test.NewTempWindow(t, p)
	w.Resize(fyne.NewSize(240, 400))
	p.Display(viewOf(b.String()))
	if n := len(p.rows); n == 0 || n > 20 {
		t.Errorf("%d rows", n)
	}
}
