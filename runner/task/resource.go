package task

import "strings"

// ResourceKind tells how a Task's work is asked for.
type ResourceKind uint8

// The kinds. Function is a Lambda function by its own ARN.
const (
	Service ResourceKind = iota
	Function
	Activity
)

// Resource is what a Task's Resource says.
type Resource struct {
	ARN     string
	Kind    ResourceKind
	Type    string // of a Service: "lambda", "sqs", "aws-sdk:dynamodb"
	Action  string // of a Service, with its pattern: "invoke", "sendMessage.waitForTaskToken"
	Pattern string // "", "sync", "sync:2" or "waitForTaskToken"
}

// ParseResource reads a Resource field. Texts that are no ARN of a known form
// become a Service of no type.
func ParseResource(arn string) Resource {
	r := Resource{ARN: arn}
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 {
		r.Action = arn
		return r
	}
	rest := parts[5]
	switch {
	case parts[2] == "lambda" && strings.HasPrefix(rest, "function:"):
		r.Kind = Function
	case parts[2] == "states" && strings.HasPrefix(rest, "activity:"):
		r.Kind = Activity
	default:
		call, pattern, _ := strings.Cut(rest, ".")
		r.Pattern = pattern
		if i := strings.LastIndexByte(call, ':'); i >= 0 {
			r.Type, r.Action = call[:i], call[i+1:]
		} else {
			r.Action = call
		}
		if pattern != "" {
			r.Action += "." + pattern
		}
	}
	return r
}

// Submits tells whether the service takes the work on and the result comes
// later: .sync and .waitForTaskToken.
func (r *Resource) Submits() bool { return r.Pattern != "" }

// WaitsForToken tells whether the result is what somebody sends with the task
// token.
func (r *Resource) WaitsForToken() bool {
	return r.Pattern == "waitForTaskToken" || r.Kind == Activity
}

// HasToken tells whether the context object holds a task token.
func (r *Resource) HasToken() bool { return r.Pattern != "" || r.Kind == Activity }

// Label is how the service's own messages name the resource.
func (r *Resource) Label() string {
	if r.Kind == Service && r.Type != "" {
		return r.Type
	}
	return r.ARN
}
