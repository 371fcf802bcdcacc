package inspector

import (
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/ui/session"
)

var languages = []string{asl.JSONPath, asl.JSONata}

// more is what few need: folded away until somebody asks.
func (f *stateForm) more(s asl.State) {
	open := f.pane.more
	label := "More"
	if open {
		label = "Less"
	}
	f.add(spec{id: "More", kind: button, label: label, press: func() { f.pane.more = !open; f.pane.Display(f.pane.sess.Snapshot()) }})
	if !open {
		return
	}
	f.comment()
	kind := catalog.StateKindOf(f.b.Type)
	if kind == nil {
		return
	}
	has := func(field string) bool { d := kind.Shape.Field(field); return d != nil && d.In(f.language) }
	for _, d := range []struct{ field, label, hint string }{
		{"InputPath", "Sees only this part of the input", "$"},
		{"ResultSelector", "Keeps of the raw result", "all of it"},
		{"OutputPath", "Hands on only this part", "$"},
		{"Output", "Hands on", "the input as it is"},
		{"Assign", "Sets variables", "none"},
		{"Credentials", "Works in the role", "the flow's own"},
	} {
		if !has(d.field) || f.has(d.field) {
			continue
		}
		s := f.json(d.field, d.label, d.hint)
		if strings.HasSuffix(d.field, "Path") {
			s = f.text(d.field, d.label, d.hint)
			s.mono = true
		}
		f.add(s)
	}
	if _, isTask := s.(*asl.Task); isTask {
		r := f.text("Resource", "Resource", "arn:aws:states:::lambda:invoke")
		r.mono = true
		if a, _ := catalog.ActionFor(s.Base().Field("Resource").StringText()); a != nil {
			f.add(r)
		}
	}
	f.kind()
	f.queryLanguage(f.at, f.b.Field("QueryLanguage").StringText(), "as the flow says", f.toJSONata)
}

// kind makes the state one of another kind.
func (f *stateForm) kind() {
	chosen := -1
	for i, k := range asl.Types {
		if k == f.b.Type {
			chosen = i
		}
	}
	f.add(spec{id: "Kind", kind: chooser, label: "Kind of state", options: asl.Types, chosen: chosen,
		pick: func(i int) { f.pane.sess.Change(rewrite.Convert(f.doc(), f.path(), asl.Types[i])) }})
}

// toJSONata converts the state where JSONata would be new to it.
func (f *stateForm) toJSONata(choice string) (*rewrite.Change, error) {
	next := choice
	if next == "" {
		next = f.snap.Doc.Machine.Field("QueryLanguage").StringText()
	}
	if next != asl.JSONata || f.language == asl.JSONata {
		return nil, nil
	}
	return rewrite.ToJSONata(f.doc(), f.path())
}

func (f *stateForm) comment() {
	s := f.text("Comment", "Note for people", "What this step is for.")
	s.kind, s.rows = block, 2
	f.add(s)
}

// queryLanguage chooses the language of data. convert gives the change that
// takes what is written along into the language chosen ("" for none of its
// own), or nil where the name alone is to be written.
func (f *form) queryLanguage(at, now, none string, convert func(choice string) (*rewrite.Change, error)) {
	options := append([]string{none}, languages...)
	chosen := 0
	for i, o := range options {
		if i > 0 && o == now {
			chosen = i
		}
	}
	pointer := at + "/QueryLanguage"
	f.add(spec{id: "QueryLanguage", kind: chooser, label: "Picks and computes data with", options: options, chosen: chosen, wrong: f.wrong(pointer), pick: func(i int) {
		name := ""
		if i > 0 {
			name = options[i]
		}
		if c, err := convert(name); c != nil || err != nil {
			f.pane.sess.Change(c, err)
			return
		}
		f.pane.sess.Fail(f.setText(pointer, name))
	}})
}

// machine is the form of the whole, when nothing is selected.
func (f *form) machine(m *asl.Machine) {
	if m != nil {
		s := f.textAt(m.Node, "", "Comment", "What the flow is for", "One sentence for whoever opens it.")
		s.kind, s.rows = block, 2
		f.add(s)
		var names []string
		chosen := -1
		for _, s := range m.States {
			if s == m.Start() {
				chosen = len(names)
			}
			names = append(names, s.Base().Name)
		}
		f.add(spec{id: "StartAt", kind: chooser, label: "Starts with", options: names, chosen: chosen, hint: "no state yet", wrong: f.wrong("/StartAt"),
			pick: func(i int) { f.pane.sess.Fail(f.setText("/StartAt", names[i])) }})
		f.add(f.durationAt(m.Node, "", "TimeoutSeconds", "Gives up after", "no limit"))
		f.queryLanguage("", m.Field("QueryLanguage").StringText(), "JSONPath, the usual", func(choice string) (*rewrite.Change, error) {
			if choice != asl.JSONata || m.QueryLanguage() == asl.JSONata {
				return nil, nil
			}
			return rewrite.MachineToJSONata(f.doc())
		})
	}
	f.findings()
}

// findings are what the checks say, each a way to its place.
func (f *form) findings() {
	if len(f.snap.Diagnostics) == 0 || f.snap.Blank() {
		return
	}
	f.add(spec{id: "Problems", kind: heading, label: "Problems", value: strconv.Itoa(len(f.snap.Diagnostics))})
	const most = 50
	for i := range f.snap.Diagnostics {
		if i == most {
			break
		}
		d := &f.snap.Diagnostics[i]
		mark := map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Hint: "hint"}[d.Severity]
		at := d.Span.Start
		id := "problem/" + strconv.Itoa(i)
		f.add(spec{id: id, kind: problem, label: d.Message, value: d.Advice, hint: mark, press: func() { f.pane.options.Jump(at) }})
		for k := range d.Fixes {
			fix := d.Fixes[k]
			f.add(spec{id: id + "/fix/" + strconv.Itoa(k), kind: button, label: fix.Title, press: func() { f.pane.sess.Fail(f.pane.sess.Type(fix.Title, session.Intent, fix.Edits...)) }})
		}
	}
}
