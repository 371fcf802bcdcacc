package inspector

import (
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/ui/look"
)

func (f *stateForm) task(s *asl.Task) {
	resource := s.Field("Resource").StringText()
	action, ending := catalog.ActionFor(resource)
	f.does(resource, action, ending)
	if action == nil {
		r := f.text("Resource", "Resource", "arn:aws:states:::lambda:invoke")
		r.mono = true
		f.add(r)
	} else {
		f.waiting(action, ending)
	}
	field := f.given()
	args := s.Field(field)
	if action != nil && action.Service == "lambda" && action.Name == "invoke" {
		f.function(args, field)
		f.payload(args, field)
	} else {
		f.add(f.json(field, "What it is given", "the input as it is"))
	}
	f.results()
	limit := f.seconds("TimeoutSeconds", "Gives up after", "99999999 seconds")
	limit.half = true
	f.add(limit, f.seconds("HeartbeatSeconds", "or after a silence of", "no limit"))
	f.then(false)
	f.trouble(s)
}

// given is the field that says what work is given.
func (f *stateForm) given() string {
	if f.language == asl.JSONata {
		return "Arguments"
	}
	return "Parameters"
}

// does says in words what the task does; choosing another writes its resource.
func (f *stateForm) does(resource string, action *catalog.Action, ending string) {
	words := "Something of its own"
	switch {
	case action != nil && action.Service == "lambda" && ending == catalog.TokenEnding:
		words = "Lambda: invoke, then wait for a callback"
	case action != nil:
		words = action.Title
	case resource == "":
		words = ""
	}
	var list []Option
	for i := range catalog.Actions {
		a := &catalog.Actions[i]
		if a.Items {
			continue
		}
		list = append(list, Option{ID: a.Service + ":" + a.Name, Title: a.Title, Detail: a.Help, Do: func() { f.pane.sess.Fail(f.chooseAction(a)) }})
	}
	f.add(spec{id: "Does", kind: search, label: "Does", value: words, hint: "choose what it does", list: list, wrong: f.wrong(f.pointer("Resource"))})
}

// chooseAction writes an action's resource and, where the task was given
// nothing yet or something for another action, its starter parameters.
func (f *stateForm) chooseAction(a *catalog.Action) error {
	starter := a.Parameters()
	if f.language == asl.JSONata {
		starter = a.Arguments()
	}
	return f.edit(f.at, func(state value.Value) value.Value {
		state = state.With("Resource", value.String(a.Resource()))
		if starter.IsAbsent() {
			return state
		}
		return state.With(f.given(), starter)
	})
}

// waiting says until when the task waits.
func (f *stateForm) waiting(a *catalog.Action, ending string) {
	endings, words := []string{""}, []string{"for the answer to the call"}
	for _, m := range []struct {
		mode   catalog.Modes
		ending string
		words  string
	}{
		{catalog.Sync, catalog.SyncEnding, "until the job is done"},
		{catalog.Sync2, catalog.Sync2Ending, "until the job is done, as JSON"},
		{catalog.Token, catalog.TokenEnding, "until somebody answers its token"},
	} {
		if a.Can(m.mode) {
			endings, words = append(endings, m.ending), append(words, m.words)
		}
	}
	if len(endings) == 1 {
		return
	}
	chosen := 0
	for i, e := range endings {
		if e == ending {
			chosen = i
		}
	}
	f.add(spec{id: "Waits", kind: chooser, label: "Waits", options: words, chosen: chosen,
		pick: func(i int) { f.pane.sess.Fail(f.setText(f.pointer("Resource"), a.Resource()+endings[i])) }})
}

// function is the name of the Lambda function, written or found in the data.
func (f *stateForm) function(args *syntax.Node, field string) {
	name := "FunctionName"
	if args.Get(name) == nil && args.Get(name+".$") != nil {
		name += ".$"
	}
	s := f.textAt(args, f.pointer(field), name, "Function", "the function's name or ARN")
	s.id = "FunctionName"
	if strings.HasSuffix(name, ".$") {
		s.label, s.mono = "Function, found in the data at", true
	}
	f.add(s)
}

func (f *stateForm) payload(args *syntax.Node, field string) {
	if args.Get("Payload.$") != nil {
		s := f.textAt(args, f.pointer(field), "Payload.$", "Payload, taken from the data at", "$")
		s.id, s.mono = "Payload", true
		f.add(s)
		return
	}
	f.add(f.jsonAt(args, f.pointer(field), "Payload", "Payload", "nothing"))
}

// results says what becomes of what comes back.
func (f *stateForm) results() {
	if f.language == asl.JSONata {
		f.add(f.json("Output", "Hands on", "the result as it is"))
		return
	}
	f.resultPath()
}

func (f *stateForm) resultPath() {
	s := f.text("ResultPath", "Keep the result in", "$ (in place of the input)")
	s.mono = true
	set := s.commit
	s.commit = func(text string) error {
		if strings.TrimSpace(text) == "null" {
			return f.setJSON(f.pointer("ResultPath"), "null")
		}
		return set(text)
	}
	f.add(s)
}

// trouble is what happens after errors: new tries, and ways out.
func (f *stateForm) trouble(s asl.State) {
	retriers, catchers := asl.Retriers(s), asl.Catchers(s)
	for i, r := range retriers {
		f.retrier(i, r)
	}
	f.add(spec{id: "AddRetry", kind: button, label: "Try again after errors", press: func() {
		f.pane.sess.Change(rewrite.AddRetrier(f.doc(), f.path()))
	}})
	for i, c := range catchers {
		f.catcher(i, c)
	}
	names, _ := f.targets("", false)
	if len(names) == 0 {
		return
	}
	to := names[len(names)-1]
	f.add(spec{id: "AddCatch", kind: button, label: "Go elsewhere after errors", press: func() {
		f.pane.sess.Change(rewrite.AddCatcher(f.doc(), f.path(), to))
	}})
}

func (f *stateForm) retrier(i int, r *asl.Retrier) {
	id := "Retry/" + strconv.Itoa(i)
	at := f.pointer(id)
	f.add(spec{id: id, kind: heading, label: "Tries again", small: []small{f.removal("Retry", i, "Remove this")}})
	f.errors(r.Node, at, id)
	first := f.durationAt(r.Node, at, "IntervalSeconds", "first after", "1 second")
	times := f.numberAt(r.Node, at, "MaxAttempts", "at most so often", "3")
	rate := f.numberAt(r.Node, at, "BackoffRate", "each wait longer by", "2")
	limit := f.durationAt(r.Node, at, "MaxDelaySeconds", "but at most", "no limit")
	first.half, rate.half = true, true
	for _, s := range []spec{first, times, rate, limit} {
		s.id = id + "/" + s.id
		f.add(s)
	}
	spread := spec{id: id + "/JitterStrategy", kind: chooser, label: "Each wait is", options: []string{"just as long", "of a random length, up to that"}, wrong: f.wrong(at + "/JitterStrategy"),
		pick: func(i int) { f.pane.sess.Fail(f.setText(at+"/JitterStrategy", []string{"", "FULL"}[i])) }}
	if r.Node.TextOf("JitterStrategy") == "FULL" {
		spread.chosen = 1
	}
	f.add(spread)
}

func (f *stateForm) catcher(i int, c *asl.Catcher) {
	id := "Catch/" + strconv.Itoa(i)
	at := f.pointer(id)
	f.add(spec{id: id, kind: heading, label: "Goes elsewhere", small: []small{f.removal("Catch", i, "Remove this")}})
	f.errors(c.Node, at, id)
	next := f.target(c.Node, at, "Next", "Goes to")
	next.id = id + "/Next"
	if f.language == asl.JSONata {
		f.add(next)
		output := f.jsonAt(c.Node, at, "Output", "Hands on", "the error and its cause")
		output.id = id + "/Output"
		f.add(output)
		f.variables(c.Node, at, id)
		return
	}
	next.half = true
	keep := f.textAt(c.Node, at, "ResultPath", "Keep the error in", "$")
	keep.id, keep.mono = id+"/ResultPath", true
	f.add(next, keep)
	f.variables(c.Node, at, id)
}

// variables are those that a rule or a way out sets, where there are any or all
// is shown.
func (f *stateForm) variables(of *syntax.Node, at, id string) {
	if of.Get("Assign") == nil && !f.pane.more {
		return
	}
	s := f.jsonAt(of, at, "Assign", "Sets variables", "none")
	s.id = id + "/Assign"
	f.add(s)
}

func (f *stateForm) removal(field string, i int, tip string) small {
	return small{id: "remove", icon: look.Trash, tip: tip, do: func() { f.pane.sess.Change(rewrite.RemoveItem(f.doc(), f.path(), field, i)) }}
}

// errors is a list of error names with commas between them.
func (f *stateForm) errors(of *syntax.Node, at, id string) {
	var names []string
	if list := of.Get("ErrorEquals"); list.Is(syntax.Array) {
		for _, n := range list.Items() {
			names = append(names, n.StringText())
		}
	}
	pointer := at + "/ErrorEquals"
	f.add(spec{
		id: id + "/ErrorEquals", label: "On these errors", hint: "States.ALL for any", value: strings.Join(names, ", "), wrong: f.wrong(pointer),
		commit: func(s string) error {
			var list []value.Value
			for _, name := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '\n' }) {
				if name = strings.TrimSpace(name); name != "" {
					list = append(list, value.String(name))
				}
			}
			return f.setJSON(pointer, value.Array(list...).JSON())
		},
	})
}
