package canvas

import (
	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/graph"
)

// Intent is what a person wants, in the diagram's own terms: one of Select,
// Insert, InsertFirst, Move, CopyTo, Fold, Connect, Reconnect, ReconnectFrom,
// Remove, Cut, Rename, Open, QuickAdd, Menu.
type Intent interface{ intent() }

type (
	// Select makes these the selection. An edge is selected alone.
	Select struct {
		Nodes []graph.ID
		Edge  string
	}
	// Insert puts a new state of a kind on an edge. Kind is a palette name: a
	// state type, or an action of the catalog.
	Insert struct{ Kind, Edge string }
	// InsertFirst puts the first state into an empty container, or into an empty
	// machine when Node is "".
	InsertFirst struct {
		Kind string
		Node graph.ID
	}
	// Move takes states out, heals, and puts them on another edge, one after the
	// other.
	Move struct {
		Nodes []graph.ID
		Edge  string
	}
	// CopyTo puts copies of states on an edge.
	CopyTo struct {
		Nodes []graph.ID
		Edge  string
	}
	// Connect draws an arrow from a state to another.
	Connect struct{ From, To graph.ID }
	// Reconnect lets an existing arrow end at another state.
	Reconnect struct {
		Edge string
		To   graph.ID
	}
	// ReconnectFrom lets an existing arrow start at another state.
	ReconnectFrom struct {
		Edge string
		From graph.ID
	}
	// Fold shows a container as one card, or again with what is inside it.
	Fold struct {
		Node      graph.ID
		Collapsed bool
	}
	// Remove takes states out; Heal joins what was before with what came after.
	Remove struct {
		Nodes []graph.ID
		Heal  bool
	}
	// Cut takes one arrow away.
	Cut struct{ Edge string }
	// Rename gives a state another name, everywhere it is referred to.
	Rename struct {
		Node graph.ID
		Name string
	}
	// Open asks for the details of a state: Enter.
	Open struct{ Node graph.ID }
	// QuickAdd asks what to put on an edge, or after a state whose new arrow was
	// let go over nothing, at a place in the window.
	QuickAdd struct {
		Edge string
		From graph.ID // when Edge is ""
		At   fyne.Position
	}
	// Menu asks for the commands on what is selected, at a place in the window.
	Menu struct {
		Node graph.ID
		Edge string
		At   fyne.Position
	}
)

func (Select) intent()        {}
func (Insert) intent()        {}
func (InsertFirst) intent()   {}
func (Move) intent()          {}
func (CopyTo) intent()        {}
func (Connect) intent()       {}
func (Reconnect) intent()     {}
func (ReconnectFrom) intent() {}
func (Fold) intent()          {}
func (Remove) intent()        {}
func (Cut) intent()           {}
func (Rename) intent()        {}
func (Open) intent()          {}
func (QuickAdd) intent()      {}
func (Menu) intent()          {}

var _ = []Intent{
	Select{}, Insert{}, InsertFirst{}, Move{}, CopyTo{}, Fold{}, Connect{}, Reconnect{}, ReconnectFrom{}, Remove{}, Cut{}, Rename{}, Open{}, QuickAdd{}, Menu{},
}

// Rules are asked before a gesture may end. The answer is empty when it may,
// or one short sentence that says why not.
type Rules struct {
	Insert        func(kind, edge string) string
	InsertFirst   func(kind string, in graph.ID) string
	Move          func(nodes []graph.ID, edge string) string
	CopyTo        func(nodes []graph.ID, edge string) string
	Connect       func(from, to graph.ID) string
	Reconnect     func(edge string, to graph.ID) string
	ReconnectFrom func(edge string, from graph.ID) string
	Name          func(of graph.ID, name string) string
}
