package ui

import (
	"github.com/stateboard/stateboard/asl/assist"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/ui/session"
)

// assistant answers the text view's questions about the document on show, with
// the data of the last rehearsal.
type assistant struct{ w *Window }

// Complete implements editor.Assistant.
func (a assistant) Complete(offset int) assist.Completion {
	s := a.w.sess.Snapshot()
	return assist.Complete(s.Doc, offset, samplesOf(s.Run))
}

// Hover implements editor.Assistant.
func (a assistant) Hover(offset int) (assist.Info, bool) {
	s := a.w.sess.Snapshot()
	return assist.Hover(s.Doc, offset, samplesOf(s.Run))
}

// Definition implements editor.Assistant.
func (a assistant) Definition(offset int) (text.Span, bool) {
	return assist.Definition(a.w.sess.Snapshot().Doc, offset)
}

// mostVisits bounds how far back a rehearsal is looked through for samples.
const mostVisits = 2000

// samplesOf is the data that each state last had in a rehearsal; nil when
// there was none.
func samplesOf(run *session.Run) assist.Samples {
	if run == nil {
		return nil
	}
	samples := assist.Samples{}
	visits := run.Execution.Visits
	variables := map[string]value.Value{}
	for _, v := range visits[max(0, len(visits)-mostVisits):] {
		s := assist.Sample{Input: v.Input, Result: v.Result}
		if v.Error != "" {
			s.Error = value.Object(value.M("Error", value.String(v.Error)), value.M("Cause", value.String(v.Cause)))
		}
		if len(variables) > 0 {
			s.Variables = make(map[string]value.Value, len(variables))
			for name, known := range variables {
				s.Variables[name] = known
			}
		}
		samples[v.Path] = s
		for _, m := range v.Assigned.Members() {
			variables[m.Key] = m.Value
		}
	}
	return samples
}
