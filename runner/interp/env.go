package interp

import (
	"fmt"
	"math/rand/v2"

	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// env is what templates and paths of a frame see.
type env struct {
	jsonpath.Env             // Input is what "$" is at the moment
	states       value.Value // $states.input: the state's raw input
	result       value.Value // $states.result; Absent where there is none
	errorOutput  value.Value // $states.errorOutput; Absent outside Catch
	chance       *chance
	frame        *frame
	x            *Progress
}

// chance draws the random numbers of an execution from its recorded seed.
type chance struct{ *rand.Rand }

func newChance(seed uint64) *chance {
	return &chance{rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))}
}

// UUID is a random UUID, version 4.
func (c *chance) UUID() string {
	a, b := c.Uint64(), c.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", uint32(a>>32), uint16(a>>16), a&0xfff, 0x8000|(b>>48)&0x3fff, b&0xffffffffffff)
}

// variables are the workflow variables a machine's run sees: its own and
// those of the runs around it.
type variables struct {
	outer *variables
	own   []value.Member
}

func (v *variables) get(name string) (value.Value, bool) {
	for ; v != nil; v = v.outer {
		for i := range v.own {
			if v.own[i].Key == name {
				return v.own[i].Value, true
			}
		}
	}
	return value.Absent, false
}

func (v *variables) set(name string, to value.Value) {
	for i := range v.own {
		if v.own[i].Key == name {
			v.own[i].Value = to
			return
		}
	}
	v.own = append(v.own, value.Member{Key: name, Value: to})
}

// context is the context object as the frame sees it now. A child execution of
// a distributed Map has an Execution and a StateMachine of its own.
func (x *Progress) context(f *frame) value.Value {
	state := []value.Member{
		value.M("EnteredTime", value.String(history.FormatTime(f.enteredAt))),
		value.M("Name", value.String(f.state.Name)),
	}
	execution, machine := x.executionContext(), x.origin.Machine
	if top := f.top(); top.child != nil {
		execution, machine = x.childContext(top), x.childMachine(top.outer)
	}
	members := []value.Member{value.M("Execution", execution)}
	if item := f.item(); !item.IsAbsent() {
		members = append(members, value.M("Map", value.Object(value.M("Item", item))))
	}
	switch f.state.kind.(type) {
	case *taskState, *parallelState, *mapState:
		state = append(state, value.M("RetryCount", value.Int(int64(f.retries))))
	}
	members = append(members, value.M("State", value.Object(state...)),
		value.M("StateMachine", value.Object(
			value.M("Id", value.String(machine)),
			value.M("Name", value.String(lastPart(machine))))))
	if f.token != "" {
		members = append(members, value.M("Task", value.Object(value.M("Token", value.String(f.token)))))
	}
	return value.Object(members...)
}

func (x *Progress) executionContext() value.Value {
	if x.aboutExecution.IsAbsent() {
		redriven := value.Absent
		if x.redrives > 0 {
			redriven = value.String(history.FormatTime(x.redriven))
		}
		x.aboutExecution = value.Object(
			value.M("Id", value.String(x.origin.Execution)),
			value.M("Input", x.input),
			value.M("Name", value.String(x.origin.Name)),
			value.M("RoleArn", value.String(x.roleARN)),
			value.M("StartTime", value.String(history.FormatTime(x.started))),
			value.M("RedriveCount", value.Int(int64(x.redrives))),
			value.M("RedriveTime", redriven))
	}
	return x.aboutExecution
}

// childContext is Execution of the context object in a child execution.
func (x *Progress) childContext(f *frame) value.Value {
	arn := x.childExecution(f.outer, f.index)
	return value.Object(
		value.M("Id", value.String(arn)),
		value.M("Input", f.child.input),
		value.M("Name", value.String(lastPart(arn))),
		value.M("RoleArn", value.String(x.roleARN)),
		value.M("StartTime", value.String(history.FormatTime(f.child.started))),
		value.M("RedriveCount", value.Int(0)))
}

func lastPart(arn string) string {
	for i := len(arn) - 1; i >= 0; i-- {
		if arn[i] == ':' {
			return arn[i+1:]
		}
	}
	return arn
}
