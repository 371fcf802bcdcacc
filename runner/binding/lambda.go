package binding

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/task"
)

// maxLambdaPayload is the most that Lambda lets a function answer, in bytes.
const maxLambdaPayload = 6291556

// invocation is a request of the Lambda Invoke API.
type invocation struct {
	function, qualifier string
	payload             value.Value
	headers             []task.Header
	wrapped             bool // lambda:invoke, whose result has the payload inside
}

// invocationOf is what a task asks of a function. A task that is none of
// Lambda's passes all its input on.
func (l Lambda) invocationOf(t *task.Task) invocation {
	name, qualifier, ok := task.FunctionOf(t)
	in := invocation{function: name, qualifier: qualifier, payload: t.Input}
	if ok && t.Resource.Kind != task.Function {
		in.wrapped, in.payload = true, payloadOf(t)
		for _, field := range [...]task.Header{{Name: "InvocationType", Value: "X-Amz-Invocation-Type"}, {Name: "LogType", Value: "X-Amz-Log-Type"}} {
			if s := t.Input.Get(field.Name).Str(); s != "" {
				in.headers = append(in.headers, task.Header{Name: field.Value, Value: s})
			}
		}
		if c := t.Input.Get("ClientContext").Str(); c != "" {
			if _, err := base64.StdEncoding.DecodeString(c); err != nil {
				c = base64.StdEncoding.EncodeToString([]byte(c))
			}
			in.headers = append(in.headers, task.Header{Name: "X-Amz-Client-Context", Value: c})
		}
	}
	if l.Function != "" {
		in.function, in.qualifier, _ = strings.Cut(l.Function, ":")
	}
	return in
}

// payloadOf is the event that lambda:invoke hands the function.
func payloadOf(t *task.Task) value.Value {
	if p := t.Input.Get("Payload"); !p.IsAbsent() {
		return p
	}
	return value.Object()
}

func (in *invocation) url(endpoint string) string {
	u := strings.TrimRight(endpoint, "/") + "/2015-03-31/functions/" + url.PathEscape(in.function) + "/invocations"
	if in.qualifier != "" {
		u += "?Qualifier=" + url.QueryEscape(in.qualifier)
	}
	return u
}

func (l Lambda) answer(ctx context.Context, a *Answerer, t *task.Task) task.Answer {
	ctx, cancel := a.within(ctx, orDefault(l.Timeout, LambdaTimeout))
	defer cancel()
	in := l.invocationOf(t)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, in.url(l.Endpoint), strings.NewReader(in.payload.JSON()))
	if err != nil {
		return task.Failed("Lambda.SdkClientException", "Unable to execute HTTP request: "+err.Error())
	}
	req.Header.Set("Content-Type", "application/json")
	for _, h := range in.headers {
		req.Header.Set(h.Name, h.Value)
	}
	res, err := a.client.Do(req)
	if err != nil {
		return lambdaUnreached(ctx, l, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxLambdaPayload+1))
	switch {
	case err != nil:
		return lambdaUnreached(ctx, l, err)
	case len(body) > maxLambdaPayload:
		return task.Failed("Function.ResponseSizeTooLarge",
			fmt.Sprintf(`{"errorMessage":"Response payload size exceeded maximum allowed payload size (%d bytes).","errorType":"Function.ResponseSizeTooLarge"}`, maxLambdaPayload))
	}
	return in.outcome(t, res, clean(body))
}

// lambdaUnreached is the failure of a call that got no answer.
func lambdaUnreached(ctx context.Context, l Lambda, err error) task.Answer {
	if late(ctx) {
		return task.Failed("Lambda.ClientExecutionTimeoutException",
			fmt.Sprintf("Unable to execute HTTP request: no answer within %s, the time its binding gives it", orDefault(l.Timeout, LambdaTimeout)))
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return task.Failed("Lambda.SdkClientException", "Unable to execute HTTP request: "+err.Error())
}

// outcome is what an answer of the Invoke API comes to.
func (in *invocation) outcome(t *task.Task, res *http.Response, body string) task.Answer {
	switch {
	case res.StatusCode >= 300:
		return lambdaRefused(res, body)
	case res.Header.Get("X-Amz-Function-Error") != "":
		return functionFailed(body)
	}
	if body == "" && in.wrapped {
		body = "{}" // InvocationType Event and DryRun
	}
	payload, err := value.Parse(body)
	switch {
	case err != nil && t.Resource.Pattern == "waitForTaskToken":
		return task.Return{} // which nobody looks at
	case err != nil:
		return task.Failed("Lambda.Unknown", fmt.Sprintf("The function's payload is not JSON (%v). Returned payload: %s", err, body))
	}
	if !in.wrapped {
		return task.Return{Output: payload}
	}
	return task.Return{Output: invokeResult(res.StatusCode, res.Header, len(body), payload)}
}

// functionFailed is the failure of the function itself, as the service tells
// it: the error by errorType, the cause the whole payload.
func functionFailed(body string) task.Answer {
	if v, err := value.Parse(body); err == nil {
		if name := v.Get("errorType").Str(); name != "" {
			return task.Failed(name, body)
		}
	}
	return task.Failed("Lambda.Unknown", "The cause could not be determined because Lambda did not return an error type. Returned payload: "+body)
}

// lambdaRefused is the failure of the Invoke API.
func lambdaRefused(res *http.Response, body string) task.Answer {
	v, _ := value.Parse(body)
	name, _, _ := strings.Cut(res.Header.Get("X-Amzn-Errortype"), ":")
	if name == "" {
		name = v.Get("__type").Str()
	}
	if name == "" && v.Get("Type").Str() != "" && strings.HasSuffix(v.Get("Code").Str(), "Exception") {
		name = v.Get("Code").Str()
	}
	if i := strings.LastIndexByte(name, '#'); i >= 0 {
		name = name[i+1:]
	}
	if name == "" {
		switch {
		case res.StatusCode == http.StatusNotFound:
			name = "ResourceNotFoundException"
		case res.StatusCode == http.StatusTooManyRequests:
			name = "TooManyRequestsException"
		case res.StatusCode >= 500:
			name = "ServiceException"
		default:
			name = "AWSLambdaException"
		}
	}
	message := v.Get("message").Str()
	if message == "" {
		message = v.Get("Message").Str()
	}
	if message == "" {
		message = strings.TrimSpace(body)
	}
	return task.Failed("Lambda."+name, fmt.Sprintf("%s (Service: AWSLambda; Status Code: %d; Error Code: %s; Request ID: %s; Proxy: null)",
		message, res.StatusCode, name, res.Header.Get("X-Amzn-Requestid")))
}

// invokeResult is the result of lambda:invoke around a function's payload.
func invokeResult(status int, header http.Header, size int, payload value.Value) value.Value {
	version := header.Get("X-Amz-Executed-Version")
	if version == "" {
		version = "$LATEST"
	}
	id := header.Get("X-Amzn-Requestid")
	headers := []task.Header{{Name: "X-Amz-Executed-Version", Value: version}}
	for _, name := range [...]string{"x-amzn-Remapped-Content-Length", "Connection", "x-amzn-RequestId", "Content-Length", "Date", "X-Amzn-Trace-Id", "Content-Type"} {
		v := header.Get(name)
		if name == "Content-Length" {
			v = fmt.Sprint(size)
		}
		if v != "" {
			headers = append(headers, task.Header{Name: name, Value: v})
		}
	}
	http, response := task.SDKMetadata(status, id, headers)
	members := []value.Member{value.M("ExecutedVersion", value.String(version))}
	if log := header.Get("X-Amz-Log-Result"); log != "" {
		members = append(members, value.M("LogResult", value.String(log)))
	}
	return value.Object(append(members, value.M("Payload", payload), http, response, value.M("StatusCode", value.Int(int64(status))))...)
}
