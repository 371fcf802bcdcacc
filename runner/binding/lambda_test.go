package binding

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/runner/task"
)

const invoke = "arn:aws:states:::lambda:invoke"

// serve is a Lambda endpoint that answers everything alike and keeps what it
// was asked.
func serve(t *testing.T, status int, header map[string]string, body string) (Lambda, *string) {
	asked := new(string)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		in, _ := io.ReadAll(r.Body)
		*asked = fmt.Sprintf("%s %s %s", r.Method, r.RequestURI, in)
		for _, name := range []string{"X-Amz-Invocation-Type", "X-Amz-Client-Context", "X-Amz-Log-Type"} {
			if v := r.Header.Get(name); v != "" {
				*asked += " " + name + "=" + v
			}
		}
		w.Header().Set("X-Amzn-RequestId", "id-1")
		w.Header().Set("Date", "now")
		for name, v := range header {
			w.Header().Set(name, v)
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return Lambda{Endpoint: server.URL + "/"}, asked
}

func TestAFunctionIsInvoked(t *testing.T) {
	l, asked := serve(t, 200, map[string]string{"X-Amz-Executed-Version": "7", "Content-Type": "application/json"}, `{"paid": 1.0}`)
	want(t, answer(t, to(t, l, nil), newTask(function+":live", `{"sum": 3}`)), `{"paid": 1.0}`)
	if *asked != `POST /2015-03-31/functions/charge/invocations?Qualifier=live {"sum":3}` {
		t.Error(*asked)
	}
	want(t, answer(t, to(t, l, nil), newTask(invoke, `{"FunctionName": "charge", "Payload": "p", "ClientContext": "not base64!", "LogType": "Tail"}`)),
		`{"ExecutedVersion": "7", "Payload": {"paid": 1.0}, "SdkHttpMetadata": {"AllHttpHeaders": {"X-Amz-Executed-Version": ["7"], "x-amzn-RequestId": ["id-1"],
		"Content-Length": ["13"], "Date": ["now"], "Content-Type": ["application/json"]}, "HttpHeaders": {"X-Amz-Executed-Version": "7", "x-amzn-RequestId": "id-1",
		"Content-Length": "13", "Date": "now", "Content-Type": "application/json"}, "HttpStatusCode": 200}, "SdkResponseMetadata": {"RequestId": "id-1"}, "StatusCode": 200}`)
	if *asked != `POST /2015-03-31/functions/charge/invocations "p" X-Amz-Client-Context=bm90IGJhc2U2NCE= X-Amz-Log-Type=Tail` {
		t.Error(*asked)
	}
	l.Function = "local-charge:2"
	answer(t, to(t, l, nil), newTask("arn:aws:states:::sns:publish", `{"Message": "m"}`))
	if *asked != `POST /2015-03-31/functions/local-charge/invocations?Qualifier=2 {"Message":"m"}` {
		t.Error(*asked)
	}
}

func TestAnEventHasNoPayload(t *testing.T) {
	l, asked := serve(t, 202, nil, "")
	got := answer(t, to(t, l, nil), newTask(invoke, `{"FunctionName": "f", "InvocationType": "Event"}`)).(task.Return).Output
	if got.Get("StatusCode").JSON() != "202" || got.Get("Payload").JSON() != "{}" || !strings.HasSuffix(*asked, `{} X-Amz-Invocation-Type=Event`) {
		t.Errorf("%s for %s", got.JSON(), *asked)
	}
}

func TestHowFunctionsFail(t *testing.T) {
	failed := map[string]string{"X-Amz-Function-Error": "Unhandled"}
	for _, c := range []struct {
		status int
		header map[string]string
		body   string
		want   string
	}{
		{200, failed, `{"errorMessage":"no","errorType":"CustomException","stackTrace":["a"]}`,
			`CustomException: {"errorMessage":"no","errorType":"CustomException","stackTrace":["a"]}`},
		{200, failed, `{"errorMessage":"Task timed out after 3.00 seconds"}`,
			`Lambda.Unknown: The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"Task timed out after 3.00 seconds"}`},
		{404, map[string]string{"X-Amzn-ErrorType": "ResourceNotFoundException:http://x"}, `{"Type":"User","Message":"Function not found: f"}`,
			"Lambda.ResourceNotFoundException: Function not found: f (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: id-1; Proxy: null)"},
		{400, nil, `{"__type":"com.amazonaws#InvalidRequestContentException","message":"bad"}`,
			"Lambda.InvalidRequestContentException: bad (Service: AWSLambda; Status Code: 400; Error Code: InvalidRequestContentException; Request ID: id-1; Proxy: null)"},
		{429, nil, "slow down", "Lambda.TooManyRequestsException: slow down (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: id-1; Proxy: null)"},
		{502, nil, "", "Lambda.ServiceException:  (Service: AWSLambda; Status Code: 502; Error Code: ServiceException; Request ID: id-1; Proxy: null)"},
		{403, nil, "", "Lambda.AWSLambdaException:  (Service: AWSLambda; Status Code: 403; Error Code: AWSLambdaException; Request ID: id-1; Proxy: null)"},
		{200, nil, "<html>", "Lambda.Unknown: The function's payload is not JSON (not JSON at byte 0: want a value). Returned payload: <html>"},
	} {
		l, _ := serve(t, c.status, c.header, c.body)
		got := answer(t, to(t, l, nil), newTask(function, `{}`)).(task.Throw)
		if text := got.Error + ": " + got.Cause; text != c.want && !(c.body == "<html>" && strings.HasPrefix(text, "Lambda.Unknown: The function's payload is not JSON")) {
			t.Errorf("got  %s\nwant %s", text, c.want)
		}
		if c.status == 200 && c.header == nil {
			continue
		}
		if waiting := answer(t, to(t, l, nil), newTask(invoke+".waitForTaskToken", `{"FunctionName": "f"}`)); waiting != got {
			t.Errorf("a task that waits for its token: %v", waiting)
		}
	}
}

func TestAGoodInvokeLeavesATokenOpen(t *testing.T) {
	l, asked := serve(t, 200, nil, `{"ignored": true}`)
	a := to(t, l, nil)
	answers, _ := ask(t, a, newTask(invoke+".waitForTaskToken", `{"FunctionName": "f", "Payload": {"token": "t"}}`))
	submitted, ok := (<-answers).(task.Submitted)
	if got := submitted.Output.Get("Payload").JSON(); !ok || got != `{"ignored":true}` || !strings.HasSuffix(*asked, `{"token":"t"}`) {
		t.Errorf("%v after %s", got, *asked)
	}
	if got := <-answers; got != nil {
		t.Errorf("answered: %v", got)
	}
}

func TestFunctionsThatHangOrDieOrFlood(t *testing.T) {
	l, clock := newLife(t), manual()
	a := to(t, Lambda{Endpoint: l.url, Timeout: 3 * time.Second}, clock)
	answers, _ := ask(t, a, newTask(function, `{}`))
	<-l.born
	clock.Advance(3 * time.Second)
	want(t, <-answers, "Lambda.ClientExecutionTimeoutException: Unable to execute HTTP request: no answer within 3s, the time its binding gives it")
	<-l.gone

	dying := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "{")
		panic(http.ErrAbortHandler)
	}))
	defer dying.Close()
	if got := answer(t, to(t, Lambda{Endpoint: dying.URL}, nil), newTask(function, `{}`)).(task.Throw); got.Error != "Lambda.SdkClientException" {
		t.Errorf("%v", got)
	}
	dying.Close()
	if got := answer(t, to(t, Lambda{Endpoint: dying.URL}, nil), newTask(function, `{}`)).(task.Throw); got.Error != "Lambda.SdkClientException" ||
		!strings.HasPrefix(got.Cause, "Unable to execute HTTP request: dial tcp") {
		t.Errorf("%v", got)
	}

	flooding := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for b := make([]byte, 1<<16); ; {
			if _, err := w.Write(b); err != nil {
				return
			}
		}
	}))
	defer flooding.Close()
	if got := answer(t, to(t, Lambda{Endpoint: flooding.URL}, nil), newTask(function, `{}`)).(task.Throw); got.Error != "Function.ResponseSizeTooLarge" {
		t.Errorf("%v", got)
	}
}
