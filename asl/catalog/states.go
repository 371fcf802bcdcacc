package catalog

import "github.com/stateboard/stateboard/asl"

// StateKind is one of the eight kinds of state.
type StateKind struct {
	Name  string // as Type says it: "Task"
	Does  string // a few words for the palette: "do some work"
	Help  string // one plain sentence
	Shape *Shape
}

// StateKinds are the eight kinds in the order they are offered.
var StateKinds = []StateKind{
	{"Task", "do some work", "Has something outside the flow do work, such as a Lambda function, a service, or a person, and waits for the answer.", task},
	{"Choice", "take one of several ways", "Looks at the data and goes where the first rule that holds says.", choice},
	{"Parallel", "do things at the same time", "Runs its branches side by side and goes on when all are done.", parallel},
	{"Map", "repeat for each item", "Runs the same steps once for each item of a list.", mapState},
	{"Wait", "let time pass", "Goes on after a while, or at a point in time.", wait},
	{"Pass", "reshape the data", "Hands its input on, changed as you say, without doing any work.", pass},
	{"Succeed", "end well", "Ends the flow, or the branch it is in, successfully.", succeed},
	{"Fail", "end with an error", "Ends the whole flow with an error that you name.", fail},
}

// StateKindOf is the kind with the name, or nil.
func StateKindOf(name string) *StateKind {
	for i := range StateKinds {
		if StateKinds[i].Name == name {
			return &StateKinds[i]
		}
	}
	return nil
}

// head are the fields every state has.
var head = []Field{
	{Name: "Type", Types: String, Required: true, Values: asl.Types, Help: "What kind of state this is."},
	{Name: "Comment", Types: String, Help: "A note for people; it changes nothing."},
	{Name: "QueryLanguage", Types: String, Values: languages, Help: "How this state picks and computes data: JSONPath or JSONata."},
}

// onward are the fields of states that something follows.
var onward = []Field{
	{Name: "Next", Types: String, Form: FormStateName, Help: "The state that comes next."},
	{Name: "End", Types: Boolean, Help: "True where the flow, or the branch it is in, ends with this state."},
}

// data are the fields that pick input and output with JSONPath.
var data = []Field{
	{Name: "InputPath", Types: String | Null, Language: asl.JSONPath, Form: FormPath, Help: "Which part of the input the state sees; null for an empty object."},
	{Name: "OutputPath", Types: String | Null, Language: asl.JSONPath, Form: FormPath, Help: "Which part of the result is handed on; null for an empty object."},
}

var output = Field{Name: "Output", Types: Any, Language: asl.JSONata, Form: FormTemplate, Help: "What the state hands on; without it, the result as it is."}

var arguments = Field{Name: "Arguments", Types: Object, Language: asl.JSONata, Form: FormTemplate, Expression: true, Help: "What is given to the work; without it, the state's input."}

var assign = Field{Name: "Assign", Types: Object, Form: FormVariables, Help: "Variables to set; later states read them by name."}

var parameters = Field{Name: "Parameters", Types: Any, Language: asl.JSONPath, Form: FormTemplate, Help: "What the work is given: an object in which keys that end in .$ are computed."}

var resultPath = Field{Name: "ResultPath", Types: String | Null, Language: asl.JSONPath, Form: FormResultPath, Help: "Where in the input the result is put; $ replaces the input, null drops the result."}

var resultSelector = Field{Name: "ResultSelector", Types: Any, Language: asl.JSONPath, Form: FormTemplate, Help: "What is kept of the raw result: an object in which keys that end in .$ are computed."}

// trouble are the fields of states that can fail.
var trouble = []Field{
	{Name: "Retry", Types: Array, Shape: RetrierShape, Help: "When to try again after an error, and how often."},
	{Name: "Catch", Types: Array, Shape: CatcherShape, Help: "Where to go when an error remains."},
}

var (
	pass = shape("Pass state", join(head, onward,
		[]Field{
			{Name: "Result", Types: Any, Language: asl.JSONPath, Form: FormLiteral, Help: "The result, exactly as written here."},
			parameters, resultPath, output, assign,
		}, data))

	task = shape("Task state", join(head, onward,
		[]Field{
			{Name: "Resource", Types: String, Required: true, Form: FormResource, Help: "What does the work, as the ARN of a Lambda function, an activity, or a service action."},
			parameters, arguments, resultSelector, resultPath, output, assign,
			{Name: "TimeoutSeconds", Types: Integer, Range: &Range{1, 99999999}, Expression: true, Help: "After how many seconds the work counts as failed."},
			{Name: "TimeoutSecondsPath", Types: String, Language: asl.JSONPath, Form: FormReferencePath, Help: "Where the input says after how many seconds the work counts as failed."},
			{Name: "HeartbeatSeconds", Types: Integer, Range: &Range{1, 99999999}, Expression: true, Help: "How many seconds may pass between two signs of life; less than the timeout."},
			{Name: "HeartbeatSecondsPath", Types: String, Language: asl.JSONPath, Form: FormReferencePath, Help: "Where the input says how many seconds may pass between two signs of life."},
			{Name: "Credentials", Types: Object, Form: FormTemplate, Expression: true, Help: "The role to do the work with, as RoleArn; without it, the flow's own role."},
		}, trouble, data),
		atMostOne("TimeoutSeconds", "TimeoutSecondsPath"), atMostOne("HeartbeatSeconds", "HeartbeatSecondsPath"))

	choice = shape("Choice state", join(head,
		[]Field{
			{Name: "Choices", Types: Array, Required: true, Form: FormRules, Help: "The rules, tried in this order; the first that holds decides."},
			{Name: "Default", Types: String, Form: FormStateName, Help: "Where to go when no rule holds; without it the flow fails then."},
			output, assign,
		}, data))

	wait = shape("Wait state", join(head, onward,
		[]Field{
			{Name: "Seconds", Types: Integer, Range: &Range{0, 99999999}, Expression: true, Help: "How many seconds to wait."},
			{Name: "Timestamp", Types: String, Form: FormTimestamp, Expression: true, Help: "Until when to wait, such as 2030-01-31T09:00:00Z."},
			{Name: "SecondsPath", Types: String, Language: asl.JSONPath, Form: FormReferencePath, Help: "Where the input says how many seconds to wait."},
			{Name: "TimestampPath", Types: String, Language: asl.JSONPath, Form: FormReferencePath, Help: "Where the input says until when to wait."},
			output, assign,
		}, data),
		exactlyOne("Seconds", "Timestamp", "SecondsPath", "TimestampPath"))

	succeed = shape("Succeed state", join(head, []Field{output}, data))

	fail = shape("Fail state", join(head, []Field{
		{Name: "Error", Types: String, Expression: true, Help: "The error's name, by which a Catch can tell it from others."},
		{Name: "ErrorPath", Types: String, Language: asl.JSONPath, Form: FormStringPath, Help: "Where the input says the error's name."},
		{Name: "Cause", Types: String, Expression: true, Help: "What went wrong, in words for people."},
		{Name: "CausePath", Types: String, Language: asl.JSONPath, Form: FormStringPath, Help: "Where the input says what went wrong."},
	}), atMostOne("Error", "ErrorPath"), atMostOne("Cause", "CausePath"))

	parallel = shape("Parallel state", join(head, onward,
		[]Field{
			{Name: "Branches", Types: Array, Required: true, Form: FormMachine, Shape: BranchShape, Help: "What runs side by side, each branch a small machine of its own."},
			parameters, arguments, resultSelector, resultPath, output, assign,
		}, trouble, data))
)
