package rewrite

import "github.com/stateboard/stateboard/asl/syntax"

// customary is the order in which people write fields: what it is, what it
// works with, what it does with the result, what when it fails, where it goes.
// One order serves states, machines, rules, retriers and catchers, whose
// fields do not contradict each other.
var customary = []string{
	"Type", "Comment", "QueryLanguage", "ProcessorConfig", "Version", "TimeoutSeconds", "TimeoutSecondsPath", "StartAt", "States",
	"ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy",
	"And", "Or", "Not", "Condition", "Variable",
	"Resource", "Seconds", "SecondsPath", "Timestamp", "TimestampPath", "InputPath", "Parameters", "Arguments", "Credentials",
	"HeartbeatSeconds", "HeartbeatSecondsPath",
	"ItemReader", "Items", "ItemsPath", "ItemSelector", "ItemBatcher", "MaxConcurrency", "MaxConcurrencyPath",
	"ToleratedFailureCount", "ToleratedFailureCountPath", "ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "Label",
	"ItemProcessor", "Iterator", "Branches", "Choices", "ResultWriter",
	"Result", "ResultSelector", "ResultPath", "OutputPath", "Output", "Assign",
	"Error", "ErrorPath", "Cause", "CausePath", "Retry", "Catch", "Default", unknownField, "Next", "End",
}

// unknownField marks the place of fields that the language does not have.
const unknownField = "?"

var ranks = func() map[string]int {
	m := make(map[string]int, len(customary))
	for i, f := range customary {
		m[f] = i
	}
	return m
}()

func rank(key string) int {
	if r, known := ranks[key]; known {
		return r
	}
	return ranks[unknownField]
}

// placeFor is the index of the member after which a new field belongs: the
// last one that customarily stands before it.
func placeFor(n *syntax.Node, key string) int {
	r := rank(key)
	for i := len(n.Members()) - 1; i >= 0; i-- {
		if rank(n.Members()[i].Key.Text) <= r {
			return i
		}
	}
	return -1
}
