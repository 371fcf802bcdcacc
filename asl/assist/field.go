package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// keys offers what can be a member of the object the caret is in.
func (c *completer) keys() {
	f := c.frames.inner()
	switch {
	case f.role == statesRole:
		c.newStates(f)
	case f.shape != nil:
		c.fields(f)
	case f.field == nil:
	case f.field.Form == catalog.FormVariables && f.depth == 0:
		c.variableKeys(f)
	case f.field.Form == catalog.FormTemplate:
		c.payloadKeys(f)
	}
}

// present tells whether the object has a member of that name besides the one
// being written.
func (c *completer) present(n *syntax.Node, name string) bool {
	for i := range n.Members() {
		if m := &n.Members()[i]; m.Key.Text == name && m.Key != c.token {
			return true
		}
	}
	return false
}

// fields offers the fields of an object, required ones first.
func (c *completer) fields(f *frame) {
	tested := f.node.Get("Variable") != nil
	for turn := range turns {
		for i := range f.shape.Fields {
			if field := &f.shape.Fields[i]; turnOf(f, field, tested) == turn && c.possible(f, field) {
				c.offerField(f, field)
			}
		}
	}
}

// turns is how many turns there are in offering fields.
const turns = 4

// turnOf is in which turn a field is offered: first what must be there, last
// what says nothing to the machine. In a rule it is the test that comes first,
// once it has a variable the operators.
func turnOf(f *frame, field *catalog.Field, tested bool) int {
	_, operator := asl.Operators[field.Name]
	inRule := f.query == asl.JSONPath && (f.shape == catalog.RuleShape || f.shape == testShape)
	switch {
	case field.Name == "Comment" || field.Name == "QueryLanguage" && field.Language == "":
		return 3
	case inRule && field.Required:
		return 1
	case inRule && operator && !tested:
		return 2
	case inRule && (operator || field.Name != "Assign"):
		return 0
	case field.Required:
		return 0
	}
	return 2
}

// testShape is a test inside And, Or and Not.
var testShape = catalog.RuleShape.Field("Not").Shape

// possible tells whether a field can still be added to an object.
func (c *completer) possible(f *frame, field *catalog.Field) bool {
	if field.Instead != "" || !field.In(f.query) || c.present(f.node, field.Name) {
		return false
	}
	for _, g := range f.shape.Groups {
		if contains(g.Names, field.Name) {
			for _, other := range g.Names {
				if c.present(f.node, other) {
					return false
				}
			}
		}
	}
	switch {
	case f.shape == catalog.RuleShape || f.shape == testShape:
		return c.fitsTest(f, field)
	case field.Name == "Next" && f.role == stateRole:
		return !c.present(f.node, "End")
	case field.Name == "End":
		return !c.present(f.node, "Next")
	}
	return f.role != stateRole || f.shape != untyped || field.Name == "Type" || c.present(f.node, "Type") || anyKind(field.Name)
}

// anyKind are the fields to offer while a state has no Type.
func anyKind(name string) bool {
	switch name {
	case "Comment", "QueryLanguage", "Next", "End":
		return true
	}
	return false
}

// fitsTest keeps a rule to one test: a comparison has one operator, and And,
// Or and Not stand without a Variable.
func (c *completer) fitsTest(f *frame, field *catalog.Field) bool {
	_, operator := asl.Operators[field.Name]
	joint := field.Name == "And" || field.Name == "Or" || field.Name == "Not"
	if !operator && !joint && field.Name != "Variable" {
		return true
	}
	for i := range f.node.Members() {
		m := &f.node.Members()[i]
		if m.Key == c.token {
			continue
		}
		_, has := asl.Operators[m.Key.Text]
		switch m.Key.Text {
		case "And", "Or", "Not":
			return false
		case "Variable":
			has = joint
		default:
			has = has && field.Name != "Variable"
		}
		if has {
			return false
		}
	}
	return true
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

func (c *completer) offerField(f *frame, field *catalog.Field) {
	score, fits := c.list.fits(field.Name)
	if !fits {
		return
	}
	i := Item{Label: field.Name, Kind: KindField, Detail: fieldDetail(field, f.query), Help: fieldHelp(field)}
	if _, operator := asl.Operators[field.Name]; operator {
		i.Kind = KindOperator
	}
	v := c.starter(f, field)
	i.Again = !c.colon && caretInText(v)
	c.put(score, i, c.memberText(field.Name, v, field.Form == catalog.FormMachine || field.Form == catalog.FormRules))
}

// caretInText tells whether the caret goes into an empty text or object,
// where completion can go on.
func caretInText(v value.Value) bool {
	text := v.JSON()
	return strings.Contains(text, `"`+mark+`"`) || strings.Contains(text, `.`+mark)
}

// fieldDetail says in a few words what a field takes.
func fieldDetail(field *catalog.Field, query string) string {
	var words string
	switch field.Form {
	case catalog.FormStateName:
		words = "a state"
	case catalog.FormPath, catalog.FormReferencePath, catalog.FormInputPathOnly, catalog.FormResultPath:
		words = "a path"
	case catalog.FormStringPath:
		words = "a path or function"
	case catalog.FormCondition:
		words = "an expression"
	case catalog.FormErrors:
		words = "error names"
	case catalog.FormResource:
		words = "an ARN"
	case catalog.FormVariables:
		words = "variables"
	case catalog.FormTimestamp:
		words = "a time"
	case catalog.FormStates:
		words = "states"
	case catalog.FormRules:
		words = "rules"
	default:
		words = field.Types.String()
		if n := len(field.Values); n > 5 {
			words = "one of " + ordinal(n-1)
		} else if n > 0 {
			words = strings.Join(field.Values, ", ")
		}
	}
	if field.Expression && query == asl.JSONata && field.Form != catalog.FormCondition {
		words += " or an expression"
	}
	if field.Required {
		words += ", required"
	}
	return words
}

// newStates offers states to write: those that are named somewhere and are not
// there yet, then one of each kind.
func (c *completer) newStates(f *frame) {
	machine := c.frames[len(c.frames)-2].node
	taken := make(map[string]bool, len(f.node.Members()))
	for i := range f.node.Members() {
		if f.node.Members()[i].Key != c.token {
			taken[f.node.Members()[i].Key.Text] = true
		}
	}
	for _, name := range missingTargets(machine, taken) {
		taken[name] = true
		v := value.Object(value.M("Type", value.String(mark)))
		c.offer(Item{Label: name, Kind: KindState, Detail: "named, but not there yet", Help: "Something leads to a state of this name, and there is none.", Again: !c.colon}, c.memberText(name, v, true))
	}
	if c.colon {
		return
	}
	for i := range catalog.StateKinds {
		kind := &catalog.StateKinds[i]
		name := kind.Name
		for n := 2; taken[name]; n++ {
			name = kind.Name + " " + ordinal(n-1)
		}
		score, fits := c.list.fits(kind.Name)
		if !fits {
			continue
		}
		v := catalog.Starter(kind.Name, f.query)
		switch kind.Name {
		case "Choice":
			v = v.With("Choices", c.firstRule(f)).With("Default", value.String(""))
		case "Succeed", "Fail":
		default:
			v = v.With("End", value.True)
		}
		c.put(score, Item{Label: kind.Name, Kind: KindSnippet, Detail: kind.Does, Help: kind.Help}, c.memberText(mark+name, v, true))
	}
}

// missingTargets are the names that a machine's StartAt and states lead to and
// that are no states of it.
func missingTargets(machine *syntax.Node, taken map[string]bool) []string {
	var names []string
	seen := map[string]bool{}
	eachTarget(machine, func(n *syntax.Node) {
		if name := n.Text; name != "" && !taken[name] && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	})
	return names
}

// eachTarget visits every text of a machine that names one of its states.
func eachTarget(machine *syntax.Node, visit func(*syntax.Node)) {
	if start := machine.Get("StartAt"); start.Is(syntax.String) {
		visit(start)
	}
	states := machine.Get("States")
	if states == nil {
		return
	}
	for i := range states.Members() {
		eachTargetOf(states.Members()[i].Value, visit)
	}
}

// eachTargetOf visits every text of a state that names where it goes.
func eachTargetOf(state *syntax.Node, visit func(*syntax.Node)) {
	text := func(n *syntax.Node) {
		if n.Is(syntax.String) {
			visit(n)
		}
	}
	for i := range state.Members() {
		switch m := &state.Members()[i]; m.Key.Text {
		case "Next", "Default":
			text(m.Value)
		case "Catch", "Choices":
			for _, item := range m.Value.Items() {
				text(item.Get("Next"))
			}
		}
	}
}
