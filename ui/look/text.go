package look

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Style is a size, a face and a colour of words.
type Style struct {
	Size float32
	Bold bool
	Mono bool
	Ink  Ink
}

// The styles of words in panes.
var (
	Body    = Style{Size: BodySize, Ink: Plain}
	Strong  = Style{Size: BodySize, Bold: true, Ink: Plain}
	Aside   = Style{Size: BodySize, Ink: Secondary}
	Caption = Style{Size: CaptionSize, Ink: Secondary}
	Section = Style{Size: CaptionSize, Bold: true, Ink: Secondary}
	Said    = Style{Size: SaidSize, Ink: Plain}
	Code    = Style{Size: MonoSize, Mono: true, Ink: Plain}
)

// In is the style in another ink.
func (s Style) In(i Ink) Style { s.Ink = i; return s }

func (s Style) face() fyne.TextStyle { return fyne.TextStyle{Bold: s.Bold, Monospace: s.Mono} }

// Text is one line of words. What does not fit ends in an ellipsis and is
// shown whole in a tip.
type Text struct {
	widget.BaseWidget
	style    Style
	text     string
	tip      string
	shrinks  bool
	trailing bool
	shown    string
}

var _ desktop.Hoverable = (*Text)(nil)

// NewText makes a line as wide as its words.
func NewText(s string, style Style) *Text {
	t := &Text{text: s, style: style}
	t.ExtendBaseWidget(t)
	return t
}

// NewShortText makes a line that asks for no width and shortens its words.
func NewShortText(s string, style Style) *Text {
	t := &Text{text: s, style: style, shrinks: true}
	t.ExtendBaseWidget(t)
	return t
}

// NewSectionTitle is the small bold line over a group.
func NewSectionTitle(s string) *Text { return NewText(s, Section) }

// SetText changes the words.
func (t *Text) SetText(s string) {
	if s != t.text {
		t.text = s
		t.Refresh()
	}
}

// SetStyle changes size, face and colour.
func (t *Text) SetStyle(s Style) { t.style = s; t.Refresh() }

// SetTip is shown on hover even if the words fit.
func (t *Text) SetTip(s string) { t.tip = s }

// AlignTrailing sets the words at the right end.
func (t *Text) AlignTrailing() *Text { t.trailing = true; return t }

// Text is the whole words, also if shortened on screen.
func (t *Text) Text() string { return t.text }

// MouseIn shows shortened words whole.
func (t *Text) MouseIn(*desktop.MouseEvent) {
	switch {
	case t.tip != "":
		RestTip(t, t.tip)
	case t.shown != t.text:
		RestTip(t, t.text)
	}
}

// MouseMoved implements desktop.Hoverable.
func (t *Text) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the tip.
func (t *Text) MouseOut() { HideTip(t) }

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	line := &canvas.Text{}
	return paint(&painted{
		of:      t,
		objects: []fyne.CanvasObject{line},
		min: func() fyne.Size {
			full := fyne.MeasureText(t.text, t.style.Size, t.style.face())
			if t.shrinks {
				full.Width = min(full.Width, 24)
			}
			return full
		},
		layout: func(s fyne.Size) {
			t.shown = Shorten(t.text, s.Width+0.5, t.style.Size, t.style.face())
			line.Text = t.shown
			x := float32(0)
			if t.trailing {
				x = max(0, s.Width-line.MinSize().Width)
			}
			middle(line, x, s.Height)
		},
		dress: func(p *Palette) {
			line.TextSize, line.TextStyle = t.style.Size, t.style.face()
			line.Color = t.style.Ink(p)
			line.Refresh()
		},
	})
}

// Shorten cuts words to a width, ending in an ellipsis where it cut.
func Shorten(s string, width, size float32, style fyne.TextStyle) string {
	if fyne.MeasureText(s, size, style).Width <= width {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes)
	for low < high {
		half := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:half])+"…", size, style).Width <= width {
			low = half
		} else {
			high = half - 1
		}
	}
	if low == 0 {
		return "…"
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}

// Paragraph is words over as many lines as the width asks for.
type Paragraph struct {
	widget.BaseWidget
	style Style
	text  string
	width float32
}

// NewParagraph makes wrapped words; its height follows its width.
func NewParagraph(s string, style Style) *Paragraph {
	p := &Paragraph{text: s, style: style, width: 240}
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the words.
func (w *Paragraph) SetText(s string) {
	if s != w.text {
		w.text = s
		w.Refresh()
	}
}

// SetStyle changes size, face and colour.
func (w *Paragraph) SetStyle(s Style) { w.style = s; w.Refresh() }

// Text is the words.
func (w *Paragraph) Text() string { return w.text }

// Resize wraps anew when the width changes, and tells the parent's layout
// that the height has.
func (w *Paragraph) Resize(s fyne.Size) {
	if s.Width > 0 && s.Width != w.width {
		w.width = s.Width
		w.BaseWidget.Resize(s)
		w.Refresh()
		return
	}
	w.BaseWidget.Resize(s)
}

// CreateRenderer implements fyne.Widget.
func (w *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{of: w}
	r.Refresh()
	return r
}

type paragraphRenderer struct {
	of      *Paragraph
	objects []fyne.CanvasObject
}

func (r *paragraphRenderer) Destroy()                     {}
func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *paragraphRenderer) Layout(fyne.Size)             {}

func (r *paragraphRenderer) leading() float32 {
	return fyne.MeasureText("M", r.of.style.Size, r.of.style.face()).Height + 3
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	n := len(Wrap(r.of.text, r.of.width, r.of.style.Size, r.of.style.face()))
	return fyne.NewSize(40, float32(n)*r.leading())
}

func (r *paragraphRenderer) Refresh() {
	style, ink := r.of.style, r.of.style.Ink(Colors())
	r.objects = r.objects[:0]
	for i, l := range Wrap(r.of.text, r.of.width, style.Size, style.face()) {
		t := &canvas.Text{Text: l, TextSize: style.Size, TextStyle: style.face(), Color: ink}
		t.Move(fyne.NewPos(0, float32(i)*r.leading()))
		t.Resize(t.MinSize())
		r.objects = append(r.objects, t)
	}
	canvas.Refresh(r.of)
}

// Wrap breaks words into lines of at most a width: at line ends in s, then at
// spaces, then wherever a word is longer than a line.
func Wrap(s string, width, size float32, style fyne.TextStyle) []string {
	var lines []string
	for _, par := range strings.Split(s, "\n") {
		line := ""
		for _, word := range strings.SplitAfter(par, " ") {
			if fits(line+strings.TrimRight(word, " "), width, size, style) {
				line += word
				continue
			}
			if line != "" {
				lines = append(lines, strings.TrimRight(line, " "))
			}
			for !fits(strings.TrimRight(word, " "), width, size, style) {
				head, tail := cut(word, width, size, style)
				lines = append(lines, head)
				word = tail
			}
			line = word
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

func fits(s string, width, size float32, style fyne.TextStyle) bool {
	return s == "" || fyne.MeasureText(s, size, style).Width <= width
}

// cut takes as many characters as fit, at least one.
func cut(word string, width, size float32, style fyne.TextStyle) (head, tail string) {
	runes := []rune(word)
	n := 1
	for n < len(runes)-1 && fits(string(runes[:n+1]), width, size, style) {
		n++
	}
	if n >= len(runes) {
		return word, ""
	}
	return string(runes[:n]), string(runes[n:])
}
