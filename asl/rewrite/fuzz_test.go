package rewrite_test

import (
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
)

// FuzzVerbs does each verb on any text: it must come back with a change that
// can be made and leaves JSON, or with a refusal.
func FuzzVerbs(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Add(`{"States":{"A":{"Type":"Choice","Choices":[1,[],{"Next":2}],"Default":[]},"A":{},"":{"Type":"Parallel","Branches":[1,{"States":[]}]}}}`)
	f.Add(`{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"States":{"M":{"Type":"Map","ItemProcessor":[]}}},"Catch":{},"Next":"M","End":true}}}`)
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 3000 {
			return
		}
		doc := asl.ParseString(src)
		var paths []string
		for _, s := range doc.States() {
			if len(paths) < 4 {
				paths = append(paths, s.Base().Path)
			}
		}
		try := func(says string, c *rewrite.Change, err error) {
			if err != nil {
				return
			}
			next, _, err := text.Apply(doc.Text, c.Edits...)
			if err != nil {
				t.Fatalf("%s: %v", says, err)
			}
			if after := asl.Parse(next); broken(after) && !broken(doc) {
				t.Fatalf("%s breaks %q into %q", says, src, next)
			}
		}
		onDocument(doc, paths, try)
		for i, path := range paths {
			onState(doc, path, paths[len(paths)-1-i], try)
		}
		for i, e := range graph.New(doc.Machine).Edges {
			if i < 6 {
				onEdge(doc, e, try)
			}
		}
	})
}

type trial func(says string, c *rewrite.Change, err error)

func onDocument(doc *asl.Document, paths []string, try trial) {
	c, err := rewrite.InsertKind(doc, "Choice", rewrite.In("", 0))
	try("insert", c, err)
	c, err = rewrite.Format(doc, false)
	try("format", c, err)
	c, err = rewrite.Set(doc, "/States/A/Retry/0/MaxAttempts", "1")
	try("set", c, err)
	c, err = rewrite.Remove(doc, paths...)
	try("remove all", c, err)
	if len(paths) > 1 {
		c, err = rewrite.Wrap(doc, paths[:2], "Map")
		try("wrap", c, err)
		c, err = rewrite.Duplicate(doc, paths[:2]...)
		try("duplicate", c, err)
		c, err = rewrite.Connect(doc, paths[0], paths[1])
		try("connect", c, err)
	}
}

func onState(doc *asl.Document, path, other string, try trial) {
	c, err := rewrite.Remove(doc, path)
	try("remove", c, err)
	c, err = rewrite.RemoveOnly(doc, path)
	try("remove only", c, err)
	c, err = rewrite.Rename(doc, path, "New")
	try("rename", c, err)
	c, err = rewrite.InsertKind(doc, "Task", rewrite.After(path))
	try("insert after", c, err)
	c, err = rewrite.InsertKind(doc, "Fail", rewrite.FromHandle(path))
	try("insert at handle", c, err)
	c, err = rewrite.InsertKind(doc, "Parallel", rewrite.In(path, 0))
	try("insert in", c, err)
	c, err = rewrite.Unwrap(doc, path)
	try("unwrap", c, err)
	c, err = rewrite.AddRule(doc, path, "")
	try("add rule", c, err)
	c, err = rewrite.AddCatcher(doc, path, other)
	try("add catcher", c, err)
	c, err = rewrite.AddBranch(doc, path)
	try("add branch", c, err)
	c, err = rewrite.RemoveBranch(doc, path, 0)
	try("remove branch", c, err)
	c, err = rewrite.MoveItem(doc, path, "Choices", 0, 1)
	try("move item", c, err)
	for _, kind := range asl.Types {
		c, err = rewrite.Convert(doc, path, kind)
		try("convert to "+kind, c, err)
	}
	if flow, err := rewrite.Copy(doc, path, other); err == nil {
		c, err = rewrite.Paste(doc, flow, rewrite.After(other))
		try("paste", c, err)
	}
}

func onEdge(doc *asl.Document, e *graph.Edge, try trial) {
	c, err := rewrite.InsertKind(doc, "Map", rewrite.OnEdge(e))
	try("insert on", c, err)
	c, err = rewrite.Disconnect(doc, e)
	try("disconnect", c, err)
	for _, s := range doc.States() {
		path := s.Base().Path
		c, err = rewrite.Move(doc, path, rewrite.OnEdge(e))
		try("move", c, err)
		c, err = rewrite.Reconnect(doc, e, path)
		try("reconnect", c, err)
		c, err = rewrite.ReconnectFrom(doc, e, path)
		try("reconnect from", c, err)
	}
}
