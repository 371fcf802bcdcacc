package rewrite

import (
	"slices"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/intrinsic"
	"github.com/stateboard/stateboard/asl/jsonata"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// This file defines the conversion of states from JSONPath to JSONata. What
// comes of it does the same with the same data: every execution that succeeded
// or failed with an error of its own still does, with the same output or
// cause. What cannot be the same is said here. Data that is missing or unfit
// fails with States.QueryEvaluationError instead of States.Runtime and its
// kin. JSONata is content with some data that JSONPath fails at: it looks for
// names in the items of an array, takes a single value for an array of one and
// an array of objects for one of all their fields, and does not put a result
// into something that is no object only to drop it.
// Numbers hold 53 bits, and in texts they are spelled as JSONata does.

// CanToJSONata tells why a state cannot be converted: nil when it can.
func CanToJSONata(doc *asl.Document, path string) error {
	_, err := ToJSONata(doc, path)
	return err
}

// ToJSONata converts one state's own fields from JSONPath to JSONata, where
// that is exact; states inside it stay as they are. Nothing happens to a
// state that is JSONata already.
func ToJSONata(doc *asl.Document, path string) (*Change, error) {
	s, err := stateAt(doc, path)
	if err != nil {
		return nil, err
	}
	c := &translation{d: newDraft(doc)}
	if s.Base().QueryLanguage() != asl.JSONata {
		if err := c.state(s); err != nil {
			return nil, err
		}
		c.d.put(s.Base().Node, "QueryLanguage", quoted(asl.JSONata))
	}
	c.remark()
	return c.d.finish("Convert "+named(s.Base().Name)+" to JSONata", path)
}

// MachineToJSONata converts all states, also those inside others, and makes
// JSONata the machine's language.
func MachineToJSONata(doc *asl.Document) (*Change, error) {
	if err := editable(doc); err != nil {
		return nil, err
	}
	c := &translation{d: newDraft(doc)}
	for _, s := range doc.States() {
		n := s.Base().Node
		if !n.Is(syntax.Object) {
			return nil, refuse("Make it one in the text first.", "The state %s is no JSON object.", named(s.Base().Name))
		}
		if s.Base().QueryLanguage() == asl.JSONata {
			continue
		}
		if err := c.state(s); err != nil {
			return nil, err
		}
		c.d.drop(n, "QueryLanguage")
	}
	for _, s := range doc.States() {
		for _, m := range asl.Machines(s) {
			c.d.drop(m.Node, "QueryLanguage")
		}
	}
	if m := doc.Machine; m.Field("QueryLanguage").StringText() != asl.JSONata {
		c.d.put(m.Node, "QueryLanguage", quoted(asl.JSONata))
	}
	c.remark()
	return c.d.finish("Convert to JSONata")
}

// translation converts states one after the other.
type translation struct {
	d      *draft
	s      asl.State
	raw    *place                // the state's input
	in     form                  // that as InputPath leaves it
	read   []*bool               // what the state reads: whether it is written again
	known  map[*syntax.Node]form // what its texts say
	random map[*syntax.Node]int  // how many random values its texts draw
	drawn  int                   // and how many its expressions do
	spells bool                  // numbers are put into texts
	caught bool                  // a catcher or retrier would take a failed evaluation
}

// reads notes that the state reads something, which would fail if it were
// missing.
func (c *translation) reads() uses {
	used := new(bool)
	c.read = append(c.read, used)
	return uses{used}
}

// no is the refusal of a field.
func (c *translation) no(field, why string) error {
	return refuse("", "%s of %s cannot be converted to JSONata: %s.", field, named(c.s.Base().Name), why)
}

// remark says what is not the same afterwards.
func (c *translation) remark() {
	if c.caught {
		c.d.note("Where data is missing, a converted state fails with States.QueryEvaluationError instead of States.Runtime, and States.ALL or States.TaskFailed take that.")
	}
	if c.spells {
		c.d.note("Numbers that are put into texts are spelled as JSONata does: 1.0 becomes 1.")
	}
}

// state converts one state.
func (c *translation) state(s asl.State) error {
	c.s, c.raw = s, &place{root: "$states.input"}
	c.read, c.known, c.random, c.drawn = nil, map[*syntax.Node]form{}, map[*syntax.Node]int{}, 0
	if err := c.strangers(); err != nil {
		return err
	}
	in, err := c.input()
	if err != nil {
		return err
	}
	c.in = in
	if err := c.kind(in); err != nil {
		return err
	}
	if err := c.errors(); err != nil {
		return err
	}
	for _, used := range c.read {
		if !*used {
			return refuse("Remove what does nothing first.", "%s cannot be converted to JSONata: it reads data that nothing comes of.", named(s.Base().Name))
		}
	}
	for _, n := range c.random {
		c.drawn -= n
	}
	if c.drawn > 0 {
		return refuse("", "%s cannot be converted to JSONata: a random value is used in two places, which would differ.", named(s.Base().Name))
	}
	for _, field := range [...]string{"InputPath", "OutputPath", "ResultPath"} {
		c.d.drop(s.Base().Node, field)
	}
	return nil
}

// strangers refuses fields that only JSONata states have.
func (c *translation) strangers() error {
	for _, field := range [...]string{"Arguments", "Output", "Items"} {
		if c.s.Base().Field(field) != nil {
			return c.no(field, "JSONPath states have no such field")
		}
	}
	return nil
}

func (c *translation) kind(in form) error {
	s, n := c.s, c.s.Base().Node
	result := &place{root: "$states.result"}
	switch s.(type) {
	case *asl.Task:
		if err := c.arguments(in); err != nil {
			return err
		}
		if err := c.numbers(n, in, "TimeoutSeconds", "HeartbeatSeconds"); err != nil {
			return err
		}
		if err := c.template("Credentials", n.Get("Credentials"), in); err != nil {
			return err
		}
		return c.handOn(result, true)
	case *asl.Parallel:
		if err := c.arguments(in); err != nil {
			return err
		}
		return c.handOn(result, true)
	case *asl.Map:
		if err := c.items(in); err != nil {
			return err
		}
		return c.handOn(result, true)
	case *asl.Pass:
		return c.pass(in)
	case *asl.Wait:
		if err := c.numbers(n, in, "Seconds", "Timestamp"); err != nil {
			return err
		}
		return c.through(in)
	case *asl.Choice:
		return c.choice(in)
	case *asl.Succeed:
		return c.through(in)
	case *asl.Fail:
		return c.failing()
	}
	return refuse("Give it one of the eight types.", "%s has no Type that is known.", named(s.Base().Name))
}

// input is what "$" means in most fields: the input as InputPath leaves it.
func (c *translation) input() (form, error) {
	n := c.s.Base().Field("InputPath")
	switch {
	case n == nil:
		return c.raw, nil
	case n.Is(syntax.Null):
		return fixed{value.Object()}, nil
	}
	p, why := c.placeAt(n, c.raw)
	if why != "" {
		return nil, c.no("InputPath", why)
	}
	return p, nil
}

// resolve is what a path leads to when "$" is a form.
func (c *translation) resolve(p *jsonpath.Path, in form) (form, string) {
	steps, ok := p.Steps()
	if !ok {
		return nil, named(p.String()) + " is no plain path, and JSONata would gather its matches in another way"
	}
	f := in
	switch p.Root() {
	case jsonpath.ContextRoot:
		f = &place{root: "$states.context"}
	case jsonpath.VariableRoot:
		if why := unfitVariable(p.Variable()); why != "" {
			return nil, why
		}
		f = &place{root: "$" + p.Variable()}
	}
	for _, s := range steps {
		next, missing, why := stepped(f, s)
		switch {
		case why != "":
			return nil, why
		case missing:
			return nil, named(p.String()) + " leads nowhere"
		}
		if _, why := spelledStep(s); why != "" {
			return nil, why
		}
		f = next
	}
	if p, is := f.(*place); is && !p.sure() {
		f = &place{p.root, p.steps, append(p.used[:len(p.used):len(p.used)], c.reads()...)}
	}
	return f, ""
}

// unfitVariable says why JSONata cannot have a variable.
func unfitVariable(name string) string {
	if i := slices.IndexFunc(jsonata.Functions, func(f jsonata.Function) bool { return f.Name == name }); i >= 0 || name == "states" || name == "eval" {
		return "$" + name + " means something else in JSONata"
	}
	if slices.Contains([]string{"inUTC", "firstTime", "secondTime", "aTime", "anItem"}, name) {
		return "$" + name + " is a name that converted expressions need for themselves"
	}
	return ""
}

// dynamic is what a field whose name ends in ".$" says, the same form each
// time it is asked for.
func (c *translation) dynamic(n *syntax.Node, in form) (form, string) {
	if f, known := c.known[n]; known {
		return f, ""
	}
	f, why := c.saying(n, in)
	if why == "" {
		c.known[n] = f
	}
	return f, why
}

func (c *translation) saying(n *syntax.Node, in form) (form, string) {
	if !n.Is(syntax.String) {
		return nil, "it holds no path"
	}
	if intrinsic.IsCall(n.Text) {
		call, err := intrinsic.Compile(n.Text)
		if err != nil {
			return nil, named(n.Text) + " cannot be read as a call"
		}
		c.random[n] = drawn(call)
		return c.callForm(call, in)
	}
	p, err := jsonpath.Compile(n.Text)
	if err != nil {
		return nil, named(n.Text) + " cannot be read as a path"
	}
	return c.resolve(p, in)
}

// form is a payload template as a form. Field is where it stands, for
// refusals.
func (c *translation) form(field string, n *syntax.Node, in form) (form, error) {
	switch n.Kind {
	case syntax.Object:
		r := record{}
		for _, m := range n.Members() {
			key, at := m.Key.Text, field+"/"+m.Key.Text
			if name, is := strings.CutSuffix(key, ".$"); is {
				f, why := c.dynamic(m.Value, in)
				if why != "" {
					return nil, c.no(at, why)
				}
				r.members = append(r.members, part{name, f})
				continue
			}
			f, err := c.form(at, m.Value, in)
			if err != nil {
				return nil, err
			}
			r.members = append(r.members, part{key, f})
		}
		for i, m := range r.members {
			if slices.ContainsFunc(r.members[:i], func(o part) bool { return o.key == m.key }) {
				return nil, c.no(field, "it names "+named(m.key)+" twice")
			}
		}
		return plainForm(r), nil
	case syntax.Array:
		r := row{items: make([]form, len(n.Items()))}
		for i, item := range n.Items() {
			f, err := c.form(field, item, in)
			if err != nil {
				return nil, err
			}
			r.items[i] = f
		}
		return plainForm(r), nil
	}
	if n.Kind == syntax.Placeholder {
		return nil, c.no(field, "it holds the placeholder "+n.Text)
	}
	return fixed{n.Value()}, nil
}

// plainForm is a form that holds nothing but what is fixed as fixed.
func plainForm(f form) form {
	switch f := f.(type) {
	case record:
		members := make([]value.Member, len(f.members))
		for i, m := range f.members {
			v, is := m.form.(fixed)
			if !is {
				return f
			}
			members[i] = value.M(m.key, v.v)
		}
		return fixed{value.Object(members...)}
	case row:
		items := make([]value.Value, len(f.items))
		for i, item := range f.items {
			v, is := item.(fixed)
			if !is {
				return f
			}
			items[i] = v.v
		}
		return fixed{value.Array(items...)}
	}
	return f
}

// template converts a payload template where it stands.
func (c *translation) template(field string, n *syntax.Node, in form) error {
	switch {
	case n == nil:
		return nil
	case n.Kind == syntax.String && jsonata.IsExpression(n.Text):
		c.d.set(n, fixedContent(value.String(n.Text)))
	case n.Kind == syntax.Array:
		for _, item := range n.Items() {
			if err := c.template(field, item, in); err != nil {
				return err
			}
		}
	case n.Kind == syntax.Object:
		for _, m := range n.Members() {
			if err := c.templateMember(field+"/"+m.Key.Text, n, m, in); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *translation) templateMember(field string, n *syntax.Node, m syntax.Member, in form) error {
	name, dynamic := strings.CutSuffix(m.Key.Text, ".$")
	if !dynamic {
		return c.template(field, m.Value, in)
	}
	if n.Get(name) != nil {
		return c.no(field, "there is a field "+named(name)+" too")
	}
	f, why := c.dynamic(m.Value, in)
	if why != "" {
		return c.no(field, why)
	}
	c.d.rename(m.Key, name)
	return c.write(field, m.Value, f)
}

// write puts a form in a value's place.
func (c *translation) write(field string, n *syntax.Node, f form) error {
	w := &speller{}
	content := w.template(f)
	if w.why != "" {
		return c.no(field, w.why)
	}
	c.set(n, content)
	return nil
}

// set puts content in a value's place.
func (c *translation) set(n *syntax.Node, what content) {
	c.drawn += drawnBy(what)
	c.d.set(n, what)
}

// drawnBy is how many random values the expressions of a content draw.
func drawnBy(what content) int {
	n := 0
	var entries []entry
	switch what := what.(type) {
	case literal:
		n = draws(string(what))
	case object:
		entries = what.entries
	case array:
		entries = what.entries
	}
	for _, e := range entries {
		n += drawnBy(e.value)
	}
	return n
}

// become gives a field another name and converts the template it holds.
func (c *translation) become(n *syntax.Node, field, name string, in form) error {
	m := n.Member(field)
	if m == nil {
		return nil
	}
	if err := c.template(field, m.Value, in); err != nil {
		return err
	}
	c.d.rename(m.Key, name)
	return nil
}
