package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
)

// sides is how the panes share the window: the palette left, the transport
// below, inspector and JSON (or form and data) right, the diagram the rest.
type sides struct {
	w                           *Window
	whole, left, below, right   *look.Split
	upper, lower                *fyne.Container // inspector or form; JSON or data
	inspector, json, form, data fyne.CanvasObject
	shelf                       *look.Split // palette over outline
	palette, outline            fyne.CanvasObject
}

func newSides(w *Window, prefs session.Prefs) *sides {
	s := &sides{w: w}
	size := func(name string, usual float32) float32 {
		if v := float32(prefs.Splits[name]); v > 0 {
			return v
		}
		return usual
	}
	keep := func(name string) func(float32) {
		return func(v float32) {
			w.sess.SetPrefs(func(p *session.Prefs) {
				if p.Splits == nil {
					p.Splits = map[string]float64{}
				}
				p.Splits[name] = float64(v)
			})
			w.touch()
		}
	}
	s.inspector, s.json = look.NewPanel(w.inspector, look.NoSides), look.NewPanel(w.json.content, look.NoSides)
	s.form, s.data = look.NewPanel(w.room.Form(), look.NoSides), look.NewPanel(w.room.Data(), look.NoSides)
	s.upper, s.lower = container.NewStack(s.inspector, s.form), container.NewStack(s.json, s.data)
	transport := look.NewPanel(w.room.Transport(), look.NoSides)
	s.below = look.NewSplit(look.SplitOptions{Stacked: true, Trailing: true, Size: size("transport", 226), Min: 120, Rest: 160, Changed: keep("transport")}, w.stage, transport)
	s.palette, s.outline = look.NewPanel(w.palette, look.NoSides), look.NewPanel(w.outline, look.NoSides)
	s.shelf = look.NewSplit(look.SplitOptions{Stacked: true, Trailing: true, Size: size("outline", 340), Min: 120, Rest: 160, Changed: keep("outline")}, s.palette, s.outline)
	s.left = look.NewSplit(look.SplitOptions{Size: size("palette", 224), Min: 170, Rest: 260, Changed: keep("palette")}, s.shelf, s.below)
	s.right = look.NewSplit(look.SplitOptions{Stacked: true, Size: size("inspector", 435), Min: 120, Rest: 120, Changed: keep("inspector")}, s.upper, s.lower)
	s.whole = look.NewSplit(look.SplitOptions{Trailing: true, Size: size("right", 400), Min: 280, Rest: 420, Changed: keep("right")}, s.left, s.right)
	s.arrange()
	return s
}

// arrange shows the panes of the mode that a person has not put away.
func (s *sides) arrange() {
	on, hidden := s.w.rehearsing, s.w.hidden
	show := func(o fyne.CanvasObject, yes bool) {
		if yes {
			o.Show()
		} else {
			o.Hide()
		}
	}
	show(s.inspector, !on)
	show(s.json, !on)
	show(s.form, on)
	show(s.data, on)
	s.arrangeShelf(!on && !hidden["palette"], !hidden["outline"])
	s.below.SetCollapsed(!on)
	upper, lower := on || !hidden["inspector"], on || !hidden["json"]
	s.whole.SetCollapsed(!upper && !lower)
	switch {
	case upper && lower:
		s.right.SetPanes(s.upper, s.lower)
		s.right.SetCollapsed(false)
	case upper: // the sized pane is the first: the other one takes all
		s.right.SetPanes(s.lower, s.upper)
		s.right.SetCollapsed(true)
	case lower:
		s.right.SetPanes(s.upper, s.lower)
		s.right.SetCollapsed(true)
	}
	if upper {
		s.upper.Show()
	}
	if lower {
		s.lower.Show()
	}
	if !upper {
		s.upper.Hide()
	}
	if !lower {
		s.lower.Hide()
	}
}

// arrangeShelf shows palette and outline on the left, or one of them.
func (s *sides) arrangeShelf(palette, outline bool) {
	s.left.SetCollapsed(!palette && !outline)
	if palette || !outline {
		s.shelf.SetPanes(s.palette, s.outline)
	} else { // the sized pane is the second: the other one takes all
		s.shelf.SetPanes(s.outline, s.palette)
	}
	s.shelf.SetCollapsed(!palette || !outline)
	visible(s.palette, palette)
	visible(s.outline, outline)
	s.shelf.Refresh()
}

// toggle puts a pane away, or back.
func (w *Window) toggle(pane string) {
	w.hidden[pane] = !w.hidden[pane]
	hidden := map[string]bool{}
	for name, away := range w.hidden {
		hidden[name] = away
	}
	w.sess.SetPrefs(func(p *session.Prefs) { p.Hidden = hidden })
	w.arrangePanes()
	if pane == "outline" && !w.hidden[pane] {
		w.outline.Focus()
	}
}

func (w *Window) arrangePanes() {
	w.sides.arrange()
	w.minimap.SetAway(w.hidden["minimap"])
	w.show(w.snap)
}
