package rehearsal

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// transport is the pane below the diagram: the moment shown, every event, and
// how long each state took.
type transport struct {
	room     *Room
	first    *look.IconButton
	back     *look.IconButton
	hold     *look.IconButton
	on       *look.IconButton
	last     *look.IconButton
	title    *look.Text
	count    *look.Text
	scrubber *scrubber
	speed    *look.Chooser
	events   *eventList
	timeline *timeline
	content  fyne.CanvasObject
	snap     *session.Snapshot
}

func newTransport(r *Room) *transport {
	t := &transport{room: r}
	t.first = look.NewIconButton(look.ToStart, "To the beginning", func() { r.sess.Show(1) })
	t.back = look.NewIconButton(look.StepBack, "One event back", func() { t.step(-1) })
	t.hold = look.NewIconButton(look.Pause, "Hold", t.toggle)
	t.on = look.NewIconButton(look.StepOn, "One step on", func() { t.step(1) })
	t.last = look.NewIconButton(look.ToEnd, "To the live end", func() { t.room.sess.Show(1 << 30) })
	t.title, t.count = look.NewShortText("", look.Aside), look.NewText("", look.Aside)
	t.scrubber = newScrubber(func(n int) { r.sess.Show(n) })
	t.speed = newSpeed(r, false)
	t.events = newEventList(r)
	t.timeline = newTimeline(r)
	bar := look.NewPanel(container.New(&barLayout{t}, t.first, t.back, t.hold, t.on, t.last, t.title, t.scrubber, t.count, t.speed), look.Bottom)
	split := look.NewSplit(look.SplitOptions{Size: 346, Min: 180, Rest: 200}, t.events.object(), t.timeline.object())
	t.content = container.NewBorder(bar, nil, nil, nil, split)
	return t
}

// toggle holds a run, lets it go on, or starts one.
func (t *transport) toggle() {
	r := t.snap.Run
	switch {
	case r == nil || !r.Live:
		t.room.options.Begin(t.room.sess.Start, t.room.sess.StartWithout)
	default:
		t.room.sess.Hold(!r.Paused)
	}
}

// step moves through what has happened; at the live end it lets the run take
// one step.
func (t *transport) step(by int) {
	r := t.snap.Run
	switch {
	case by > 0 && (r == nil || r.AtEnd()):
		t.room.options.Begin(t.room.sess.Step, t.room.sess.StartHeldWithout)
	case r != nil:
		t.room.sess.Show(max(1, r.Shown+by))
	}
}

// Step moves one event on or back, for keys and menus.
func (r *Room) Step(by int) { r.transport.step(by) }

// ToStart shows the beginning.
func (r *Room) ToStart() { r.sess.Show(1) }

// ToEnd follows the live end again.
func (r *Room) ToEnd() { r.sess.Show(1 << 30) }

func (t *transport) show(s *session.Snapshot) {
	t.snap = s
	r := s.Run
	n, shown := 0, 0
	title := "No run yet"
	if r != nil {
		n, shown = r.Events.Len(), r.Shown
		title = headline(s)
	}
	live := r != nil && r.Live
	t.title.SetText(title)
	t.count.SetText(fmt.Sprintf("event %d of %d", shown, n))
	t.scrubber.set(shown, n)
	t.speed.Choose(int(t.room.sess.Speed()))
	for _, b := range []struct {
		button *look.IconButton
		on     bool
	}{{t.first, shown > 1}, {t.back, shown > 1}, {t.on, !s.Greyed && (shown < n || r == nil || !live || r.Paused)}, {t.last, shown < n}, {t.hold, !s.Greyed}} {
		b.button.SetEnabled(b.on)
	}
	if live && !r.Paused {
		t.hold.SetIcon(look.Pause)
		t.hold.SetTip("Hold between two steps")
	} else {
		t.hold.SetIcon(look.Play)
		t.hold.SetTip("Go on")
	}
	t.hold.SetOn(live && !r.Paused)
	t.events.show(s)
	t.timeline.show(s)
}

func (t *transport) list(l *uimap.List) {
	for _, b := range []struct {
		id, label string
		button    *look.IconButton
	}{
		{"action/to-start", "To the beginning", t.first}, {"action/step-back", "One event back", t.back}, {"action/hold", "Hold", t.hold},
		{"action/step", "One step on", t.on}, {"action/to-end", "To the live end", t.last},
	} {
		l.Add(uimap.Item{ID: b.id, Role: "button", Label: b.label, Enabled: !b.button.Disabled()}, b.button)
	}
	l.Add(uimap.Item{ID: "scrubber", Role: "slider", Label: "Moment", Enabled: true, Value: t.count.Text()}, t.scrubber)
	l.Add(uimap.Item{ID: "transport/speed", Role: "combobox", Label: "Speed", Enabled: true, Value: t.speed.Label()}, t.speed)
	t.events.list(l)
	t.timeline.list(l)
}

// barLayout sets the buttons left, the scrubber in the middle, the count and
// the speed right.
type barLayout struct{ t *transport }

const transportBar = 43

func (b *barLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(420, transportBar) }

func (b *barLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	t := b.t
	middle := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, (s.Height-1-h)/2))
	}
	x := float32(12)
	for _, o := range []fyne.CanvasObject{t.first, t.back, t.hold, t.on, t.last} {
		middle(o, x, 28)
		x += 36
	}
	right := s.Width - 12
	speed := t.speed.MinSize().Width
	middle(t.speed, right-speed, speed)
	right -= speed + 10
	count := t.count.MinSize().Width
	middle(t.count, right-count, count)
	right -= count + 14
	title := min(fyne.MeasureText(t.title.Text(), look.BodySize, fyne.TextStyle{}).Width+1, max(0, (right-x)/3))
	middle(t.title, x, title)
	x += title + 14
	t.scrubber.Resize(fyne.NewSize(max(20, right-x), 24))
	t.scrubber.Move(fyne.NewPos(x, (s.Height-1-24)/2))
}
