package inspector

import (
	"fmt"
	"strconv"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/ui/look"
)

// state makes the form of a state: its name, what its kind has, what comes
// then, and the rest under More.
func (f *form) state(s asl.State) {
	b := s.Base()
	sf := &stateForm{form: f, b: b, at: b.Node.Pointer(), language: b.QueryLanguage()}
	sf.name()
	switch s := s.(type) {
	case *asl.Task:
		sf.task(s)
	case *asl.Choice:
		sf.choice(s)
	case *asl.Parallel:
		sf.parallel(s)
	case *asl.Map:
		sf.mapState(s)
	case *asl.Wait:
		sf.wait(s)
	case *asl.Pass:
		sf.passState()
	case *asl.Fail:
		sf.fail()
	case *asl.Succeed:
		if sf.language == asl.JSONata {
			sf.add(sf.json("Output", "Hands on", "the input as it is"))
		}
		sf.add(spec{id: "about", kind: note, value: "The flow, or the branch this is in, ends here and all is well."})
	case *asl.Unknown:
		sf.unknown()
	}
	sf.more(s)
}

func (f *stateForm) name() {
	f.add(spec{
		id: "Name", label: "Name", value: f.b.Name,
		check: func(s string) string {
			if s == f.b.Name {
				return ""
			}
			if err := rewrite.CanRename(f.doc(), f.path(), s); err != nil {
				return err.Error()
			}
			return ""
		},
		commit: func(s string) error { return f.change(rewrite.Rename(f.doc(), f.path(), s)) },
	})
}

// then is what comes after the state.
func (f *stateForm) then(half bool) {
	names, chosen := f.targets(f.b.Next().StringText(), true)
	if f.b.End() {
		chosen = 0
	}
	f.add(spec{
		id: "Next", kind: chooser, label: "Then", options: names, chosen: chosen, half: half, hint: "nothing yet", wrong: f.wrong(f.pointer("Next")),
		pick: func(i int) {
			to := string(graph.EndID)
			if i > 0 {
				to = f.b.Scope.Prefix + names[i]
			} else if owner := f.b.Scope.Owner; owner != nil {
				to = owner.Base().Path
			}
			f.pane.sess.Change(rewrite.Connect(f.doc(), f.path(), to))
		},
	})
}

// endWords is how the end of the flow is offered.
const endWords = "the end"

// targets are the states of the same machine, after the end where it can be
// chosen, and which of them is called name; -1 when none is.
func (f *stateForm) targets(name string, end bool) (names []string, chosen int) {
	chosen = -1
	if end {
		names = append(names, endWords)
	}
	for _, s := range f.b.Scope.States {
		if s.Base().Name == f.b.Name {
			continue
		}
		if s.Base().Name == name {
			chosen = len(names)
		}
		names = append(names, s.Base().Name)
	}
	return names, chosen
}

// target is a chooser of a state for a field that names one.
func (f *stateForm) target(of *syntax.Node, at, field, label string) spec {
	names, chosen := f.targets(of.Get(field).StringText(), false)
	pointer := at + "/" + field
	return spec{
		id: field, kind: chooser, label: label, options: names, chosen: chosen, hint: "choose a state", wrong: f.wrong(pointer),
		pick: func(i int) { f.pane.sess.Fail(f.setText(pointer, names[i])) },
	}
}

func (f *stateForm) wait(s *asl.Wait) {
	kinds := []struct{ field, words, starter string }{
		{"Seconds", "for some time", "60"},
		{"Timestamp", "until a point in time", `"2030-01-01T00:00:00Z"`},
		{"SecondsPath", "for a time found in the data", `"$.seconds"`},
		{"TimestampPath", "until a time found in the data", `"$.time"`},
	}
	if f.language == asl.JSONata {
		kinds = kinds[:2]
	}
	var words []string
	chosen := -1
	for i, k := range kinds {
		words = append(words, k.words)
		if s.Field(k.field) != nil {
			chosen = i
		}
	}
	f.add(spec{id: "Waits", kind: chooser, label: "Waits", options: words, chosen: chosen, hint: "say how long", pick: func(i int) {
		f.pane.sess.Fail(f.swap(f.at, func(field string) bool {
			for k := range kinds {
				if kinds[k].field == field {
					return true
				}
			}
			return false
		}, kinds[i].field, kinds[i].starter))
	}})
	if chosen >= 0 {
		k := kinds[chosen]
		switch k.field {
		case "Seconds":
			f.add(f.durationAt(f.b.Node, f.at, "Seconds", "How long", "such as 30 seconds or 2 hours"))
		case "Timestamp":
			f.add(f.text("Timestamp", "Until", "2030-12-24T18:00:00Z"))
		default:
			p := f.text(k.field, "Where in the data", "$.path")
			p.mono = true
			f.add(p)
		}
	}
	f.then(false)
}

// swap replaces whichever of a group of members is there by another, in the
// object at a pointer.
func (f *form) swap(pointer string, group func(string) bool, key, json string) error {
	return f.edit(pointer, func(object value.Value) value.Value {
		var members []value.Member
		put := false
		for _, m := range object.Members() {
			switch {
			case !group(m.Key):
				members = append(members, m)
			case !put:
				members, put = append(members, value.M(key, value.MustParse(json))), true
			}
		}
		if !put {
			members = append(members, value.M(key, value.MustParse(json)))
		}
		return value.Object(members...)
	})
}

// edit changes the object at a pointer as one step; what stays the same keeps
// its bytes.
func (f *form) edit(pointer string, change func(value.Value) value.Value) error {
	doc := f.doc()
	n := doc.Tree.Find(pointer)
	if n == nil {
		return fmt.Errorf("this is not there any more")
	}
	return f.change(rewrite.Set(doc, pointer, change(n.Value()).JSON()))
}

func (f *stateForm) passState() {
	if f.language == asl.JSONata {
		f.add(f.json("Output", "Hands on", "the input as it is"))
	} else {
		f.add(f.json("Result", "Gives a fixed result", "none: the input"), f.json("Parameters", "Shapes the data into", "nothing: the data as it is"))
		f.resultPath()
	}
	f.then(false)
}

func (f *stateForm) fail() {
	f.add(f.orPath(f.text("Error", "Error name", "MyError"), f.b.Node, f.at, "Error", value.Quote))
	cause := f.orPath(f.text("Cause", "What went wrong", "One sentence for whoever reads it."), f.b.Node, f.at, "Cause", value.Quote)
	cause.kind, cause.rows = block, 3
	cause.mono = false
	f.add(cause)
}

func (f *stateForm) unknown() {
	chosen := -1
	f.add(spec{id: "Type", kind: chooser, label: "Kind of state", options: asl.Types, chosen: chosen, hint: "choose one", wrong: f.wrong(f.pointer("Type")),
		pick: func(i int) { f.pane.sess.Fail(f.setText(f.pointer("Type"), asl.Types[i])) }})
}

func (f *stateForm) parallel(s *asl.Parallel) {
	for i, m := range s.Branches {
		first := "no state yet"
		if start := m.Start(); start != nil {
			first = start.Base().Name
		}
		n := strconv.Itoa(i)
		f.add(spec{id: "Branches/" + n, kind: heading, label: "Branch " + strconv.Itoa(i+1), value: "starts with " + first, small: []small{
			{id: "remove", icon: look.Trash, tip: "Remove this branch with all its states", off: len(s.Branches) < 2,
				do: func() { f.pane.sess.Change(rewrite.RemoveBranch(f.doc(), f.path(), i)) }},
		}})
	}
	f.add(spec{id: "AddBranch", kind: button, label: "Add a branch", press: func() { f.pane.sess.Change(rewrite.AddBranch(f.doc(), f.path())) }})
	f.add(f.json(f.given(), "What the branches are given", "the input as it is"))
	f.results()
	f.then(false)
	f.trouble(s)
}
