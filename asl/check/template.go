package check

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/intrinsic"
	"github.com/stateboard/stateboard/asl/syntax"
)

const computed = ".$"

// payload checks a field in whose JSON parts are computed.
func (c *checker) payload(f *catalog.Field, v *syntax.Node) {
	if c.at.language == asl.JSONata {
		c.expressions(v, f.Name)
		return
	}
	c.template(v)
}

// template checks a JSONPath payload: the value of a key that ends in .$ is a
// path or a function call.
func (c *checker) template(v *syntax.Node) {
	switch v.Kind {
	case syntax.Array:
		for _, item := range v.Items() {
			c.template(item)
		}
	case syntax.Object:
		c.twice(v)
		for i := range v.Members() {
			m := &v.Members()[i]
			switch {
			case strings.HasSuffix(m.Key.Text, computed):
				c.computed(m)
			case m.Value.Kind == syntax.String:
				c.noDollar(m)
			default:
				c.template(m.Value)
			}
		}
	}
}

// computed checks the value of a key that ends in .$.
func (c *checker) computed(m *syntax.Member) {
	v := m.Value
	const advice = "Write a path such as $.order.id, or a call such as States.UUID()."
	switch {
	case v.Kind == syntax.Invalid || v.Kind == syntax.Placeholder || v.Kind == syntax.String && templated(v.Text):
		return
	case v.Kind != syntax.String:
		c.fail(CodeSchema, v, fmt.Sprintf("%s must be a path or a function call, and this is %s.", quoted(m.Key.Text), found(v)), "Remove .$ from the key to take the value as it is.", plainKey(m)...)
		return
	case intrinsic.IsCall(v.Text):
		c.call(v)
		return
	}
	r, err := c.path(v.Text)
	switch {
	case err == nil:
		c.readsVariable(v, r)
	case strings.HasPrefix(strings.TrimSpace(v.Text), "$"):
		c.notPath(v, nil, quoted(m.Key.Text), err)
	default:
		other, fixes := advice, plainKey(m)
		name := v.Text[:max(strings.IndexByte(v.Text, '('), 0)]
		if near := c.nearest(strings.TrimSpace(name), intrinsics()); near != "" {
			other = "Did you mean " + near + "?"
		} else if call := "States." + name; catalog.IntrinsicOf(call) != nil {
			other = "Did you mean " + call + "?"
		}
		c.fail(CodeSchema, v, fmt.Sprintf("%s must be a path or a function call.", quoted(m.Key.Text)), other, fixes...)
	}
}

// plainKey is the fix that takes .$ from a key.
func plainKey(m *syntax.Member) []diag.Fix {
	return rename(m, strings.TrimSuffix(m.Key.Text, computed), "Take the value as it is")
}

// manyMembers is how many members an object has at least for a table of its
// keys to be faster than looking through them.
const manyMembers = 16

// twice reports a key that is there both plain and with .$: one payload
// cannot have both.
func (c *checker) twice(o *syntax.Node) {
	plain := func(name string) bool { return o.Get(name) != nil }
	if len(o.Members()) > manyMembers {
		names := make(map[string]bool, len(o.Members()))
		for _, m := range o.Members() {
			names[m.Key.Text] = true
		}
		plain = func(name string) bool { return names[name] }
	}
	for i := range o.Members() {
		m := &o.Members()[i]
		if name, dollar := strings.CutSuffix(m.Key.Text, computed); dollar && plain(name) {
			c.report(diag.Error, CodeSchema, m.Key, m.Key.Span, fmt.Sprintf("%s is here both as it is and computed.", quoted(name)), "Remove one of the two.", c.remove(m)...)
		}
	}
}

// noDollar warns of what looks like a path under a key that takes it as it
// is, and of JSONata where it means nothing.
func (c *checker) noDollar(m *syntax.Member) {
	s := m.Value.Text
	switch {
	case enclosure(s) == whole:
		c.warn(CodeLiteral, m.Value, "With JSONPath this expression is plain text.", "Set QueryLanguage to JSONata, or write a path under a key that ends in .$.")
	case looksLikePath(s) && !templated(s):
		if _, err := c.path(s); err != nil {
			return
		}
		c.dollar(m)
	case intrinsic.IsCall(s) && !templated(s):
		if _, err := intrinsic.Compile(s); err == nil {
			c.dollar(m)
		}
	}
}

func (c *checker) dollar(m *syntax.Member) {
	fixes := rename(m, m.Key.Text+computed, "Add .$ to the key")
	c.warn(CodeNoDollar, m.Value, fmt.Sprintf("%s is handed on as this text, not as what it leads to.", quoted(m.Key.Text)), "Let the key end in .$ to have it computed.", fixes...)
}

// staticResult warns of paths in the Result of a Pass, which is taken as it
// is.
func (c *checker) staticResult(s asl.State) {
	pass, ok := s.(*asl.Pass)
	if !ok || c.at.language != asl.JSONPath {
		return
	}
	if n := pathIn(pass.Field("Result")); n != nil {
		c.warn(CodeStatic, n, "Result is taken as it is; nothing in it is computed.", "Use Parameters to compute values.")
	}
}

// pathIn is the first value in a node that was likely meant as a path.
func pathIn(n *syntax.Node) *syntax.Node {
	if n == nil {
		return nil
	}
	if n.Kind == syntax.String && looksLikePath(n.Text) {
		return n
	}
	for _, item := range n.Items() {
		if found := pathIn(item); found != nil {
			return found
		}
	}
	for i := range n.Members() {
		if strings.HasSuffix(n.Members()[i].Key.Text, computed) {
			return n.Members()[i].Value
		}
		if found := pathIn(n.Members()[i].Value); found != nil {
			return found
		}
	}
	return nil
}
