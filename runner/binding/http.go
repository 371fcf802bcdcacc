package binding

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/task"
)

// maxHTTPResponse is the most an HTTP Task reads of a response, in bytes.
const maxHTTPResponse = 262144

// ours are headers that an HTTP Task's definition may not set (Step Functions
// Developer Guide, "Call HTTPS APIs"), besides those of AWS's own prefixes.
var ours = map[string]bool{}

func init() {
	for _, name := range strings.Fields(`a-im accept-charset accept-datetime accept-encoding authorization cache-control connection
		content-encoding content-length content-md5 date expect forwarded from host http2-settings if-match if-modified-since
		if-none-match if-range if-unmodified-since max-forwards origin pragma proxy-authorization referer server te trailer
		transfer-encoding upgrade via warning`) {
		ours[name] = true
	}
}

func forbidden(header string) bool {
	lower := strings.ToLower(header)
	return ours[lower] || strings.HasPrefix(lower, "x-amz-") || strings.HasPrefix(lower, "x-amzn-") || strings.HasPrefix(lower, "x-forwarded-")
}

// origin is scheme://host:port of a URL, in lower case, the port always told.
func origin(u *url.URL) string {
	port := u.Port()
	switch {
	case port != "":
	case u.Scheme == "https":
		port = "443"
	default:
		port = "80"
	}
	return strings.ToLower(u.Scheme) + "://" + strings.ToLower(u.Hostname()) + ":" + port
}

// sameOrigin follows a redirect only within the origin that was called; a
// redirect elsewhere is the answer itself.
func sameOrigin(req *http.Request, via []*http.Request) error {
	if len(via) >= 10 || origin(req.URL) != origin(via[0].URL) {
		return http.ErrUseLastResponse
	}
	return nil
}

// where is the URL to call for an endpoint, or why it may not be called.
func (h HTTP) where(endpoint string) (*url.URL, string) {
	u, err := url.Parse(endpoint)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Sprintf("its ApiEndpoint %q is no http or https address", endpoint)
	}
	if u.User != nil {
		return nil, "its ApiEndpoint holds a user's name; put credentials into the headers of the binding"
	}
	at := origin(u)
	for _, s := range h.StandIns {
		if o, err := url.Parse(s.Origin); err == nil && origin(o) == at {
			base, err := url.Parse(s.Base)
			if err != nil {
				return nil, fmt.Sprintf("%q is no address", s.Base)
			}
			raw := strings.TrimRight(base.EscapedPath(), "/") + u.EscapedPath()
			u.Scheme, u.Host, u.RawPath = base.Scheme, base.Host, raw
			u.Path, _ = url.PathUnescape(raw)
			return u, ""
		}
	}
	for _, text := range h.Origins {
		if o, err := url.Parse(text); err == nil && origin(o) == at {
			return u, ""
		}
	}
	return nil, fmt.Sprintf("its binding does not reach %s; add it to the origins there", strings.ToLower(u.Scheme)+"://"+u.Host)
}

func (h HTTP) refuses(t *task.Task) string {
	if t.Resource.Type != "http" {
		return "its binding is for HTTP calls, and it is no http:invoke"
	}
	_, why := h.where(t.Input.Get("ApiEndpoint").Str())
	return why
}

func (h HTTP) answer(ctx context.Context, a *Answerer, t *task.Task) task.Answer {
	d := orDefault(h.Timeout, HTTPTimeout)
	ctx, cancel := a.within(ctx, d)
	defer cancel()
	req, why := h.request(ctx, t.Input)
	if why != "" {
		return task.Failed("States.Runtime", why)
	}
	res, err := a.client.Do(req)
	if err != nil {
		return unreached(ctx, d, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxHTTPResponse+1))
	switch {
	case err != nil:
		return unreached(ctx, d, err)
	case len(body) > maxHTTPResponse:
		return task.TooLarge(t)
	case !utf8.Valid(body):
		return task.Failed("States.Runtime", fmt.Sprintf("The response of the HTTP endpoint is no text (Content-Type %q).", res.Header.Get("Content-Type")))
	case res.StatusCode < 200 || res.StatusCode > 299:
		cause := string(body)
		if cause == "" {
			cause = statusText(res)
		}
		return task.Failed(fmt.Sprint("States.Http.StatusCode.", res.StatusCode), cause)
	}
	return task.Return{Output: httpResult(res, string(body))}
}

func unreached(ctx context.Context, d time.Duration, err error) task.Answer {
	if late(ctx) {
		return task.Failed("States.Http.Socket", fmt.Sprintf("The HTTP endpoint did not answer within %s.", d))
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return task.Failed("States.Http.Socket", "The HTTP endpoint could not be reached: "+err.Error())
}

// request is what an HTTP Task's parameters ask for.
func (h HTTP) request(ctx context.Context, in value.Value) (req *http.Request, why string) {
	u, why := h.where(in.Get("ApiEndpoint").Str())
	if why != "" {
		return nil, why
	}
	method := in.Get("Method").Str()
	switch method {
	case "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD":
	default:
		return nil, fmt.Sprintf("Method is %q, and an HTTP Task can GET, POST, PUT, DELETE, PATCH, OPTIONS and HEAD.", method)
	}
	if q := query(in.Get("QueryParameters")); q != "" {
		if u.RawQuery != "" {
			u.RawQuery += "&"
		}
		u.RawQuery += q
	}
	body, kind, why := requestBody(in)
	if why != "" {
		return nil, why
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), strings.NewReader(body))
	if err != nil {
		return nil, err.Error()
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	for _, m := range in.Get("Headers").Members() {
		if forbidden(m.Key) {
			return nil, fmt.Sprintf("The header %q cannot be set by an HTTP Task; what a connection adds goes into the headers of its binding.", m.Key)
		}
		req.Header.Set(m.Key, headerValue(m.Value))
	}
	req.Header.Set("User-Agent", "Amazon|StepFunctions|HttpInvoke|us-east-1")
	req.Header.Set("Range", fmt.Sprintf("bytes=0-%d", maxHTTPResponse))
	for _, c := range h.Headers {
		req.Header.Set(c.Name, c.Value)
	}
	return req, ""
}

func headerValue(v value.Value) string {
	if v.Kind() != value.ArrayKind {
		return scalar(v)
	}
	parts := make([]string, v.Len())
	for i, item := range v.Items() {
		parts[i] = scalar(item)
	}
	return strings.Join(parts, ", ")
}

// requestBody is the body and the type it has unless the headers say another.
func requestBody(in value.Value) (body, kind, why string) {
	v, transform := in.Get("RequestBody"), in.Get("Transform")
	if v.IsAbsent() {
		return "", "", ""
	}
	switch encoding := transform.Get("RequestBodyEncoding").Str(); encoding {
	case "", "NONE":
	case "URL_ENCODED":
		if v.Kind() != value.ObjectKind {
			return "", "", "RequestBody is URL-encoded and must be an object for that."
		}
		body, why = form(v, transform.Get("RequestEncodingOptions").Get("ArrayFormat").Str())
		return body, "application/x-www-form-urlencoded", why
	default:
		return "", "", fmt.Sprintf("RequestBodyEncoding is %q, and there are NONE and URL_ENCODED.", encoding)
	}
	if s, ok := v.AsString(); ok {
		return s, "text/plain; charset=utf-8", ""
	}
	return v.JSON(), "application/json; charset=utf-8", ""
}

// httpResult is the result of http:invoke.
func httpResult(res *http.Response, body string) value.Value {
	names := make([]string, 0, len(res.Header))
	for name := range res.Header {
		names = append(names, name)
	}
	sort.Strings(names)
	headers := make([]value.Member, len(names))
	for i, name := range names {
		all := make([]value.Value, len(res.Header[name]))
		for j, v := range res.Header[name] {
			all[j] = value.String(strings.ToValidUTF8(v, "\uFFFD"))
		}
		headers[i] = value.M(strings.ToLower(name), value.Array(all...))
	}
	return value.Object(
		value.M("Headers", value.Object(headers...)),
		value.M("ResponseBody", responseBody(res.Header.Get("Content-Type"), body)),
		value.M("StatusCode", value.Int(int64(res.StatusCode))),
		value.M("StatusText", value.String(statusText(res))))
}

// responseBody is JSON where the type says so and it is, and text otherwise.
func responseBody(contentType, body string) value.Value {
	kind, _, _ := mime.ParseMediaType(contentType)
	if kind == "application/json" || strings.HasSuffix(kind, "+json") {
		if v, err := value.Parse(body); err == nil {
			return v
		}
	}
	return value.String(body)
}

func statusText(res *http.Response) string {
	_, text, _ := strings.Cut(res.Status, " ")
	if text == "" {
		text = http.StatusText(res.StatusCode)
	}
	return text
}

func orDefault(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
}
