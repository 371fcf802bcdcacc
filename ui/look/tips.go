package look

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Tips is the layer on which tooltips are drawn. Put its Layer on top of the
// window's content; it takes no events.
type Tips struct {
	on     fyne.Canvas
	delay  time.Duration
	layer  *fyne.Container // as large as the window
	box    *fyne.Container // the words and their ground
	ground *canvas.Rectangle
	owner  fyne.CanvasObject
	turn   int // counts requests, so a late timer knows it is stale
}

// layers finds the Tips of a canvas, so that a control needs no reference to
// its window. Main goroutine.
var layers = map[fyne.Canvas]*Tips{}

// tipDelay is how long a pointer rests before words come.
const tipDelay = 500 * time.Millisecond

// NewTips makes the layer of a window.
func NewTips(on fyne.Canvas) *Tips {
	t := &Tips{on: on, delay: tipDelay, ground: &canvas.Rectangle{CornerRadius: RowRadius, StrokeWidth: 1}}
	t.box = container.NewWithoutLayout()
	t.box.Hide()
	t.layer = container.NewWithoutLayout(t.box)
	layers[on] = t
	return t
}

// Layer is the object to put on top of the window's content.
func (t *Tips) Layer() fyne.CanvasObject { return t.layer }

// Close forgets the window.
func (t *Tips) Close() { delete(layers, t.on) }

// RestTip shows words about an object once the pointer has rested on it.
func RestTip(of fyne.CanvasObject, text string) {
	RestTipAt(of, text, fyne.Position{}, of.Size())
}

// RestTipAt is RestTip about a part of an object, such as a word in a text.
func RestTipAt(of fyne.CanvasObject, text string, at fyne.Position, size fyne.Size) {
	t := tipsOf(of)
	if t == nil {
		return
	}
	t.turn++
	turn := t.turn
	t.owner = of
	time.AfterFunc(t.delay, func() {
		fyne.Do(func() {
			if t.turn == turn && t.owner == of {
				t.Show(text, fyne.CurrentApp().Driver().AbsolutePositionForObject(of).Add(at), size)
			}
		})
	})
}

// HideTip takes away the words about an object, or stops them from coming.
func HideTip(of fyne.CanvasObject) {
	if t := tipsOf(of); t != nil && t.owner == of {
		t.Hide()
	}
}

// HideTips takes away whatever words are shown in the window of an object: what
// they are about is moving.
func HideTips(in fyne.CanvasObject) {
	if t := tipsOf(in); t != nil {
		t.Hide()
	}
}

func tipsOf(o fyne.CanvasObject) *Tips {
	if len(layers) == 0 {
		return nil
	}
	return layers[fyne.CurrentApp().Driver().CanvasForObject(o)]
}

// Show draws words now, below a place in the window or above it where there
// is no room.
func (t *Tips) Show(text string, at fyne.Position, size fyne.Size) {
	p := Colors()
	lines := Wrap(text, 320, CaptionSize, fyne.TextStyle{})
	objects := []fyne.CanvasObject{t.ground}
	width, y := float32(0), float32(5)
	for _, l := range lines {
		c := &canvas.Text{Text: l, TextSize: CaptionSize, Color: p.Text}
		m := c.MinSize()
		c.Resize(m)
		c.Move(fyne.NewPos(8, y))
		width, y = max(width, m.Width), y+m.Height+1
		objects = append(objects, c)
	}
	box := fyne.NewSize(width+16, y+4)
	t.ground.FillColor, t.ground.StrokeColor = tipGround(p), Over(p.Hairline, p.Text, 0.12)
	t.ground.Resize(box)
	t.box.Objects = objects
	t.box.Resize(box)
	// Places in the window count from above the menu, the layer from below it.
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.layer)
	t.box.Move(t.room(at.Subtract(origin), size, box))
	t.box.Show()
	t.box.Refresh()
	t.on.Refresh(t.layer) // the canvas does not know yet whose the box is
}

func (t *Tips) room(at fyne.Position, size, box fyne.Size) fyne.Position {
	const gap = 6
	whole := t.layer.Size()
	if whole.IsZero() {
		whole = t.on.Size()
	}
	x := max(gap, min(at.X, whole.Width-box.Width-gap))
	y := at.Y + size.Height + gap
	if y+box.Height > whole.Height-gap {
		y = max(gap, at.Y-box.Height-gap)
	}
	return fyne.NewPos(x, y)
}

var tipGround Ink = menuGround

// Hide takes the words away.
func (t *Tips) Hide() {
	t.turn++
	t.owner = nil
	if t.box.Visible() {
		t.box.Hide()
		t.on.Refresh(t.layer)
	}
}
