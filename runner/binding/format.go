package binding

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/task"
)

// The most a binding may ask for.
const (
	maxTimeout = 24 * time.Hour
	maxOutput  = 16 << 20
)

// Parse reads a bindings file:
//
//	{"bindings": [
//	  {"function": "charge", "lambda": {"endpoint": "http://127.0.0.1:3001", "function": "charge-dev", "timeoutSeconds": 30}},
//	  {"resource": "arn:aws:states:::http:invoke",
//	   "http": {"origins": ["https://api.example.com"], "standIns": {"https://api.stripe.com": "http://127.0.0.1:4242"},
//	            "headers": {"Authorization": "Bearer ..."}, "timeoutSeconds": 60}},
//	  {"state": "Pack", "machine": "shipping",
//	   "command": {"argv": ["./pack.py", "-v"], "dir": ".", "env": {"MODE": "test"}, "timeoutSeconds": 60, "maxOutputBytes": 262144}},
//	  {"resource": "arn:aws:states:us-east-1:123456789012:activity:Weigh", "worker": {}}
//	]}
//
// Each binding has one of state, function and resource, and one of lambda,
// http, command and worker. Only endpoint, origins or standIns, and argv must
// be there. A dir is relative to folder, which is also what a command without
// one runs in. Names that nobody knows are errors.
func Parse(text, folder string) (Set, error) {
	v, err := value.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("the bindings are not JSON (%w)", err)
	}
	if err := known(v, "file", "bindings"); err != nil {
		return nil, err
	}
	list := v.Get("bindings")
	if list.Kind() != value.ArrayKind {
		return nil, fmt.Errorf(`there is no list of bindings; write {"bindings": [{"state": NAME, "command": {"argv": [...]}}]}`)
	}
	set := make(Set, 0, list.Len())
	for i, item := range list.Items() {
		b, err := parseBinding(item, folder)
		if err != nil {
			return nil, fmt.Errorf("binding %d: %w", i+1, err)
		}
		set = append(set, b)
	}
	return set, nil
}

// known refuses what is no object, and members that nobody knows.
func known(v value.Value, names ...string) error {
	if v.Kind() != value.ObjectKind {
		return fmt.Errorf("%s is no object", head([]byte(v.JSON())))
	}
	for _, m := range v.Members() {
		ok := false
		for _, name := range names {
			ok = ok || name == m.Key
		}
		if !ok {
			return fmt.Errorf("%q is none of %s", m.Key, strings.Join(names, ", "))
		}
	}
	return nil
}

func parseBinding(v value.Value, folder string) (b Binding, err error) {
	if err := known(v, "state", "function", "resource", "machine", "lambda", "http", "command", "worker"); err != nil {
		return b, err
	}
	keys := 0
	for kind, name := range keyNames {
		if k := v.Get(name); !k.IsAbsent() {
			keys++
			b.For = Key{KeyKind(kind), k.Str()}
		}
	}
	if keys != 1 || b.For.Name == "" {
		return b, fmt.Errorf("say with one of state, function and resource what it is for")
	}
	if b.Machine, err = textOf(v, "machine"); err != nil {
		return b, err
	}
	targets := 0
	for _, kind := range [...]struct {
		name string
		read func(value.Value, string) (Target, error)
	}{{"lambda", parseLambda}, {"http", parseHTTP}, {"command", parseCommand}, {"worker", parseWorker}} {
		t := v.Get(kind.name)
		if t.IsAbsent() {
			continue
		}
		targets++
		if b.To, err = kind.read(t, folder); err != nil {
			return b, fmt.Errorf("%s: %w", kind.name, err)
		}
	}
	if targets != 1 {
		return b, fmt.Errorf("say with one of lambda, http, command and worker what answers the %s", b.For)
	}
	return b, nil
}

func parseLambda(v value.Value, _ string) (Target, error) {
	if err := known(v, "endpoint", "function", "timeoutSeconds"); err != nil {
		return nil, err
	}
	l := Lambda{}
	var err error
	if l.Endpoint, err = address(v.Get("endpoint"), true); err != nil {
		return nil, fmt.Errorf("endpoint: %w", err)
	}
	if l.Function, err = textOf(v, "function"); err != nil {
		return nil, err
	}
	l.Timeout, err = timeout(v)
	return l, err
}

func parseHTTP(v value.Value, _ string) (Target, error) {
	if err := known(v, "origins", "standIns", "headers", "timeoutSeconds"); err != nil {
		return nil, err
	}
	h := HTTP{}
	if o := v.Get("origins"); !o.IsAbsent() && o.Kind() != value.ArrayKind {
		return nil, fmt.Errorf("origins is no list")
	}
	for _, item := range v.Get("origins").Items() {
		o, err := address(item, false)
		if err != nil {
			return nil, fmt.Errorf("origins: %w", err)
		}
		h.Origins = append(h.Origins, o)
	}
	stands, err := pairs(v, "standIns")
	if err != nil {
		return nil, err
	}
	for _, m := range stands {
		from, err := address(value.String(m.Name), false)
		if err != nil {
			return nil, fmt.Errorf("standIns: %w", err)
		}
		to, err := address(value.String(m.Value), true)
		if err != nil {
			return nil, fmt.Errorf("standIns: %w", err)
		}
		h.StandIns = append(h.StandIns, StandIn{from, to})
	}
	if len(h.Origins)+len(h.StandIns) == 0 {
		return nil, fmt.Errorf(`say which origins may be called, such as "origins": ["https://api.example.com"]`)
	}
	headers, err := pairs(v, "headers")
	if err != nil {
		return nil, err
	}
	for _, m := range headers {
		h.Headers = append(h.Headers, task.Header(m))
	}
	h.Timeout, err = timeout(v)
	return h, err
}

func parseCommand(v value.Value, folder string) (Target, error) {
	if err := known(v, "argv", "dir", "env", "timeoutSeconds", "maxOutputBytes"); err != nil {
		return nil, err
	}
	c := Command{}
	argv := v.Get("argv")
	for _, item := range argv.Items() {
		arg, ok := item.AsString()
		if !ok || strings.ContainsRune(arg, 0) {
			return nil, fmt.Errorf("argv: %s is no argument", item.JSON())
		}
		c.Argv = append(c.Argv, arg)
	}
	if argv.Kind() != value.ArrayKind || len(c.Argv) == 0 || c.Argv[0] == "" {
		return nil, fmt.Errorf(`argv is a list that begins with the program, such as ["./charge.py", "-v"]; there is no shell`)
	}
	dir, err := textOf(v, "dir")
	if err != nil {
		return nil, err
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(folder, dir)
	}
	if c.Dir, err = filepath.Abs(dir); err != nil {
		return nil, fmt.Errorf("dir: %w", err)
	}
	env, err := pairs(v, "env")
	if err != nil {
		return nil, err
	}
	for _, m := range env {
		if m.Name == "" || strings.ContainsAny(m.Name, "=\x00") || strings.ContainsRune(m.Value, 0) {
			return nil, fmt.Errorf("env: %q cannot be a variable", m.Name)
		}
		c.Env = append(c.Env, Variable(m))
	}
	if c.Timeout, err = timeout(v); err != nil {
		return nil, err
	}
	c.Output, err = number(v, "maxOutputBytes", maxOutput)
	return c, err
}

func parseWorker(v value.Value, _ string) (Target, error) { return Worker{}, known(v) }

// textOf is a member that is a string or not there.
func textOf(v value.Value, name string) (string, error) {
	m := v.Get(name)
	s, ok := m.AsString()
	if !ok && !m.IsAbsent() || strings.ContainsRune(s, 0) {
		return "", fmt.Errorf("%s is no text", name)
	}
	return s, nil
}

// number is a member that is a whole number from 1; 0 when it is not there.
func number(v value.Value, name string, most int) (int, error) {
	m := v.Get(name)
	if m.IsAbsent() {
		return 0, nil
	}
	n, ok := m.AsInt()
	if !ok || n < 1 || n > int64(most) {
		return 0, fmt.Errorf("%s is a whole number from 1 to %d, not %s", name, most, m.JSON())
	}
	return int(n), nil
}

func timeout(v value.Value) (time.Duration, error) {
	n, err := number(v, "timeoutSeconds", int(maxTimeout/time.Second))
	return time.Duration(n) * time.Second, err
}

// pair is a member of an object of texts.
type pair struct{ Name, Value string }

func pairs(v value.Value, name string) ([]pair, error) {
	object := v.Get(name)
	if object.IsAbsent() {
		return nil, nil
	}
	if object.Kind() != value.ObjectKind {
		return nil, fmt.Errorf("%s is no object", name)
	}
	var out []pair
	for _, m := range object.Members() {
		s, ok := m.Value.AsString()
		if !ok {
			return nil, fmt.Errorf("%s: %q is no text", name, m.Key)
		}
		out = append(out, pair{m.Key, s})
	}
	return out, nil
}

// address is a base URL, or an origin when it may have no path.
func address(v value.Value, path bool) (string, error) {
	s, _ := v.AsString()
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return "", fmt.Errorf("%s is no address such as http://127.0.0.1:3001", v.JSON())
	case !path && strings.Trim(u.Path, "/") != "":
		return "", fmt.Errorf("%s is no origin: leave out %s", v.JSON(), u.Path)
	}
	return strings.TrimRight(s, "/"), nil
}
