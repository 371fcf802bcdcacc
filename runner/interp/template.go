package interp

import (
	"errors"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/intrinsic"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// template is a value with places to fill in: *literal, *path, *call,
// *expression, *list or *object.
type template interface {
	eval(e *env) (value.Value, *failure)
}

type (
	// literal needs no filling in; it is shared by all its uses.
	literal struct{ v value.Value }
	// path is the JSONPath of a field "name.$".
	path struct {
		p     *jsonpath.Path
		field string
	}
	// call is the intrinsic function of a field "name.$".
	call struct {
		c     *intrinsic.Call
		field string
	}
	list   struct{ items []template }
	object struct{ members []member }
	member struct {
		key string
		t   template
	}
)

var _ = []template{&literal{}, &path{}, &call{}, &expression{}, &list{}, &object{}}

func (t *literal) eval(*env) (value.Value, *failure) { return t.v, nil }

func (t *path) eval(e *env) (value.Value, *failure) {
	v, err := t.p.Get(e.Env)
	var none *jsonpath.NotFoundError
	switch {
	case err == nil:
		return v, nil
	case errors.As(err, &none) && none.Beyond: // as the service has it
		return value.Null, nil
	}
	return v, fieldFailure(err, t.field, e)
}

func (t *call) eval(e *env) (value.Value, *failure) {
	v, err := t.c.Eval(e.Env, e.chance)
	if err != nil {
		return v, callFailure(err, t.c, t.field, e)
	}
	return v, nil
}

func (t *list) eval(e *env) (value.Value, *failure) {
	items := make([]value.Value, len(t.items))
	for i, item := range t.items {
		v, err := item.eval(e)
		if err != nil {
			return value.Absent, err
		}
		items[i] = v
	}
	return value.Array(items...), nil
}

func (t *object) eval(e *env) (value.Value, *failure) {
	members := make([]value.Member, len(t.members))
	for i := range t.members {
		v, err := t.members[i].t.eval(e)
		if err != nil {
			return value.Absent, err
		}
		members[i] = value.Member{Key: t.members[i].key, Value: v}
	}
	return value.Object(members...), nil
}

// fieldFailure is what a path that leads nowhere means in a template.
func fieldFailure(err error, field string, e *env) *failure {
	var none *jsonpath.NotFoundError
	if errors.As(err, &none) {
		in := e.Input
		switch {
		case strings.HasPrefix(none.Path, "$$"):
			in = e.Context
		case in.IsNull():
			return runtime("Unable to apply Path transformation to null or empty input.")
		}
		return runtime("The JSONPath '%s' specified for the field '%s' could not be found in the input '%s'", none.Path, field, in.JSON())
	}
	return runtime("%s", err)
}

// callFailure is what an intrinsic function that fails means in a template.
func callFailure(err error, c *intrinsic.Call, field string, e *env) *failure {
	var refused *intrinsic.Failure
	if errors.As(err, &refused) {
		f := runtime("The function '%s' had the following error: %s", c, refused.Reason)
		f.Error = errIntrinsic
		return f
	}
	var none *jsonpath.NotFoundError
	switch {
	case !errors.As(err, &none):
		return fieldFailure(err, field, e)
	case none.Unfit:
		return runtime("The function '%s' had the following error: %s", c, none.Reason)
	}
	path := none.Path
	if strings.HasPrefix(path, "$$") {
		path = path[1:] // the service looks it up as a path of the context object
	}
	return runtime("The function '%s' had the following error: The JsonPath argument for the field '%s' could not be found in the input '%s'", c, path, e.Input.JSON())
}

// template compiles a node into a template. Location is where it stands, for
// JSONata: "Output", "Output/total".
func (c *compiler) template(n *syntax.Node, jsonata bool, location string) template {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case syntax.String:
		if jsonata && isExpression(n.Text) {
			return c.expression(n, location)
		}
	case syntax.Array:
		return c.list(n, jsonata, location)
	case syntax.Object:
		return c.object(n, jsonata, location)
	}
	return &literal{n.Value()}
}

func (c *compiler) list(n *syntax.Node, jsonata bool, location string) template {
	items, plain := make([]template, len(n.Items())), true
	for i, item := range n.Items() {
		items[i] = c.template(item, jsonata, location+"["+strconv.Itoa(i)+"]")
		_, fixed := items[i].(*literal)
		plain = plain && fixed
	}
	if plain {
		return &literal{n.Value()}
	}
	return &list{items}
}

func (c *compiler) object(n *syntax.Node, jsonata bool, location string) template {
	members, plain := make([]member, len(n.Members())), true
	for i, m := range n.Members() {
		key, t := m.Key.Text, template(nil)
		if dynamic := !jsonata && strings.HasSuffix(key, ".$"); dynamic {
			t = c.dynamic(m.Value, key)
			key = strings.TrimSuffix(key, ".$")
			plain = false
		} else {
			t = c.template(m.Value, jsonata, location+"/"+key)
			_, fixed := t.(*literal)
			plain = plain && fixed
		}
		members[i] = member{key, t}
	}
	if plain {
		return &literal{n.Value()}
	}
	return &object{members}
}

// dynamic compiles the value of a field "name.$": a path or a call of an
// intrinsic function.
func (c *compiler) dynamic(n *syntax.Node, field string) template {
	if !n.Is(syntax.String) {
		c.fail(n, "A field whose name ends in .$ holds a path or a call of an intrinsic function.", "Write a string such as \"$.order.id\".")
		return &literal{value.Null}
	}
	if intrinsic.IsCall(n.Text) {
		compiled, err := intrinsic.Compile(n.Text)
		if err != nil {
			c.fail(n, "This cannot be read as a call of an intrinsic function: "+err.Error()+".", "Correct the call.")
			return &literal{value.Null}
		}
		return &call{compiled, field}
	}
	if p := c.path(n); p != nil {
		return &path{p, field}
	}
	return &literal{value.Null}
}

// path compiles a path; nil, with a diagnostic, when it is none.
func (c *compiler) path(n *syntax.Node) *jsonpath.Path {
	if !n.Is(syntax.String) {
		c.fail(n, "A path should be here.", "Write a string such as \"$.order.id\".")
		return nil
	}
	p, err := jsonpath.Compile(n.Text)
	if err != nil {
		c.fail(n, "This cannot be read as a path: "+err.Error()+".", "Correct the path.")
		return nil
	}
	return p
}
