package task

import "testing"

func TestAnswersAsTestStateWritesThem(t *testing.T) {
	m, err := ParseMocks(`{"StateMachines": {"m": {"TestCases": {"c": {"S": "R"}}}}, "MockedResponses": {"R": {
		"0": {"errorOutput": {"error": "Busy", "cause": "later"}},
		"1": {"result": "{\"a\": 1.0}"}}}}`)
	if err != nil {
		t.Fatal(err)
	}
	c, err := m.Case("m", "c")
	if err != nil {
		t.Fatal(err)
	}
	answerer := c.Answerer()
	first, _ := answerer.Take(&Task{Name: "S"}, nil).(Answered)
	second, _ := answerer.Take(&Task{Name: "S"}, nil).(Answered)
	if first.Answer != (Throw{"Busy", "later"}) {
		t.Errorf("%+v", first)
	}
	if r, ok := second.Answer.(Return); !ok || r.Output.JSON() != `{"a":1.0}` {
		t.Errorf("%+v", second)
	}
	for _, bad := range []string{`{"result": "{"}`, `{"result": "1", "errorOutput": {"error": "E"}}`, `{"result": 1}`} {
		if _, err := ParseMocks(`{"StateMachines": {}, "MockedResponses": {"R": {"0": ` + bad + `}}}`); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}
