package interp

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/task"
)

func compile(t *testing.T, source string) *Program {
	t.Helper()
	p, err := Compile(asl.ParseString(source))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhatCannotRunIsRefusedWithItsPlace(t *testing.T) {
	for source, want := range map[string]string{
		`{"StartAt": "A"`: "1:",
		`[]`:              "no state machine",
		`{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}`:                                                            "1:13 StartAt",
		`{"States": {"A": {"Type": "Succeed"}}}`:                                                                            "StartAt",
		`{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}`:                                                               "Where to go",
		`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}`:                                                  `1:59 There is no state "B"`,
		`{"StartAt": "A", "States": {"A": {"Type": "Pas", "End": true}}}`:                                                   "Type",
		`{"StartAt": "A", "States": {"A": {"Type": "Pass", "InputPath": "$.[", "End": true}}}`:                              "path",
		`{"StartAt": "A", "States": {"A": {"Type": "Pass", "ResultPath": "$.a[*]", "End": true}}}`:                          "reference path",
		`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"x.$": "States.Nope()"}, "End": true}}}`:          "intrinsic",
		`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"x.$": 1}, "End": true}}}`:                        "ends in .$",
		`{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "Output": "{% ( %}", "End": true}}}`: "JSONata",
		`{"StartAt": "A", "States": {"A": {"Type": "Task", "End": true}}}`:                                                  "what is to do its work",
		`{"StartAt": "A", "States": {"A": {"Type": "Wait", "End": true}}}`:                                                  "how long",
		`{"StartAt": "A", "States": {"A": {"Type": "Map", "End": true}}}`:                                                   "for each item",
		`{"StartAt": "A", "States": {"A": {"Type": "Parallel", "End": true}}}`:                                              "branches",
		`{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Next": "A"}]}}}`:                                 "asks nothing",
	} {
		d := asl.ParseString(source)
		_, err := Compile(d)
		var refused *CompileError
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", source, err)
			continue
		}
		first := refused.Diagnostics[0]
		if got := d.Text.Position(first.Span.Start).String() + " " + first.Message; !strings.Contains(got, want) {
			t.Errorf("%s: %s", source, got)
		}
	}
}

func TestComparisons(t *testing.T) {
	for _, c := range []struct {
		rule  string
		input string
		want  bool
	}{
		{`"StringEquals": "a"`, `"a"`, true}, {`"StringEquals": "a"`, `1`, false}, {`"StringLessThan": "b"`, `"a"`, true},
		{`"StringGreaterThanEquals": "b"`, `"b"`, true}, {`"StringMatches": "log-*.txt"`, `"log-1.txt"`, true}, {`"StringMatches": "*a*a*"`, `"xa"`, false},
		{`"StringMatches": "\\*x"`, `"*x"`, true}, {`"StringMatches": "\\*x"`, `"yx"`, false}, {`"StringMatches": "a*a"`, `"a"`, false},
		{`"NumericEquals": 1`, `1.0`, true}, {`"NumericLessThan": 1e2`, `99.5`, true}, {`"NumericGreaterThan": 9007199254740992`, `9007199254740993`, true},
		{`"NumericEquals": 1`, `"1"`, false}, {`"BooleanEquals": false`, `false`, true}, {`"BooleanEquals": false`, `null`, false},
		{`"TimestampEquals": "2026-03-01T10:00:00+01:00"`, `"2026-03-01T09:00:00Z"`, true}, {`"TimestampLessThan": "2026-03-01T10:00:00Z"`, `"2026-03-01 09:00"`, false},
		{`"IsNull": true`, `null`, true}, {`"IsNull": false`, `0`, true}, {`"IsNumeric": true`, `1`, true}, {`"IsString": true`, `1`, false},
		{`"IsBoolean": true`, `true`, true}, {`"IsTimestamp": true`, `"2026-03-01T09:00:00.5Z"`, true}, {`"IsTimestamp": true`, `"2026-03-01t09:00:00z"`, false}, {`"IsPresent": true`, `null`, true},
		{`"NumericEqualsPath": "$.other"`, `7`, true}, {`"NumericLessThanPath": "$.other"`, `7`, false},
	} {
		p := compile(t, `{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.v", `+c.rule+`, "Next": "Y"}], "Default": "N"}, "Y": {"Type": "Succeed"}, "N": {"Type": "Succeed"}}}`)
		var log history.Log
		x, _ := Begin(p, Setting{}, value.MustParse(`{"v": `+c.input+`, "other": 7}`), time.Unix(0, 0), &log)
		for x.Ready() {
			x.Next(time.Unix(0, 0))
		}
		if got := history.Fold(log.View()).State("Y") == history.Done; got != c.want {
			t.Errorf("%s on %s is %t", c.rule, c.input, got)
		}
	}
}

func TestBackoff(t *testing.T) {
	r := &retrier{interval: 2, rate: 1.5, most: 4}
	for n, want := range []time.Duration{2 * time.Second, 3 * time.Second, 4 * time.Second, 4 * time.Second} {
		if got := r.delay(n, nil); got != want {
			t.Errorf("attempt %d waits %s, not %s", n, got, want)
		}
	}
	r.jitter = true
	for n := range 20 {
		if got := r.delay(n, newChance(uint64(n))); got < 0 || got >= 4*time.Second {
			t.Errorf("jitter gives %s", got)
		}
	}
	if (&retrier{interval: 99999999, rate: 10}).delay(300, nil) <= 0 {
		t.Error("a very long backoff overflows")
	}
}

func TestErrorNames(t *testing.T) {
	for _, c := range []struct {
		fail failure
		name string
		want bool
	}{
		{failure{Error: "E"}, "E", true}, {failure{Error: "E"}, "States.ALL", true}, {failure{Error: "E"}, "States.TaskFailed", true}, {failure{Error: "E"}, "F", false},
		{failure{Error: errTimeout}, "States.TaskFailed", false}, {failure{Error: errTimeout}, "States.Timeout", true}, {failure{Error: errTimeout}, "States.HeartbeatTimeout", false},
		{failure{Error: errTimeout, heartbeat: true}, "States.HeartbeatTimeout", true}, {failure{Error: errTimeout, heartbeat: true}, "States.Timeout", true},
		{failure{Error: errRuntime}, "States.ALL", false}, {failure{Error: errRuntime}, "States.Runtime", false},
		{failure{name: errTaskFailed}, "States.TaskFailed", true}, {failure{Error: errDataLimit}, "States.ALL", true},
	} {
		if got := c.fail.matches(c.name); got != c.want {
			t.Errorf("%s is %s: %t", c.fail.Error, c.name, got)
		}
	}
}

// FuzzRun runs whatever compiles for a while; nothing may break.
func FuzzRun(f *testing.F) {
	f.Add(`{"StartAt":"A","States":{"A":{"Type":"Map","ItemsPath":"$.a","MaxConcurrency":1,"ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Task","Resource":"r","Retry":[{"ErrorEquals":["States.ALL"]}],"End":true}}},"Next":"C"},"C":{"Type":"Wait","SecondsPath":"$[0]","End":true}}}`, `{"a":[1,[2]]}`)
	f.Add(`{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[{"StartAt":"X","States":{"X":{"Type":"Fail","ErrorPath":"$.e"}}},{"StartAt":"Y","States":{"Y":{"Type":"Wait","Seconds":1,"End":true}}}],"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.c.d","Next":"Q"}],"End":true},"Q":{"Type":"Choice","Choices":[{"Not":{"Variable":"$.n","NumericEqualsPath":"$.m"},"Next":"P"}]}}}`, `{"e":"E","n":1}`)
	f.Add(`{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"P","States":{"P":{"Type":"Pass","Parameters":{"u.$":"States.UUID()"},"Assign":{"x.$":"$$"},"End":true}}},"ItemBatcher":{"MaxItemsPerBatch":2},"ToleratedFailurePercentage":10,"End":true}}}`, `[1,2,3]`)
	f.Fuzz(func(t *testing.T, source, input string) {
		in, err := value.Parse(input)
		if err != nil || strings.Contains(source, "JSONata") {
			return
		}
		p, err := Compile(asl.ParseString(source))
		if err != nil {
			return
		}
		var log history.Log
		now := time.Unix(0, 0)
		x, todo := Begin(p, Setting{Token: func() string { return "t" }}, in, now, &log)
		var timers []int64
		for n := 0; n < 500 && !x.Done(); n++ {
			for _, c := range todo {
				switch c := c.(type) {
				case StartTask:
					if c.Task.ID%3 == 0 {
						x.Answer(c.Task.ID, task.Throw{Error: "E"}, now)
					} else {
						x.Answer(c.Task.ID, task.Return{Output: c.Task.Input}, now)
					}
				case SetTimer:
					timers = append(timers, c.Timer.ID)
				case ReadItems:
					x.Items(c.ID, nil, false, nil)
				case WriteResults:
					x.Written(c.ID, nil)
				}
			}
			switch {
			case x.Ready():
				todo = x.Next(now)
			case len(timers) > 0:
				now = now.Add(time.Second)
				todo, timers = x.Fire(timers[0], now), timers[1:]
			default:
				if !x.Done() {
					t.Fatalf("it waits for nothing: %s", source)
				}
			}
		}
		history.Fold(log.View())
	})
}
