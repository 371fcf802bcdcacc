package rewrite

import "github.com/stateboard/stateboard/asl"

// NewText is the text of a new document: an empty machine in the query
// language given, "" for the language's own default.
func NewText(language string) string {
	if language == "" || language == asl.JSONPath {
		return "{\n  \"States\": {}\n}\n"
	}
	return "{\n  \"QueryLanguage\": \"" + language + "\",\n  \"States\": {}\n}\n"
}

// Starter is the JSON of a fresh state of a kind, as the palette drops it:
// valid as soon as it is wired, and with something in it to change. Targets
// that only the place can tell are "". It is "" for a kind there is not.
func Starter(kind, language string) string {
	if language == asl.JSONata && jsonataStarters[kind] != "" {
		return jsonataStarters[kind]
	}
	return starters[kind]
}

var starters = map[string]string{
	"Task":     `{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "my-function", "Payload.$": "$"}, "End": true}`,
	"Choice":   `{"Type": "Choice", "Choices": [{"Variable": "$.answer", "StringEquals": "yes", "Next": ""}], "Default": ""}`,
	"Parallel": `{"Type": "Parallel", "Branches": [{"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}}, {"StartAt": "Pass (2)", "States": {"Pass (2)": {"Type": "Pass", "End": true}}}], "End": true}`,
	"Map":      `{"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}}, "End": true}`,
	"Wait":     `{"Type": "Wait", "Seconds": 5, "End": true}`,
	"Pass":     `{"Type": "Pass", "End": true}`,
	"Succeed":  `{"Type": "Succeed"}`,
	"Fail":     `{"Type": "Fail", "Error": "Failed", "Cause": "Say here what went wrong."}`,
}

var jsonataStarters = map[string]string{
	"Task":   `{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "my-function", "Payload": "{% $states.input %}"}, "End": true}`,
	"Choice": `{"Type": "Choice", "Choices": [{"Condition": "{% $states.input.answer = 'yes' %}", "Next": ""}], "Default": ""}`,
}
