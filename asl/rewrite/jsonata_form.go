package rewrite

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/jsonata"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
)

// This file defines what a state's data is made of, without regard to the
// language that says it, and how JSONata spells it.

// form is a value as a state describes it: fixed, *place, *computed, record,
// row or merged.
type form interface{ form() }

type (
	// fixed is the same in every execution.
	fixed struct{ v value.Value }
	// place is a part of the data: $states.input.order.id.
	place struct {
		root  string // "$states.input", "$states.result", "$total" ...
		steps []jsonpath.Step
		used  uses
	}
	// computed is what a function gives.
	computed struct {
		src   string
		atom  bool // needs no parentheses
		list  bool // may be an array
		loose bool // may be missing
		used  uses
	}
	// record is an object of parts, row an array.
	record struct{ members []part }
	row    struct{ items []form }
	// merged is an object with a value put at a path of names.
	merged struct {
		base form
		path []string
		with form
	}
)

// uses are set when a form is written.
type uses []*bool

func (u uses) set() {
	for _, used := range u {
		*used = true
	}
}

type part struct {
	key  string
	form form
}

func (fixed) form()     {}
func (*place) form()    {}
func (*computed) form() {}
func (record) form()    {}
func (row) form()       {}
func (merged) form()    {}

var _ = []form{fixed{}, &place{}, &computed{}, record{}, row{}, merged{}}

// sure tells whether the place is there in every execution.
func (p *place) sure() bool {
	if len(p.steps) == 0 {
		return strings.HasPrefix(p.root, "$states.")
	}
	names := make([]string, len(p.steps))
	for i, s := range p.steps {
		names[i] = s.Name
	}
	return everywhere[p.root+"."+strings.Join(names, ".")]
}

// everywhere are the parts of the context object, and of an error, that are there
// in every execution.
var everywhere = map[string]bool{
	"$states.context.Execution": true, "$states.context.Execution.Id": true, "$states.context.Execution.Name": true,
	"$states.context.Execution.Input": true, "$states.context.Execution.RoleArn": true, "$states.context.Execution.StartTime": true,
	"$states.context.State": true, "$states.context.State.Name": true, "$states.context.State.EnteredTime": true,
	"$states.context.StateMachine": true, "$states.context.StateMachine.Id": true, "$states.context.StateMachine.Name": true,
	"$states.errorOutput.Error": true, "$states.errorOutput.Cause": true,
}

// stepped is where a step leads from a form. Missing is true when it surely
// leads nowhere.
func stepped(f form, s jsonpath.Step) (to form, missing bool, why string) {
	switch f := f.(type) {
	case fixed:
		v := f.v.Get(s.Name)
		if s.Indexed {
			i := s.Index
			if i < 0 {
				i += f.v.Len()
			}
			v = value.Absent
			if f.v.Kind() == value.ArrayKind && i >= 0 {
				v = f.v.At(i)
			}
		}
		return fixed{v}, v.IsAbsent(), ""
	case *place:
		return &place{f.root, append(f.steps[:len(f.steps):len(f.steps)], s), f.used}, false, ""
	case *computed:
		step, why := spelledStep(s)
		return &computed{src: f.operand() + step, atom: true, list: true, loose: true, used: f.used}, false, why
	case record:
		for _, m := range f.members {
			if !s.Indexed && m.key == s.Name {
				return m.form, false, ""
			}
		}
		return nil, true, ""
	case row:
		if s.Indexed && s.Index >= 0 && s.Index < len(f.items) {
			return f.items[s.Index], false, ""
		}
		return nil, true, ""
	case merged:
		return f.stepped(s)
	}
	return nil, true, ""
}

func (f merged) stepped(s jsonpath.Step) (to form, missing bool, why string) {
	switch {
	case s.Indexed:
		return nil, true, ""
	case s.Name != f.path[0]:
		return stepped(f.base, s)
	case len(f.path) == 1:
		return f.with, false, ""
	}
	base, missing, why := stepped(f.base, s)
	if missing {
		base = fixed{value.Object()}
	}
	return merged{base, f.path[1:], f.with}, false, why
}

var plainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// spelledStep is a step as it follows another in JSONata.
func spelledStep(s jsonpath.Step) (src, why string) {
	switch {
	case s.Indexed:
		return "[" + strconv.Itoa(s.Index) + "]", ""
	case plainName.MatchString(s.Name) && !reservedName[s.Name]:
		return "." + s.Name, ""
	case strings.Contains(s.Name, "`"):
		return "", "JSONata cannot name a field with a backquote"
	case s.Name == "" || strings.ContainsAny(s.Name, "\\"):
		return "", "JSONata cannot name the field " + named(s.Name)
	}
	return ".`" + s.Name + "`", ""
}

var reservedName = map[string]bool{"and": true, "or": true, "in": true, "true": true, "false": true, "null": true, "function": true}

// speller writes forms in JSONata. Why is the first reason for which one
// could not be written.
type speller struct{ why string }

func (w *speller) cannot(why string) string {
	if w.why == "" {
		w.why = why
	}
	return "null"
}

// place is a place's expression.
func (w *speller) place(p *place) string {
	p.used.set()
	return w.path(p, len(p.steps))
}

// path is the expression of the first n steps of a place.
func (w *speller) path(p *place, n int) string {
	var b strings.Builder
	b.WriteString(p.root)
	for _, s := range p.steps[:n] {
		step, why := spelledStep(s)
		if why != "" {
			return w.cannot(why)
		}
		b.WriteString(step)
	}
	return b.String()
}

func (f *computed) operand() string {
	if f.atom {
		return f.src
	}
	return "(" + f.src + ")"
}

// expr is a form as an expression of its own; what is missing is undefined.
func (w *speller) expr(f form) string {
	switch f := f.(type) {
	case fixed:
		return w.literal(f.v)
	case *place:
		return w.place(f)
	case *computed:
		f.used.set()
		return f.src
	case record:
		parts := make([]string, len(f.members))
		for i, m := range f.members {
			parts[i] = value.Quote(m.key) + ": " + w.strict(m.form)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case row:
		parts := make([]string, len(f.items))
		for i, item := range f.items {
			parts[i] = w.item(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case merged:
		return "$merge([" + w.expr(f.base) + ", {" + value.Quote(f.path[0]) + ": " + w.put(f) + "}])"
	}
	return ""
}

// put is what stands under the first name of a merged form's path.
func (w *speller) put(f merged) string {
	if len(f.path) == 1 {
		return w.strict(f.with)
	}
	base, missing, why := stepped(f.base, jsonpath.Step{Name: f.path[0]})
	if why != "" {
		return w.cannot(why)
	}
	if missing {
		base = fixed{value.Object()}
	}
	return w.expr(merged{base, f.path[1:], f.with})
}

// operand is a form as a part of a larger expression.
func (w *speller) operand(f form) string {
	s := w.strict(f)
	if c, is := f.(*computed); is && !c.atom && !c.loose {
		return "(" + s + ")"
	}
	return s
}

// strict is a form that fails when it is missing: JSONata leaves what is
// undefined out of objects, arrays and texts without a word.
func (w *speller) strict(f form) string {
	switch f := f.(type) {
	case *place:
		if !f.sure() {
			return w.orError(w.place(f))
		}
	case *computed:
		if f.loose {
			return w.orError(w.expr(f))
		}
	}
	return w.expr(f)
}

func (w *speller) orError(src string) string {
	return "($exists(" + src + ") ? " + src + " : $error(" + value.Quote(src+" is missing") + "))"
}

// item is a form as an item of an array: JSONata would take an array apart
// there.
func (w *speller) item(f form) string {
	s := w.operand(f)
	switch f := f.(type) {
	case *place:
		src := w.place(f)
		return "($type(" + src + ") = \"array\" ? [[" + src + "]] : " + s + ")"
	case *computed:
		if f.list {
			return "($type(" + f.src + ") = \"array\" ? [[" + f.src + "]] : " + s + ")"
		}
	case merged:
		return s
	}
	return s
}

const exactInteger = 1 << 53

// literal is a value as JSONata writes it, which is as JSON does.
func (w *speller) literal(v value.Value) string {
	switch v.Kind() {
	case value.NumberKind:
		i, whole := v.AsInt()
		f, ok := v.AsFloat()
		if !ok || math.IsInf(f, 0) || whole && (i > exactInteger || i < -exactInteger) {
			return w.cannot("the number " + v.JSON() + " is more than JSONata can hold")
		}
	case value.ArrayKind:
		for _, item := range v.Items() {
			w.literal(item)
		}
	case value.ObjectKind:
		for _, m := range v.Members() {
			w.literal(m.Value)
		}
	}
	return v.JSON()
}

// template is a form as a field of a JSONata state says it.
func (w *speller) template(f form) content {
	switch f := f.(type) {
	case fixed:
		return fixedContent(f.v)
	case record:
		o := object{entries: make([]entry, len(f.members))}
		for i, m := range f.members {
			o.entries[i] = member(m.key, w.template(m.form))
		}
		return o
	case row:
		a := array{entries: make([]entry, len(f.items))}
		for i, item := range f.items {
			a.entries[i].value = w.template(item)
		}
		a.flat = literals(a.entries)
		return a
	}
	return expression(w.expr(f))
}

// expression is the content of a field that is an expression.
func expression(src string) literal { return quoted("{% " + src + " %}") }

// fixedContent is a value as a JSONata state says it: a text that looks like
// an expression becomes one that gives the text.
func fixedContent(v value.Value) content {
	switch v.Kind() {
	case value.StringKind:
		if jsonata.IsExpression(v.Str()) {
			return expression(value.Quote(v.Str()))
		}
	case value.ArrayKind:
		a := array{entries: make([]entry, v.Len())}
		for i, item := range v.Items() {
			a.entries[i].value = fixedContent(item)
		}
		a.flat = literals(a.entries)
		return a
	case value.ObjectKind:
		o := object{entries: make([]entry, v.Len())}
		for i, m := range v.Members() {
			o.entries[i] = member(m.Key, fixedContent(m.Value))
		}
		return o
	}
	return literal(v.JSON())
}
