package page

import (
	"io"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/scene"
)

// Page is what a page shows. Replay may be nil, all else is needed.
type Page struct {
	Title  string
	Doc    *asl.Document
	Graph  *graph.Graph
	Layout *layout.Layout
	Dark   bool // light on dark for every reader; else as the reader's screen is set
	Replay *Replay
}

// Replay is a run as moments. They count from 1, and are what is just after an
// event each.
type Replay struct {
	Moments []Moment
	Visits  []Visit
	Outcome Outcome
	Input   string
	Waited  []Wait
	Events  int // of the whole run; when there are fewer moments, the rest is left out
	Gap     int // the first moment behind the events left out; 0 when none are
	Missed  int // visits that came and went in the gap
}

// Outcome is where the run stood at its last event.
type Outcome struct {
	Words        string
	Status       scene.Status
	Began        time.Time
	Took         time.Duration
	Output       string
	Error, Cause string
}

// Moment is what is new just after an event.
type Moment struct {
	ID     int64 // of the event
	Type   string
	Detail string
	Status scene.Status // what the event tells: the colour of its dot
	State  graph.ID     // "" for the run's own events
	At     time.Duration
	Now    string // where the run is, in a sentence
	Marks  *Marks // shared by moments that look alike
}

// Marks are what a run adds to the picture.
type Marks struct {
	Status map[graph.ID]scene.Status
	Taken  map[string]bool
	Pills  map[graph.ID]string
}

// Visit is one stay in a state.
type Visit struct {
	State graph.ID
	Words string // which it is: "item 3 · visit 1"
	From  int    // the moment of its entry
	At    time.Duration
	Turns []Turn
	Facts []Fact
}

// Turn is a status from a moment on.
type Turn struct {
	Moment int
	Status scene.Status
}

// Fact is something known of a visit.
type Fact struct {
	Label string // "Input"
	Text  string
	On    []int // the moments at which it shows and goes, by turns
}

// Wait is how long somebody outside was waited for.
type Wait struct {
	State graph.ID
	From  int // the moment it began
	At    time.Duration
	For   time.Duration
	Open  bool // nobody has answered
}

// Write writes the page. The same page gives the same bytes.
func Write(w io.Writer, p *Page) error {
	return sheets().Execute(w, p.sheet())
}

// moments is how many there are: one when there is no run.
func (p *Page) moments() int {
	if p.Replay == nil {
		return 1
	}
	return len(p.Replay.Moments)
}

// marks is what the picture carries at a moment.
func (p *Page) marks(moment int) *Marks {
	if p.Replay == nil {
		return &Marks{}
	}
	return p.Replay.Moments[moment-1].Marks
}
