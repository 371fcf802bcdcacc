package inspector

import (
	"github.com/stateboard/stateboard/asl"
)

func (f *stateForm) mapState(s *asl.Map) {
	if f.language == asl.JSONata {
		f.add(f.json("Items", "Takes the items of", "the input"))
	} else {
		items := f.text("ItemsPath", "Takes the items of", "$ (the whole input)")
		items.mono = true
		f.add(items)
	}
	f.add(f.number("MaxConcurrency", "How many at a time", "as many as there are"))
	selector := "ItemSelector"
	if s.Field(selector) == nil && s.Field("Parameters") != nil {
		selector = "Parameters" // its older name
	}
	f.add(f.json(selector, "Gives each step", "the item as it is"))
	f.mode(s)
	f.results()
	f.then(false)
	f.trouble(s)
}

// mode says where the steps run, and what only holds where each item has an
// execution of its own.
func (f *stateForm) mode(s *asl.Map) {
	steps := "ItemProcessor"
	if s.Field(steps) == nil && s.Field("Iterator") != nil {
		steps = "Iterator"
	}
	config := s.Field(steps).Get("ProcessorConfig")
	distributed := config.TextOf("Mode") == "DISTRIBUTED"
	at := f.pointer(steps + "/ProcessorConfig")
	run := spec{id: "Mode", kind: chooser, label: "Its steps run", options: []string{"in this execution", "each in its own"}, half: distributed, wrong: f.wrong(at + "/Mode"),
		pick: func(i int) {
			f.pane.sess.Fail(f.setJSON(at, []string{"", `{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}`}[i]))
		}}
	if !distributed {
		f.add(run)
	} else {
		run.chosen = 1
		types := []string{"STANDARD", "EXPRESS"}
		chosen := -1
		for i, t := range types {
			if config.TextOf("ExecutionType") == t {
				chosen = i
			}
		}
		f.add(run, spec{id: "ExecutionType", kind: chooser, label: "of the type", options: types, chosen: chosen, hint: "choose one", wrong: f.wrong(at + "/ExecutionType"),
			pick: func(i int) { f.pane.sess.Fail(f.setText(at+"/ExecutionType", types[i])) }})
	}
	percent := f.number("ToleratedFailurePercentage", "May fail, in percent", "none")
	percent.half = true
	if count := f.number("ToleratedFailureCount", "or how many", "none"); distributed || percent.value != "" || count.value != "" {
		f.add(percent, count)
	}
	for _, d := range []struct{ field, label, hint string }{
		{"ItemReader", "Reads the items from", "the input"},
		{"ItemBatcher", "Puts items together", "one by one"},
		{"ResultWriter", "Writes the results to", "nowhere: hands them on"},
	} {
		if s.Field(d.field) != nil || distributed && f.pane.more {
			f.add(f.json(d.field, d.label, d.hint))
		}
	}
	if s.Field("Label") != nil || distributed && f.pane.more {
		f.add(f.text("Label", "Short name for its runs", "made up from the state's name"))
	}
}

// number is a number of the state, or where it is found in the data.
func (f *stateForm) number(field, label, hint string) spec {
	s := f.numberAt(f.b.Node, f.at, field, label, hint)
	s.tip = f.help(field)
	return f.orPath(s, f.b.Node, f.at, field, numberText)
}

// seconds is a time of the state, or where it is found in the data.
func (f *stateForm) seconds(field, label, hint string) spec {
	s := f.durationAt(f.b.Node, f.at, field, label, hint)
	s.tip = f.help(field)
	return f.orPath(s, f.b.Node, f.at, field, func(text string) string {
		n, _ := parseSeconds(text)
		return numberText(n)
	})
}
