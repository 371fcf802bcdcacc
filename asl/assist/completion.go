package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// Kind tells what an Item is.
type Kind uint8

// The kinds of item.
const (
	KindField    Kind = iota // a field of the language
	KindOperator             // a comparison operator of a choice rule
	KindValue                // one of the values a field can have
	KindState                // a state
	KindError                // an error's name
	KindResource             // what a Task can do
	KindFunction             // an intrinsic or a JSONata function
	KindVariable             // a variable of the machine
	KindPath                 // a place in the data
	KindKey                  // a key of a payload
	KindSnippet              // a larger piece of text
)

func (k Kind) String() string {
	return [...]string{"field", "operator", "value", "state", "error", "resource", "function", "variable", "path", "key", "snippet"}[k]
}

// Item is one thing that can be put in.
type Item struct {
	Label  string // what it is called
	Kind   Kind
	Detail string // a few words beside the label: a type, a signature, a sample
	Help   string // plain sentences
	Insert string // what takes the place of Completion.Replace
	Caret  int    // where in Insert the caret goes, in bytes
	Again  bool   // the caret is then where something can be completed again
}

// Completion is what can stand at a place, best first.
type Completion struct {
	Replace text.Span // what an item takes the place of
	Items   []Item
	More    bool // there were more than are listed; typing narrows them down
}

// Edit is the edit that puts an item in, and the caret's offset after it.
func (c Completion) Edit(i Item) (text.Edit, int) {
	return text.Replace(c.Replace, i.Insert), c.Replace.Start + i.Caret
}

// Samples are what a rehearsal saw, by state path; nil when there was none.
type Samples map[string]Sample

// Sample is the data of one state; what was not seen is Absent.
type Sample struct {
	Input     value.Value // the state's input as it sees it: $ or $states.input
	Result    value.Value // what the work gave
	Error     value.Value // what a catcher was given
	Variables map[string]value.Value
}

// maxItems bounds a list that is not narrowed down yet.
const maxItems = 250

// mark stands in a text to insert where the caret goes. It is of no meaning in
// any alphabet.
const mark = "\uE0F1"

// Complete tells what can stand at the offset, narrowed down to what the
// characters typed there can mean. Samples may be nil.
func Complete(doc *asl.Document, offset int, samples Samples) Completion {
	p := placeAt(doc, min(max(offset, 0), doc.Text.Len()))
	c := &completer{place: p, samples: samples, list: ranking{typed: p.typed}}
	switch p.kind {
	case noPlace:
		return Completion{Replace: text.At(offset)}
	case emptyPlace:
		c.wholeMachine()
	case keyPlace:
		c.keys()
	case valuePlace:
		c.values()
	}
	return Completion{Replace: c.place.replace, Items: c.list.items(), More: c.list.more()}
}

// completer collects what can stand at a place.
type completer struct {
	*place
	samples Samples
	list    ranking
}

// offer puts an item on the list when it fits what was typed. insert is the
// text with a mark where the caret goes, or without one for the end.
func (c *completer) offer(i Item, insert string) {
	if score, fits := c.list.fits(i.Label); fits {
		c.put(score, i, insert)
	}
}

func (c *completer) put(score int, i Item, insert string) {
	i.Insert, i.Caret = unmark(insert)
	c.list.add(score, i)
}

// unmark takes the marks out of a text and tells where the first one was.
func unmark(s string) (string, int) {
	at := strings.Index(s, mark)
	if at < 0 {
		return s, len(s)
	}
	return strings.ReplaceAll(s, mark, ""), at
}

// machineStarter is what an empty document begins with.
const machineStarter = `{"StartAt": "First", "States": {"First": {"Type": "Pass", "End": true}}}`

func (c *completer) wholeMachine() {
	c.list.typed = ""
	v := value.MustParse(machineStarter)
	c.offer(Item{Label: "A new flow", Kind: KindSnippet, Help: "A state machine with one state to begin with."}, c.render(v, "", true)+c.eol)
	v = value.Object(append([]value.Member{value.M("QueryLanguage", value.String(asl.JSONata))}, v.Members()...)...)
	c.offer(Item{Label: "A new flow with JSONata", Kind: KindSnippet, Help: "The same, with JSONata for picking and computing data."}, c.render(v, "", true)+c.eol)
}
