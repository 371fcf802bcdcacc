package tape

import (
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
)

// Redriving is the page that takes an execution up again that has ended badly:
// appended to its tape, playing goes on from the step that ended it.
func Redriving(y *Played, now time.Time) []byte {
	w := Writer{at: y.At.UnixNano()}
	w.moment(now)
	w.bare(opRedrive)
	return w.seal()
}

// redriven takes the execution up again. The first time it is met how the
// execution ended is not known: then it is played once more, up to before the
// call that ended it.
func (y *player) redriven() error {
	if y.redrive == len(y.endings) {
		if !y.Done() {
			return errDamaged
		}
		return errRedriven
	}
	for k := range y.open {
		if k.kind == 'i' || k.kind == 'r' { // asked for anew
			delete(y.open, k)
		}
	}
	end := y.endings[y.redrive]
	y.redrive++
	y.calls++ // the call that is not made again
	commands := y.x.Redrive(y.carryOver(end.events), y.now())
	if y.w != nil {
		y.w.moment(y.now())
		y.w.bare(opRedrive)
	}
	y.note(commands)
	return nil
}

// carryOver are the events of an end that this play has not made, in the
// scopes of this play.
func (y *player) carryOver(events history.View) []history.Event {
	here := y.Log.View()
	scopes := map[*history.Scope]*history.Scope{}
	for i := range here.Len() {
		for a, b := events.At(i).Scope, here.At(i).Scope; a != nil && b != nil && scopes[a] == nil; a, b = a.Outer, b.Outer {
			scopes[a] = b
		}
	}
	var list []history.Event
	for i := here.Len(); i < events.Len(); i++ {
		e := *events.At(i)
		if s := scopes[e.Scope]; s != nil {
			e.Scope = s
		}
		list = append(list, e)
	}
	return list
}

// amends tells whether the next step is the one that takes in other data.
func (y *player) amends() bool { return y.o.amendAt > 0 && y.calls == y.o.amendAt-1 }

// Fork plays a tape up to an event, for an execution that begins from b. Data,
// unless Absent, is what the event shows instead of what it showed: the input
// of a state that is entered, the result of a task. What was played is the
// first page of the new execution's tape.
func Fork(p *interp.Program, from, b Beginning, data []byte, event int64, amend value.Value, o Options) (*Played, []byte, error) {
	o.Until = event
	recall := o.Recall
	o.Recall = nil
	y, err := Play(p, from, data, o)
	switch {
	case err != nil:
		return nil, nil, err
	case event < 1 || int64(y.Log.Len()) < event:
		return nil, nil, fmt.Errorf("there is no event %d to fork at; the execution has %d", event, y.Log.Len())
	}
	o.Recall = recall
	if !amend.IsAbsent() {
		if event == 1 {
			b.Input = amend
		} else {
			if !takesData(y.Log.View().At(int(event - 1)).Type) {
				return nil, nil, fmt.Errorf("event %d, %s, shows no data that could be changed: fork where a state is entered, or at the result of a task", event, y.Log.View().At(int(event-1)).Type)
			}
			o.amend, o.amendAt = amend, y.calls
		}
	}
	w := &Writer{}
	o.copy = w
	if y, err = Play(p, b, data, o); err != nil {
		return nil, nil, err
	}
	page, _ := y.Page()
	clear(y.Handed)
	return y, page, nil
}

// takesData tells whether an event of the type shows data that came in with
// its step.
func takesData(t history.Type) bool {
	switch t {
	case history.TaskSucceeded, history.LambdaFunctionSucceeded, history.ActivitySucceeded, history.TaskFailed, history.LambdaFunctionFailed, history.ActivityFailed:
		return true
	}
	return t.Enters()
}
