package editor

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/assist"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/look"
)

// Assistant tells what can be written at a place of the text on show, and what
// stands there. It is asked on the main goroutine.
type Assistant interface {
	Complete(offset int) assist.Completion
	Hover(offset int) (assist.Info, bool)
	Definition(offset int) (text.Span, bool)
}

// suggest offers what can be written at the caret. The keys stay with the
// text; those that choose are taken from it while there is something to choose.
type suggest struct {
	e       *Editor
	list    *suggestList
	offer   assist.Completion
	version int  // of the text that the offer is about
	asked   bool // a person asked for it, so that it stays however little is typed
	busy    bool // the text is being changed by what the list itself follows
}

func newSuggest(e *Editor) *suggest {
	s := &suggest{e: e}
	s.list = newSuggestList(s)
	s.list.Hide()
	e.view.frame.Content.(*fyne.Container).Add(s.list)
	return s
}

func (s *suggest) open() bool { return s.list.Visible() }

// ask shows what can be written at the caret.
func (s *suggest) ask(byPerson bool) {
	if s.e.o.Assist == nil || s.e.ReadOnly() || !s.e.b.sel.Empty() {
		s.close()
		return
	}
	s.asked = byPerson
	s.show(s.e.o.Assist.Complete(s.e.b.sel.Caret))
}

func (s *suggest) show(c assist.Completion) {
	if len(c.Items) == 0 || !s.asked && s.written(c) {
		s.close()
		return
	}
	s.e.hush()
	s.offer, s.version = c, s.e.b.text.Version()
	s.list.set(c.Items)
	s.list.Show()
	s.place()
}

// written tells that the only thing to offer is what stands there already.
func (s *suggest) written(c assist.Completion) bool {
	if len(c.Items) != 1 {
		return false
	}
	there := s.e.b.text.Slice(c.Replace)
	return there == strings.TrimRight(c.Items[0].Insert, ", ")
}

func (s *suggest) close() {
	s.asked = false
	if s.open() {
		s.list.Hide()
		s.e.redraw()
	}
}

// typed follows a rune that was typed.
func (s *suggest) typed(r rune) {
	switch {
	case s.e.o.Assist == nil:
	case s.open():
		s.ask(s.asked)
	case unicode.IsLetter(r) || strings.ContainsRune(`"$.`, r):
		s.ask(false)
	}
}

// during keeps the list while the text changes by what it follows itself.
func (s *suggest) during(change func()) {
	s.busy = true
	change()
	s.busy = false
}

// moved closes the list when the caret has left what it is about, or the text
// has become another one.
func (s *suggest) moved() {
	if s.open() && !s.busy && (s.version != s.e.b.text.Version() || !s.offer.Replace.Contains(s.e.b.sel.Caret)) {
		s.close()
	}
}

// key takes the keys that choose.
func (s *suggest) key(c chord) bool {
	if c == (chord{fyne.KeySpace, cmd}) {
		s.ask(true)
		return true
	}
	if !s.open() || c.mods != 0 {
		return false
	}
	switch c.key {
	case fyne.KeyUp:
		s.list.step(-1)
	case fyne.KeyDown:
		s.list.step(1)
	case fyne.KeyPageUp:
		s.list.page(-1)
	case fyne.KeyPageDown:
		s.list.page(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		s.accept(s.list.chosen)
	case fyne.KeyEscape:
		s.close()
	default:
		return false
	}
	return true
}

// erased follows a deletion; other changes by keys close the list.
func (s *suggest) erased(k Kind) {
	switch {
	case !s.open():
	case k == Deleting:
		s.ask(s.asked)
	default:
		s.close()
	}
}

// accept puts an item in.
func (s *suggest) accept(i int) {
	if i < 0 || i >= len(s.offer.Items) {
		return
	}
	item := s.offer.Items[i]
	edit, caret := s.offer.Edit(item)
	s.close()
	s.e.apply(Change{Edits: []text.Edit{edit}, Kind: Other, Before: s.e.b.sel, After: Place(caret)})
	if b := s.e.b; caret < len(b.s) && b.s[caret] == '"' && b.sel.Caret == caret {
		b.auto = append(b.auto, caret) // a person may type the closing quote as if it were not there
	}
	if item.Again {
		s.ask(false)
	}
}

// place puts the list below the caret, or above it where there is more room.
func (s *suggest) place() {
	const gap = 3
	at, size := s.e.view.caretRect()
	whole := s.e.Size()
	box := s.list.want(whole.Width - 2*gap)
	column := s.e.view.x(s.e.b.lines.row(s.offer.Replace.Start), s.offer.Replace.Start)
	x := s.e.view.gutter + textPad + column - s.e.scroll.X - suggestLead
	if s.e.b.lines.row(s.offer.Replace.Start) != s.e.b.lines.row(s.e.b.sel.Caret) {
		x = at.X - suggestLead
	}
	y := at.Y + size.Height + gap
	if below := whole.Height - y - gap; box.Height > below && at.Y > below {
		box.Height = min(box.Height, at.Y-2*gap)
		y = at.Y - box.Height - gap
	} else {
		box.Height = min(box.Height, below)
	}
	place(s.list, max(gap, min(x, whole.Width-box.Width-gap)), y, box.Width, box.Height)
	s.list.draw()
}

// Suggest shows what can be written at the caret.
func (e *Editor) Suggest() { e.suggest.ask(true) }

// Suggestions calls f with every suggestion in view and the object that shows
// it; chosen is the one that Enter puts in.
func (e *Editor) Suggestions(f func(item assist.Item, chosen bool, row fyne.CanvasObject)) {
	if !e.suggest.open() {
		return
	}
	l := e.suggest.list
	for k, row := range l.rows {
		if i := l.first + k; i < len(l.items) && row.ground.Visible() {
			f(l.items[i], i == l.chosen, row.ground)
		}
	}
}

// goToDefinition goes to where the state or variable at an offset is named
// first; false when there is none.
func (e *Editor) goToDefinition(offset int) bool {
	if e.o.Assist == nil {
		return false
	}
	span, ok := e.o.Assist.Definition(offset)
	if !ok {
		return false
	}
	row := e.b.lines.row(span.Start)
	e.revealRows(row, row)
	e.goal = -1
	e.b.place(span.Start, false)
	e.goTo(span.End, true)
	return true
}

// explained shows what stands under the pointer, once it rests; false when
// there is nothing to say.
func (e *Editor) explained(at fyne.Position) bool {
	if e.told.Len() > 0 {
		if pos, size, _ := e.view.spanRect(e.told); at.X >= pos.X && at.X <= pos.X+size.Width && at.Y >= pos.Y && at.Y <= pos.Y+size.Height {
			return true
		}
	}
	info, ok := e.explain(at)
	if !ok {
		if e.told.Len() > 0 {
			e.hush()
		}
		return false
	}
	e.hush()
	e.told = info.Span
	pos, size, _ := e.view.spanRect(info.Span)
	look.RestTipAt(e, infoWords(info), pos, size)
	return true
}

// explain is what there is to say about the text under a place in the view.
func (e *Editor) explain(at fyne.Position) (assist.Info, bool) {
	if e.o.Assist == nil || at.X < e.view.gutter+textPad || e.suggest.open() {
		return assist.Info{}, false
	}
	offset := e.view.offsetAt(at)
	info, ok := e.o.Assist.Hover(offset)
	if !ok {
		return info, false
	}
	pos, size, _ := e.view.spanRect(info.Span)
	on := at.X >= pos.X && at.X <= pos.X+size.Width && at.Y >= pos.Y && at.Y <= pos.Y+size.Height
	return info, on
}

// infoWords are an explanation as a tip shows it.
func infoWords(i assist.Info) string {
	parts := []string{i.Title}
	for _, s := range []string{i.Signature, i.Text} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n")
}
