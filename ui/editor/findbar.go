package editor

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/look"
)

type barMode uint8

const (
	findMode barMode = iota
	lineMode
)

// findBar is the small panel at the top right in which a person types what to
// find and what to put in its place, or which line to go to.
type findBar struct {
	widget.BaseWidget
	e       *Editor
	mode    barMode
	field   *look.TextField
	count   *look.Text
	buttons *fyne.Container
	instead *look.TextField // what finds are replaced by
	one     *look.Button
	all     *look.Button
	second  *fyne.Container // the line for replacing
	before  Selection
}

func newFindBar(e *Editor) *findBar {
	b := &findBar{e: e, count: look.NewText("", look.Caption)}
	b.field = look.NewTextField("", look.FieldOptions{Placeholder: "Find", Changed: b.typed, Cancel: b.shut, Key: b.key})
	b.buttons = look.Row(0,
		look.NewIconButton(look.ChevronUp, "Previous (Shift+Enter)", func() { e.findNext(-1) }),
		look.NewIconButton(look.ChevronDown, "Next (Enter)", func() { e.findNext(1) }))
	b.instead = look.NewTextField("", look.FieldOptions{Placeholder: "Replace with", Cancel: b.shut, Key: b.replaceKey})
	b.one = look.NewButton("Replace", look.Outlined, func() { e.replaceOne(b.instead.Text()) })
	b.all = look.NewButton("All", look.Outlined, func() { e.replaceAll(b.instead.Text()) })
	b.second = container.NewBorder(nil, nil, nil, look.Row(4, b.one, b.all), b.instead)
	b.second.Hide()
	b.Hide()
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *findBar) CreateRenderer() fyne.WidgetRenderer {
	shut := look.NewIconButton(look.Close, "Close (Esc)", b.shut)
	line := container.NewBorder(nil, nil, nil, look.Row(4, b.count, b.buttons, shut), b.field)
	return widget.NewSimpleRenderer(look.NewCard(look.Inset(look.Column(4, line, b.second), 6, 6)))
}

func (b *findBar) open(m barMode) {
	if !b.Visible() {
		b.before = b.e.b.sel
	}
	b.mode = m
	if m == lineMode {
		b.second.Hide()
	}
	b.Show()
	if m == findMode {
		b.buttons.Show()
		b.field.SetPlaceholder("Find")
		b.field.SetText(b.e.find.query)
		b.e.find.stale = true
		b.e.find.search(b.e.b)
	} else {
		b.buttons.Hide()
		b.field.SetPlaceholder(fmt.Sprintf("Line, 1 to %d", b.e.b.lines.count()))
		b.field.SetText("")
	}
	b.tell()
	b.e.redraw()
	b.Refresh()
	b.field.Focus()
}

// openReplace shows the line for replacing as well.
func (b *findBar) openReplace() {
	b.second.Show()
	b.open(findMode)
}

// replaceKey hears the keys of the second line: Enter replaces, and with Ctrl
// everything.
func (b *findBar) replaceKey(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.e.replaceOne(b.instead.Text())
	case fyne.KeyF3:
		b.e.findNext(1)
	default:
		return false
	}
	return true
}

// shut closes the bar and gives the keys back to the text.
func (b *findBar) shut() {
	b.Hide()
	b.second.Hide()
	b.e.Focus()
	b.e.redraw()
}

// typed looks from where the search began, so that every further letter
// narrows the same find.
func (b *findBar) typed(s string) {
	if b.mode == lineMode {
		return
	}
	b.e.find.set(s)
	b.e.find.search(b.e.b)
	if i := b.firstFrom(b.before.Span().Start); i >= 0 {
		b.e.selectHit(i)
	} else {
		b.tell()
		b.e.redraw()
	}
}

func (b *findBar) firstFrom(offset int) int {
	for i, at := range b.e.find.hits {
		if at >= offset {
			return i
		}
	}
	return min(0, len(b.e.find.hits)-1)
}

func (b *findBar) key(k *fyne.KeyEvent) bool {
	back := modifiers(b.e)&shift != 0
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if b.mode == lineMode {
			b.goToLine()
			return true
		}
	case fyne.KeyF3:
	case fyne.KeyDown:
		back = false
	case fyne.KeyUp:
		back = true
	default:
		return false
	}
	if b.mode == findMode {
		by := 1
		if back {
			by = -1
		}
		b.e.findNext(by)
	}
	return true
}

// goToLine reads "12" or "12:5".
func (b *findBar) goToLine() {
	line, column, _ := strings.Cut(strings.TrimSpace(b.field.Text()), ":")
	n, err := strconv.Atoi(line)
	if err != nil || n < 1 {
		b.count.SetText("not a line")
		b.e.redraw()
		return
	}
	c, err := strconv.Atoi(column)
	if err != nil {
		c = 1
	}
	b.shut()
	b.e.GoTo(text.Position{Line: min(n, b.e.b.lines.count()), Column: max(1, c)})
}

// tell says how many there are and which one is selected.
func (b *findBar) tell() {
	f := &b.e.find
	words := ""
	switch {
	case b.mode == lineMode || f.query == "":
	case len(f.hits) == 0:
		words = "none"
	case f.more:
		words = fmt.Sprintf("over %d", mostHits)
	default:
		words = strconv.Itoa(len(f.hits))
		if i := f.current(b.e.b); i >= 0 {
			words = fmt.Sprintf("%d of %d", i+1, len(f.hits))
		}
	}
	b.say(words)
}

func (b *findBar) say(words string) {
	style := look.Caption
	if words == "none" {
		style = style.In(look.Failed)
	}
	b.count.SetStyle(style)
	b.count.SetText(words)
	found := len(b.e.find.hits) > 0 && b.e.find.query != ""
	b.one.SetEnabled(found)
	b.all.SetEnabled(found)
	b.Refresh()
	b.e.redraw()
}

// findNext selects the next (1) or previous (-1) find.
func (e *Editor) findNext(by int) {
	if i := e.find.step(e.b, by); i >= 0 {
		e.bar.before = Place(e.find.hits[i])
		e.selectHit(i)
	}
}

func (e *Editor) selectHit(i int) {
	at := e.find.hits[i]
	row := e.b.lines.row(at)
	e.folds.open(e.b, row)
	e.revealRows(row, row)
	e.goal = -1
	e.b.place(at, false)
	e.goTo(at+len(e.find.query), true)
	e.bar.tell()
}
