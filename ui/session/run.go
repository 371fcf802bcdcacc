package session

import (
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/task"
	"github.com/stateboard/stateboard/ui/marks"
)

// Run is a rehearsal as it is shown: a fold over the first Shown of its
// events.
type Run struct {
	Doc         *asl.Document      // the machine that runs: the text as it was at the start
	Scenario    string             // its name; "" for a free input
	Events      history.View       // all that have happened
	Shown       int                // how many of them are shown; Events.Len() at the live end
	Execution   *history.Execution // of the shown events; it is the session's and moves on with it
	Marks       marks.Marks        // on Snapshot.Graph
	Findings    []string           // what came out otherwise than the scenario expects, once it is over
	Expects     bool               // the scenario expects something, so that no Findings are good news
	Live        bool               // it goes on
	Paused      bool               // it is held between two steps
	Before      string             // path of the state whose breakpoint holds it; "" for none
	Waiting     bool               // time passes in a Wait or before a retry: it can be skipped
	Tokens      []Token            // what is open at the live end, in the order of asking
	Interrupted []Interrupted      // tasks that were at work when the program last ended
	Speed       Speed
	status      string
}

// Status is AWS's execution status at the live end, or "".
func (r *Run) Status() string {
	if r == nil {
		return ""
	}
	return r.status
}

// AtEnd tells whether everything that has happened is shown.
func (r *Run) AtEnd() bool { return r.Shown == r.Events.Len() }

// Token is a task that waits for a person: one that passed on a task token,
// or one that no mock answers.
type Token struct {
	Path, Name string // the state
	Token      string // what Answer takes
	Question   string // the state's Comment: what the person is asked; may be ""
	Input      value.Value
	Opened     time.Time
	GivesUp    time.Time // zero when it waits for ever
	Prepared   []task.Prepared
}

// Speed is how long a rehearsal stays at each step, so that people can follow.
type Speed int

// The speeds, the quickest first.
const (
	Instant Speed = iota
	Fast
	Normal
	Slow
)

// Speeds are the names of the speeds, as menus show them.
var Speeds = []string{"Instant", "Fast", "Normal", "Slow enough to explain"}

func (s Speed) pause() time.Duration {
	return [...]time.Duration{0, 120 * time.Millisecond, 450 * time.Millisecond, 1500 * time.Millisecond}[s]
}
