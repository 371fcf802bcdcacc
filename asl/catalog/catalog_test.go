package catalog

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
)

// eachShape visits every shape that can be reached from the roots, once.
func eachShape(visit func(*Shape)) {
	seen := map[*Shape]bool{}
	var walk func(*Shape)
	walk = func(s *Shape) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		visit(s)
		for i := range s.Fields {
			walk(s.Fields[i].Shape)
		}
	}
	for i := range StateKinds {
		walk(StateKinds[i].Shape)
	}
	walk(MachineShape)
	walk(RuleShape)
}

func TestTablesAreComplete(t *testing.T) {
	shapes := 0
	eachShape(func(s *Shape) {
		shapes++
		if s.Name == "" || len(s.index) != len(s.Fields) {
			t.Errorf("shape %q: no name, or a field twice", s.Name)
		}
		for _, f := range s.Fields {
			if f.Help == "" || !strings.HasSuffix(f.Help, ".") || f.Types == 0 {
				t.Errorf("%s.%s: needs types and a sentence of help, has %q", s.Name, f.Name, f.Help)
			}
			if f.Language != "" && f.Language != asl.JSONPath && f.Language != asl.JSONata {
				t.Errorf("%s.%s: language %q", s.Name, f.Name, f.Language)
			}
			if f.Instead != "" && s.Field(f.Instead) == nil {
				t.Errorf("%s.%s is replaced by %s, which is not there", s.Name, f.Name, f.Instead)
			}
		}
		for _, g := range s.Groups {
			for _, name := range g.Names {
				if s.Field(name) == nil {
					t.Errorf("%s: group field %s is not there", s.Name, name)
				}
			}
		}
	})
	if shapes < 20 {
		t.Errorf("only %d shapes were reached", shapes)
	}
	if len(OperatorNames) != 39 || len(Intrinsics) != 18 || len(StateKinds) != len(asl.Types) {
		t.Error(len(OperatorNames), "operators,", len(Intrinsics), "intrinsics,", len(StateKinds), "kinds")
	}
}

func TestStartersAreStates(t *testing.T) {
	for _, kind := range asl.Types {
		for _, language := range []string{asl.JSONPath, asl.JSONata} {
			s := Starter(kind, language)
			if s.Get("Type").Str() != kind {
				t.Errorf("%s: %s", kind, s.JSON())
			}
			shape := StateKindOf(kind).Shape
			for _, m := range s.Members() {
				if f := shape.Field(m.Key); f == nil || !f.In(language) {
					t.Errorf("%s with %s: field %s", kind, language, m.Key)
				}
			}
		}
	}
	if !Starter("Nonsense", asl.JSONPath).IsAbsent() {
		t.Error("an unknown kind has no starter")
	}
}

func TestActions(t *testing.T) {
	seen := map[string]bool{}
	for _, table := range [][]Action{Actions, CommonSDK} {
		for i := range table {
			a := &table[i]
			if seen[a.Resource()] || a.Title == "" || !strings.HasSuffix(a.Help, ".") {
				t.Errorf("%s: twice, or without title or help", a.Resource())
			}
			seen[a.Resource()] = true
			if a.Starter != "" {
				if v, err := value.Parse(a.Starter); err != nil || v.Kind() != value.ObjectKind {
					t.Errorf("%s: starter: %v", a.Resource(), err)
				}
			}
		}
	}
	a, ending := ActionFor("arn:aws-cn:states:::sqs:sendMessage.waitForTaskToken")
	if a == nil || a.Name != "sendMessage" || ending != TokenEnding || !a.Can(Token) || a.Can(Sync) {
		t.Errorf("%+v %q", a, ending)
	}
	want := `{"QueueUrl":"https://sqs.us-east-1.amazonaws.com/111122223333/my-queue","MessageBody":"{% $states.input %}"}`
	if got := a.Arguments().JSON(); got != want {
		t.Error(got)
	}
	if services := Services(); len(services) < 20 || services[0] != "lambda" {
		t.Error(services)
	}
}
