package check

import (
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// heartbeat checks that a Task's signs of life are due before its timeout.
// Source: Amazon States Language, "Timeouts".
func (c *checker) heartbeat(s asl.State) {
	task, ok := s.(*asl.Task)
	if !ok {
		return
	}
	beat, isBeat := task.Field("HeartbeatSeconds").Int()
	timeout, isTimeout := task.Field("TimeoutSeconds").Int()
	if isBeat && isTimeout && beat >= timeout {
		n := task.Field("HeartbeatSeconds")
		c.fail(CodeSchema, n, fmt.Sprintf("The heartbeat of %d seconds is not shorter than the timeout of %d.", beat, timeout), "Make HeartbeatSeconds less than TimeoutSeconds.")
	}
}

// timestamp checks a time written out.
// Source: RFC 3339; the service wants a capital T and Z.
func (c *checker) timestamp(f *catalog.Field, v *syntax.Node) {
	if v.Kind != syntax.String || templated(v.Text) || isTimestamp(v.Text) {
		return
	}
	const shape = "2030-01-31T09:00:00Z"
	var fixes []diag.Fix
	if isTimestamp(v.Text + "Z") {
		fixes = rewrite(v, value.Quote(v.Text+"Z"))
	}
	advice := "Write it as " + shape + "."
	switch {
	case enclosure(v.Text) == whole && c.at.language == asl.JSONPath:
		advice = "Set QueryLanguage to JSONata to use an expression, or write it as " + shape + "."
	case looksLikePath(v.Text):
		advice = "Use " + f.Name + "Path to say where the time is."
	}
	c.fail(CodeSchema, v, f.Name+" is no time as RFC 3339 has it.", advice, fixes...)
}

func isTimestamp(s string) bool {
	_, err := time.Parse(time.RFC3339Nano, s)
	return err == nil
}
