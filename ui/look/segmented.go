package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Segmented chooses one of a few words that are all in view, as Design or
// Rehearse. The arrows walk along it.
type Segmented struct {
	control
	options []string
	chosen  int
	over    int
	changed func(int)
	edges   []float32
}

// NewSegmented makes the control; changed hears choices made by a person.
func NewSegmented(options []string, chosen int, changed func(int)) *Segmented {
	s := &Segmented{options: options, chosen: chosen, over: -1, changed: changed}
	s.become(s, nil)
	return s
}

// Choose shows an option as chosen without calling changed.
func (s *Segmented) Choose(i int) {
	if i == s.chosen || i < 0 || i >= len(s.options) {
		return
	}
	s.chosen = i
	s.Refresh()
}

// Chosen is the index of the option shown.
func (s *Segmented) Chosen() int { return s.chosen }

// SegmentRect is where an option stands within the control.
func (s *Segmented) SegmentRect(i int) (fyne.Position, fyne.Size) {
	if i < 0 || i+1 >= len(s.edges) {
		return fyne.Position{}, fyne.Size{}
	}
	return fyne.NewPos(s.edges[i], 0), fyne.NewSize(s.edges[i+1]-s.edges[i], s.Size().Height)
}

func (s *Segmented) pick(i int) {
	if s.disabled || i == s.chosen || i < 0 || i >= len(s.options) {
		return
	}
	s.Choose(i)
	if s.changed != nil {
		s.changed(i)
	}
}

// Tapped chooses the option under the pointer.
func (s *Segmented) Tapped(e *fyne.PointEvent) {
	if e != nil {
		s.pick(s.at(e.Position.X))
	}
}

// MouseMoved lights the option under the pointer.
func (s *Segmented) MouseMoved(e *desktop.MouseEvent) {
	if i := s.at(e.Position.X); i != s.over {
		s.over = i
		s.Refresh()
	}
}

// MouseOut ends the light.
func (s *Segmented) MouseOut() { s.over = -1; s.control.MouseOut() }

// TypedKey walks with the arrows.
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.pick(s.chosen - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.pick(s.chosen + 1)
	case fyne.KeyHome:
		s.pick(0)
	case fyne.KeyEnd:
		s.pick(len(s.options) - 1)
	default:
		PassOn(s, e)
	}
}

func (s *Segmented) at(x float32) int {
	for i := 0; i+1 < len(s.edges); i++ {
		if x < s.edges[i+1] {
			return i
		}
	}
	return len(s.options) - 1
}

// CreateRenderer implements fyne.Widget.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	frame := &canvas.Rectangle{CornerRadius: Radius, StrokeWidth: 1}
	mark := &canvas.Rectangle{}
	hover := &canvas.Rectangle{}
	ring := newRing()
	objects := []fyne.CanvasObject{ring, frame, hover, mark}
	labels := make([]*canvas.Text, len(s.options))
	for i, o := range s.options {
		labels[i] = words(BodySize, true)
		labels[i].Text = o
		objects = append(objects, labels[i])
	}
	width := func(i int) float32 {
		return fyne.MeasureText(s.options[i], BodySize, fyne.TextStyle{Bold: true}).Width + 7*Grid
	}
	return paint(&painted{
		of:      s,
		objects: objects,
		min: func() fyne.Size {
			w := float32(0)
			for i := range s.options {
				w += width(i)
			}
			return fyne.NewSize(w, ControlHeight)
		},
		layout: func(size fyne.Size) {
			frame.Resize(size)
			placeRing(ring, size)
			s.edges = append(s.edges[:0], 0)
			x, least := float32(0), float32(0)
			for i := range s.options {
				least += width(i)
			}
			more := max(0, size.Width-least) / float32(len(labels)) // wider: all alike
			for i, l := range labels {
				w := width(i) + more
				middle(l, x+(w-l.MinSize().Width)/2, size.Height)
				x += w
				s.edges = append(s.edges, x)
			}
			s.cover(mark, s.chosen, size)
			s.cover(hover, s.over, size)
		},
		dress: func(p *Palette) {
			frame.FillColor, frame.StrokeColor = p.Panel, p.Hairline
			mark.FillColor = Over(p.Raised, p.Text, 0.03)
			hover.FillColor = color.NRGBA{}
			if s.over >= 0 && s.over != s.chosen && !s.disabled {
				hover.FillColor = Veil(p.Text, 0.04)
			}
			dressRing(ring, p, s.focused)
			for i, l := range labels {
				l.TextStyle.Bold = i == s.chosen
				l.Color = p.Text
				if s.disabled {
					l.Color = p.Faint
				}
				l.Refresh()
			}
		},
	})
}

// cover lays a mark on a segment, round only where the frame is.
func (s *Segmented) cover(mark *canvas.Rectangle, i int, size fyne.Size) {
	if i < 0 || i+1 >= len(s.edges) {
		mark.Hide()
		return
	}
	round := func(at bool) float32 {
		if at {
			return Radius - 1
		}
		return 0
	}
	first, last := i == 0, i == len(s.options)-1
	mark.TopLeftCornerRadius, mark.BottomLeftCornerRadius = round(first), round(first)
	mark.TopRightCornerRadius, mark.BottomRightCornerRadius = round(last), round(last)
	left, right := s.edges[i], s.edges[i+1]
	if first {
		left++
	}
	if last {
		right = size.Width - 1
	}
	mark.Move(fyne.NewPos(left, 1))
	mark.Resize(fyne.NewSize(right-left, size.Height-2))
	mark.Show()
	mark.Refresh()
}
