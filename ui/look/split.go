package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// SplitOptions says how two panes share their space. One of them has a size,
// the other takes the rest.
type SplitOptions struct {
	Stacked  bool    // one over the other; otherwise side by side
	Trailing bool    // the second pane has the size; otherwise the first
	Size     float32 // what it starts with and goes back to on a double click
	Min      float32 // least of the sized pane
	Rest     float32 // least of the other
	Changed  func(size float32)
}

// Split is two panes with a hairline between them that can be dragged, worked
// with the arrows, or put away.
type Split struct {
	widget.BaseWidget
	options       SplitOptions
	first, second fyne.CanvasObject
	bar           *divider
	size          float32
	collapsed     bool
}

// NewSplit makes a split of two panes.
func NewSplit(o SplitOptions, first, second fyne.CanvasObject) *Split {
	s := &Split{options: o, first: first, second: second, size: o.Size}
	s.bar = newDivider(s)
	s.ExtendBaseWidget(s)
	return s
}

// SetSize gives the sized pane a size, kept within the least of both.
func (s *Split) SetSize(size float32) {
	size = s.clamp(size)
	if size == s.size {
		return
	}
	s.size = size
	s.Refresh()
	if s.options.Changed != nil {
		s.options.Changed(size)
	}
}

// PaneSize is the size of the sized pane, also while it is put away.
func (s *Split) PaneSize() float32 { return s.size }

// SetCollapsed puts the sized pane away, or back.
func (s *Split) SetCollapsed(away bool) {
	if s.collapsed == away {
		return
	}
	s.collapsed = away
	s.sized().(interface{ Hide() }).Hide()
	if !away {
		s.sized().Show()
	}
	s.Refresh()
}

// Collapsed tells whether the sized pane is put away.
func (s *Split) Collapsed() bool { return s.collapsed }

// SetPanes replaces both panes.
func (s *Split) SetPanes(first, second fyne.CanvasObject) {
	s.first, s.second = first, second
	s.Refresh()
}

func (s *Split) sized() fyne.CanvasObject {
	if s.options.Trailing {
		return s.second
	}
	return s.first
}

func (s *Split) along() float32 {
	if s.options.Stacked {
		return s.Size().Height
	}
	return s.Size().Width
}

func (s *Split) clamp(size float32) float32 {
	if whole := s.along(); whole > 0 {
		size = min(size, whole-s.options.Rest-1)
	}
	return max(size, s.options.Min)
}

// CreateRenderer implements fyne.Widget.
func (s *Split) CreateRenderer() fyne.WidgetRenderer {
	r := &painted{of: s, dress: func(*Palette) {}, objects: []fyne.CanvasObject{s.first, s.second, s.bar}}
	r.min = func() fyne.Size {
		a, b := s.first.MinSize(), s.second.MinSize()
		fixed := max(s.options.Min, 1)
		if s.collapsed {
			fixed = 0
		}
		if s.options.Stacked {
			return fyne.NewSize(max(a.Width, b.Width), fixed+s.options.Rest+1)
		}
		return fyne.NewSize(fixed+s.options.Rest+1, max(a.Height, b.Height))
	}
	r.layout = func(size fyne.Size) {
		r.objects[0], r.objects[1] = s.first, s.second
		s.arrange(size)
	}
	return r
}

func (s *Split) arrange(size fyne.Size) {
	if s.collapsed {
		s.bar.Hide()
		rest := s.second
		if s.options.Trailing {
			rest = s.first
		}
		rest.Move(fyne.Position{})
		rest.Resize(size)
		return
	}
	s.bar.Show()
	at := s.clamp(s.size)
	if s.options.Trailing {
		at = s.along() - at - 1
	}
	at = max(at, 0)
	const hit = 6
	if s.options.Stacked {
		s.first.Move(fyne.Position{})
		s.first.Resize(fyne.NewSize(size.Width, at))
		s.second.Move(fyne.NewPos(0, at+1))
		s.second.Resize(fyne.NewSize(size.Width, max(0, size.Height-at-1)))
		s.bar.Move(fyne.NewPos(0, at-hit/2))
		s.bar.Resize(fyne.NewSize(size.Width, hit+1))
		return
	}
	s.first.Move(fyne.Position{})
	s.first.Resize(fyne.NewSize(at, size.Height))
	s.second.Move(fyne.NewPos(at+1, 0))
	s.second.Resize(fyne.NewSize(max(0, size.Width-at-1), size.Height))
	s.bar.Move(fyne.NewPos(at-hit/2, 0))
	s.bar.Resize(fyne.NewSize(hit+1, size.Height))
}

// divider is the hairline and the few pixels around it that can be grabbed.
type divider struct {
	control
	split  *Split
	moving bool
	from   float32 // where the pointer took hold, in the window
	had    float32 // the pane's size then
}

var (
	_ fyne.Draggable      = (*divider)(nil)
	_ fyne.DoubleTappable = (*divider)(nil)
	_ desktop.Cursorable  = (*divider)(nil)
)

func newDivider(s *Split) *divider {
	d := &divider{split: s}
	d.become(d, nil)
	return d
}

// Cursor shows which way the divider goes.
func (d *divider) Cursor() desktop.Cursor {
	if d.split.options.Stacked {
		return desktop.VResizeCursor
	}
	return desktop.HResizeCursor
}

// Dragged follows the pointer from where it took hold, so that a divider that
// met a least catches up with the pointer and does not run ahead of it.
func (d *divider) Dragged(e *fyne.DragEvent) {
	at, delta := e.AbsolutePosition.X, e.Dragged.DX
	if d.split.options.Stacked {
		at, delta = e.AbsolutePosition.Y, e.Dragged.DY
	}
	if !d.moving {
		d.moving, d.from, d.had = true, at-delta, d.split.clamp(d.split.size)
	}
	if d.split.options.Trailing {
		d.split.SetSize(d.had - (at - d.from))
	} else {
		d.split.SetSize(d.had + (at - d.from))
	}
}

func (d *divider) DragEnd() { d.moving = false; d.Refresh() }

func (d *divider) DoubleTapped(*fyne.PointEvent) { d.split.SetSize(d.split.options.Size) }

func (d *divider) TypedKey(e *fyne.KeyEvent) {
	step := float32(4 * Grid)
	if d.split.options.Trailing {
		step = -step
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		d.split.SetSize(d.split.size - step)
	case fyne.KeyRight, fyne.KeyDown:
		d.split.SetSize(d.split.size + step)
	case fyne.KeyReturn, fyne.KeyEnter:
		d.split.SetSize(d.split.options.Size)
	default:
		PassOn(d, e)
	}
}

func (d *divider) CreateRenderer() fyne.WidgetRenderer {
	line, glow := &canvas.Rectangle{}, &canvas.Rectangle{}
	return paint(&painted{
		of:      d,
		objects: []fyne.CanvasObject{glow, line},
		min:     func() fyne.Size { return fyne.NewSize(1, 1) },
		layout: func(s fyne.Size) {
			if d.split.options.Stacked {
				line.Move(fyne.NewPos(0, 3))
				line.Resize(fyne.NewSize(s.Width, 1))
				glow.Move(fyne.NewPos(0, 2))
				glow.Resize(fyne.NewSize(s.Width, 3))
				return
			}
			line.Move(fyne.NewPos(3, 0))
			line.Resize(fyne.NewSize(1, s.Height))
			glow.Move(fyne.NewPos(2, 0))
			glow.Resize(fyne.NewSize(3, s.Height))
		},
		dress: func(p *Palette) {
			line.FillColor, glow.FillColor = p.Hairline, color.NRGBA{}
			if d.hovered || d.moving || d.focused {
				line.FillColor, glow.FillColor = p.Accent, Veil(p.Accent, 0.35)
			}
		},
	})
}
