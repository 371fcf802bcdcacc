package session

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/runner/task"
)

const twoFunctions = `{"StartAt": "A", "States": {
	"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "a"}, "Next": "B"},
	"B": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "b"}, "End": true}}}`

const twoBindings = `{"bindings": [{"function": "a", "command": {"argv": ["alpha"]}}, {"function": "b", "command": {"argv": ["beta"]}}, {"function": "c", "command": {"argv": ["gamma"]}}]}`

// TestConsentIsAskedOnlyForWhatMayBeNeeded holds what is asked for against what
// a test case leaves open.
func TestConsentIsAskedOnlyForWhatMayBeNeeded(t *testing.T) {
	const mocks = `{"StateMachines": {"two": {"TestCases": {"both": {"A": "r", "B": "r"}, "one": {"A": "r"}, "late": {"A": "s", "B": "r"}}}},
		"MockedResponses": {"r": {"0": {"Return": {}}}, "s": {"1": {"Return": {}}}}}`
	for _, c := range []struct{ flow, testCase, asks string }{
		{twoFunctions, "", "alpha beta"}, {twoFunctions, "one", "beta"}, {twoFunctions, "both", ""}, {twoFunctions, "late", "alpha"},
		{strings.Replace(twoFunctions, `"FunctionName": "b"`, `"FunctionName.$": "$.f"`, 1), "one", "alpha beta gamma"},
		{strings.Replace(twoFunctions, `lambda:invoke", "Parameters": {"FunctionName": "b"`, `lambda:invoke.waitForTaskToken", "Parameters": {"FunctionName": "b"`, 1), "both", "beta"},
	} {
		d := newDesk(t)
		d.keeping(t)
		d.file(t, "two.mocks.json", mocks)
		if err := d.Open(d.file(t, "two.asl.json", c.flow)); err != nil {
			t.Fatal(err)
		}
		if err := d.SetBindings(twoBindings); err != nil {
			t.Fatal(err)
		}
		d.SetCase(c.testCase)
		var got []string
		if need, ok := d.Start().(*NeedsConsent); ok {
			for _, name := range []string{"alpha", "beta", "gamma"} {
				if strings.Contains(strings.Join(need.Asks, " "), name) {
					got = append(got, name)
				}
			}
		}
		if strings.Join(got, " ") != c.asks {
			t.Errorf("%q: asks for %q, not %q", c.testCase, got, c.asks)
		}
	}
}

// TestAPermissionThatIsWithdrawnLeavesTheTaskInterrupted withdraws it while the
// program is not there.
func TestAPermissionThatIsWithdrawnLeavesTheTaskInterrupted(t *testing.T) {
	d := newDesk(t)
	first := d.keeping(t)
	path := d.file(t, "bound.asl.json", boundFlow)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.SetSpeed(Instant)
	if err := d.SetBindings(hangingBinding(t)); err != nil {
		t.Fatal(err)
	}
	need, _ := d.Start().(*NeedsConsent)
	if err := d.Allow(need); err != nil {
		t.Fatal(err)
	}
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	d.pump(t, "the command at work", func(s *Snapshot) bool { return s.Run.Events.Len() >= 4 })
	id := d.Kept().ID
	if err := d.SetBindings(`{"bindings": []}`); err != nil {
		t.Fatal(err)
	}
	d.Session.Close()
	first.Close()

	d.keeping(t)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	if err := d.ShowEarlier(id); err != nil {
		t.Fatal(err)
	}
	s := d.pump(t, "the interrupted task", func(s *Snapshot) bool { return s.Run != nil && (len(s.Run.Interrupted) == 1 || !s.Run.Live) })
	if !s.Run.Live {
		t.Fatalf("it ended; %+v", d.Kept())
	}
	if err := d.AnswerInterrupted(s.Run.Interrupted[0].ID, task.Throw{Error: "E"}); err != nil {
		t.Fatal(err)
	}
	d.pump(t, "the end", over)
}
