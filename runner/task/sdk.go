package task

import (
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/value"
)

// SDKMetadata is what the optimised integrations put beside a service's own
// answer: SdkHttpMetadata and SdkResponseMetadata, as recorded histories show
// them. Headers are in the order to show them in.
func SDKMetadata(status int, requestID string, headers []Header) (http, response value.Member) {
	all := make([]value.Member, 0, len(headers))
	first := make([]value.Member, 0, len(headers))
	for _, h := range headers {
		all = append(all, value.M(h.Name, value.Array(value.String(h.Value))))
		first = append(first, value.M(h.Name, value.String(h.Value)))
	}
	return value.M("SdkHttpMetadata", value.Object(
			value.M("AllHttpHeaders", value.Object(all...)),
			value.M("HttpHeaders", value.Object(first...)),
			value.M("HttpStatusCode", value.Int(int64(status))))),
		value.M("SdkResponseMetadata", value.Object(value.M("RequestId", value.String(requestID))))
}

// Header is one header of a request or an answer.
type Header struct{ Name, Value string }

// The service's quotas of what a failure says, in characters.
const (
	maxError = 256
	maxCause = 32768
)

// Failed is a failure whose error and cause are within the service's quotas:
// too long a cause keeps its end, where stack traces name what happened.
func Failed(err, cause string) Throw {
	err = strings.ToValidUTF8(err, "\uFFFD")
	if runes := []rune(err); len(runes) > maxError {
		err = string(runes[:maxError])
	}
	cause = strings.ToValidUTF8(cause, "\uFFFD")
	if n := utf8.RuneCountInString(cause); n > maxCause {
		runes := []rune(cause)
		cause = string(runes[n-maxCause:])
	}
	return Throw{err, cause}
}

// TooLarge is the failure of a task that answers with more than the service
// takes.
func TooLarge(t *Task) Throw {
	return Throw{"States.DataLimitExceeded", "The state/task '" + t.Resource.Label() + "' returned a result with a size exceeding the maximum number of bytes service limit."}
}

// FunctionOf is the name and the qualifier ("" when it has none) of the
// Lambda function that a task asks for; ok is false when it asks for none.
func FunctionOf(t *Task) (name, qualifier string, ok bool) {
	full := t.Resource.ARN
	switch {
	case t.Resource.Kind == Function:
	case t.Resource.Type == "lambda":
		full = t.Input.Get("FunctionName").Str()
	default:
		return "", "", false
	}
	if _, rest, found := strings.Cut(full, "function:"); found {
		full = rest
	}
	name, qualifier, _ = strings.Cut(full, ":")
	if q := t.Input.Get("Qualifier").Str(); q != "" && t.Resource.Kind != Function {
		qualifier = q
	}
	return name, qualifier, name != ""
}
