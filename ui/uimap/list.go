package uimap

import (
	"fyne.io/fyne/v2"
)

// Rect is x, y, width and height in screen pixels from the window's top left.
type Rect [4]int

// Item is one thing on screen.
type Item struct {
	ID       string `json:"id"`
	Role     string `json:"role"`
	Label    string `json:"label"`
	Enabled  bool   `json:"enabled"`
	Selected bool   `json:"selected"`
	Status   string `json:"status,omitempty"`
	Value    string `json:"value,omitempty"`
	Rect     Rect   `json:"rect"`
}

// List collects items. Positions are the window's, in Fyne units, until they
// become pixels.
type List struct {
	Items []Item
	scale float32
	clip  area
	off   bool
	ids   map[fyne.CanvasObject]string
}

type area struct {
	at   fyne.Position
	size fyne.Size
}

// NewList is an empty list for a canvas: its scale and size.
func NewList(on fyne.Canvas) *List {
	return &List{scale: on.Scale(), clip: area{size: on.Size()}, Items: []Item{}, ids: map[fyne.CanvasObject]string{}}
}

// Within lists what f adds only as far as it lies inside an object, such as a
// scroller.
func (l *List) Within(o fyne.CanvasObject, f func()) {
	was := l.clip
	l.clip = was.cut(place(o))
	f()
	l.clip = was
}

// Veiled lists what f adds as disabled: something modal is above it.
func (l *List) Veiled(f func()) {
	was := l.off
	l.off = true
	f()
	l.off = was
}

// Add lists an object under its item's name, where it is shown.
func (l *List) Add(it Item, o fyne.CanvasObject) {
	if o != nil && o.Visible() {
		l.ids[o] = it.ID
		a := place(o)
		l.Place(it, a.at, a.size)
	}
}

// IDOf is the name an object was added under, or "".
func (l *List) IDOf(o fyne.CanvasObject) string { return l.ids[o] }

// Place lists something at a place of the window, unless too little of it can
// be seen.
func (l *List) Place(it Item, at fyne.Position, size fyne.Size) {
	seen := l.clip.cut(area{at, size})
	if seen.size.Width < 2 || seen.size.Height < 2 {
		return
	}
	px := func(v float32) int { return int(v*l.scale + 0.5) }
	it.Rect = Rect{px(seen.at.X), px(seen.at.Y), px(seen.size.Width), px(seen.size.Height)}
	it.Enabled = it.Enabled && !l.off
	l.Items = append(l.Items, it)
}

func place(o fyne.CanvasObject) area {
	return area{fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()}
}

func (a area) cut(b area) area {
	x, y := max(a.at.X, b.at.X), max(a.at.Y, b.at.Y)
	right := min(a.at.X+a.size.Width, b.at.X+b.size.Width)
	bottom := min(a.at.Y+a.size.Height, b.at.Y+b.size.Height)
	return area{fyne.NewPos(x, y), fyne.NewSize(max(0, right-x), max(0, bottom-y))}
}
