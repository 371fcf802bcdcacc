package catalog

// Name is a name with what it stands for, in one plain sentence.
type Name struct{ Name, Help string }

// Errors are the error names the language and the service define.
var Errors = []Name{
	{"States.ALL", "Any error except States.DataLimitExceeded and States.Runtime; it stands alone and last."},
	{"States.TaskFailed", "Any failure of the work except a timeout."},
	{"States.Timeout", "The work, or the whole flow, took longer than allowed, or gave no sign of life."},
	{"States.HeartbeatTimeout", "The work gave no sign of life for too long."},
	{"States.Permissions", "The flow's role may not do this."},
	{"States.QueryEvaluationError", "A JSONata expression failed or gave a value of the wrong type."},
	{"States.BranchFailed", "A branch of a Parallel state failed."},
	{"States.NoChoiceMatched", "No rule of a Choice held and it has no Default."},
	{"States.ExceedToleratedFailureThreshold", "More items of a Map failed than it tolerates."},
	{"States.ItemReaderFailed", "A Map could not read its items."},
	{"States.ResultWriterFailed", "A Map could not write its results."},
	{"States.ResultPathMatchFailure", "The result cannot be put where ResultPath says."},
	{"States.ParameterPathFailure", "A path in a payload leads nowhere."},
	{"States.IntrinsicFailure", "An intrinsic function failed."},
	{"States.Runtime", "The flow itself could not go on, such as by a path that leads nowhere; it cannot be caught."},
	{"States.DataLimitExceeded", "The data grew larger than the service allows; States.ALL does not catch it."},
	{"States.Http.Socket", "An HTTP call took longer than 60 seconds or lost its connection."},
	{"States.Http.StatusCode.404", "An HTTP call was answered with this status; any status from 400 on may stand there."},
	{"Lambda.ServiceException", "Lambda itself failed; trying again usually helps."},
	{"Lambda.AWSLambdaException", "Lambda refused the call."},
	{"Lambda.SdkClientException", "Lambda could not be reached."},
	{"Lambda.ClientExecutionTimeoutException", "The call to Lambda took too long."},
	{"Lambda.TooManyRequestsException", "Lambda has too much to do; trying again later usually helps."},
	{"Lambda.Unknown", "The function ended without an answer, such as by running out of memory."},
}

// ReservedErrors is what the names of the language's own errors begin with;
// a machine must not make up others.
const ReservedErrors = "States."

// ErrorOf is the error of that name, or nil.
func ErrorOf(name string) *Name { return nameIn(Errors, name) }

func nameIn(list []Name, name string) *Name {
	for i := range list {
		if list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

// Context are the paths of the context object, without the $$ or
// $states.context that leads to it.
var Context = []Name{
	{"Execution.Id", "The ARN of this execution."},
	{"Execution.Name", "The name of this execution."},
	{"Execution.Input", "What the execution was given."},
	{"Execution.RoleArn", "The role the execution runs with."},
	{"Execution.StartTime", "When the execution began."},
	{"Execution.RedriveCount", "How often the execution was started again after failing."},
	{"Execution.RedriveTime", "When the execution was last started again."},
	{"State.Name", "The name of the current state."},
	{"State.EnteredTime", "When the current state was entered."},
	{"State.RetryCount", "How often the current state was tried again."},
	{"StateMachine.Id", "The ARN of the state machine."},
	{"StateMachine.Name", "The name of the state machine."},
	{"Task.Token", "The token by which someone answers this task; only with .waitForTaskToken."},
	{"Map.Item.Index", "The number of the current item, from 0."},
	{"Map.Item.Key", "The name of the current item, where the items are those of an object."},
	{"Map.Item.Value", "The current item."},
	{"Map.Item.Source", "Where the current item came from."},
}

// Intrinsic is a function that payloads or expressions can call.
type Intrinsic struct {
	Name      string // "States.Format", "$sum"
	Signature string // "States.Format(template, values…)"
	Help      string // one plain sentence
}

// Intrinsics are the 18 functions that JSONPath payloads can call.
var Intrinsics = []Intrinsic{
	{"States.Format", "States.Format(template, values…)", "Text in which each {} is replaced by a value."},
	{"States.JsonToString", "States.JsonToString(value)", "A value as JSON text."},
	{"States.StringToJson", "States.StringToJson(text)", "The value that a JSON text says."},
	{"States.Array", "States.Array(values…)", "A list of the values."},
	{"States.ArrayPartition", "States.ArrayPartition(list, size)", "The list in pieces of at most that size."},
	{"States.ArrayContains", "States.ArrayContains(list, value)", "Whether the list holds the value."},
	{"States.ArrayRange", "States.ArrayRange(first, last, step)", "The numbers from first to last, at most 1000."},
	{"States.ArrayGetItem", "States.ArrayGetItem(list, index)", "One item of the list, counted from 0."},
	{"States.ArrayLength", "States.ArrayLength(list)", "How many items the list has."},
	{"States.ArrayUnique", "States.ArrayUnique(list)", "The list without repetitions."},
	{"States.Base64Encode", "States.Base64Encode(text)", "The text in Base64, up to 10000 characters."},
	{"States.Base64Decode", "States.Base64Decode(text)", "The text that Base64 stands for."},
	{"States.Hash", "States.Hash(value, algorithm)", "A hash by MD5, SHA-1, SHA-256, SHA-384 or SHA-512."},
	{"States.JsonMerge", "States.JsonMerge(first, second, false)", "One object of two; the second wins where both have a field."},
	{"States.MathRandom", "States.MathRandom(first, end[, seed])", "A random number from first up to but not including end."},
	{"States.MathAdd", "States.MathAdd(a, b)", "The sum of two whole numbers."},
	{"States.StringSplit", "States.StringSplit(text, separators)", "The parts of the text between the separators."},
	{"States.UUID", "States.UUID()", "A random identifier."},
}

// IntrinsicOf is the function of that name, or nil.
func IntrinsicOf(name string) *Intrinsic {
	for i := range Intrinsics {
		if Intrinsics[i].Name == name {
			return &Intrinsics[i]
		}
	}
	return nil
}
