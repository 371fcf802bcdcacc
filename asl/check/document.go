package check

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// MaxSize is how many bytes a definition may have.
// Source: Step Functions quotas, "Maximum size of a state machine definition".
const MaxSize = 1 << 20

// isMachine tells whether there is a machine to check; if not, one finding
// says what the text is instead.
func (c *checker) isMachine() bool {
	root := c.doc.Tree.Root
	if root == nil {
		if strings.TrimSpace(c.source) == "" {
			c.report(diag.Error, CodeSchema, nil, text.Span{}, "The document is empty.", "Start with { or drag a state onto the canvas.")
		}
		return false
	}
	if root.Kind != syntax.Object {
		if len(c.doc.Tree.Errors) == 0 {
			c.fail(CodeSchema, root, fmt.Sprintf("A state machine is an object, and this is %s.", root.Kind), "Write { with StartAt and States in it.")
		}
		return false
	}
	if root.Get("StartAt") != nil || root.Get("States") != nil {
		return true
	}
	if len(c.doc.Tree.Errors) == 0 || len(root.Members()) > 0 {
		message, advice := stranger(root)
		c.lacks(root, nil, message, advice)
	}
	return false
}

// stranger says what an object without StartAt and States seems to be.
func stranger(root *syntax.Node) (message, advice string) {
	switch {
	case len(root.Members()) == 0:
		return "This state machine has nothing in it.", "Add StartAt and States, or drag a state onto the canvas."
	case root.Get("AWSTemplateFormatVersion") != nil || root.Get("Resources").Is(syntax.Object):
		return "This is a deployment template, not a state machine.", "Open the definition inside it: the object that has StartAt and States."
	case root.Get("StateMachines") != nil && root.Get("MockedResponses") != nil:
		return "This is a file of mocks, not a state machine.", "Open the flow beside it, the file that ends in .asl.json."
	case root.Get("Type").Is(syntax.String):
		return "This is a single state, not a state machine.", "Put it under its name into States, and name it in StartAt."
	}
	return "This is not a state machine: it has neither StartAt nor States.", "Open a file with a state machine, or add StartAt and States."
}

// size warns of a text that the service would not take.
func (c *checker) size() {
	if n := len(c.source); n > MaxSize {
		root := c.doc.Tree.Root
		c.report(diag.Warning, CodeSize, root, label(root, nil), fmt.Sprintf("The definition has %d bytes, and the service takes at most %d.", n, MaxSize), "Move parts of it into machines of their own, or remove blanks.")
	}
}
