package catalog

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
)

// Modes are the ways a Task can wait for an action besides waiting for the
// call to return, which all of them can.
type Modes uint8

// The modes, by the ending they give the resource.
const (
	Sync  Modes = 1 << iota // .sync: wait for the job that the call started
	Sync2                   // .sync:2: the same, with the output as JSON instead of text
	Token                   // .waitForTaskToken: wait until someone answers the task token
)

// Endings of a resource that ask for a mode.
const (
	SyncEnding  = ".sync"
	Sync2Ending = ".sync:2"
	TokenEnding = ".waitForTaskToken"
)

// Action is something a Task can have a service do.
type Action struct {
	Service string // as the resource spells it: "dynamodb"
	Name    string // as the resource spells it: "getItem"
	Title   string // "Read a DynamoDB item"
	Help    string // one plain sentence
	Modes   Modes
	Items   bool   // only for a distributed Map's ItemReader or ResultWriter
	Offered bool   // shown in the palette
	Starter string // Parameters to begin with, as JSON; "" for none
}

// Resource is the ARN to call the action by, without a mode's ending.
func (a *Action) Resource() string { return "arn:aws:states:::" + a.Service + ":" + a.Name }

// Can tells whether the action can be waited for in the mode.
func (a *Action) Can(m Modes) bool { return a.Modes&m != 0 }

// Parameters are the starter parameters for JSONPath; Absent for none.
func (a *Action) Parameters() value.Value {
	if a.Starter == "" {
		return value.Absent
	}
	return value.MustParse(a.Starter)
}

// Arguments are the starter parameters for JSONata; Absent for none.
func (a *Action) Arguments() value.Value { return withJSONata(a.Parameters()) }

// State is a Task state that has the action done, in the query language,
// without Next or End.
func (a *Action) State(language string) value.Value {
	members := []value.Member{value.M("Type", value.String("Task")), value.M("Resource", value.String(a.Resource()))}
	if language == asl.JSONata {
		return value.Object(append(members, value.M("Arguments", a.Arguments()))...)
	}
	return value.Object(append(members, value.M("Parameters", a.Parameters()))...)
}

// withJSONata turns a payload template whose paths are plain into what
// JSONata says instead.
func withJSONata(v value.Value) value.Value {
	switch v.Kind() {
	case value.ArrayKind:
		items := make([]value.Value, v.Len())
		for i, item := range v.Items() {
			items[i] = withJSONata(item)
		}
		return value.Array(items...)
	case value.ObjectKind:
		members := make([]value.Member, v.Len())
		for i, m := range v.Members() {
			if key, computed := strings.CutSuffix(m.Key, ".$"); computed {
				members[i] = value.M(key, value.String("{% "+expressionFor(m.Value.Str())+" %}"))
				continue
			}
			members[i] = value.M(m.Key, withJSONata(m.Value))
		}
		return value.Object(members...)
	}
	return v
}

func expressionFor(path string) string {
	if rest, context := strings.CutPrefix(path, "$$"); context {
		return "$states.context" + rest
	}
	return "$states.input" + strings.TrimPrefix(path, "$")
}

// ActionOf finds an action by service and name, or nil.
func ActionOf(service, name string) *Action {
	for i := range byService[service] {
		if a := byService[service][i]; a.Name == name {
			return a
		}
	}
	return nil
}

// ActionsOf are the actions of a service; none when the service is unknown.
func ActionsOf(service string) []*Action { return byService[service] }

// Services are the services that have actions of their own, in order.
func Services() []string {
	var names []string
	for i := range Actions {
		if n := len(names); n == 0 || names[n-1] != Actions[i].Service {
			names = append(names, Actions[i].Service)
		}
	}
	return names
}

var byService = func() map[string][]*Action {
	m := map[string][]*Action{}
	for i := range Actions {
		m[Actions[i].Service] = append(m[Actions[i].Service], &Actions[i])
	}
	return m
}()

// ActionFor finds the action that a resource calls and the mode's ending
// ("" for none). The action is nil when the resource is no known service
// action.
func ActionFor(resource string) (action *Action, ending string) {
	parts := strings.SplitN(resource, ":", 7)
	if len(parts) != 7 || parts[0] != "arn" || parts[2] != "states" {
		return nil, ""
	}
	name := parts[6]
	if i := strings.IndexByte(name, '.'); i >= 0 {
		name, ending = name[:i], name[i:]
	}
	return ActionOf(parts[5], name), ending
}
