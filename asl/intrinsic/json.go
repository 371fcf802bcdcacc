package intrinsic

import (
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

func (in *invocation) object(i int) (value.Value, error) {
	if in.args[i].Kind() != value.ObjectKind {
		return value.Absent, in.fail("the argument %s must be an object, but it is %s", in.call.args[i].src, named(in.args[i]))
	}
	return in.args[i], nil
}

// jsonMerge joins two objects at their top level; the service has no deep
// merge, so that the third argument can only be false.
func jsonMerge(in *invocation) (value.Value, error) {
	first, err := in.object(0)
	if err != nil {
		return first, err
	}
	second, err := in.object(1)
	if err != nil {
		return second, err
	}
	if deep, ok := in.args[2].AsBool(); !ok || deep {
		return value.Absent, in.fail("the third argument must be false: objects are merged at their top level only")
	}
	members := make([]value.Member, 0, first.Len()+second.Len())
	members = append(append(members, first.Members()...), second.Members()...)
	return value.Object(members...), nil
}

func jsonToString(in *invocation) (value.Value, error) {
	return value.String(in.args[0].JSON()), nil
}

// stringToJSON reads JSON; a text of nothing but blanks is null, and -0 is 0,
// as the service has it.
func stringToJSON(in *invocation) (value.Value, error) {
	s, err := in.text(0)
	if err != nil {
		return value.Absent, err
	}
	switch strings.TrimSpace(s) {
	case "":
		return value.Null, nil
	case "-0":
		return value.Int(0), nil
	}
	v, err := value.Parse(s)
	if err != nil {
		return value.Absent, in.fail("the text is %s", err)
	}
	return v, nil
}
