package tape

import (
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

// About is what is worth knowing of an execution beyond its beginning.
type About struct {
	Machine     string // the state machine's name
	Path        string // of the file it was started from; may be ""
	Mocks       string // the text of the mock file that answers its tasks; may be ""
	Case        string // the test case of that
	Person      bool   // tasks that nothing answers are left to a person
	PersonFirst bool   // and those that wait for a task token in any case
	Virtual     bool   // on a virtual clock
	Parent      string // ARN of the execution it was forked from
	ParentEvent int64  // at which event
	Starter     string // ARN of the execution that started it; "" is a person
	StarterTask int64  // by which task
	Awaited     bool   // that task waits for its end
}

// Page is what is kept in one go.
type Page struct {
	Data    []byte
	Hard    bool // must survive a power cut
	Events  int  // so far
	Opened  []Token
	Closed  []Closing
	End     *End   // set on the last page
	Trouble string // why the run cannot go on for now; "" is no trouble
}

// Empty tells whether there is nothing to keep.
func (p *Page) Empty() bool {
	return len(p.Data) == 0 && len(p.Opened) == 0 && len(p.Closed) == 0 && p.End == nil && p.Trouble == ""
}

// Token is the token of a task that waits for an answer from outside.
type Token struct {
	Token string
	Task  int64
	State string // its path
	At    time.Time
}

// Closing takes a token out of use. Later answers to it get the service's
// error of that name.
type Closing struct {
	Token string
	Error string // "TaskDoesNotExist", "TaskTimedOut"
}

// End is how an execution ended.
type End struct {
	Status       string
	At           time.Time
	Output       value.Value // Absent unless it succeeded
	Error, Cause string
}
