package catalog

import "github.com/stateboard/stateboard/asl"

// OperatorNames are the 39 comparison operators of JSONPath choice rules, in
// the order they are offered.
var OperatorNames = operatorNames()

var subjects = []struct {
	name, words string
	operand     Types
}{
	{"String", "text", String}, {"Numeric", "a number", Number}, {"Boolean", "true or false", Boolean}, {"Timestamp", "a time", String},
}

var verbs = []struct{ name, words string }{
	{"Equals", "is"}, {"LessThan", "is less than"}, {"GreaterThan", "is more than"},
	{"LessThanEquals", "is at most"}, {"GreaterThanEquals", "is at least"}, {"Matches", "fits the pattern, where * stands for any characters,"},
}

var tests = []struct{ name, words string }{
	{"IsPresent", "is there"}, {"IsNull", "is null"}, {"IsString", "is text"}, {"IsNumeric", "is a number"},
	{"IsBoolean", "is true or false"}, {"IsTimestamp", "is a time"},
}

func operatorNames() []string {
	var names []string
	for _, s := range subjects {
		for _, v := range verbs {
			for _, path := range []string{"", "Path"} {
				if _, known := asl.Operators[s.name+v.name+path]; known {
					names = append(names, s.name+v.name+path)
				}
			}
		}
	}
	for _, t := range tests {
		names = append(names, t.name)
	}
	return names
}

// operator is the field of a choice rule that holds an operator's operand.
func operator(name string) Field {
	op := asl.Operators[name]
	f := Field{Name: name, Language: asl.JSONPath}
	if op.Subject == "" {
		f.Types = Boolean
		for _, t := range tests {
			if t.name == op.Verb {
				f.Help = "True asks whether the variable " + t.words + ", false whether it is not so."
			}
		}
		return f
	}
	for _, s := range subjects {
		if s.name == op.Subject {
			f.Types = s.operand
			f.Help = "Holds when the variable is " + s.words + " and " + verbWords(op.Verb) + " this value."
		}
	}
	switch {
	case op.Path:
		f.Types, f.Form = String, FormReferencePath
		f.Help = "Holds when the variable " + verbWords(op.Verb) + " the value at this path."
	case op.Subject == "Timestamp":
		f.Form = FormTimestamp
	}
	return f
}

func verbWords(verb string) string {
	for _, v := range verbs {
		if v.name == verb {
			return v.words
		}
	}
	return ""
}
