package catalog

import (
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
)

// Types is a set of JSON types.
type Types uint8

// The JSON types. Integer is a Number without a fraction.
const (
	String Types = 1 << iota
	Number
	Integer
	Boolean
	Object
	Array
	Null
	Any = String | Number | Integer | Boolean | Object | Array | Null
)

var typeWords = []struct {
	t    Types
	word string
}{{String, "text"}, {Number, "a number"}, {Integer, "a whole number"}, {Boolean, "true or false"}, {Object, "an object"}, {Array, "a list"}, {Null, "null"}}

// String names the types in words: "text or a whole number".
func (t Types) String() string {
	if t&Any == Any {
		return "any value"
	}
	var words []string
	for _, w := range typeWords {
		if t&w.t != 0 {
			words = append(words, w.word)
		}
	}
	return strings.Join(words, " or ")
}

// Has tells whether a node of the kind can be of one of the types; whether a
// number is whole is asked of the node itself.
func (t Types) Has(n *syntax.Node) bool {
	switch n.Kind {
	case syntax.String:
		return t&String != 0
	case syntax.Number:
		_, whole := n.Int()
		return t&Number != 0 || t&Integer != 0 && whole
	case syntax.Bool:
		return t&Boolean != 0
	case syntax.Object:
		return t&Object != 0
	case syntax.Array:
		return t&Array != 0
	case syntax.Null:
		return t&Null != 0
	}
	return true // a placeholder, or what the syntax errors already tell
}

// Form says what the value of a field means beyond its type.
type Form uint8

// The forms.
const (
	FormPlain         Form = iota
	FormStateName          // the name of a state in the same machine
	FormPath               // a JSONPath, also of the context object or a variable
	FormReferencePath      // a JSONPath that names a single place
	FormInputPathOnly      // a ReferencePath into the state's input, not the context object
	FormResultPath         // where a result goes: a ReferencePath into the state's input
	FormStringPath         // a ReferencePath, or an intrinsic function that gives text
	FormTemplate           // any JSON in which parts are computed, by the rules of the query language
	FormVariables          // an object of variable names with Templates
	FormLiteral            // any JSON, taken as it is
	FormCondition          // a JSONata expression that gives true or false
	FormTimestamp          // a time as RFC 3339 has it
	FormErrors             // a list of error names
	FormResource           // what does the work: an ARN
	FormPointer            // a JSON Pointer
	FormMachine            // a machine: an object with StartAt and States
	FormStates             // the states of a machine by name
	FormRules              // choice rules
	FormTest               // one test inside a choice rule
)

// Field is one field of a Shape.
type Field struct {
	Name       string
	Types      Types    // what may stand there literally
	Language   string   // asl.JSONPath or asl.JSONata where only that one knows the field; "" for both
	Required   bool     // must be there (in its language)
	Form       Form     // what the value means
	Values     []string // the only texts allowed, the default first; nil for no such list
	Range      *Range   // bounds of a number; nil for none
	Expression bool     // with JSONata, an expression may stand there instead
	Shape      *Shape   // of an object, its fields; of a list, those of each item
	Instead    string   // the field that replaced this one; "" for fields in use
	Help       string   // one sentence in plain words
}

// Range is the least and the greatest number allowed, both included.
type Range struct{ Min, Max float64 }

// Group is a set of fields of which at most one may be there.
type Group struct {
	Names []string
	One   bool // exactly one must be there
}

// Shape is the table of an object's fields, in the order a form shows them.
type Shape struct {
	Name   string // what a person calls the object: "Task state", "retrier"
	Fields []Field
	Groups []Group
	index  map[string]int
}

// shape indexes a table by name.
func shape(name string, fields []Field, groups ...Group) *Shape {
	s := &Shape{Name: name, Fields: fields, Groups: groups, index: make(map[string]int, len(fields))}
	for i := range fields {
		s.index[fields[i].Name] = i
	}
	return s
}

// Field is the field of that name, or nil.
func (s *Shape) Field(name string) *Field {
	if s == nil {
		return nil
	}
	if i, ok := s.index[name]; ok {
		return &s.Fields[i]
	}
	return nil
}

// Names are the names of the fields that a query language knows, in order;
// fields that others replaced are left out.
func (s *Shape) Names(language string) []string {
	var names []string
	for i := range s.Fields {
		if f := &s.Fields[i]; f.Instead == "" && f.In(language) {
			names = append(names, f.Name)
		}
	}
	return names
}

// In tells whether a query language knows the field.
func (f *Field) In(language string) bool { return f.Language == "" || f.Language == language }

// exactlyOne and atMostOne make groups.
func exactlyOne(names ...string) Group { return Group{names, true} }
func atMostOne(names ...string) Group  { return Group{names, false} }

// join puts tables of fields together into one.
func join(tables ...[]Field) []Field {
	var all []Field
	for _, t := range tables {
		all = append(all, t...)
	}
	return all
}
