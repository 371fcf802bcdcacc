package check

import (
	"fmt"
	"math"
	"strconv"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// field checks the value of a field that belongs where it is: its type, its
// range, and what its form asks.
func (c *checker) field(f *catalog.Field, m *syntax.Member, shape *catalog.Shape) {
	v := m.Value
	switch {
	case v.Kind == syntax.Invalid || isPlaceholder(v):
		return
	case c.at.language == asl.JSONata && f.Expression && v.Kind == syntax.String && c.expression(v, f.Name):
		return
	case !f.Types.Has(v):
		if v.Kind != syntax.String || !templated(v.Text) {
			c.fieldType(f, m, shape)
		}
		return
	case v.Kind == syntax.String && f.Values != nil:
		c.oneOfValues(f, v)
	case v.Kind == syntax.Number && f.Range != nil:
		c.inRange(f, v)
	case v.Kind == syntax.Object && f.Shape != nil && f.Form == catalog.FormPlain:
		c.object(v, m.Key, f.Shape)
		return
	case v.Kind == syntax.Array && f.Shape != nil && f.Form == catalog.FormPlain:
		c.list(f, v)
		return
	}
	c.form(f, m)
}

// form checks what a field's value means.
func (c *checker) form(f *catalog.Field, m *syntax.Member) {
	v := m.Value
	switch f.Form {
	case catalog.FormStateName:
		c.target(m)
	case catalog.FormPath, catalog.FormReferencePath, catalog.FormInputPathOnly, catalog.FormResultPath:
		c.pathField(f, v)
	case catalog.FormStringPath:
		c.stringPath(f, v)
	case catalog.FormTemplate:
		c.payload(f, v)
	case catalog.FormVariables:
		c.assign(v)
	case catalog.FormTimestamp:
		c.timestamp(f, v)
	case catalog.FormErrors:
		c.errorList(m)
	case catalog.FormResource:
		c.resource(v)
	case catalog.FormPointer:
		c.itemsPointer(v)
	case catalog.FormMachine:
		c.branches(m)
	case catalog.FormStates:
		c.states(m)
	case catalog.FormRules:
		c.rules(m)
	case catalog.FormTest:
		c.tests(f, m)
	case catalog.FormPlain:
		c.plainText(f, m)
	}
}

// list checks each item of a list of objects.
func (c *checker) list(f *catalog.Field, v *syntax.Node) {
	for _, item := range v.Items() {
		switch item.Kind {
		case syntax.Object:
			outer := c.at.handler
			c.at.handler = f.Shape == catalog.CatcherShape
			c.object(item, nil, f.Shape)
			c.at.handler = outer
		case syntax.Invalid, syntax.Placeholder:
		default:
			c.wrongType(item, capital(article(f.Shape.Name)), catalog.Object)
		}
	}
}

// wrongType reports a value of a type that cannot stand where it does.
func (c *checker) wrongType(v *syntax.Node, what string, types catalog.Types, fixes ...diag.Fix) {
	if v.Kind == syntax.Invalid || v.Kind == syntax.Placeholder {
		return
	}
	c.fail(CodeSchema, v, fmt.Sprintf("%s must be %s, and this is %s.", what, types, found(v)), "Write "+types.String()+" here.", fixes...)
}

func found(v *syntax.Node) string {
	switch v.Kind {
	case syntax.String:
		return "text"
	case syntax.Array:
		return "a list"
	case syntax.Bool, syntax.Number:
		return v.Text
	}
	return v.Kind.String()
}

// fieldType reports a field's value of the wrong type, with the remedies for
// the usual reasons.
func (c *checker) fieldType(f *catalog.Field, m *syntax.Member, shape *catalog.Shape) {
	v := m.Value
	if v.Kind == syntax.String {
		if f.Expression && enclosure(v.Text) == whole {
			c.fail(CodeSchema, v, f.Name+" holds a JSONata expression, and this state uses JSONPath.", "Set QueryLanguage to JSONata, or write "+f.Types.String()+".")
			return
		}
		if raw := v.Text; c.fits(raw, f.Types) {
			c.wrongType(v, f.Name, f.Types, rewrite(v, raw)...)
			return
		}
		if byPath := shape.Field(f.Name + "Path"); byPath != nil && c.at.language == asl.JSONPath && looksLikePath(v.Text) {
			fixes := rename(m, byPath.Name, "Rename it to "+byPath.Name)
			c.fail(CodeSchema, v, fmt.Sprintf("%s must be %s; a path stands in %s.", f.Name, f.Types, byPath.Name), "Rename the field to "+byPath.Name+".", fixes...)
			return
		}
	}
	c.wrongType(v, f.Name, f.Types)
}

// fits tells whether a text says a number or a truth value of one of the
// types: then only its quotes are wrong.
func (c *checker) fits(raw string, types catalog.Types) bool {
	switch {
	case raw == "true" || raw == "false":
		return types&catalog.Boolean != 0
	case raw == "" || value.NumberLength(raw) != len(raw):
		return false
	}
	_, whole := value.Number(raw).AsInt()
	return types&catalog.Number != 0 || types&catalog.Integer != 0 && whole
}

// oneOfValues checks a text of which only some are allowed.
func (c *checker) oneOfValues(f *catalog.Field, v *syntax.Node) {
	for _, allowed := range f.Values {
		if v.Text == allowed {
			return
		}
	}
	if templated(v.Text) {
		return
	}
	advice, fixes := meant(v, c.nearest(v.Text, f.Values), "Write "+oneOf(f.Values)+".")
	c.fail(CodeSchema, v, fmt.Sprintf("%s cannot be %s.", f.Name, quoted(v.Text)), advice, fixes...)
}

// inRange checks a number's bounds.
func (c *checker) inRange(f *catalog.Field, v *syntax.Node) {
	n, _ := value.Number(v.Text).AsFloat()
	nearest := math.Min(math.Max(n, f.Range.Min), f.Range.Max)
	if n == nearest {
		return
	}
	word := "at least"
	if n > nearest {
		word = "at most"
	}
	raw := strconv.FormatFloat(nearest, 'f', -1, 64)
	c.fail(CodeSchema, v, fmt.Sprintf("%s must be %s %s, and this is %s.", f.Name, word, raw, quotedNumber(v.Text)), "Write a number from "+strconv.FormatFloat(f.Range.Min, 'f', -1, 64)+" to "+strconv.FormatFloat(f.Range.Max, 'f', -1, 64)+".", rewrite(v, raw)...)
}

func quotedNumber(raw string) string {
	if len(raw) > 30 {
		return raw[:30] + "…"
	}
	return raw
}

// plainText warns of a path in a field that takes no paths but has a sibling
// that does.
func (c *checker) plainText(f *catalog.Field, m *syntax.Member) {
	v := m.Value
	if v.Kind != syntax.String || c.at.language != asl.JSONPath || f.Name != "Error" && f.Name != "Cause" || !looksLikePath(v.Text) {
		return
	}
	fixes := rename(m, f.Name+"Path", "Rename it to "+f.Name+"Path")
	c.warn(CodeNoPath, v, fmt.Sprintf("This looks like a path, but %s is taken as it is.", f.Name), "Rename the field to "+f.Name+"Path to use what the path leads to.", fixes...)
}
