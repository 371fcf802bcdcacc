package task

import (
	"errors"
	"strings"
	"testing"
)

const file = `{"StateMachines": {"Orders": {"TestCases": {
  "Good": {"Approve": "Approved", "Pay": "PaidAtLast"},
  "Bad": {"Approve": "Refused"}}}},
 "MockedResponses": {
  "Approved": {"0": {"Return": {"ok": true}}},
  "Refused": {"0": {"Throw": {"Error": "Refused", "Cause": "too dear"}}},
  "PaidAtLast": {"0": {"Throw": {"Error": "Busy", "Cause": ""}}, "1-2": {"Throw": {"Error": "Busy"}}, "3": {"Return": 3}}}}`

func parse(t *testing.T, s string) *Mocks {
	t.Helper()
	m, err := ParseMocks(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestEveryInvocationHasItsAnswer(t *testing.T) {
	c, err := parse(t, file).Case("Orders", "Good")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		a := c.Answerer()
		for n := range 4 {
			if !a.Takes(&Task{Name: "Pay"}) {
				t.Fatal("not taken", n)
			}
			got := a.Take(&Task{Name: "Pay"}, nil).(Answered).Answer
			if r, ok := got.(Return); ok != (n == 3) || ok && r.Output.Str() != "3" {
				t.Errorf("%d: %v", n, got)
			}
		}
		d := a.Take(&Task{Name: "Pay"}, nil).(Declined)
		if a.Takes(&Task{Name: "Pay"}) || !strings.Contains(d.Why, "number 4") {
			t.Error(d.Why)
		}
	}
	taken := First{c.Answerer(), First{}}.Take(&Task{Name: "Other"}, nil)
	if d, ok := taken.(Declined); !ok || !strings.Contains(d.Why, "Good") {
		t.Errorf("%v", taken)
	}
}

func TestPreparedAnswersAreThisCasesThenTheOthers(t *testing.T) {
	m := parse(t, file)
	bad, err := m.Case("Orders", "Bad")
	if err != nil {
		t.Fatal(err)
	}
	titles := func(list []Prepared) string {
		var all []string
		for _, p := range list {
			all = append(all, p.Title)
		}
		return strings.Join(all, ", ")
	}
	for got, want := range map[string]string{
		titles(bad.Prepared("Approve")):         "Refused, Approved",
		titles(m.Prepared("Orders", "Approve")): "Approved, Refused",
		titles(bad.Prepared("Pay")):             "PaidAtLast 1, PaidAtLast 2, PaidAtLast 3",
		titles((*Case)(nil).Prepared("Pay")):    "",
	} {
		if got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}

func TestBadMockFilesSayWhatIsWrong(t *testing.T) {
	for s, want := range map[string]string{
		`{`:  "not JSON",
		`{}`: "StateMachines",
		`{"StateMachines": {}, "MockedResponses": {"R": {"a": {"Return": 1}}}}`:   `"a"`,
		`{"StateMachines": {}, "MockedResponses": {"R": {"2-1": {"Return": 1}}}}`: `"2-1"`,
		`{"StateMachines": {}, "MockedResponses": {"R": {"0": {}}}}`:              "Return",
	} {
		if _, err := ParseMocks(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", s, err)
		}
	}
	m := parse(t, file)
	if _, err := m.Case("Order", "Good"); err == nil || !strings.Contains(err.Error(), `"Orders"`) {
		t.Error(err)
	}
	if _, err := m.Case("Orders", "Ugly"); err == nil || !strings.Contains(err.Error(), `"Good", "Bad"`) {
		t.Error(err)
	}
	_, err := parse(t, `{"StateMachines": {"M": {"TestCases": {"C": {"S": "Gone"}}}}, "MockedResponses": {}}`).Case("M", "C")
	if err == nil || !strings.Contains(err.Error(), `"Gone"`) {
		t.Error(err)
	}
}

func TestParseResource(t *testing.T) {
	for arn, want := range map[string]Resource{
		"arn:aws:lambda:us-east-1:1:function:f:PROD":                    {Kind: Function},
		"arn:aws:states:us-east-1:1:activity:a":                         {Kind: Activity},
		"arn:aws:states:::lambda:invoke.waitForTaskToken":               {Type: "lambda", Action: "invoke.waitForTaskToken", Pattern: "waitForTaskToken"},
		"arn:aws:states:::states:startExecution.sync:2":                 {Type: "states", Action: "startExecution.sync:2", Pattern: "sync:2"},
		"arn:aws:states:::aws-sdk:s3:listBuckets":                       {Type: "aws-sdk:s3", Action: "listBuckets"},
		"arn:aws:states:::aws-sdk:sfn:sendTaskSuccess.waitForTaskToken": {Type: "aws-sdk:sfn", Action: "sendTaskSuccess.waitForTaskToken", Pattern: "waitForTaskToken"},
		"nonsense": {Action: "nonsense"},
	} {
		want.ARN = arn
		if got := ParseResource(arn); got != want {
			t.Errorf("%s: %+v", arn, got)
		}
	}
}

func TestUnansweredNamesTheStateAndTheWays(t *testing.T) {
	var err error = &Unanswered{Task: &Task{Name: "Pay", Resource: ParseResource("arn:aws:states:::lambda:invoke")}}
	var u *Unanswered
	for _, want := range []string{`"Pay"`, "lambda:invoke", "--mocks"} {
		if !errors.As(err, &u) || !strings.Contains(err.Error(), want) {
			t.Error(err)
		}
	}
}
