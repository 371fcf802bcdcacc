package assist

import (
	"strconv"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/syntax"
)

// frame is one object or list on the way from the root to a place, and what
// the language takes it for.
type frame struct {
	node  *syntax.Node
	key   string         // the member of the frame before that this is; "" for items
	index int            // which item of the frame before; -1 for members
	shape *catalog.Shape // the fields of this object; nil where it has none of the language's
	items *catalog.Shape // the fields of each item of this list; nil for other lists
	role  role
	field *catalog.Field // the field that this is the value of, or lies in; nil for none
	depth int            // how far inside the field's value: 0 for the value itself
	query string         // asl.JSONPath or asl.JSONata
	path  string         // the state around: its path in the document; "" outside of states
}

// role tells what a frame is besides an object with fields.
type role uint8

const (
	plainRole   role = iota
	machineRole      // has StartAt and States
	statesRole       // the states by name
	stateRole        // a state
)

// rootFrame is the whole machine.
func rootFrame(n *syntax.Node) frame {
	f := frame{node: n, index: -1, shape: catalog.MachineShape, role: machineRole, query: asl.JSONPath}
	f.speak()
	return f
}

// speak takes over the query language that the object itself names.
func (f *frame) speak() {
	switch q := f.node.Get("QueryLanguage").StringText(); q {
	case asl.JSONPath, asl.JSONata:
		f.query = q
	}
}

// member is the frame of one of the frame's members.
func (f *frame) member(key string, n *syntax.Node) frame {
	in := frame{node: n, key: key, index: -1, query: f.query, path: f.path, field: f.field, depth: f.depth + 1}
	switch {
	case f.role == statesRole:
		in.role, in.field, in.depth = stateRole, nil, 0
		in.path = join(f.path, key)
		in.shape = stateShape(n)
		in.speak()
	case f.shape != nil:
		in.field, in.depth = f.shape.Field(key), 0
		if in.field != nil {
			in.enter()
		}
	}
	return in
}

// item is the frame of one of the frame's items.
func (f *frame) item(i int, n *syntax.Node) frame {
	in := frame{node: n, index: i, query: f.query, path: f.path, field: f.field, depth: f.depth + 1}
	if f.items != nil {
		in.shape, in.depth = f.items, 0
		if in.field.Form == catalog.FormMachine {
			in.role = machineRole
			in.path = join(f.path, strconv.Itoa(i)) + "/"
			in.speak()
		}
	}
	return in
}

// enter says what the value of a field is.
func (f *frame) enter() {
	shape := f.field.Shape
	switch f.field.Form {
	case catalog.FormRules:
		shape = catalog.RuleShape
	case catalog.FormStates:
		f.role = statesRole
		return
	}
	switch {
	case shape == nil:
	case f.field.Types&catalog.Array != 0:
		f.items = shape
	case f.field.Form == catalog.FormMachine:
		f.shape, f.role = shape, machineRole
		f.path = join(f.path, "0") + "/"
		f.speak()
	default:
		f.shape = shape
	}
}

// join puts a step behind a path of states; paths of machines end in a slash.
func join(path, step string) string {
	if path == "" || path[len(path)-1] == '/' {
		return path + step
	}
	return path + "/" + step
}

// stateShape are the fields of a state as its Type says; those that most
// states have where it says nothing known.
func stateShape(n *syntax.Node) *catalog.Shape {
	if kind := catalog.StateKindOf(n.Get("Type").StringText()); kind != nil {
		return kind.Shape
	}
	return untyped
}

// untyped is a state whose Type is still to be written.
var untyped = catalog.StateKindOf("Pass").Shape

// frames are the objects and lists around a place, the root first.
type frames []frame

func (fs frames) inner() *frame { return &fs[len(fs)-1] }

// machine is the innermost machine; nil for none.
func (fs frames) machine() *frame { return fs.last(machineRole) }

// state is the innermost state; nil for none.
func (fs frames) state() *frame {
	for i := len(fs) - 1; i >= 0; i-- {
		switch fs[i].role {
		case stateRole:
			return &fs[i]
		case machineRole:
			return nil
		}
	}
	return nil
}

func (fs frames) last(r role) *frame {
	for i := len(fs) - 1; i >= 0; i-- {
		if fs[i].role == r {
			return &fs[i]
		}
	}
	return nil
}

// within are the keys and indexes from the value of the field down to the
// innermost frame: where in a payload the place is.
func (fs frames) within() []string {
	depth := fs.inner().depth
	steps := make([]string, 0, depth)
	for i := len(fs) - depth; i < len(fs) && i > 0; i++ {
		if fs[i].index >= 0 {
			steps = append(steps, strconv.Itoa(fs[i].index))
		} else {
			steps = append(steps, fs[i].key)
		}
	}
	return steps
}

// down are the frames from the root to a node, the node's own included when
// it is an object or a list.
func down(root, n *syntax.Node) frames {
	var way []*syntax.Node
	for at := n; at != nil; at = at.Parent {
		if at.Kind == syntax.Object || at.Kind == syntax.Array {
			way = append(way, at)
		}
	}
	if len(way) == 0 || way[len(way)-1] != root {
		return nil
	}
	fs := make(frames, 0, len(way)+1)
	fs = append(fs, rootFrame(root))
	for i := len(way) - 2; i >= 0; i-- {
		fs = append(fs, fs.inner().step(way[i]))
	}
	return fs
}

// step is the frame of a child.
func (f *frame) step(child *syntax.Node) frame {
	for i := range f.node.Members() {
		if m := &f.node.Members()[i]; m.Value == child {
			return f.member(m.Key.Text, child)
		}
	}
	for i, item := range f.node.Items() {
		if item == child {
			return f.item(i, child)
		}
	}
	return frame{node: child, index: -1, query: f.query, path: f.path, field: f.field, depth: f.depth + 1}
}
