package catalog

import "github.com/stateboard/stateboard/asl"

var languages = []string{asl.JSONPath, asl.JSONata}

// MachineShape is a whole state machine.
var MachineShape = shape("state machine", []Field{
	{Name: "Comment", Types: String, Help: "What the flow is for; a note for people."},
	startAt,
	{Name: "QueryLanguage", Types: String, Values: languages, Help: "How states pick and compute data unless they say otherwise: JSONPath or JSONata."},
	{Name: "TimeoutSeconds", Types: Integer, Range: &Range{1, 99999999}, Help: "After how many seconds the whole flow counts as failed."},
	{Name: "Version", Types: String, Values: []string{"1.0"}, Help: "The version of the language, 1.0."},
	states,
})

var (
	startAt = Field{Name: "StartAt", Types: String, Required: true, Form: FormStateName, Help: "The state that comes first."}
	states  = Field{Name: "States", Types: Object, Required: true, Form: FormStates, Help: "The states by name."}
	comment = Field{Name: "Comment", Types: String, Help: "A note for people; it changes nothing."}
)

// BranchShape is one branch of a Parallel state.
var BranchShape = shape("branch", []Field{comment, startAt,
	{Name: "QueryLanguage", Types: String, Values: languages, Help: "How the states of this branch pick and compute data."},
	states})

// ProcessorShape is the machine that a Map runs for each item.
var ProcessorShape = shape("item processor", []Field{
	{Name: "ProcessorConfig", Types: Object, Shape: ConfigShape, Help: "How the steps run: in this execution or each in one of its own."},
	comment, startAt, states,
})

// IteratorShape is the older form of ProcessorShape.
var IteratorShape = shape("iterator", []Field{comment, startAt, states,
	{Name: "ProcessorConfig", Types: Object, Shape: ConfigShape, Help: "How the steps run: in this execution or each in one of its own."}})

// RetrierShape is one entry of Retry.
var RetrierShape = shape("retrier", []Field{
	{Name: "ErrorEquals", Types: Array, Required: true, Form: FormErrors, Help: "The names of the errors this is for; States.ALL for any."},
	{Name: "IntervalSeconds", Types: Integer, Range: &Range{1, 99999999}, Help: "How many seconds before the first new try; 1 unless given."},
	{Name: "MaxAttempts", Types: Integer, Range: &Range{0, 99999999}, Help: "How many new tries at most; 3 unless given, 0 for none."},
	{Name: "BackoffRate", Types: Number, Range: &Range{1, 99999999}, Help: "By what the wait grows with each new try; 2 unless given."},
	{Name: "MaxDelaySeconds", Types: Integer, Range: &Range{1, 31622399}, Help: "The longest wait between two tries."},
	{Name: "JitterStrategy", Types: String, Values: []string{"NONE", "FULL"}, Help: "FULL waits a random part of the time, so that many do not try at once."},
	comment,
})

// CatcherShape is one entry of Catch.
var CatcherShape = shape("catcher", []Field{
	{Name: "ErrorEquals", Types: Array, Required: true, Form: FormErrors, Help: "The names of the errors this is for; States.ALL for any."},
	{Name: "Next", Types: String, Required: true, Form: FormStateName, Help: "The state that deals with the error."},
	{Name: "ResultPath", Types: String | Null, Language: asl.JSONPath, Form: FormResultPath, Help: "Where in the input the error is put; $ replaces the input."},
	output, assign, comment,
})

// RuleShape is a choice rule.
var RuleShape, TestShape = ruleShapes()

// ruleShapes makes the shape of a rule and that of a test inside And, Or and
// Not, which has itself inside.
func ruleShapes() (rule, test *Shape) {
	test = &Shape{}
	tests := []Field{
		{Name: "Variable", Types: String, Language: asl.JSONPath, Form: FormReferencePath, Help: "What to look at, as a path into the input."},
		{Name: "And", Types: Array, Language: asl.JSONPath, Form: FormTest, Shape: test, Help: "Holds when all of these tests do."},
		{Name: "Or", Types: Array, Language: asl.JSONPath, Form: FormTest, Shape: test, Help: "Holds when one of these tests does."},
		{Name: "Not", Types: Object, Language: asl.JSONPath, Form: FormTest, Shape: test, Help: "Holds when this test does not."},
	}
	for _, name := range OperatorNames {
		tests = append(tests, operator(name))
	}
	rule = shape("choice rule", join([]Field{
		{Name: "Condition", Types: Boolean, Language: asl.JSONata, Required: true, Form: FormCondition, Expression: true, Help: "The expression that must be true."},
		{Name: "Next", Types: String, Required: true, Form: FormStateName, Help: "Where to go when the rule holds."},
		output, assign, comment,
	}, tests))
	*test = *shape("test", join(tests, []Field{comment}))
	return rule, test
}
