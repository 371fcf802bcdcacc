package check

import (
	"slices"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// facts are what the machine around a state has to know of it.
type facts struct {
	targets []string // the names of the states that may follow it
	sets    []string // the variables that it sets, each once
	open    bool     // a target is a placeholder
	nowhere bool     // a target is no name
	ends    bool     // its machine may end with it
	silent  bool     // it says neither Next nor End, or has no known type
}

func factsOf(s asl.State) facts {
	_, unknown := s.(*asl.Unknown)
	f := facts{ends: asl.Ends(s) || s.Base().Field("End").Is(syntax.Placeholder), silent: unknown}
	named := 0
	eachTarget(s, func(t *syntax.Node) {
		named++
		switch {
		case t.Is(syntax.Placeholder) || t.Is(syntax.String) && templated(t.Text):
			f.open = true
		case t.Is(syntax.String):
			f.targets = append(f.targets, t.Text)
		default:
			f.nowhere = true
		}
	})
	if named == 0 && !asl.Ends(s) {
		f.silent = true
	}
	eachAssign(s, func(assigned *syntax.Node) {
		for _, v := range assigned.Members() {
			if name := strings.TrimSuffix(v.Key.Text, computed); !slices.Contains(f.sets, name) {
				f.sets = append(f.sets, name)
			}
		}
	})
	return f
}

// eachTarget visits all nodes by which a state names those that may follow it.
func eachTarget(s asl.State, visit func(*syntax.Node)) {
	try := func(n *syntax.Node) {
		if n != nil {
			visit(n)
		}
	}
	if choice, ok := s.(*asl.Choice); ok {
		for _, r := range choice.Rules() {
			try(r.Next)
		}
		try(choice.Default())
		return
	}
	try(s.Base().Next())
	for _, catcher := range asl.Catchers(s) {
		try(catcher.Next)
	}
}

// eachAssign visits all Assign fields of a state that are objects.
func eachAssign(s asl.State, visit func(*syntax.Node)) {
	try := func(n *syntax.Node) {
		if n.Is(syntax.Object) {
			visit(n)
		}
	}
	try(s.Base().Field("Assign"))
	if choice, ok := s.(*asl.Choice); ok {
		for _, r := range choice.Rules() {
			try(r.Node.Get("Assign"))
		}
	}
	for _, k := range asl.Catchers(s) {
		try(k.Field("Assign"))
	}
}
