package inspector

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// orPath lets one control stand for two fields of JSONPath that exclude each
// other, such as TimeoutSeconds and TimeoutSecondsPath: what is typed as a path
// into the data goes to the second. json is the first one's value for a text
// that its own commit takes.
func (f *stateForm) orPath(s spec, of *syntax.Node, at, field string, json func(string) string) spec {
	if f.language == asl.JSONata {
		return s
	}
	twin := field + "Path"
	if n := of.Get(twin); n != nil && of.Get(field) == nil {
		s.value, s.wrong = written(n), f.wrong(at+"/"+twin)
	}
	if s.tip != "" {
		s.tip += " A path such as $.value takes it from the data."
	}
	plain := s.commit
	s.commit = func(text string) error {
		text = strings.TrimSpace(text)
		now := f.doc().Tree.Find(at)
		switch {
		case isPath(text):
			return f.swap(at, pair(field), twin, value.Quote(text))
		case now.Get(twin) == nil:
			return plain(text)
		case text == "":
			return f.setJSON(at+"/"+twin, "")
		}
		if _, err := parseSeconds(text); err != nil && strings.HasSuffix(field, "Seconds") {
			return err
		}
		return f.swap(at, pair(field), field, json(text))
	}
	return s
}

func pair(field string) func(string) bool {
	return func(key string) bool { return key == field || key == field+"Path" }
}

// isPath tells whether a text is a path into the data, or a call of an
// intrinsic function.
func isPath(s string) bool {
	return strings.HasPrefix(s, "$") || strings.HasPrefix(s, "States.") && strings.HasSuffix(s, ")")
}
