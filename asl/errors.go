package asl

import "github.com/stateboard/stateboard/asl/syntax"

// Retrier is one entry of Retry.
type Retrier struct {
	Node        *syntax.Node
	ErrorEquals []*syntax.Node // the names, each a String unless the text is wrong
}

// Catcher is one entry of Catch.
type Catcher struct {
	Node        *syntax.Node
	ErrorEquals []*syntax.Node
	Next        *syntax.Node // nil when absent
}

// Field is the retrier's field as the spec spells it, or nil.
func (r *Retrier) Field(name string) *syntax.Node { return r.Node.Get(name) }

// Field is the catcher's field as the spec spells it, or nil.
func (c *Catcher) Field(name string) *syntax.Node { return c.Node.Get(name) }

func retriers(state *syntax.Node) []*Retrier {
	var list []*Retrier
	if retry := state.Get("Retry"); retry.Is(syntax.Array) {
		for _, n := range retry.Items() {
			list = append(list, &Retrier{n, items(n.Get("ErrorEquals"))})
		}
	}
	return list
}

func catchers(state *syntax.Node) []*Catcher {
	var list []*Catcher
	if catch := state.Get("Catch"); catch.Is(syntax.Array) {
		for _, n := range catch.Items() {
			list = append(list, &Catcher{n, items(n.Get("ErrorEquals")), n.Get("Next")})
		}
	}
	return list
}

func items(n *syntax.Node) []*syntax.Node {
	if n.Is(syntax.Array) {
		return n.Items()
	}
	return nil
}
