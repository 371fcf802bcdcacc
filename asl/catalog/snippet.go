package catalog

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
)

// Starter is a state of the kind to begin with, without Next or End, in the
// query language; Absent for an unknown kind. A Choice's and a container's
// inner names are made unique by whoever inserts it.
func Starter(kind, language string) value.Value {
	s, known := starters[kind]
	if !known {
		return value.Absent
	}
	if language == asl.JSONata && s.jsonata != "" {
		return value.MustParse(s.jsonata)
	}
	return value.MustParse(s.jsonpath)
}

// starters are JSON texts; jsonata is "" where both languages say the same.
var starters = map[string]struct{ jsonpath, jsonata string }{
	"Task": {
		`{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "my-function", "Payload.$": "$"}, "OutputPath": "$.Payload"}`,
		`{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "my-function", "Payload": "{% $states.input %}"}, "Output": "{% $states.result.Payload %}"}`,
	},
	"Choice": {
		`{"Type": "Choice", "Choices": [{"Variable": "$.value", "IsPresent": true}]}`,
		`{"Type": "Choice", "Choices": [{"Condition": "{% $exists($states.input.value) %}"}]}`,
	},
	"Parallel": {
		`{"Type": "Parallel", "Branches": [{"StartAt": "First", "States": {"First": {"Type": "Pass", "End": true}}}, {"StartAt": "Second", "States": {"Second": {"Type": "Pass", "End": true}}}]}`, "",
	},
	"Map": {
		`{"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "Each item", "States": {"Each item": {"Type": "Pass", "End": true}}}}`,
		`{"Type": "Map", "Items": "{% $states.input.items %}", "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "Each item", "States": {"Each item": {"Type": "Pass", "End": true}}}}`,
	},
	"Wait":    {`{"Type": "Wait", "Seconds": 60}`, ""},
	"Pass":    {`{"Type": "Pass"}`, ""},
	"Succeed": {`{"Type": "Succeed"}`, ""},
	"Fail":    {`{"Type": "Fail", "Error": "MyError", "Cause": "What went wrong."}`, ""},
}
