package history

import "strings"

// resolver finds the path and scope of decoded events, which name states only
// by name: an event happens where the event before it happened, or in a
// container around that.
type resolver struct {
	paths  func(name string) string
	at     []spot              // by event ID
	scopes map[scopeKey]*Scope // the latest run of a branch or iteration
}

type spot struct {
	path  string
	scope *Scope
	typ   Type
}

type scopeKey struct {
	outer *Scope
	owner string
	index int
	run   int64 // the event that started the container's run; 0 for iterations
}

func (r *resolver) resolve(e *Event) {
	from := r.at[e.Previous]
	switch d := e.Details.(type) {
	case *Entered:
		e.Path = r.paths(d.Name)
		e.Scope = r.enter(e.Path, d.Name, from, e.Previous)
	case *Exited:
		e.Path = r.paths(d.Name)
		e.Scope = around(from.scope, container(e.Path, d.Name))
	case *Evaluation:
		e.Path = r.paths(d.State)
		e.Scope = r.enter(e.Path, d.State, from, e.Previous)
	case *Iteration:
		e.Path = r.paths(d.Name)
		e.Scope = r.iteration(e.Type, e.Path, d, from.scope)
	default:
		e.Path, e.Scope = bare(e.Type, from)
	}
	r.at = append(r.at, spot{e.Path, e.Scope, e.Type})
}

// bare places an event that names no state.
func bare(t Type, from spot) (string, *Scope) {
	name := t.String()
	switch {
	case strings.HasPrefix(name, "Execution"):
		return "", nil
	case strings.HasPrefix(name, "MapState"), strings.HasPrefix(name, "MapRun"), strings.HasPrefix(name, "ParallelState"):
		switch from.typ {
		case MapStateEntered, MapStateStarted, MapRunStarted, MapRunSucceeded, MapRunFailed, EvaluationFailed, ParallelStateEntered, ParallelStateStarted:
			return from.path, from.scope
		}
		if from.scope != nil {
			return from.scope.Owner, from.scope.Outer
		}
	}
	return from.path, from.scope
}

// container is the path of the state around the machine that holds the named
// state; "" in the whole machine.
func container(path, name string) string {
	outer := strings.TrimSuffix(strings.TrimSuffix(path, name), "/")
	if i := strings.LastIndexByte(outer, '/'); i >= 0 {
		return outer[:i]
	}
	return ""
}

// around is the innermost scope of the owner at or around s; nil when owner
// is "" or none is found.
func around(s *Scope, owner string) *Scope {
	if owner == "" {
		return nil
	}
	for ; s != nil; s = s.Outer {
		if s.Owner == owner {
			return s
		}
	}
	return nil
}

func (r *resolver) enter(path, name string, from spot, previous int64) *Scope {
	owner := container(path, name)
	if from.typ != ParallelStateStarted || owner != from.path {
		return around(from.scope, owner)
	}
	index := 0
	for _, c := range strings.TrimSuffix(strings.TrimPrefix(path, owner+"/"), "/"+name) {
		if c < '0' || c > '9' {
			break
		}
		index = index*10 + int(c-'0')
	}
	return r.scope(scopeKey{from.scope, owner, index, previous}, false)
}

func (r *resolver) scope(k scopeKey, iterates bool) *Scope {
	if s := r.scopes[k]; s != nil {
		return s
	}
	if r.scopes == nil {
		r.scopes = map[scopeKey]*Scope{}
	}
	s := &Scope{Outer: k.outer, Owner: k.owner, Index: k.index, Iterates: iterates}
	r.scopes[k] = s
	return s
}

func (r *resolver) iteration(t Type, owner string, d *Iteration, from *Scope) *Scope {
	outer := from
	if s := around(from, owner); s != nil {
		outer = s.Outer
	}
	k := scopeKey{outer: outer, owner: owner, index: d.Index}
	if t == MapIterationStarted {
		delete(r.scopes, k)
	}
	return r.scope(k, true)
}
