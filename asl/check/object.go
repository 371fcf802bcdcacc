package check

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// object holds an object against its table. key is the object's name in the
// text, nil where it has none.
func (c *checker) object(o, key *syntax.Node, shape *catalog.Shape) {
	for i := range o.Members() {
		m := &o.Members()[i]
		switch f := shape.Field(m.Key.Text); {
		case f == nil:
			c.unknownField(m, shape)
		case !f.In(c.at.language):
			c.otherLanguage(m, f, shape)
		default:
			if f.Instead != "" {
				c.deprecated(m, f)
			}
			c.field(f, m, shape)
		}
	}
	for i := range shape.Fields {
		f := &shape.Fields[i]
		if f.Required && f.In(c.at.language) && o.Get(f.Name) == nil && !standsIn(o, f.Name) && !c.misspells(o, f.Name) {
			c.missing(o, key, f, shape)
		}
	}
	for _, g := range shape.Groups {
		c.group(o, key, g, shape)
	}
}

// unknownField reports a field that its object does not have.
func (c *checker) unknownField(m *syntax.Member, shape *catalog.Shape) {
	name := m.Key.Text
	if templated(name) {
		return
	}
	advice, fixes := "Remove it, or move it into the Comment.", []diag.Fix(nil)
	if kinds := kindsWith(name); len(kinds) > 0 && strings.HasSuffix(shape.Name, " state") {
		advice = "Remove it; only " + listed(kinds) + " states have it."
	}
	if near := c.nearest(name, shape.Names(c.at.language)); near != "" {
		c.misspell(m, near)
		advice, fixes = "Did you mean "+quoted(near)+"?", rename(m, near, "Write "+quoted(near))
	}
	c.report(diag.Error, CodeSchema, m.Key, m.Key.Span, fmt.Sprintf("%s has no field %s.", capital(article(shape.Name)), quoted(name)), advice, append(fixes, c.remove(m)...)...)
}

// misspell remembers what a key was likely meant to be, so that nothing else
// is said of the field that then is missing.
func (c *checker) misspell(m *syntax.Member, near string) {
	if c.misspelt == nil {
		c.misspelt = map[*syntax.Node]string{}
	}
	c.misspelt[m.Key] = near
	if near == "Next" && m.Value.Is(syntax.String) {
		if s := c.at.machine.State(m.Value.Text); s != nil {
			c.meant = append(c.meant, s)
		}
	}
}

// misspells tells whether a field is in an object under a name that is near
// its own.
func (c *checker) misspells(o *syntax.Node, field string) bool {
	if c.misspelt == nil {
		return false
	}
	for i := range o.Members() {
		if c.misspelt[o.Members()[i].Key] == field {
			return true
		}
	}
	return false
}

// kindsWith are the kinds of state that have a field.
func kindsWith(name string) []string {
	var kinds []string
	for i := range catalog.StateKinds {
		if catalog.StateKinds[i].Shape.Field(name) != nil {
			kinds = append(kinds, catalog.StateKinds[i].Name)
		}
	}
	return kinds
}

// counterpart is the field that does in the other query language what a field
// does in its own.
var counterpart = map[string]string{
	"Parameters": "Arguments", "ResultSelector": "Output", "ResultPath": "Output or Assign", "OutputPath": "Output", "InputPath": "Arguments or Output", "Result": "Output",
	"ItemsPath": "Items", "SecondsPath": "Seconds", "TimestampPath": "Timestamp", "ErrorPath": "Error", "CausePath": "Cause",
	"TimeoutSecondsPath": "TimeoutSeconds", "HeartbeatSecondsPath": "HeartbeatSeconds", "MaxConcurrencyPath": "MaxConcurrency", "MaxItemsPath": "MaxItems",
	"ToleratedFailureCountPath": "ToleratedFailureCount", "ToleratedFailurePercentagePath": "ToleratedFailurePercentage",
	"MaxItemsPerBatchPath": "MaxItemsPerBatch", "MaxInputBytesPerBatchPath": "MaxInputBytesPerBatch", "Variable": "Condition", "And": "Condition", "Or": "Condition", "Not": "Condition",
	"Arguments": "Parameters", "Output": "ResultSelector, ResultPath or OutputPath", "Items": "ItemsPath", "Condition": "Variable with an operator",
}

// counterpartOf is counterpart for operators too; "" for none.
func counterpartOf(name string) string {
	if _, operator := asl.Operators[name]; operator {
		return "Condition"
	}
	return counterpart[name]
}

// standsIn tells whether an object has a field of the other query language in
// place of one that is missing: that is then what is wrong with it.
func standsIn(o *syntax.Node, missing string) bool {
	for i := range o.Members() {
		if counterpartOf(o.Members()[i].Key.Text) == missing {
			return true
		}
	}
	return false
}

// otherLanguage reports a field that only the other query language knows.
func (c *checker) otherLanguage(m *syntax.Member, f *catalog.Field, shape *catalog.Shape) {
	advice := "Remove it, or set QueryLanguage to " + f.Language + "."
	other := counterpartOf(f.Name)
	if other != "" && shape.Field(strings.FieldsFunc(other, func(r rune) bool { return r == ' ' || r == ',' })[0]) != nil {
		advice = "Use " + other + ", or set QueryLanguage to " + f.Language + "."
	}
	c.report(diag.Error, CodeSchema, m.Key, m.Key.Span, fmt.Sprintf("%s belongs to %s, and this state uses %s.", f.Name, f.Language, c.at.language), advice, c.remove(m)...)
}

// deprecated hints at the field that replaced one.
func (c *checker) deprecated(m *syntax.Member, f *catalog.Field) {
	c.report(diag.Hint, CodeDeprecated, m.Key, m.Key.Span, fmt.Sprintf("%s is the older name of %s.", f.Name, f.Instead), "Rename it; it means the same.", rename(m, f.Instead, "Rename it to "+f.Instead)...)
}

// missing reports a field that its object must have.
func (c *checker) missing(o, key *syntax.Node, f *catalog.Field, shape *catalog.Shape) {
	var fixes []diag.Fix
	switch {
	case f.Name == "StartAt" && len(c.at.machine.States) > 0:
		fixes = c.add(o, f.Name, value.Quote(c.at.machine.States[0].Base().Name))
	case len(f.Values) > 0:
		fixes = c.add(o, f.Name, value.Quote(f.Values[0]))
	}
	c.lacks(o, key, fmt.Sprintf("%s needs %s.", capital(article(shape.Name)), f.Name), "Add "+f.Name+": "+lower(f.Help), fixes...)
}

// group reports fields that exclude each other, and a group of which none is
// there though one must be.
func (c *checker) group(o, key *syntax.Node, g catalog.Group, shape *catalog.Shape) {
	var first *syntax.Member
	var offered []string
	for _, name := range g.Names {
		f := shape.Field(name)
		if f.In(c.at.language) && f.Instead == "" {
			offered = append(offered, name)
		}
		m := o.Member(name)
		switch {
		case m == nil:
		case first == nil:
			first = m
		default:
			c.report(diag.Error, CodeSchema, m.Key, m.Key.Span, fmt.Sprintf("%s and %s exclude each other.", first.Key.Text, name), "Remove one of them.", append(c.remove(m), c.remove(first)...)...)
		}
	}
	if first == nil && g.One && !c.misspellsOne(o, g.Names) {
		message := fmt.Sprintf("%s needs %s.", capital(article(shape.Name)), oneOf(offered))
		c.lacks(o, key, message, "Add "+offered[0]+": "+lower(shape.Field(offered[0]).Help))
	}
}

func (c *checker) misspellsOne(o *syntax.Node, fields []string) bool {
	for _, field := range fields {
		if c.misspells(o, field) {
			return true
		}
	}
	return false
}

// oneOf lists names as a choice: "A", "A or B", "A, B or C".
func oneOf(names []string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
}

// listed lists names as a whole: "A", "A and B", "A, B and C".
func listed(names []string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// lower makes the first letter of a sentence small so that it can follow a
// colon; a first word in capitals such as JSON stays.
func lower(s string) string {
	if len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// unknownKind reports a state whose Type is missing or none of the eight.
func (c *checker) unknownKind(b *asl.StateBase) {
	kind := b.Field("Type")
	all := "Add Type: " + oneOf(asl.Types) + "."
	switch {
	case kind == nil:
		c.lacks(b.Node, b.Key, "A state needs a Type.", all)
	case kind.Kind == syntax.Placeholder || kind.Kind == syntax.Invalid || kind.Kind == syntax.String && templated(kind.Text):
	case kind.Kind != syntax.String:
		c.wrongType(kind, "Type", catalog.String)
	default:
		advice, fixes := meant(kind, c.nearest(kind.Text, asl.Types), "Write "+oneOf(asl.Types)+".")
		c.fail(CodeSchema, kind, quoted(kind.Text)+" is no type of state.", advice, fixes...)
	}
}
