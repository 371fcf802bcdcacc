package inspector

import (
	"sort"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/ui/look"
)

func (f *stateForm) choice(s *asl.Choice) {
	for i, r := range s.Rules() {
		f.rule(i, r, len(s.Rules()))
	}
	f.add(spec{id: "AddRule", kind: button, label: "Add a rule", press: func() { f.pane.sess.Fail(f.addRule(s)) }})
	f.add(f.target(f.b.Node, f.at, "Default", "Otherwise goes to"))
}

// rule is one rule: what it asks, in one line where that is enough, and where
// to go.
func (f *stateForm) rule(i int, r *asl.Rule, n int) {
	id := "Choices/" + strconv.Itoa(i)
	at := f.pointer(id)
	f.add(spec{id: id, kind: heading, label: "Rule " + strconv.Itoa(i+1), value: graph.RuleWords(r), small: []small{
		{id: "up", icon: look.ChevronUp, tip: "Asked earlier", off: i == 0, do: func() { f.pane.sess.Fail(f.moveRule(i, i-1)) }},
		{id: "down", icon: look.ChevronDown, tip: "Asked later", off: i == n-1, do: func() { f.pane.sess.Fail(f.moveRule(i, i+1)) }},
		f.removal("Choices", i, "Remove this rule"),
	}})
	switch t := r.Test.(type) {
	case *asl.Compare:
		if t.Node == r.Node {
			f.compare(t, at, id)
			break
		}
		f.wholeRule(r, at, id)
	case *asl.And:
		f.several(r, t.Tests, "And", at, id)
	case *asl.Or:
		f.several(r, t.Tests, "Or", at, id)
	case *asl.Expression:
		s := f.textAt(r.Node, at, "Condition", "When this is true", "{% $states.input.answer = 'yes' %}")
		s.id, s.kind, s.mono, s.rows = id+"/Condition", block, true, 2
		f.add(s)
	default:
		f.wholeRule(r, at, id)
	}
	next := f.target(r.Node, at, "Next", "Goes to")
	next.id = id + "/Next"
	f.add(next)
	if f.language == asl.JSONata && (r.Node.Get("Output") != nil || f.pane.more) {
		output := f.jsonAt(r.Node, at, "Output", "Hands on", "as the state says")
		output.id = id + "/Output"
		f.add(output)
	}
	f.variables(r.Node, at, id)
}

// several is a rule of comparisons that are joined: the form shows each, where
// all of them are plain.
func (f *stateForm) several(r *asl.Rule, tests []asl.Test, joint, at, id string) {
	list := r.Node.Get(joint)
	if !list.Is(syntax.Array) || len(list.Items()) != len(tests) {
		f.wholeRule(r, at, id)
		return
	}
	for _, t := range tests {
		if _, plain := t.(*asl.Compare); !plain {
			f.wholeRule(r, at, id)
			return
		}
	}
	joints := []string{"Or", "And"}
	chosen := 0
	if joint == "And" {
		chosen = 1
	}
	f.add(spec{id: id + "/Joint", kind: chooser, options: []string{"any of these holds", "all of these hold"}, chosen: chosen, pick: func(i int) {
		json := f.source(list)
		f.pane.sess.Fail(f.swap(at, func(key string) bool { return key == joint }, joints[i], json))
	}})
	for i, t := range tests {
		part := "/" + joint + "/" + strconv.Itoa(i)
		f.compare(t.(*asl.Compare), at+part, id+part)
	}
	f.add(spec{id: id + "/AddTest", kind: button, label: "Add a condition", press: func() {
		last := tests[len(tests)-1].(*asl.Compare)
		f.pane.sess.Fail(f.setJSON(at+"/"+joint+"/-", f.source(last.Node)))
	}})
}

// compare is a rule that holds one value against another.
func (f *stateForm) compare(t *asl.Compare, at, id string) {
	subject := f.textAt(t.Node, at, "Variable", "When", "$.value")
	subject.id, subject.mono = id+"/Variable", true
	f.add(subject)
	words := operatorWords(t.Operator)
	var list []Option
	for _, op := range operatorsInOrder {
		list = append(list, Option{ID: op, Title: operatorWords(op), Detail: op, Do: func() { f.pane.sess.Fail(f.setOperator(t, at, op)) }})
	}
	f.add(spec{id: id + "/Operator", kind: search, label: "", value: words, hint: "choose how to compare", list: list, half: true})
	pointer := at + "/" + t.Operator
	text := t.Operand.Is(syntax.String)
	f.add(spec{id: id + "/Value", value: written(t.Operand), hint: "a value", wrong: f.wrong(pointer), commit: func(s string) error {
		return f.setJSON(pointer, operand(t.Operator, s, text))
	}})
}

// operand is what was typed as the operator wants it: text in quotes, numbers
// and true or false as they are.
func operand(operator, s string, wasText bool) string {
	op := asl.Operators[operator]
	switch {
	case op.Path, op.Subject == "String", op.Subject == "Timestamp":
		return value.Quote(s)
	case op.Subject == "" || op.Subject == "Boolean":
		switch strings.ToLower(strings.TrimSpace(s)) {
		case "true", "yes":
			return "true"
		case "false", "no":
			return "false"
		}
	}
	if wasText && op.Subject == "" {
		return value.Quote(s)
	}
	return numberText(s)
}

// setOperator asks in another way; what it is held against stays where it can.
func (f *stateForm) setOperator(t *asl.Compare, at, to string) error {
	json := operand(to, written(t.Operand), false)
	op := asl.Operators[to]
	switch {
	case (op.Subject == "" || to == "BooleanEquals") && json != "true" && json != "false":
		json = "true"
	case op.Subject == "Numeric" && !op.Path:
		if v, err := value.Parse(json); err != nil || v.Kind() != value.NumberKind {
			json = "0"
		}
	case op.Path && !strings.HasPrefix(written(t.Operand), "$"):
		json = `"$.other"`
	}
	return f.swap(at, func(key string) bool { _, known := asl.Operators[key]; return known }, to, json)
}

// wholeRule is the JSON of a rule that one line cannot say.
func (f *stateForm) wholeRule(r *asl.Rule, at, id string) {
	s := f.jsonAt(r.Node.Parent, strings.TrimSuffix(at, "/"+lastStep(at)), lastStep(at), "Its test, as JSON", "")
	s.id, s.value = id+"/Test", f.source(r.Node)
	s.rows = min(12, strings.Count(s.value, "\n")+1)
	f.add(s)
}

func lastStep(pointer string) string { return pointer[strings.LastIndexByte(pointer, '/')+1:] }

// addRule goes to where Otherwise goes, until somebody says better.
func (f *stateForm) addRule(s *asl.Choice) error {
	to := s.Default().StringText()
	if names, _ := f.targets("", false); to == "" && len(names) > 0 {
		to = names[0]
	}
	return f.change(rewrite.AddRule(f.doc(), f.path(), to))
}

// moveRule asks a rule earlier or later.
func (f *stateForm) moveRule(from, to int) error {
	return f.change(rewrite.MoveItem(f.doc(), f.path(), "Choices", from, to))
}

// operatorsInOrder lists the tests people use most before the rest.
var operatorsInOrder = func() []string {
	first := []string{"StringEquals", "StringMatches", "NumericEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "NumericLessThan", "NumericLessThanEquals",
		"BooleanEquals", "IsPresent", "IsNull", "IsString", "IsNumeric", "IsBoolean", "IsTimestamp"}
	listed := map[string]bool{}
	for _, op := range first {
		listed[op] = true
	}
	var rest []string
	for op := range asl.Operators {
		if !listed[op] {
			rest = append(rest, op)
		}
	}
	sort.Slice(rest, func(i, j int) bool {
		a, b := strings.HasSuffix(rest[i], "Path"), strings.HasSuffix(rest[j], "Path")
		if a != b {
			return b
		}
		return rest[i] < rest[j]
	})
	return append(first, rest...)
}()

var operatorVerbs = map[string]string{
	"Equals": "is", "LessThan": "is less than", "GreaterThan": "is more than", "LessThanEquals": "is at most", "GreaterThanEquals": "is at least",
	"Matches": "matches", "IsNull": "is null:", "IsPresent": "is there:", "IsNumeric": "is a number:", "IsString": "is text:", "IsBoolean": "is true or false:", "IsTimestamp": "is a time:",
}

// operatorWords is an operator as the form says it.
func operatorWords(operator string) string {
	op, known := asl.Operators[operator]
	if !known {
		return ""
	}
	words := operatorVerbs[op.Verb]
	switch op.Subject {
	case "String":
		words += " the text"
		if op.Verb == "Matches" {
			words = "is like"
		}
	case "Numeric":
		words += " the number"
	case "Timestamp":
		words = map[string]string{"Equals": "is the time", "LessThan": "is before", "GreaterThan": "is after", "LessThanEquals": "is not after", "GreaterThanEquals": "is not before"}[op.Verb]
	}
	if op.Path {
		words += " found at"
	}
	return words
}
