package rewrite

import (
	"slices"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
)

// CanConvert tells why a state cannot become one of another kind: nil when it
// can. It gives the same answer as Convert.
func CanConvert(doc *asl.Document, path, kind string) error {
	_, err := Convert(doc, path, kind)
	return err
}

// Convert makes a state one of another kind. Fields that the kind knows stay,
// as do those that no kind knows; others go, with a note. What the kind needs
// comes from its starter.
func Convert(doc *asl.Document, path, kind string) (*Change, error) {
	s, err := stateAt(doc, path)
	if err != nil {
		return nil, err
	}
	to := catalog.StateKindOf(kind)
	if to == nil {
		return nil, refuse("", "There is no kind of state called %s.", named(kind))
	}
	c := &conversion{d: newDraft(doc), s: s, to: to, taken: namesOf(doc)}
	label := "Change " + named(s.Base().Name) + " to " + kind
	if s.Base().Type == kind {
		return c.d.finish(label, path)
	}
	if err := c.legal(); err != nil {
		return nil, err
	}
	c.fields()
	c.flow()
	c.inner()
	return c.d.finish(label, path)
}

type conversion struct {
	d     *draft
	s     asl.State
	to    *catalog.StateKind
	taken names
}

func container(kind string) bool { return kind == "Parallel" || kind == "Map" }

func (c *conversion) legal() error {
	name := named(c.s.Base().Name)
	switch inner := asl.Machines(c.s); {
	case len(inner) == 0:
	case !container(c.to.Name):
		return refuse("Dissolve it first.", "%s holds other states, which would be lost.", name)
	case len(inner) > 1:
		return refuse("Remove the others first.", "%s has %d branches, and a Map has one.", name, len(inner))
	}
	if !ends(c.to.Name) {
		return nil
	}
	scope := c.s.Base().Scope
	needed := necessary(scope)
	for _, w := range waysOf(c.s) {
		if needed[w.id()] {
			return refuse("Lead there from elsewhere first.", "As a %s, %s would cut off %s: nothing else leads there.", c.to.Name, name, named(w.target()))
		}
	}
	return nil
}

// fields drops what the new kind does not know and adds what it needs.
func (c *conversion) fields() {
	n := c.s.Base().Node
	c.d.put(n, "Type", quoted(c.to.Name))
	var lost []string
	shaped := false // the state says what data it works with
	for _, m := range n.Members() {
		key := m.Key.Text
		switch {
		case key == "Type" || key == "Next" || key == "End":
		case c.to.Shape.Field(key) != nil:
			shaped = shaped || shapes[key]
		case known(key):
			c.d.remove(m.Value)
			if key != "Default" && key != "Branches" && key != "ItemProcessor" && key != "Iterator" {
				lost = append(lost, key)
			}
		}
	}
	if len(lost) > 0 {
		c.d.note("A " + c.to.Name + " has no " + listed(lost) + ".")
	}
	c.add(shaped)
}

// shapes are the fields that tell the data a state works with.
var shapes = map[string]bool{
	"InputPath": true, "Parameters": true, "Arguments": true, "ResultSelector": true, "ResultPath": true, "OutputPath": true, "Output": true,
}

// known tells whether any kind of state has the field.
func known(key string) bool {
	for i := range catalog.StateKinds {
		if catalog.StateKinds[i].Shape.Field(key) != nil {
			return true
		}
	}
	return false
}

// add puts fields of the kind's starter where they are missing: the required
// ones always, others as long as the state does not shape its data itself.
func (c *conversion) add(shaped bool) {
	g, err := newGraft(starter(c.to.Name, c.s.Base().QueryLanguage()), "state", c.taken)
	if err != nil {
		return
	}
	n := c.s.Base().Node
	text := g.doc.Text.String()
	for _, m := range g.states()[0].Base().Node.Members() {
		key := m.Key.Text
		has := n.Get(key) != nil && c.to.Shape.Field(key) != nil
		if key == "Choices" || key == "Default" || has || c.grouped(key) {
			continue
		}
		if f := c.to.Shape.Field(key); f.Required || c.oneOf(key) || !shaped {
			c.d.put(n, key, copied(text, m.Value, false))
		}
	}
}

// grouped tells whether a field is there that rules this one out.
func (c *conversion) grouped(key string) bool {
	for _, g := range c.to.Shape.Groups {
		if slices.Contains(g.Names, key) {
			for _, other := range g.Names {
				if c.s.Base().Field(other) != nil {
					return true
				}
			}
		}
	}
	return false
}

func (c *conversion) oneOf(key string) bool {
	for _, g := range c.to.Shape.Groups {
		if g.One && slices.Contains(g.Names, key) {
			return true
		}
	}
	return false
}

// flow sees to where the state leads.
func (c *conversion) flow() {
	n, scope := c.s.Base().Node, c.s.Base().Scope
	on := ""
	if to := scope.State(way1(c.s)); to != nil {
		on = to.Base().Name
	}
	switch {
	case ends(c.to.Name):
		c.d.drop(n, "Next")
		c.d.drop(n, "End")
	case c.to.Name == "Choice":
		c.d.drop(n, "Next")
		c.d.drop(n, "End")
		if on == "" {
			on = c.taken.free("Done")
			c.d.add(scope.Field("States"), indexIn(n), member(on, fields(member("Type", quoted("Succeed")))))
		}
		rule := starterRule(&asl.Choice{StateBase: *c.s.Base()})
		rule.entries = append(rule.entries, member("Next", quoted(on)))
		c.d.put(n, "Choices", items(rule))
		c.d.put(n, "Default", quoted(on))
	default:
		c.d.leadOn(c.s, on)
	}
}

// inner carries the machine inside from one kind of container to the other.
func (c *conversion) inner() {
	machines := asl.Machines(c.s)
	if len(machines) != 1 {
		return
	}
	n := c.s.Base().Node
	if c.to.Name == "Map" {
		c.d.put(n, "ItemProcessor", kept{machines[0].Node})
		return
	}
	c.d.drop(machines[0].Node, "ProcessorConfig")
	c.d.put(n, "Branches", items(kept{machines[0].Node}))
}
