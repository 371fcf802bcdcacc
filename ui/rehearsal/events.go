package rehearsal

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/marks"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// eventList shows the run's events in AWS's own types, a row each. Rows exist
// for what is in view only.
type eventList struct {
	room   *Room
	scroll *container.Scroll
	sheet  *fyne.Container
	rows   []*look.ListRow // in use, from the first in view on
	from   int
	run    *session.Run
	at     int // the event shown last
	n      int
}

const eventRow = 24

func newEventList(r *Room) *eventList {
	e := &eventList{room: r}
	e.sheet = container.New(&eventSheet{e})
	e.scroll = container.NewVScroll(e.sheet)
	e.scroll.OnScrolled = func(fyne.Position) { e.fill(); r.options.Changed() }
	return e
}

func (e *eventList) object() fyne.CanvasObject { return container.New(&eventFrame{e}, e.scroll) }

func (e *eventList) show(s *session.Snapshot) {
	was, had := e.at, e.n
	e.run, e.at, e.n = s.Run, 0, 0
	if e.run != nil {
		e.at, e.n = e.run.Shown, e.run.Events.Len()
	}
	if e.n != had {
		e.sheet.Refresh()
		e.scroll.Refresh()
	}
	if e.at != was || e.n != had {
		e.reveal(e.at - 1)
	}
	e.fill()
}

// reveal scrolls an event into view, with two of those around it.
func (e *eventList) reveal(i int) {
	top, high := e.scroll.Offset.Y, e.scroll.Size().Height
	y := float32(i) * eventRow
	around := min(2*eventRow, max(0, high-eventRow)/2)
	switch {
	case i < 0 || high == 0:
	case y-around < top:
		e.scroll.ScrollToOffset(fyne.NewPos(0, max(0, y-around)))
	case y+eventRow+around > top+high:
		e.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(y+eventRow+around-high, float32(e.n)*eventRow-high+6))))
	}
}

// fill puts rows where events are in view.
func (e *eventList) fill() {
	first := max(0, int(e.scroll.Offset.Y/eventRow))
	count := min(e.n-first, int(e.scroll.Size().Height/eventRow)+2)
	if e.run == nil {
		count = 0
	}
	e.from = first
	for len(e.rows) < count {
		i := len(e.rows)
		row := look.NewListRow(look.RowContent{}, func() { e.pick(e.from + i) })
		row.OnArrow(func(by int) { e.pick(e.at - 1 + by) })
		e.rows = append(e.rows, row)
		e.sheet.Add(row)
	}
	for i, row := range e.rows {
		if i >= count {
			row.Hide()
			continue
		}
		row.Show()
		row.Move(fyne.NewPos(4, float32(first+i)*eventRow))
		row.Resize(fyne.NewSize(e.scroll.Size().Width-8, eventRow))
		row.Set(eventContent(e.run.Events.At(first+i), first+i+1 == e.at, first+i >= e.at))
	}
}

// pick shows the run as it was just after an event, and its state.
func (e *eventList) pick(i int) {
	if e.run == nil || i < 0 || i >= e.n {
		return
	}
	path := e.run.Events.At(i).Path
	e.room.sess.Show(i + 1)
	if path != "" {
		e.room.options.Select(path)
	}
}

func eventContent(ev *history.Event, now, later bool) look.RowContent {
	ink := eventInk(ev)
	if later {
		ink = look.Faint
	}
	return look.RowContent{Lead: strconv.FormatInt(ev.ID, 10), Dot: ink, Title: ev.Type.String(), Detail: marks.EventWords(ev), Selected: now}
}

// eventInk is the colour of what an event tells.
func eventInk(ev *history.Event) look.Ink {
	switch marks.Event(ev) {
	case scene.Caught:
		return look.Caught
	case scene.Failed:
		return look.Failed
	case scene.Skipped:
		return look.Secondary
	case scene.Waiting:
		return look.Waiting
	case scene.Running:
		return look.Running
	}
	return look.Succeeded
}

func (e *eventList) list(l *uimap.List) {
	l.Within(e.scroll, func() {
		for i, row := range e.rows {
			if !row.Visible() || e.run == nil || e.from+i >= e.n {
				continue
			}
			c := row.Content()
			ev := e.run.Events.At(e.from + i)
			l.Add(uimap.Item{ID: "history/" + c.Lead, Role: "listitem", Label: c.Title, Value: c.Detail, Enabled: true, Selected: c.Selected, Status: statusOf(ev)}, row)
		}
	})
}

// statusOf is the status of the state an event belongs to, in the words of the
// ui map.
func statusOf(ev *history.Event) string {
	switch ev.Type {
	case history.TaskSubmitted:
		return scene.Waiting.String()
	}
	return ""
}

// eventSheet is as high as all events together; rows place themselves.
type eventSheet struct{ e *eventList }

func (s *eventSheet) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(80, float32(s.e.n)*eventRow+6)
}
func (s *eventSheet) Layout([]fyne.CanvasObject, fyne.Size) {}

// eventFrame fills the rows anew when the list gets another size.
type eventFrame struct{ e *eventList }

func (f *eventFrame) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(80, 40) }

func (f *eventFrame) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Move(fyne.NewPos(0, 4))
	o[0].Resize(s.SubtractWidthHeight(0, 4))
	f.e.reveal(f.e.at - 1)
	f.e.fill()
}
