package interp

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// passState hands its input, or a fixed result, on.
type passState struct{ result value.Value } // Absent: the input

func (c *compiler) pass(s *asl.Pass) kind {
	return &passState{s.Field("Result").Value()}
}

func (p *passState) work(x *Progress, f *frame) {
	result, fail := x.effectiveInput(f)
	if fail == nil && !p.result.IsAbsent() {
		result = p.result
	}
	if fail == nil && f.state.jsonata {
		x.completeJSONata(f, f.input, value.Absent)
		return
	}
	if fail != nil {
		x.fail(f, fail)
		return
	}
	x.complete(f, result)
}

// succeed ends its machine with its input.
type succeed struct{}

func (succeed) work(x *Progress, f *frame) {
	if f.state.jsonata {
		x.completeJSONata(f, f.input, value.Absent)
		return
	}
	in, fail := x.effectiveInput(f)
	if fail == nil {
		in, fail = f.state.outputPath.apply(f, in)
	}
	if fail != nil {
		x.fail(f, fail)
		return
	}
	x.leave(f, in, value.Absent, history.Via{Kind: history.ViaEnd}, nil)
}
