package rewrite

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
)

// CanConnect tells why a connection cannot be drawn from one node to another:
// nil when it can. It gives the same answer as Connect.
func CanConnect(doc *asl.Document, from, to string) error {
	_, err := newConnection(doc, from, to)
	return err
}

// Connect leads a node to another; both are paths of states or one of the
// marks, graph.StartID and graph.EndID. A state that leads on in one way does so
// to there now; a Choice gets a Default or, when it has one, another rule.
// From the start mark it says where to start, to the end mark (or to the
// container around) that the flow ends.
func Connect(doc *asl.Document, from, to string) (*Change, error) {
	c, err := newConnection(doc, from, to)
	if err != nil {
		return nil, err
	}
	d := newDraft(doc)
	c.draw(d)
	return d.finish("Connect "+c.words(), c.selection()...)
}

// connection is a wish to lead from one node to another, found legal.
type connection struct {
	scope *asl.Machine
	from  asl.State // nil for the start
	to    asl.State // nil for the end
}

func newConnection(doc *asl.Document, from, to string) (*connection, error) {
	if err := editable(doc); err != nil {
		return nil, err
	}
	c := &connection{}
	if from != string(graph.StartID) {
		s, err := stateAt(doc, from)
		if err != nil {
			return nil, err
		}
		c.from, c.scope = s, s.Base().Scope
	}
	target := doc.State(to)
	if c.from != nil && (to == string(graph.EndID) || target != nil && target == c.scope.Owner) {
		return c, c.canEnd(to)
	}
	if target == nil {
		return nil, refuse("Draw it to a state.", "A connection cannot lead there.")
	}
	c.to = target
	if c.from == nil {
		c.scope = doc.Machine
	}
	return c, c.canLead()
}

func (c *connection) canLead() error {
	switch {
	case c.from == c.to:
		return refuse("Put a Choice in between.", "%s would only repeat itself without end.", named(c.to.Base().Name))
	case c.from != nil && terminal(c.from):
		return refuse("Draw from another state.", "Nothing can follow %s: a %s state ends the flow.", named(c.from.Base().Name), c.from.Base().Type)
	case c.scope != c.to.Base().Scope:
		return crossing()
	}
	return nil
}

func crossing() error {
	return refuse("Connect states of the same branch.", "A connection cannot cross the border of a Parallel or Map.")
}

func (c *connection) canEnd(to string) error {
	name := named(c.from.Base().Name)
	if asl.Ends(c.from) {
		return refuse("", "%s ends the flow already.", name)
	}
	if _, ok := c.from.(*asl.Choice); ok {
		return refuse("Lead it to a Succeed state.", "%s is a Choice, which cannot end the flow itself.", name)
	}
	if to == string(graph.EndID) && c.scope.Owner != nil {
		return refuse("Connect it within its branch.", "%s is inside %s and cannot end the whole flow.", name, named(c.scope.Owner.Base().Name))
	}
	return nil
}

func (c *connection) words() string {
	switch {
	case c.from == nil:
		return "Start to " + named(c.to.Base().Name)
	case c.to == nil:
		return named(c.from.Base().Name) + " to the End"
	}
	return named(c.from.Base().Name) + " to " + named(c.to.Base().Name)
}

// selection is the state that the connection leaves, or for the start the one
// it enters.
func (c *connection) selection() []string {
	if c.from == nil {
		return []string{c.to.Base().Path}
	}
	return []string{c.from.Base().Path}
}

func (c *connection) draw(d *draft) {
	to := ""
	if c.to != nil {
		to = c.to.Base().Name
	}
	choice, ok := c.from.(*asl.Choice)
	switch {
	case c.from == nil:
		d.put(c.scope.Node, "StartAt", quoted(to))
	case ok && len(choice.Rules()) > 0 && choice.Default() == nil:
		d.put(choice.Node, "Default", quoted(to))
	case ok:
		d.addRule(choice, to)
	default:
		d.leadOn(c.from, to)
	}
}

// CanReconnect tells why an edge's arrow cannot be moved to another node: nil
// when it can.
func CanReconnect(doc *asl.Document, e *graph.Edge, to string) error {
	_, _, err := newReconnection(doc, e, to)
	return err
}

// Reconnect moves an edge's arrow to another node; rule, default or catcher it
// stays.
func Reconnect(doc *asl.Document, e *graph.Edge, to string) (*Change, error) {
	w, c, err := newReconnection(doc, e, to)
	if err != nil {
		return nil, err
	}
	d := newDraft(doc)
	if c.to == nil {
		d.leadOn(w.from, "")
	} else {
		d.redirect(w, c.to.Base().Name)
	}
	return d.finish("Reconnect "+c.words(), c.selection()...)
}

func newReconnection(doc *asl.Document, e *graph.Edge, to string) (way, *connection, error) {
	w, err := find(doc, e)
	if err != nil {
		return w, nil, err
	}
	target := doc.State(to)
	c := &connection{scope: w.scope, from: w.from, to: target}
	toEnd := to == string(graph.EndID) || target != nil && target == w.scope.Owner
	switch {
	case toEnd && (w.kind == graph.Next || w.kind == graph.End):
		c.to = nil
		return w, c, c.canEnd(to)
	case toEnd || target == nil:
		return w, nil, refuse("Draw it to a state.", "This connection cannot lead there.")
	}
	return w, c, c.canLead()
}

// CanReconnectFrom tells why an edge's tail cannot be moved to another state:
// nil when it can.
func CanReconnectFrom(doc *asl.Document, e *graph.Edge, from string) error {
	_, _, err := newTailMove(doc, e, from)
	return err
}

// ReconnectFrom moves an edge's tail to another state: the one it left is
// disconnected as Disconnect does, the other connected as Connect does. A
// rule or catcher goes along where the other state can have it.
func ReconnectFrom(doc *asl.Document, e *graph.Edge, from string) (*Change, error) {
	d, c, err := newTailMove(doc, e, from)
	if err != nil {
		return nil, err
	}
	return d.finish("Reconnect "+c.words(), c.selection()...)
}

func newTailMove(doc *asl.Document, e *graph.Edge, from string) (*draft, *connection, error) {
	w, err := find(doc, e)
	if err != nil {
		return nil, nil, err
	}
	if w.from != nil && w.from.Base().Path == from {
		return nil, nil, refuse("", "The connection starts there already.")
	}
	c, err := newConnection(doc, from, string(e.To))
	if err != nil {
		return nil, nil, err
	}
	if c.to == nil {
		return nil, nil, crossing()
	}
	d := newDraft(doc)
	if err := d.disconnect(w); err != nil {
		return nil, nil, err
	}
	if w.item == nil || c.from == nil {
		c.draw(d)
		return d, c, nil
	}
	return d, c, d.takeAlong(c, w)
}

// takeAlong moves a rule or catcher to another state, if that can have one.
func (d *draft) takeAlong(c *connection, w way) error {
	list := "Choices"
	_, can := c.from.(*asl.Choice)
	if w.kind == graph.Catch {
		list, can = "Catch", catches(c.from)
	}
	if !can {
		c.draw(d)
		return nil
	}
	n := c.from.Base().Node
	l := n.Get(list)
	if l == nil || len(l.Items()) == 0 {
		d.put(n, list, items(kept{w.item}))
		return nil
	}
	last := len(l.Items()) - 1
	if w.kind == graph.Catch && catchesAll(l.Items()[last]) {
		if catchesAll(w.item) {
			return refuse("Reconnect that one instead.", "%s catches every error already.", named(c.from.Base().Name))
		}
		last--
	}
	d.add(l, last, entry{value: kept{w.item}})
	return nil
}

func catches(s asl.State) bool {
	switch s.(type) {
	case *asl.Task, *asl.Parallel, *asl.Map:
		return true
	}
	return false
}

// CanDisconnect tells why an edge cannot be cut: nil when it can.
func CanDisconnect(doc *asl.Document, e *graph.Edge) error {
	w, err := find(doc, e)
	if err != nil {
		return err
	}
	return newDraft(doc).disconnect(w)
}

// Disconnect cuts an edge: a state ends the flow instead of leading on, a
// rule, default or catcher goes.
func Disconnect(doc *asl.Document, e *graph.Edge) (*Change, error) {
	w, err := find(doc, e)
	if err != nil {
		return nil, err
	}
	d := newDraft(doc)
	if err := d.disconnect(w); err != nil {
		return nil, err
	}
	return d.finish("Disconnect "+named(w.fromName()), w.from.Base().Path)
}

func (d *draft) disconnect(w way) error {
	switch w.kind {
	case graph.Start:
		return refuse("Draw it to another state instead.", "A flow has to start somewhere.")
	case graph.End:
		return refuse("Draw it to a state to go on there.", "The flow ends here; there is nothing to cut.")
	case graph.Next:
		d.leadOn(w.from, "")
	case graph.Default:
		d.drop(w.from.Base().Node, "Default")
	case graph.Rule:
		if len(w.from.(*asl.Choice).Rules()) == 1 {
			return refuse("Draw it to another state instead, or delete the Choice.", "It is the only rule of %s, which needs one.", named(w.fromName()))
		}
		d.remove(w.item)
	case graph.Catch:
		d.dropItem(w.item)
	}
	return nil
}
