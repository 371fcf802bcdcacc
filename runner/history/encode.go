package history

import (
	"io"
	"strconv"
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

// timeLayout is how the AWS command line prints a timestamp.
const timeLayout = "2006-01-02T15:04:05.000000-07:00"

// WriteJSON writes the events as GetExecutionHistory answers them:
// {"events":[...]}.
func (v View) WriteJSON(w io.Writer) error {
	buf := make([]byte, 0, 1<<16)
	buf = append(buf, `{"events":[`...)
	for i := range v.n {
		if i > 0 {
			buf = append(buf, ',')
		}
		buf = append(buf, "\n  "...)
		buf = v.At(i).AppendJSON(buf)
		if len(buf) > 1<<15 {
			if _, err := w.Write(buf); err != nil {
				return err
			}
			buf = buf[:0]
		}
	}
	buf = append(buf, "\n]}\n"...)
	_, err := w.Write(buf)
	return err
}

// AppendJSON appends the event as GetExecutionHistory answers it.
func (e *Event) AppendJSON(b []byte) []byte {
	b = append(b, `{"timestamp":"`...)
	b = e.Time.AppendFormat(b, timeLayout)
	b = append(b, `","type":"`...)
	b = append(b, e.Type.String()...)
	b = append(b, `","id":`...)
	b = strconv.AppendInt(b, e.ID, 10)
	b = append(b, `,"previousEventId":`...)
	b = strconv.AppendInt(b, e.Previous, 10)
	if e.Details != nil {
		b = append(b, `,"`...)
		b = append(b, e.Type.detailsKey()...)
		b = append(b, `":`...)
		o := object{b: append(b, '{')}
		o.details(e.Details, e.Type)
		b = append(o.b, '}')
	}
	return append(b, '}')
}

// detailsKey is the key of an event's details: "stateEnteredEventDetails" for
// entries of all kinds of state, otherwise the type's own.
func (t Type) detailsKey() string {
	switch {
	case t.Enters():
		return "stateEnteredEventDetails"
	case t.Exits():
		return "stateExitedEventDetails"
	}
	name := t.String()
	return string(name[0]|0x20) + name[1:] + "EventDetails"
}

// object appends members of a JSON object, leaving out what is absent.
type object struct {
	b    []byte
	some bool
}

func (o *object) key(name string) {
	if o.some {
		o.b = append(o.b, ',')
	}
	o.some = true
	o.b = append(o.b, '"')
	o.b = append(o.b, name...)
	o.b = append(o.b, `":`...)
}

func (o *object) str(name, s string) {
	if s != "" {
		o.key(name)
		o.b = value.AppendQuoted(o.b, s)
	}
}

func (o *object) num(name string, n int64) {
	o.key(name)
	o.b = strconv.AppendInt(o.b, n, 10)
}

func (o *object) numIf(name string, n int64) {
	if n != 0 {
		o.num(name, n)
	}
}

// payload appends JSON as text, which is how the service gives data.
func (o *object) payload(name string, v value.Value) {
	if !v.IsAbsent() {
		o.key(name)
		o.b = value.AppendQuoted(o.b, v.JSON())
	}
}

// data is a payload with the note that it is whole.
func (o *object) data(name string, v value.Value) {
	if !v.IsAbsent() {
		o.payload(name, v)
		o.key(name + "Details")
		o.b = append(o.b, `{"truncated":false}`...)
	}
}

func (o *object) details(d Details, t Type) {
	switch d := d.(type) {
	case *Started:
		o.data("input", d.Input)
		o.str("roleArn", d.RoleARN)
	case *Succeeded:
		o.data("output", d.Output)
	case *Failure:
		o.str("error", d.Error)
		o.str("cause", d.Cause)
	case *Entered:
		o.str("name", d.Name)
		o.data("input", d.Input)
	case *Exited:
		o.exited(d)
	case *Scheduled:
		o.scheduled(d, t)
	case *TaskOutcome:
		o.str("resourceType", d.ResourceType)
		o.str("resource", d.Resource)
		o.data("output", d.Output)
		o.str("error", d.Error)
		o.str("cause", d.Cause)
	case *WorkerStarted:
		o.str("workerName", d.WorkerName)
	case *MapStarted:
		o.num("length", int64(d.Length))
	case *Iteration:
		o.str("name", d.Name)
		o.num("index", int64(d.Index))
	case *RunStarted:
		o.str("mapRunArn", d.MapRunARN)
		o.numIf("redriveCount", int64(d.RedriveCount))
	case *Redriven:
		o.num("redriveCount", int64(d.RedriveCount))
	case *Evaluation:
		o.str("error", d.Error)
		o.str("cause", d.Cause)
		o.str("location", d.Location)
		o.str("state", d.State)
	}
}

func (o *object) exited(d *Exited) {
	o.str("name", d.Name)
	o.data("output", d.Output)
	if d.Assigned.IsAbsent() {
		return
	}
	o.key("assignedVariables")
	vars := object{b: append(o.b, '{')}
	for _, m := range d.Assigned.Members() {
		vars.variable(m.Key, m.Value)
	}
	o.b = append(vars.b, '}')
	o.key("assignedVariablesDetails")
	o.b = append(o.b, `{"truncated":false}`...)
}

func (o *object) scheduled(d *Scheduled, t Type) {
	o.str("resourceType", d.ResourceType)
	o.str("resource", d.Resource)
	o.str("region", d.Region)
	if t == TaskScheduled {
		o.payload("parameters", d.Parameters)
	} else {
		o.data("input", d.Parameters)
	}
	o.numIf("timeoutInSeconds", d.TimeoutInSeconds)
	o.numIf("heartbeatInSeconds", d.HeartbeatInSeconds)
	if d.RoleARN != "" {
		o.key("taskCredentials")
		role := object{b: append(o.b, '{')}
		role.str("roleArn", d.RoleARN)
		o.b = append(role.b, '}')
	}
}

// FormatTime is a moment as the context object spells it: UTC, milliseconds.
func FormatTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// variable appends a variable, whose name may be any text, as a payload.
func (o *object) variable(name string, v value.Value) {
	if o.some {
		o.b = append(o.b, ',')
	}
	o.some = true
	o.b = append(value.AppendQuoted(o.b, name), ':')
	o.b = value.AppendQuoted(o.b, v.JSON())
}
