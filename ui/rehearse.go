package ui

import (
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/ui/session"
)

// rehearseActions start, hold and walk through a run.
var rehearseActions = []action{
	{name: "run", title: "Run", do: (*Window).run,
		label: func(s *session.Snapshot) string {
			if s.Run != nil && s.Run.Paused {
				return "Go on"
			}
			return "Run"
		},
		can: func(w *Window, s *session.Snapshot) bool {
			return !s.Greyed && !s.Blank() && (!w.running() || s.Run.Paused)
		}},
	{name: "stop", title: "Stop", do: func(w *Window) { w.sess.Stop() }, can: func(w *Window, _ *session.Snapshot) bool { return w.running() }},
	{name: "hold", title: "Hold", do: func(w *Window) { w.sess.Hold(!w.snap.Run.Paused) }, can: func(w *Window, _ *session.Snapshot) bool { return w.running() },
		on: func(w *Window, s *session.Snapshot) bool { return s.Run != nil && s.Run.Paused }},
	{name: "step", title: "One step on", do: func(w *Window) { w.setRehearsing(true); w.room.Step(1) }, can: func(_ *Window, s *session.Snapshot) bool { return !s.Greyed }},
	{name: "step-back", title: "One event back", do: func(w *Window) { w.room.Step(-1) }, can: walkable},
	{name: "to-start", title: "To the beginning", do: func(w *Window) { w.room.ToStart() }, can: walkable},
	{name: "to-end", title: "To the live end", do: func(w *Window) { w.room.ToEnd() }, can: func(w *Window, s *session.Snapshot) bool { return w.rehearsing && s.Run != nil && !s.Run.AtEnd() }},
	{name: "skip-wait", title: "Skip the wait", do: func(w *Window) { w.sess.SkipWait() }, can: func(_ *Window, s *session.Snapshot) bool { return s.Run != nil && s.Run.Waiting }},
	{name: "breakpoint", title: "Hold before this state", do: func(w *Window) { w.sess.ToggleBreakpoints(w.snap.Selection.Paths...) },
		can: func(_ *Window, s *session.Snapshot) bool { return len(s.Selection.Paths) > 0 },
		on:  func(_ *Window, s *session.Snapshot) bool { return s.Breakpoints[s.Selection.Primary()] }},
	{name: "clear-breakpoints", title: "Hold nowhere", do: func(w *Window) { w.sess.ClearBreakpoints() },
		can: func(_ *Window, s *session.Snapshot) bool { return len(s.Breakpoints) > 0 }},
	{name: "edit-input", title: "Another input…", do: (*Window).editInput, can: func(w *Window, _ *session.Snapshot) bool { return !w.running() }},
}

func walkable(w *Window, s *session.Snapshot) bool {
	return w.rehearsing && s.Run != nil && s.Run.Shown > 1
}

// running tells whether a rehearsal goes on.
func (w *Window) running() bool { return w.snap.Run != nil && w.snap.Run.Live }

// run rehearses the flow as it stands.
func (w *Window) run() {
	if w.running() {
		w.sess.Hold(false)
		return
	}
	w.commitFields()
	w.room.Commit()
	w.sess.Select(session.FromModel)
	w.begin(w.sess.Start, w.sess.StartWithout)
}

func (w *Window) chooseScenario(i int) {
	if i >= len(w.snap.Scenarios) {
		i = -1
	}
	w.sess.SetScenario(i)
	if i < 0 {
		w.editInput()
	}
}

// editInput shows the form of what the next run begins with.
func (w *Window) editInput() {
	w.room.AskInput()
	w.setRehearsing(true)
	w.room.Show(w.snap)
}

// mark adds what the run looks like.
func (w *Window) mark(v *canvas.View, s *session.Snapshot) {
	if w.rehearsing && s.Run != nil {
		v.Status, v.Taken, v.Pills = s.Run.Marks.Status, s.Run.Marks.Taken, s.Run.Marks.Pills
	}
}
