package interp

import (
	"errors"
	"math"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// waitState lets time pass: a number of seconds, or until a moment.
type waitState struct {
	seconds   *quantity
	timestamp *quantity
}

// longestWait is what the service lets a Wait state take, in seconds.
const longestWait = math.MaxInt32

func (c *compiler) wait(s *asl.Wait, out *state) kind {
	k := &waitState{seconds: c.quantity(s.Node, "Seconds", out.jsonata), timestamp: c.quantity(s.Node, "Timestamp", out.jsonata)}
	if k.seconds == nil && k.timestamp == nil {
		c.fail(s.Node, "It is not said how long to wait.", "Add Seconds, or Timestamp.")
	}
	return k
}

func (k *waitState) work(x *Progress, f *frame) {
	if f.waited {
		f.waited = false
		k.done(x, f)
		return
	}
	f.base = f.entered
	in, fail := f.input, (*failure)(nil)
	if !f.state.jsonata {
		in, fail = x.selected(f)
	}
	var until time.Time
	if fail == nil {
		until, fail = k.until(x.see(f, in))
	}
	if fail == nil && until.Sub(x.now) > longestWait*time.Second {
		fail = runtime("Wait state delay is too long.")
	}
	if fail != nil {
		x.fail(f, fail)
		return
	}
	if !until.After(f.enteredAt) {
		k.done(x, f)
		return
	}
	f.phase, f.waited = working, true
	f.wake = x.setTimer(timer{frame: f}, until)
}

func (k *waitState) done(x *Progress, f *frame) {
	if f.state.jsonata {
		x.completeJSONata(f, f.input, value.Absent)
		return
	}
	in, fail := x.selected(f)
	if fail == nil {
		x.see(f, in)
		var assigned, out value.Value
		if assigned, fail = assign(&f.env, f.state.assign); fail == nil {
			if out, fail = f.state.outputPath.apply(f, in); fail == nil {
				x.leave(f, out, assigned, history.Via{}, f.state.next)
				return
			}
		}
	}
	x.fail(f, fail)
}

// until is the moment to wait for.
func (k *waitState) until(e *env) (time.Time, *failure) {
	if k.seconds != nil {
		n, fail := k.seconds.wait(e)
		if fail != nil {
			return time.Time{}, fail
		}
		if n > longestWait {
			return time.Time{}, runtime("Wait state delay is too long.")
		}
		return e.frame.enteredAt.Add(time.Duration(n) * time.Second), nil
	}
	return k.timestamp.moment(e)
}

// wait is a whole number of seconds, not negative.
func (q *quantity) wait(e *env) (int64, *failure) {
	v, fail := q.referenced(e)
	if fail != nil {
		return 0, fail
	}
	n, ok := v.AsInt()
	switch {
	case q.t != nil && !ok:
		return 0, q.notNumber(v, true)
	case q.p != nil && !ok:
		return 0, runtime("The %s parameter cannot be parsed as a long value: %s == %s", q.field, q.p, text(v))
	case !ok:
		return 0, runtime("The %s field cannot be parsed as a long value: %s", q.field, text(v))
	case n < 0 && q.t != nil:
		return 0, evaluation(q.field, "The %s field references a negative value: %d", q.field, n)
	case n < 0 && q.p != nil:
		return 0, runtime("The %s parameter references a negative value: %s == %d", q.field, q.p, n)
	case n < 0:
		return 0, runtime("The %s field has a negative value: %d", q.field, n)
	}
	return n, nil
}

// moment is an ISO-8601 date-time with offset.
func (q *quantity) moment(e *env) (time.Time, *failure) {
	v, fail := q.referenced(e)
	if fail != nil {
		return time.Time{}, fail
	}
	if s, ok := v.AsString(); ok {
		if t, ok := parseTimestamp(s); ok {
			return t, nil
		}
	}
	switch {
	case q.t != nil:
		return time.Time{}, evaluation(q.field, "The %s field cannot be parsed as an ISO-8601 extended offset date-time format string: %s", q.field, text(v))
	case q.p != nil:
		return time.Time{}, runtime("The %s parameter does not reference a valid ISO-8601 extended offset date-time format string: %s == %s", q.field, q.p, text(v))
	}
	return time.Time{}, runtime("The %s field is not a valid ISO-8601 extended offset date-time format string: %s", q.field, text(v))
}

// referenced is the value of a Wait's field, with the message a Wait has for
// a path that leads nowhere.
func (q *quantity) referenced(e *env) (value.Value, *failure) {
	if q.p == nil {
		return q.value(e)
	}
	v, err := q.p.Get(e.Env)
	var none *jsonpath.NotFoundError
	if errors.As(err, &none) {
		return v, runtime("The %s parameter does not reference an input value: %s", q.field, q.p)
	}
	if err != nil {
		return v, runtime("%s", err)
	}
	return v, nil
}

// text is a value as messages show it: a string without quotes.
func text(v value.Value) string {
	if s, ok := v.AsString(); ok {
		return s
	}
	return v.JSON()
}
