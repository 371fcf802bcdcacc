package binding

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/task"
)

const httpInvoke = "arn:aws:states:::http:invoke"

// site answers by path and keeps the requests.
type site struct {
	url   string
	asked []string
}

func newSite(t *testing.T) *site {
	s := &site{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		in, _ := io.ReadAll(r.Body)
		s.asked = append(s.asked, fmt.Sprintf("%s %s %q %s auth=%s x=%s", r.Method, r.RequestURI, in, r.Header.Get("Content-Type"), r.Header.Get("Authorization"), r.Header.Get("X-Test")))
		w.Header()["Date"] = nil
		switch r.URL.Path {
		case "/json":
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			io.WriteString(w, `{"n": 1.0}`)
		case "/text":
			w.Header().Add("Set-Cookie", "a")
			w.Header().Add("Set-Cookie", "b")
			w.Header().Set("Content-Type", "text/plain")
			io.WriteString(w, "héllo")
		case "/binary":
			w.Write([]byte{0xff, 0xfe})
		case "/near":
			http.Redirect(w, r, "/json", http.StatusFound)
		case "/far":
			http.Redirect(w, r, "http://"+strings.Replace(r.Host, "127.0.0.1", "localhost", 1)+"/json", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/flood":
			io.WriteString(w, strings.Repeat("x", maxHTTPResponse+1))
		case "/large":
			w.Header().Set("Content-Type", "text/plain")
			io.WriteString(w, strings.Repeat("x", maxHTTPResponse))
		default:
			w.WriteHeader(http.StatusTeapot)
			io.WriteString(w, "short and stout")
		}
	}))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func (s *site) task(path, more string) *task.Task {
	return newTask(httpInvoke, fmt.Sprintf(`{"ApiEndpoint": %q, "Method": "GET"%s}`, s.url+path, more))
}

func TestHTTPResults(t *testing.T) {
	s := newSite(t)
	a := to(t, HTTP{Origins: []string{s.url}}, nil)
	want(t, answer(t, a, s.task("/json", "")),
		`{"Headers": {"content-length": ["10"], "content-type": ["application/json; charset=utf-8"]}, "ResponseBody": {"n": 1.0}, "StatusCode": 200, "StatusText": "OK"}`)
	want(t, answer(t, a, s.task("/text", "")),
		`{"Headers": {"content-length": ["6"], "content-type": ["text/plain"], "set-cookie": ["a", "b"]}, "ResponseBody": "héllo", "StatusCode": 200, "StatusText": "OK"}`)
	want(t, answer(t, a, s.task("/teapot", "")), "States.Http.StatusCode.418: short and stout")
	for path, prefix := range map[string]string{"/flood": "States.DataLimitExceeded: The state/task 'http' returned", "/binary": "States.Runtime: The response of the HTTP endpoint is no text"} {
		if got := answer(t, a, s.task(path, "")).(task.Throw); !strings.HasPrefix(got.Error+": "+got.Cause, prefix) {
			t.Errorf("%s: %v", path, got)
		}
	}
	if got := answer(t, a, s.task("/large", "")).(task.Return).Output.Get("ResponseBody").Str(); len(got) != maxHTTPResponse {
		t.Errorf("%d bytes", len(got))
	}
}

func TestHTTPRequests(t *testing.T) {
	s := newSite(t)
	a := to(t, HTTP{Origins: []string{s.url}, Headers: []task.Header{{Name: "Authorization", Value: "Bearer b"}}}, nil)
	for _, c := range []struct{ more, want string }{
		{``, `GET /json "" auth=Bearer b x=`},
		{`, "QueryParameters": {"q": "a b&c", "n": [1, true]}, "Headers": {"X-Test": ["1", "2"]}`, `GET /json?q=a+b%26c&n=1&n=true "" auth=Bearer b x=1, 2`},
		{`, "RequestBody": {"n": 1.0}`, `GET /json "{\"n\":1.0}" application/json; charset=utf-8 auth=Bearer b x=`},
		{`, "RequestBody": "as it is", "Headers": {"Content-Type": "text/csv"}`, `GET /json "as it is" text/csv auth=Bearer b x=`},
		{`, "RequestBody": {"a": ["x", "y"], "o": {"p": 1}}, "Transform": {"RequestBodyEncoding": "URL_ENCODED"}`,
			`GET /json "a%5B0%5D=x&a%5B1%5D=y&o%5Bp%5D=1" application/x-www-form-urlencoded auth=Bearer b x=`},
	} {
		s.asked = nil
		answer(t, a, s.task("/json", c.more))
		if got := strings.ReplaceAll(fmt.Sprint(s.asked), "  ", " "); got != "["+c.want+"]" {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	s.asked = nil
	for _, more := range []string{`, "Headers": {"authorization": "mine"}`, `, "Headers": {"X-Amz-Date": "d"}`, `, "Method": "TRACE"`, `, "RequestBody": 1, "Transform": {"RequestBodyEncoding": "URL_ENCODED"}`,
		`, "RequestBody": {}, "Transform": {"RequestBodyEncoding": "GZIP"}`, `, "RequestBody": {}, "Transform": {"RequestBodyEncoding": "URL_ENCODED", "RequestEncodingOptions": {"ArrayFormat": "X"}}`} {
		if got, ok := answer(t, a, s.task("/json", more)).(task.Throw); !ok || got.Error != "States.Runtime" || len(s.asked) != 0 {
			t.Errorf("%s: %v, and %v was sent", more, got, s.asked)
		}
	}
}

func TestForms(t *testing.T) {
	v := value.MustParse(`{"a": ["x", 2], "b": null, "c d": true}`)
	for arrays, want := range map[string]string{
		"":         "a%5B0%5D=x&a%5B1%5D=2&b=&c+d=true",
		"REPEAT":   "a=x&a=2&b=&c+d=true",
		"COMMAS":   "a=x%2C2&b=&c+d=true",
		"BRACKETS": "a%5B%5D=x&a%5B%5D=2&b=&c+d=true",
		"NONE":     "a=%5B%22x%22%2C2%5D&b=&c+d=true",
	} {
		if got, why := form(v, arrays); got != want || why != "" {
			t.Errorf("%s: %s %s", arrays, got, why)
		}
	}
}

func TestOnlyTheBoundOriginIsReached(t *testing.T) {
	s, other := newSite(t), newSite(t)
	a := to(t, HTTP{Origins: []string{s.url}}, nil)
	for _, endpoint := range []string{other.url + "/json", strings.Replace(s.url, "127.0.0.1", "localhost", 1) + "/json", strings.Replace(s.url, "http:", "https:", 1),
		s.url + "@elsewhere/", "http://u:p@" + strings.TrimPrefix(s.url, "http://"), "file:///etc/passwd", "", strings.TrimPrefix(s.url, "http:")} {
		k := newTask(httpInvoke, value.Object(value.M("ApiEndpoint", value.String(endpoint)), value.M("Method", value.String("GET"))).JSON())
		if d, declined := a.Take(k, nil).(task.Declined); !declined || d.Why == "" || a.Takes(k) {
			t.Errorf("%s was taken", endpoint)
		}
	}
	if got := answer(t, a, s.task("/near", "")).(task.Return).Output; got.Get("ResponseBody").JSON() != `{"n":1.0}` {
		t.Errorf("a redirect within the origin: %s", got.JSON())
	}
	s.asked = nil
	if got := answer(t, a, s.task("/far", "")).(task.Throw); got.Error != "States.Http.StatusCode.302" || len(s.asked) != 1 {
		t.Errorf("a redirect to another origin: %v, %v", got, s.asked)
	}
	if got := answer(t, a, s.task("/loop", "")).(task.Throw); got.Error != "States.Http.StatusCode.302" {
		t.Errorf("redirects without end: %v", got)
	}
}

func TestAStandInIsCalledInPlaceOfAnOrigin(t *testing.T) {
	s := newSite(t)
	a := to(t, HTTP{StandIns: []StandIn{{"https://API.stripe.com:443", s.url + "/v1"}}}, nil)
	answer(t, a, newTask(httpInvoke, `{"ApiEndpoint": "https://api.stripe.com/customers/a%2Fb?x=1", "Method": "POST", "QueryParameters": {"y": 2}}`))
	if fmt.Sprint(s.asked) != `[POST /v1/customers/a%2Fb?x=1&y=2 ""  auth= x=]` {
		t.Error(s.asked)
	}
}

func TestAHangingEndpointIsASocketError(t *testing.T) {
	l, clock := newLife(t), manual()
	answers, _ := ask(t, to(t, HTTP{Origins: []string{l.url}}, clock), newTask(httpInvoke, fmt.Sprintf(`{"ApiEndpoint": "%s/x", "Method": "GET"}`, l.url)))
	<-l.born
	clock.Advance(60 * time.Second)
	want(t, <-answers, "States.Http.Socket: The HTTP endpoint did not answer within 1m0s.")
	<-l.gone
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	got := answer(t, to(t, HTTP{Origins: []string{gone.URL}}, nil), newTask(httpInvoke, fmt.Sprintf(`{"ApiEndpoint": "%s/x", "Method": "GET"}`, gone.URL))).(task.Throw)
	if got.Error != "States.Http.Socket" || !strings.HasPrefix(got.Cause, "The HTTP endpoint could not be reached: dial tcp") {
		t.Errorf("%v", got)
	}
}
