package rehearsal

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/marks"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// outcome is how a run stands: what it does now, or how it ended.
type outcome struct {
	room    *Room
	said    *look.Paragraph
	label   *look.Text
	box     *codeBox
	skip    *look.Button
	again   *look.Button
	found   *look.Paragraph
	kept    *keptBar
	content *fyne.Container
}

func newOutcome(r *Room) *outcome {
	o := &outcome{room: r, said: look.NewParagraph("", look.Said), label: look.NewText("", look.Caption), box: newCodeBox("", r.wheel).tall(9), found: look.NewParagraph("", look.Caption)}
	o.skip = look.NewButton("Skip the wait", look.Outlined, r.sess.SkipWait)
	o.again = look.NewButton("Run again", look.Outlined, func() { r.options.Begin(r.sess.Start, r.sess.StartWithout) })
	o.kept = newKeptBar(r, o.skip, o.again)
	o.content = look.Column(8, o.said, o.found, o.kept.content, o.label, o.box)
	return o
}

func (o *outcome) show(s *session.Snapshot) {
	r := s.Run
	o.said.SetText(sentence(s))
	o.found.SetText(verdict(r))
	o.found.SetStyle(look.Caption.In(verdictInk(r)))
	visible(o.found, o.found.Text() != "")
	visible(o.skip, r.Waiting && r.AtEnd())
	visible(o.again, !r.Live)
	o.kept.show(s)
	x := r.Execution
	label, text := "It began with", brief(x.Input)
	switch {
	case x.Error != "":
		label, text = x.Error, x.Cause
	case !x.Output.IsAbsent():
		label, text = "What came out", brief(x.Output)
	}
	o.label.SetText(label)
	o.box.set(text)
	visible(o.box, text != "")
	o.content.Refresh()
}

func visible(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}

// sentence says where the run is, to a person.
func sentence(s *session.Snapshot) string {
	r := s.Run
	if words := marks.Ended(r.Execution.Status); words != "" {
		return words
	}
	if r.Waiting && r.AtEnd() {
		return "Time has to pass now. You can wait too, or skip it."
	}
	if r.Before != "" {
		return marks.Sentence("Held before "+lastName(s, r.Before)) + " Go on with F5, or one step with F10."
	}
	now := marks.AtWork(r.Execution.OpenVisits())
	if len(now) == 0 {
		return "The flow begins."
	}
	if !r.AtEnd() {
		return marks.Sentence("At work then: " + strings.Join(now, ", "))
	}
	if r.Paused {
		return marks.Sentence("Held at " + strings.Join(now, ", "))
	}
	return marks.Sentence("At work: " + strings.Join(now, ", "))
}

// verdict says how the outcome compares with what the scenario expects.
func verdict(r *session.Run) string {
	switch {
	case r.Live || !r.Expects || !r.AtEnd():
		return ""
	case len(r.Findings) == 0:
		return "Just as the scenario expects."
	}
	return "The scenario expects otherwise: " + strings.Join(r.Findings, "; ")
}

func verdictInk(r *session.Run) look.Ink {
	if len(r.Findings) == 0 {
		return look.Succeeded
	}
	return look.Failed
}

func statusWords(r *session.Run) string {
	switch r.Execution.Status {
	case "SUCCEEDED":
		return "succeeded"
	case "FAILED":
		return "failed"
	case "TIMED_OUT":
		return "timed out"
	case "ABORTED":
		return "stopped"
	}
	switch {
	case !r.AtEnd():
		return "looking back"
	case r.Paused:
		return "held"
	}
	return "running"
}

func statusInk(r *session.Run) look.Ink {
	switch r.Execution.Status {
	case "SUCCEEDED":
		return look.Succeeded
	case "FAILED", "TIMED_OUT":
		return look.Failed
	case "ABORTED":
		return look.Secondary
	}
	if !r.AtEnd() {
		return look.Secondary
	}
	return look.Running
}

func (o *outcome) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "rehearsal/outcome", Role: "status", Label: o.said.Text(), Enabled: true, Value: o.box.words.Text()}, o.said)
	if o.found.Visible() {
		l.Add(uimap.Item{ID: "rehearsal/verdict", Role: "status", Label: o.found.Text(), Enabled: true}, o.found)
	}
	l.Add(uimap.Item{ID: "action/skip-wait", Role: "button", Label: "Skip the wait", Enabled: true}, o.skip)
	l.Add(uimap.Item{ID: "rehearsal/again", Role: "button", Label: "Run again", Enabled: true}, o.again)
	o.kept.list(l)
}
