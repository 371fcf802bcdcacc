package binding

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/runner/task"
)

const example = `{"bindings": [
  {"function": "charge", "lambda": {"endpoint": "http://127.0.0.1:3001/", "function": "charge-dev", "timeoutSeconds": 30}},
  {"function": "*", "machine": "*", "lambda": {"endpoint": "http://127.0.0.1:3001"}},
  {"resource": "arn:aws:states:::http:invoke", "http": {"origins": ["https://api.example.com"], "standIns": {"https://api.stripe.com": "http://127.0.0.1:4242"}, "headers": {"Authorization": "Bearer b"}}},
  {"state": "Pack", "machine": "shipping", "command": {"argv": ["./pack.py", "-v"], "dir": "tools", "env": {"MODE": "test"}, "timeoutSeconds": 5, "maxOutputBytes": 1000}},
  {"resource": "arn:aws:states:us-east-1:123456789012:activity:Weigh", "worker": {}}
]}`

func TestFormat(t *testing.T) {
	set, err := Parse(example, "/flows")
	if err != nil {
		t.Fatal(err)
	}
	if want := (Set{
		{For: Key{ByFunction, "charge"}, To: Lambda{"http://127.0.0.1:3001", "charge-dev", 30 * time.Second}},
		{For: Key{ByFunction, "*"}, Machine: "*", To: Lambda{Endpoint: "http://127.0.0.1:3001"}},
		{For: Key{ByResource, httpInvoke}, To: HTTP{Origins: []string{"https://api.example.com"}, StandIns: []StandIn{{"https://api.stripe.com", "http://127.0.0.1:4242"}},
			Headers: []task.Header{{Name: "Authorization", Value: "Bearer b"}}}},
		{For: Key{ByState, "Pack"}, Machine: "shipping", To: Command{Argv: []string{"./pack.py", "-v"}, Dir: "/flows/tools", Env: []Variable{{"MODE", "test"}}, Timeout: 5 * time.Second, Output: 1000}},
		{For: Key{ByResource, "arn:aws:states:us-east-1:123456789012:activity:Weigh"}, To: Worker{}},
	}); !reflect.DeepEqual(set, want) {
		t.Errorf("%+v", set)
	}
	again, err := Parse(set.Format(), "/elsewhere")
	if err != nil || !reflect.DeepEqual(again, set) {
		t.Errorf("written and read again: %+v, %v", again, err)
	}
	for i, says := range []string{
		`calls the Lambda endpoint http://127.0.0.1:3001 with "charge-dev", for the function "charge"`,
		`calls the Lambda endpoint http://127.0.0.1:3001 with the function's name, for the function "*"`,
		`calls https://api.example.com, http://127.0.0.1:4242 in place of https://api.stripe.com, for the resource "arn:aws:states:::http:invoke"`,
		`starts the command "./pack.py" "-v" in /flows/tools, for the state "Pack"`,
	} {
		if got := set[i].Says(); got != says {
			t.Errorf("got  %s\nwant %s", got, says)
		}
	}
	if n := len(set.Of("flow", true)); n != 4 {
		t.Errorf("%d bindings for the machine that is run", n)
	}
	if own := set.Of("shipping", false); len(own) != 2 || own[1].Machine != "" {
		t.Errorf("%v for the one it starts", own)
	}
}

func TestMistakesAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		`{`:                              "not JSON",
		`[]`:                             "is no object",
		`{}`:                             "no list of bindings",
		`{"binding": []}`:                `"binding" is none of`,
		`{"bindings": [{}]}`:             "binding 1: say with one of state, function and resource",
		`{"bindings": [{"state": "A"}]}`: `say with one of lambda, http, command and worker what answers the state "A"`,
		`{"bindings": [{"state": "A", "function": "f", "worker": {}}]}`:                           "say with one of state",
		`{"bindings": [{"state": "A", "worker": {}, "command": {"argv": ["x"]}}]}`:                "say with one of lambda",
		`{"bindings": [{"state": "A", "command": {"argv": "rm -rf"}}]}`:                           "there is no shell",
		`{"bindings": [{"state": "A", "command": {"argv": [1]}}]}`:                                "argv: 1 is no argument",
		`{"bindings": [{"state": "A", "command": {"argv": ["x"], "timeout": 1}}]}`:                `"timeout" is none of`,
		`{"bindings": [{"state": "A", "command": {"argv": ["x"], "timeoutSeconds": 0}}]}`:         "from 1 to 86400, not 0",
		`{"bindings": [{"state": "A", "command": {"argv": ["x"], "env": {"A=B": "c"}}}]}`:         `"A=B" cannot be a variable`,
		`{"bindings": [{"state": "A", "lambda": {"endpoint": "127.0.0.1:3001"}}]}`:                "is no address such as",
		`{"bindings": [{"state": "A", "http": {}}]}`:                                              "say which origins",
		`{"bindings": [{"state": "A", "http": {"origins": ["https://a.example/path"]}}]}`:         "is no origin: leave out /path",
		`{"bindings": [{"state": "A", "http": {"origins": ["https://u@a.example"]}}]}`:            "is no address",
		`{"bindings": [{"state": "A", "http": {"origins": ["*"]}}]}`:                              "is no address",
		`{"bindings": [{"state": "A", "http": {"origins": ["https://a"], "headers": {"A": 1}}}]}`: `"A" is no text`,
	} {
		if _, err := Parse(text, "/"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\ngives %v\nwant  %s", text, err, want)
		}
	}
}

func TestTheNearestBindingIsFound(t *testing.T) {
	named := func(s string) Target { return Lambda{Endpoint: s} }
	set := Set{
		{For: Key{ByResource, invoke}, To: named("resource")},
		{For: Key{ByFunction, "*"}, To: named("every")},
		{For: Key{ByFunction, "charge"}, To: named("function")},
		{For: Key{ByState, "Work"}, To: named("state")},
	}
	for _, c := range []struct{ state, resource, input, want string }{
		{"Work", invoke, `{"FunctionName": "charge"}`, "state"},
		{"Other", invoke, `{"FunctionName": "charge"}`, "function"},
		{"Other", function, `{}`, "function"},
		{"Other", invoke, `{"FunctionName": "refund"}`, "every"},
		{"Other", invoke, `{}`, "resource"},
		{"Other", httpInvoke, `{}`, ""},
	} {
		k := newTask(c.resource, c.input)
		k.Name = c.state
		if b, ok := set.Find(k); ok != (c.want != "") || ok && b.To.(Lambda).Endpoint != c.want {
			t.Errorf("%s %s: %v", c.state, c.input, b)
		}
	}
}

func TestNothingHappensWithoutPermission(t *testing.T) {
	dir := t.TempDir()
	path, store := filepath.Join(dir, "flow.asl.json"), Open(filepath.Join(dir, "data"))
	touched := filepath.Join(dir, "touched")
	set := Set{{For: Key{ByState, "Work"}, To: Command{Argv: []string{"touch", touched}, Dir: dir}}}
	if err := store.Keep(path, set); err != nil {
		t.Fatal(err)
	}
	set, err := store.Bindings(path)
	if err != nil || len(set) != 1 {
		t.Fatal(set, err)
	}
	k := newTask(function, `{}`)
	at := func(content string) *Answerer {
		a := New(Options{Set: set, Granted: store.Granted(path, content)})
		t.Cleanup(a.Close)
		return a
	}
	refused := func(a *Answerer, when string) {
		t.Helper()
		d, declined := a.Take(k, nil).(task.Declined)
		if !declined || a.Takes(k) || !strings.Contains(d.Why, `starts the command "touch"`) || !strings.Contains(d.Why, "--bind FILE") {
			t.Errorf("%s: %v", when, d)
		}
		a.Close()
		if _, err := os.Stat(touched); err == nil {
			t.Errorf("%s: it ran", when)
		}
	}
	refused(at("v1"), "at first")
	refused(New(Options{Set: set}), "by default")
	if asks := set.Asks(store.Granted(path, "v1")); len(asks) != 1 {
		t.Errorf("%v ask", asks)
	}
	if err := store.Trust.Allow(Grant(path, "v1", set[0], time.Now())); err != nil {
		t.Fatal(err)
	}
	refused(at("v2"), "with another content")
	want(t, answer(t, at("v1"), k), `null`)
	if _, err := os.Stat(touched); err != nil {
		t.Error("it did not run")
	}
	os.Remove(touched)
	if err := store.Trust.RevokeFile(path); err != nil {
		t.Fatal(err)
	}
	refused(at("v1"), "taken back")
}

func TestDeclinesSayHowToBind(t *testing.T) {
	a := New(Options{Set: Set{{For: Key{ByState, "Weigh"}, To: Worker{}}, {For: Key{ByState, "Get"}, To: HTTP{Origins: []string{"https://a.example"}}}, {For: Key{ByState, "Say"}, To: Lambda{}}}, Granted: all})
	defer a.Close()
	for state, why := range map[string]string{"Work": "nothing is bound to it", "Weigh": "only an activity's work", "Get": "it is no http:invoke", "Say": "add \"function\""} {
		k := newTask("arn:aws:states:::sqs:sendMessage", `{}`)
		k.Name = state
		if d, ok := a.Take(k, nil).(task.Declined); !ok || !strings.Contains(d.Why, why) {
			t.Errorf("%s: %v", state, d)
		}
	}
}

func TestWorkersFetchWhatIsLeftToThem(t *testing.T) {
	activities := &task.Activities{}
	set := Set{{For: Key{ByState, "Work"}, To: Worker{}}}
	k := newTask("arn:aws:states:us-east-1:123456789012:activity:Weigh", `{}`)
	k.Token = "t"
	a := New(Options{Set: set, Activities: activities})
	defer a.Close()
	if _, kept := a.Take(k, nil).(task.Kept); !kept || activities.Waiting()[k.Resource.ARN] != 1 {
		t.Error("not in line")
	}
	without := New(Options{Set: set})
	defer without.Close()
	if d, ok := without.Take(k, nil).(task.Declined); !ok || !strings.Contains(d.Why, "no endpoint") {
		t.Errorf("%v", d)
	}
}

func TestBindingsThatCannotBeReadAreKept(t *testing.T) {
	s := Open(t.TempDir())
	path := filepath.Join(t.TempDir(), "flow.asl.json")
	if err := s.Keep(path, nil); err != nil {
		t.Fatal(err)
	}
	if set, err := s.Bindings(path); err != nil || len(set) != 0 {
		t.Errorf("%v, %v", set, err)
	}
	files, _ := filepath.Glob(filepath.Join(s.folder, "*.json"))
	if err := os.WriteFile(files[0], []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Bindings(path); err == nil || !strings.Contains(err.Error(), files[0]) {
		t.Errorf("%v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(example)
	f.Add(`{"bindings": [{"state": "A", "command": {"argv": ["x"]}}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		set, err := Parse(text, "/flows")
		if err != nil {
			return
		}
		again, err := Parse(set.Format(), "/elsewhere")
		if err != nil || again.Format() != set.Format() {
			t.Errorf("written and read again: %v\n%s\n%s", err, set.Format(), again.Format())
		}
	})
}
