package marks

import (
	"fmt"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/runner/history"
)

// Marks are what a run adds to a diagram.
type Marks struct {
	Status map[graph.ID]scene.Status
	Taken  map[string]bool // by graph.Edge.ID
	Pills  map[graph.ID]string
}

// Of are the marks of an execution on a graph. States that the graph lacks,
// because the machine was changed since, are left out.
func Of(x *history.Execution, g *graph.Graph) Marks {
	m := Marks{map[graph.ID]scene.Status{}, map[string]bool{}, map[graph.ID]string{}}
	for _, n := range g.Nodes {
		path := string(n.ID)
		if s := Status(x.State(path)); s != scene.Idle {
			m.Status[n.ID] = s
		}
		if visits := x.VisitsOf(path); len(visits) > 0 {
			if p := pill(n, visits); p != "" {
				m.Pills[n.ID] = p
			}
		}
	}
	if x.Status != "" {
		m.Status[graph.StartID] = scene.Succeeded
	}
	if x.Status == "SUCCEEDED" {
		m.Status[graph.EndID] = scene.Succeeded
	}
	for _, e := range g.Edges {
		if taken(x, g, e) {
			m.Taken[e.ID] = true
		}
	}
	return m
}

// Status is the scene's word for a status of the runner.
func Status(s history.Status) scene.Status {
	switch s {
	case history.Running:
		return scene.Running
	case history.Waiting:
		return scene.Waiting
	case history.Done:
		return scene.Succeeded
	case history.Caught:
		return scene.Caught
	case history.Failed:
		return scene.Failed
	case history.Skipped:
		return scene.Skipped
	}
	return scene.Idle
}

// taken tells whether a run went along an edge. Histories that were read from
// a file do not say by which field a state was left; there the way between
// the two states counts.
func taken(x *history.Execution, g *graph.Graph, e *graph.Edge) bool {
	between := x.Taken[history.Transition{From: string(e.From), To: string(e.To)}] > 0
	via, leaves := viaOf(e)
	if !leaves {
		return between
	}
	ways := x.Vias[string(e.From)]
	if via.Kind != history.ViaNext {
		return ways[via] > 0 || between && ways[history.Via{}] > 0
	}
	if n := g.Node(e.From); n != nil && len(asl.Catchers(n.State)) > 0 {
		// What left by a catcher looks in such a history as if by Next.
		return between && ways[via] > 0
	}
	return ways[via] > 0
}

// viaOf is the way out that an edge stands for; false for where machines begin
// and end.
func viaOf(e *graph.Edge) (history.Via, bool) {
	switch e.Kind {
	case graph.Next:
		return history.Via{Kind: history.ViaNext}, true
	case graph.Rule:
		return history.Via{Kind: history.ViaRule, Index: e.Index}, true
	case graph.Default:
		return history.Via{Kind: history.ViaDefault}, true
	case graph.Catch:
		return history.Via{Kind: history.ViaCatch, Index: e.Index}, true
	}
	return history.Via{}, false
}

// pill is what the last visit of a state has to tell, and how often there was
// one.
func pill(n *graph.Node, visits []*history.Visit) string {
	last := visits[len(visits)-1]
	if _, isMap := n.State.(*asl.Map); isMap && last.Length > 0 {
		return fmt.Sprintf("%d of %d", last.Finished, last.Length)
	}
	retries := 0
	for _, v := range visits {
		retries += v.Retries()
	}
	switch {
	case retries == 1:
		return "1 retry"
	case retries > 1:
		return fmt.Sprintf("%d retries", retries)
	case len(visits) > 1:
		return fmt.Sprintf("%d times", len(visits))
	}
	return ""
}
